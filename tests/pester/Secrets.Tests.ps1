# Keys, tokens and passwords are planted, everything is written down at full verbosity, and they are looked for in all of it.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    $null = Invoke-Control $emulator Put proxy @{ user = 'прокси'; password = 'ТайныйПрокси-1' }

    # All forms in which a text might stand somewhere: as it is, in Base64, and as CLIXML writes a secure string.
    function Get-Form([string] $Secret) {
        $Secret
        [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Secret)).TrimEnd('=')
        [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Secret)).TrimEnd('=')
        [Convert]::ToHexString([Text.Encoding]::UTF8.GetBytes($Secret))
        [Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($Secret))
        [uri]::EscapeDataString($Secret)
    }

    $planted = @{
        Key             = $emulator.authorizationKey
        Secret          = $emulator.clientSecret
        CorporateKey    = $emulator.corporateKey
        WrongKey        = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('00000000-0000-0000-0000-00000000000a:00000000-0000-0000-0000-00000000000b'))
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
        $env:TEST_PLANTED = @{ Module = $ModulePath; Folder = "$TestDrive"; Shared = $shared; Emulator = $emulator | Select-Object * -ExcludeProperty Process; Secrets = $planted } | ConvertTo-Json
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Write-Everything.ps1') *> $null
    }
    finally { Remove-Item env:TEST_PLANTED }
    $written = Get-ChildItem -LiteralPath (Join-Path $TestDrive 'written') -File
    $tokens = (Get-SentRequest $emulator '/v1/*').headers.Authorization | Where-Object { $_ -like 'Bearer *' } | ForEach-Object { $_.Substring(7) } | Select-Object -Unique
}

AfterAll { Stop-Emulator $emulator }

Describe 'What is written' {
    It 'is there: streams, errors, objects, a transcript' {
        $written.Name | Sort-Object | Should -Be 'errors.clixml', 'errors.json', 'errors.txt', 'objects.clixml', 'objects.json', 'objects.txt', 'streams.txt', 'transcript.txt'
        foreach ($file in $written) { $file.Length | Should -BeGreaterThan 1000 -Because $file.Name }
        $all = $written | Get-Content -Raw | Out-String
        foreach ($text in 'POST https://localhost', '/api/v2/oauth', 'Эхо: Привет', 'GigaChatKeyInvalid', 'GigaChatAuthenticationFailed', 'GigaChatScopeMismatch', 'GigaChatConnectionFailed') {
            $all | Should -Match ([regex]::Escape($text))
        }
        @($tokens).Count | Should -BeGreaterThan 2
    }

    It 'holds no <_>' -ForEach 'Key', 'Secret', 'CorporateKey', 'WrongKey', 'WrongSecret', 'TwiceKey', 'NoKey', 'Token', 'EndedToken', 'Password', 'WrongPassword', 'ProxyPassword', 'WrongProxy', 'CertificateWord', 'BusinessKey' {
        $written | Should -HaveCount 8
        foreach ($form in Get-Form $planted[$_]) {
            $written | Select-String -SimpleMatch -Pattern $form | ForEach-Object { "$($_.Filename):$($_.LineNumber)" } | Should -BeNullOrEmpty
        }
    }

    It 'holds no token that the service gave, no half of one, and no Authorization header' {
        foreach ($token in $tokens) {
            $token.Split('.') | Select-Object -Skip 1 | ForEach-Object {
                $written | Select-String -SimpleMatch -Pattern $_ | ForEach-Object { "$($_.Filename):$($_.LineNumber)" } | Should -BeNullOrEmpty
            }
        }
        $written | Select-String -Pattern '(Basic|Bearer) [A-Za-z0-9+/=._-]{16}' | Should -BeNullOrEmpty
    }
}
