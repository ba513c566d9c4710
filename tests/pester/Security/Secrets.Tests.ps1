# Keys, tokens and passwords are planted, everything is written down at full verbosity, and they are looked for in all of it.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    $null = Invoke-Control $emulator Put proxy @{ user = 'прокси'; password = 'ТайныйПрокси-1' }

    . $PSScriptRoot/Find-Secret.ps1

    # What is no secret: windows of a client's secret that its id has as well, the head that all tokens share.
    $known = @($emulator.clientId, '00000000-0000-0000-0000-00000000')

    $planted = @{
        Key             = $emulator.authorizationKey
        Secret          = $emulator.clientSecret
        CorporateKey    = $emulator.corporateKey
        WrongKey        =
            [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(
                '00000000-0000-0000-0000-00000000000a:00000000-0000-0000-0000-00000000000b'))
        WrongSecret     = '00000000-0000-0000-0000-00000000000b'
        TwiceKey        = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($emulator.authorizationKey))
        NoKey           = 'ТайныйКлюч-2'
        Token           = (Invoke-Control $emulator Post tokens).value
        EndedToken      = (Invoke-Control $emulator Post tokens @{ lifetimeSeconds = 0 }).value
        Password        = $emulator.password
        WrongPassword   = 'ТайныйПароль-3'
        ProxyPassword   = 'ТайныйПрокси-1'
        WrongProxy      = 'ТайныйПрокси-4'
        CertificateWord = 'ТайныйСертификат-5'
    }
    $planted.BusinessKey = $emulator.b2bKey
    $shared = (Get-ConnectParameter $emulator) + @{ MaximumRetryCount = 0; Verbose = $true; Debug = $true }

    # In a process of its own: its transcript holds nothing but this. The secrets go there in the environment,
    # because a transcript begins with the command line.
    try {
        $env:TEST_PLANTED = @{
            Module = $ModulePath; Folder = "$TestDrive"; Shared = $shared; Emulator = $emulator | Select-Object * -ExcludeProperty Process
            Secrets = $planted
        } | ConvertTo-Json
        $start = New-PowerShellStartInfo '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot 'Write-Everything.ps1')
        # Its own home, temporary folder and location, so that all it leaves on the disk can be searched.
        $places = foreach ($name in 'home', 'temp', 'here') { (New-Item -ItemType Directory (Join-Path $TestDrive $name)).FullName }
        foreach ($name in 'HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA') { $start.Environment[$name] = $places[0] }
        foreach ($name in 'TMPDIR', 'TEMP', 'TMP') { $start.Environment[$name] = $places[1] }
        foreach ($name in 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME') { $null = $start.Environment.Remove($name) }
        $start.WorkingDirectory = $places[2]
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $screen = $process.StandardError.ReadToEndAsync()
        $screen = $process.StandardOutput.ReadToEnd(), $screen.Result
        $process.WaitForExit()
        $process.Dispose()
    }
    finally { Remove-Item env:TEST_PLANTED }
    # The files that SQLite keeps beside a database come and go.
    $written = Get-ChildItem -LiteralPath (Join-Path $TestDrive 'written') -File -Exclude *.db-wal, *.db-shm
    $screen | Set-Content -LiteralPath (Join-Path $places[2] 'screen.txt')
    # Reading from the pipe that a runtime has left behind never ends.
    $disk = Get-ChildItem -LiteralPath $places -Recurse -Force -File | Where-Object { $IsWindows -or $_.UnixMode -like '-*' }
    $tokens = (Get-SentRequest $emulator '/v1/*').headers.Authorization | Where-Object { $_ -like 'Bearer *' } |
        ForEach-Object { $_.Substring(7) } | Select-Object -Unique
    $known += @($tokens)[0].Split('.')[0]
}

AfterAll { Stop-Emulator $emulator }

Describe 'What is written' {
    It 'is there: streams, errors, objects, a transcript' {
        $written.Name | Sort-Object |
            Should -Be 'errors.clixml', 'errors.json', 'errors.txt', 'members.txt', 'objects.clixml', 'objects.json', 'objects.txt',
                'streams.txt', 'transcript.txt', 'беседа.txt', 'векторы.jsonl', 'векторы.npy', 'журнал.txt', 'индекс.db'
        foreach ($file in $written | Where-Object Name -NE 'векторы.jsonl') { $file.Length | Should -BeGreaterThan 300 -Because $file.Name }
        $all = $written | Get-Content -Raw | Out-String
        foreach ($text in 'POST https://localhost', '/api/v2/oauth', 'Эхо: Привет', 'GigaChatKeyInvalid', 'GigaChatAuthenticationFailed',
            'GigaChatScopeMismatch', 'GigaChatConnectionFailed') {
            $all | Should -Match ([regex]::Escape($text))
        }
        @($tokens).Count | Should -BeGreaterThan 2
    }

    It 'shows every cmdlet that handles a connection' {
        $script = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'Write-Everything.ps1') -Raw
        # The store of certificates knows no secrets; the interactive loop is Invoke-GigaChat.
        Get-Command -Module GigaChat | Where-Object Name -NotMatch 'MintsifryRootCA$|^Enter-' |
            Where-Object { $script -notmatch "$($_.Name)\b" } | Should -BeNullOrEmpty
    }

    It 'would be searched well: <_>' -ForEach 'whole', 'a piece', 'Base64', 'Base64 behind something', 'UTF-16', 'hex', 'a link', 'JSON',
        'other letters' {
        $secret = 'ТайныйПароль-Words+17'
        $text = switch ($_) {
            'whole' { $secret }
            'a piece' { $secret.Substring(4, 12) }
            'Base64' { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($secret)) }
            'Base64 behind something' { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("имя:$secret;")) }
            'UTF-16' { [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($secret)) }
            'hex' { [Convert]::ToHexString([Text.Encoding]::UTF8.GetBytes($secret)).ToLowerInvariant() }
            'a link' { [uri]::EscapeDataString($secret) }
            'JSON' { ConvertTo-Json $secret -EscapeHandling EscapeNonAscii }
            'other letters' { $secret.ToUpperInvariant() }
        }
        $finder = New-SecretFinder $secret
        $finder.Find("до $text после") | Should -Not -BeNullOrEmpty
        $finder.Find("до $($secret.Substring(0, 11)) после") | Should -BeNullOrEmpty
    }

    It 'holds no <_>, nor a piece of it, in any form' -ForEach 'Key', 'Secret', 'CorporateKey', 'WrongKey', 'WrongSecret', 'TwiceKey',
        'NoKey', 'Token', 'EndedToken', 'Password', 'WrongPassword', 'ProxyPassword', 'WrongProxy', 'CertificateWord', 'BusinessKey' {
        Find-Secret $planted[$_] $written $known | Should -BeNullOrEmpty
    }

    It 'holds no token that the service gave, no piece of one, and no Authorization header' {
        Find-Secret $tokens $written $known | Should -BeNullOrEmpty
        $written | Select-String -Pattern '(Basic|Bearer) [A-Za-z0-9+/=._-]{16}' | Should -BeNullOrEmpty
    }
}

Describe 'The disk' {
    It 'has what was meant to be saved, and nothing unfinished' {
        $disk.Name | Should -Contain 'записка.txt'
        $disk.Name | Should -Contain 'копия.txt'
        $disk.Name | Should -Contain 'кот.jpg'
        $disk.Name -like '*.part' | Should -BeNullOrEmpty
    }

    It 'holds no secret in the home, the temporary folder, the location, or on the screen' {
        Find-Secret (@($planted.Values) + $tokens) $disk $known | Should -BeNullOrEmpty
    }
}
