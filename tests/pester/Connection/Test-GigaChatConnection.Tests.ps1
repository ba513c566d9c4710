# Each step of the way to the service, in order, and what to do where one fails.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = (Get-ConnectParameter $emulator) + @{ MaximumRetryCount = 0 }
    $key = @{ AuthorizationKey = $emulator.authorizationKey }
    $auth = ([uri] $emulator.authUri).Authority
    $api = ([uri] $emulator.baseUri).Authority

    function Set-Certificate([string] $Kind) { $null = Invoke-Control $emulator Put certificate @{ kind = $Kind } }

    function Set-Proxy([hashtable] $Settings) { $null = Invoke-Control $emulator Put proxy $Settings }

    # The steps as "Tcp localhost:443 Passed", to compare whole ways.
    function Get-Way($Checks) { $Checks | ForEach-Object { "$($_.Step) $($_.Target) $($_.Status)" } }

    # What can be seen of a way as a whole, for texts that must not be in it.
    function Get-Everything($Checks) {
        ($Checks | Out-String -Width 500), ($Checks | Format-List * -Force | Out-String -Width 500), ($Checks | ConvertTo-Json) -join "`n"
    }

    # All that fails has an advice; all that was not tried says why.
    function Assert-Told($Checks) {
        foreach ($check in $Checks) {
            $check.Detail | Should -Not -BeNullOrEmpty -Because "$check"
            if ($check.Status -eq 'Failed') { $check.Advice | Should -Not -BeNullOrEmpty -Because "$check" }
            $check.Succeeded | Should -Be ($check.Status -in 'Passed', 'Warning')
        }
        Get-Everything $Checks | Should -Not -BeLike '*SkipCertificateCheck*'
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Test-GigaChatConnection' {
    BeforeEach { Clear-Session $emulator }
    AfterEach { Set-Certificate 'full' }
    AfterAll { Disconnect-GigaChat -All }

    It 'goes all the way, step by step' {
        $checks = Test-GigaChatConnection @parameters @key
        Get-Way $checks | Should -Be @(
            'NameLookup localhost Passed'; "Tcp $auth Passed"; "Tls $auth Passed"
            'NameLookup localhost Passed'; "Tcp $api Passed"; "Tls $api Passed"
            "SignIn $($emulator.authUri) Passed"; "Models $($emulator.baseUri)/models Passed"
        )
        Assert-Told $checks
        $checks.Advice | Where-Object { $_ } | Should -BeNullOrEmpty
        $checks[0].Detail | Should -Match '127\.0\.0\.1|::1'
        $checks[2].Detail |
            Should -BeLike 'TLS 1.* the file ca.pem*days left*localhost < GigaChat Emulator Sub CA < GigaChat Emulator Root CA'
        $checks[6].Detail | Should -BeLike 'GIGACHAT_API_PERS, token until *UTC'
        $checks[7].Detail | Should -BeLike '* models, among them GigaChat'
        foreach ($check in $checks) { $check.Duration.Ticks | Should -BeGreaterThan 0 }
        Get-GigaChatConnection | Should -BeNullOrEmpty
    }

    It 'sends nothing but the sign-in and one request' {
        $null = Test-GigaChatConnection @parameters @key
        @(Get-SentRequest $emulator).path | Should -Be '/api/v2/oauth', '/v1/models'
    }

    It 'tells each request with -Verbose' {
        $lines = (Test-GigaChatConnection @parameters @key -Verbose 4>&1).Where{ $_ -is [System.Management.Automation.VerboseRecord] }
        $lines | Should -HaveCount 2
        $lines[1].Message | Should -BeLike "GET $($emulator.baseUri)/models*200*"
    }

    Context 'what is tested' {
        It 'is a connection by its name, with its settings' {
            Connect-GigaChat @parameters @key -Name 'Ночь' -Model 'GigaChat-2-Max'
            $checks = Test-GigaChatConnection -Connection 'Ночь'
            $checks.Succeeded | Should -Not -Contain $false
            $checks[-1].Detail | Should -BeLike '*GigaChat-2-Max'
            (Get-GigaChatConnection 'Ночь').RequestCount | Should -Be 0
        }

        It 'is the default connection, which stays as it is' {
            Connect-GigaChat @parameters @key
            Test-GigaChatConnection -Quiet | Should -BeTrue
            (Test-GigaChatConnection -Scope B2B -MaximumRetryCount 0 | Where-Object Status -EQ 'Failed').Step | Should -Be 'SignIn'
            (Get-GigaChatConnection).Scope | Should -Be 'GIGACHAT_API_PERS'
            (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
            @(Get-SentRequest $emulator '/v1/chat/completions').Count | Should -Be 1
        }

        It 'signs in anew even where a token is held' {
            Connect-GigaChat @parameters @key
            $null = Test-GigaChatConnection
            @(Get-SentRequest $emulator '/api/v2/oauth') | Should -HaveCount 2
        }

        It 'is what the environment says' {
            $settings = @{
                GIGACHAT_CREDENTIALS = $emulator.authorizationKey; GIGACHAT_BASE_URL = $emulator.baseUri
                GIGACHAT_AUTH_URL = $emulator.authUri
                GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath; GIGACHAT_MODEL = 'GigaChat-2-Pro'
            }
            $checks = Invoke-InNewProcess -Environment $settings { Test-GigaChatConnection | ConvertTo-Json -AsArray } | Out-String |
                ConvertFrom-Json
            $checks.Succeeded | Should -Not -Contain $false
            $checks[-1].Detail | Should -BeLike '*GigaChat-2-Pro'
        }

        It 'is what a file says' {
            $file = Join-Path $TestDrive 'ночь.env'
            Set-Content -LiteralPath $file "GIGACHAT_CREDENTIALS=$($emulator.authorizationKey)", "GIGACHAT_BASE_URL=$($emulator.baseUri)",
                "GIGACHAT_AUTH_URL=$($emulator.authUri)"
            Test-GigaChatConnection -EnvironmentFile $file -CertificateAuthorityPath $emulator.caPath -NoProxy -Quiet | Should -BeTrue
        }

        It 'is the network alone where there is no key' {
            $checks = Test-GigaChatConnection @parameters
            $checks[0..5].Status | Should -Be (@('Passed') * 6)
            $checks[6, 7].Status | Should -Be 'Skipped', 'Skipped'
            $checks[6].Advice | Should -BeLike '*-AuthorizationKey*GIGACHAT_CREDENTIALS*-EnvironmentFile*'
            Assert-Told $checks
            Test-GigaChatConnection @parameters -Quiet | Should -BeFalse
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It 'is the API alone with <Name>' -ForEach @(
            @{
                Name = 'an access token'; With = { @{ AccessToken = (Invoke-Control $emulator Post tokens).value } }
                Says = '*nothing to sign in with'
            }
            @{
                Name = 'a client certificate'
                With = { @{ CertificatePath = $emulator.clientPfxPath; CertificatePassword = $emulator.clientPfxPassword } }
                Says = '*CN=GigaChat Emulator client*'
            }
            @{
                Name = 'user and password'
                With = { @{ UserCredential = [pscredential]::new($emulator.user, (ConvertTo-Secret $emulator.password)) } }
                Says = 'token until *'
            }
        ) {
            $signIn = & $With
            $checks = Test-GigaChatConnection @parameters @signIn
            $checks.Step | Should -Be 'NameLookup', 'Tcp', 'Tls', 'SignIn', 'Models'
            $checks.Succeeded | Should -Not -Contain $false
            $checks[1].Target | Should -Be $api
            $checks[3].Detail | Should -BeLike $Says
        }

        It 'refuses what cannot be an address' {
            $e = Get-ErrorOf { Test-GigaChatConnection -BaseUri 'http://example.com' }
            $e.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.TestGigaChatConnectionCommand'
        }
    }

    Context 'the network' {
        It 'names a host that is not found, and tries the other address' {
            $checks = Test-GigaChatConnection @parameters @key -AuthUri 'https://ngw.invalid:9443/api/v2/oauth'
            Get-Way $checks | Should -Be @(
                'NameLookup ngw.invalid Failed'; 'Tcp ngw.invalid:9443 Skipped'; 'Tls ngw.invalid:9443 Skipped'
                'NameLookup localhost Passed'; "Tcp $api Passed"; "Tls $api Passed"
                'SignIn https://ngw.invalid:9443/api/v2/oauth Skipped'; "Models $($emulator.baseUri)/models Skipped"
            )
            Assert-Told $checks
            $checks[0].Advice | Should -BeLike '*nslookup ngw.invalid*-Proxy*'
            $checks[-1].Detail | Should -BeLike '*NameLookup ngw.invalid*'
        }

        It 'names host and port that the firewall has to open' {
            $checks = Test-GigaChatConnection @parameters @key -AuthUri 'https://localhost:1/api/v2/oauth'
            $checks[1].Status | Should -Be 'Failed'
            $checks[1].Detail | Should -Be 'the connection is refused'
            $checks[1].Advice | Should -BeLike '*localhost, port 1,*firewall*'
            Assert-Told $checks
        }

        It 'signs in where only the API cannot be reached' {
            $checks = Test-GigaChatConnection @parameters @key -BaseUri 'https://localhost:1/v1'
            $checks[-2].Status | Should -Be 'Passed'
            $checks[-1].Status | Should -Be 'Skipped'
            $checks[-1].Detail | Should -BeLike '*Tcp localhost:1*'
        }

        It 'waits for a silent server as long as -TimeoutSec says: <Step>' -ForEach @(
            @{
                Step = 'Tls'
                With = {
                    $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0); $listener.Start()
                    @{ AuthUri = "https://127.0.0.1:$($listener.LocalEndpoint.Port)/x" }
                }; After = { $listener.Stop() }
            }
            @{ Step = 'SignIn'; With = { Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'signin' }; @{} }; After = {} }
            @{ Step = 'Models'; With = { Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'models' }; @{} }; After = {} }
        ) {
            try {
                $more = . $With
                $less = $parameters.Clone()
                foreach ($name in $more.Keys) { $less.Remove($name) }
                $checks = Test-GigaChatConnection @less @more @key -TimeoutSec 1
            }
            finally { . $After }
            $failed = @($checks | Where-Object Status -EQ 'Failed')
            $failed.Step | Should -Be $Step
            $failed.Detail | Should -Be 'no answer within 1 s'
            $failed.Duration.TotalSeconds | Should -BeGreaterOrEqual 0.9
            Assert-Told $checks
        }

        It 'says that nobody speaks TLS at a port' {
            $plain = $emulator.controlUri -replace '^http:', 'https:'
            $less = $parameters.Clone()
            $less.Remove('AuthUri')
            $check = (Test-GigaChatConnection @less @key -AuthUri $plain)[2]
            $check.Status | Should -Be 'Failed'
            $check.Advice | Should -BeLike '*does not speak TLS*'
        }
    }

    Context 'the certificate' {
        It 'that is <Kind> fails, and the key stays here' -ForEach @(
            @{ Kind = 'wrong-host'; Says = '*wrong.example*not for this host*'; Advises = '*-AuthUri*' }
            @{ Kind = 'expired'; Says = '*ran out at*'; Advises = "*clock agrees with the server's*owner*" }
            @{ Kind = 'not-yet-valid'; Says = '*valid only from*'; Advises = "*clock agrees with the server's*" }
            @{ Kind = 'self-signed'; Says = '*signed itself*'; Advises = '*-CertificateAuthorityPath*' }
            @{ Kind = 'other-ca'; Says = '*Other Root CA*'; Advises = '*-CertificateAuthorityPath*' }
            @{
                Kind = 'no-intermediate'; Says = '*GigaChat Emulator Sub CA*neither known here nor sent*'
                Advises = '*missing certificate*-CertificateAuthorityPath*'
            }
        ) {
            Set-Certificate $Kind
            $checks = Test-GigaChatConnection @parameters @key
            foreach ($check in $checks[2, 5]) {
                $check.Status | Should -Be 'Failed'
                $check.Detail | Should -BeLike $Says
                $check.Detail | Should -BeLike '*The chain ends in*'
                $check.Advice | Should -BeLike $Advises
            }
            $checks[6, 7].Status | Should -Be 'Skipped', 'Skipped'
            Assert-Told $checks
            # Where only dates stand against it, the server is asked for the time, with nothing in the request.
            foreach ($sent in Get-SentRequest $emulator) {
                $sent.method | Should -Be 'HEAD'
                $sent.headers.Authorization | Should -BeNullOrEmpty
            }
            if ($Kind -notin 'expired', 'not-yet-valid') { Get-SentRequest $emulator | Should -BeNullOrEmpty }
        }

        It 'that is not checked is a warning' {
            Set-Certificate 'other-ca'
            $checks = Test-GigaChatConnection @parameters @key -SkipCertificateCheck -WarningVariable warnings `
                -WarningAction SilentlyContinue
            $checks[2, 5].Status | Should -Be 'Warning', 'Warning'
            $checks[-1].Status | Should -Be 'Passed'
            $warnings | Should -HaveCount 1
        }
    }

    Context 'a proxy' {
        BeforeAll {
            $direct = $parameters
            $parameters = $direct.Clone()
            $parameters.Remove('NoProxy')
            $proxy = ([uri] $emulator.proxyUri).Authority
        }
        AfterAll { $parameters = $direct }

        It 'is the first to be reached, then opens the way: <Name>' -ForEach @(
            @{ Name = 'open'; Settings = @{}; Address = { $emulator.proxyUri } }
            @{
                Name = 'with a password'; Settings = @{ user = 'user'; password = 'p@ss' }
                Address = { $emulator.proxyUri -replace '//', '//user:p%40ss@' }
            }
        ) {
            Set-Proxy $Settings
            $checks = Test-GigaChatConnection @parameters @key -Proxy (& $Address)
            Get-Way $checks | Should -Be @(
                'NameLookup 127.0.0.1 Passed'; "Tcp $proxy Passed"; "Proxy $auth Passed"; "Tls $auth Passed"
                'NameLookup 127.0.0.1 Passed'; "Tcp $proxy Passed"; "Proxy $api Passed"; "Tls $api Passed"
                "SignIn $($emulator.authUri) Passed"; "Models $($emulator.baseUri)/models Passed"
            )
            $checks[2].Detail | Should -Be "through http://$proxy"
            Get-Everything $checks | Should -Not -BeLike '*p@ss*'
        }

        It 'that <Name> fails as such' -ForEach @(
            @{
                Name = 'asks for a password'; Settings = @{ user = 'прокси'; password = 'пароль' }; Says = 'HTTP 407*'
                Advises = '*-ProxyCredential*-ProxyUseDefaultCredentials*'
            }
            @{
                Name = 'refuses'; Settings = @{ refuseStatus = 403 }; Says = '*HTTP 403'
                Advises = '*allow CONNECT to localhost, port*-NoProxy*'
            }
            @{
                Name = 'does not get there itself'; Settings = @{ refuseStatus = 502 }; Says = '*HTTP 502'
                Advises = '*proxy itself does not reach localhost*'
            }
        ) {
            Set-Proxy $Settings
            $checks = Test-GigaChatConnection @parameters @key -Proxy $emulator.proxyUri
            $checks[2].Step | Should -Be 'Proxy'
            $checks[2].Status | Should -Be 'Failed'
            $checks[2].Detail | Should -BeLike $Says
            $checks[2].Advice | Should -BeLike $Advises
            $checks[3].Status | Should -Be 'Skipped'
            Assert-Told $checks
        }

        It 'that is not there is named, without its password' {
            $checks = Test-GigaChatConnection @parameters @key -Proxy 'http://user:TopSecret1@localhost:1'
            $checks[1].Target | Should -Be 'localhost:1'
            $checks[1].Advice | Should -BeLike '*is the proxy*HTTPS_PROXY*-NoProxy*'
            $checks[2, 3].Status | Should -Be 'Skipped', 'Skipped'
            Get-Everything $checks | Should -Not -BeLike '*TopSecret1*'
        }
    }

    Context 'the sign-in' {
        It 'says what is wrong with a key: <Name>' -ForEach @(
            @{
                Name = 'unknown'
                Key = {
                    [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(
                        '00000000-0000-0000-0000-00000000000a:00000000-0000-0000-0000-00000000000b'))
                }; Says = '*401, code 6*'; Advises = '*does not know this key*'
            }
            @{ Name = 'none at all'; Key = { 'abc' }; Says = '*cannot be a key; nothing was sent'; Advises = '*not Base64*' }
        ) {
            $planted = & $Key
            $checks = Test-GigaChatConnection @parameters -AuthorizationKey $planted
            $checks[6].Status | Should -Be 'Failed'
            $checks[6].Detail | Should -BeLike $Says
            $checks[6].Advice | Should -BeLike $Advises
            $checks[7].Status | Should -Be 'Skipped'
            Assert-Told $checks
            Get-Everything $checks | Should -Not -BeLike "*$($planted)*"
        }

        It 'finds the scope of a key: <Scope>' -ForEach @(
            @{ Scope = 'GIGACHAT_API_PERS'; Key = 'authorizationKey' }
            @{ Scope = 'GIGACHAT_API_B2B'; Key = 'b2bKey' }
            @{ Scope = 'GIGACHAT_API_CORP'; Key = 'corporateKey' }
        ) {
            $other = 'GIGACHAT_API_PERS', 'GIGACHAT_API_B2B', 'GIGACHAT_API_CORP' | Where-Object { $_ -ne $Scope }
            foreach ($wrong in $other) {
                $check = (Test-GigaChatConnection @parameters -AuthorizationKey $emulator.$Key -Scope $wrong)[6]
                $check.Detail | Should -BeLike '*code 7*'
                $check.Advice | Should -BeLike "*belongs to $Scope.*-Scope $Scope*"
            }
        }

        It 'names the request that the service failed at' {
            Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = 500 }
            $check = (Test-GigaChatConnection @parameters @key)[-1]
            $check.Status | Should -Be 'Failed'
            $check.Detail | Should -BeLike 'HTTP 500*x-request-id*'
            Assert-Told $check
        }

        It 'tells that a gateway answers in the place of the service' {
            Add-Fault $emulator @{ kind = 'html'; on = 'signin'; status = 403 }
            $check = (Test-GigaChatConnection @parameters @key)[6]
            $check.Status | Should -Be 'Failed'
            $check.Detail | Should -BeLike 'HTTP 403*web page*'
        }

        It 'repeats requests as often as -MaximumRetryCount says' {
            Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = 503; retryAfter = '0' }
            $less = $parameters.Clone()
            $less.MaximumRetryCount = 1
            Test-GigaChatConnection @less @key -Quiet | Should -BeTrue
            @(Get-SentRequest $emulator '/v1/models') | Should -HaveCount 2
        }
    }

    It 'warns of a default model that the account does not have' {
        Connect-GigaChat @parameters @key -Model 'Нет такой'
        $check = (Test-GigaChatConnection)[-1]
        $check.Status | Should -Be 'Warning'
        $check.Succeeded | Should -BeTrue
        $check.Detail | Should -BeLike '*Нет такой*'
        $check.Advice | Should -BeLike '*GigaChat-2*-Model*'
    }

    Context '-Quiet' {
        It 'is true where all is well and false where it is not' {
            Test-GigaChatConnection @parameters @key -Quiet | Should -BeExactly $true
            Test-GigaChatConnection @parameters @key -Scope Corporate -Quiet | Should -BeExactly $false
        }

        It 'ends with the first failure' {
            $null = Test-GigaChatConnection @parameters @key -AuthUri 'https://localhost:1/api/v2/oauth' -Quiet
            (Invoke-Control $emulator Get state).connectionsOpened | Should -Be 0
        }
    }

    Context 'an early end' {
        It 'by Select-Object -First leaves the rest undone' {
            (Test-GigaChatConnection @parameters @key | Select-Object -First 2).Step | Should -Be 'NameLookup', 'Tcp'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It 'by Ctrl+C ends a request that hangs, with the steps before it written' {
            Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'models' }
            $shell = [powershell]::Create()
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            try {
                $null = $shell.AddScript('param($module, $p) Import-Module $module; Test-GigaChatConnection @p').AddArgument(
                    "$ModulePath").AddArgument($parameters + $key)
                $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
                $null = Wait-Emulator $emulator @{ inFlight = 1 }
                $running.IsCompleted | Should -BeFalse
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                $watch.ElapsedMilliseconds | Should -BeLessThan 2000
                $null = Wait-Emulator $emulator @{ inFlight = 0 }
                $output.Count | Should -Be 7
            }
            finally { $shell.Dispose() }
        }

        It 'by Ctrl+C ends a handshake that hangs' {
            $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
            $listener.Start()
            $shell = [powershell]::Create()
            try {
                $silent = $parameters.Clone()
                $silent.AuthUri = "https://127.0.0.1:$($listener.LocalEndpoint.Port)/x"
                $null = $shell.AddScript('param($module, $p) Import-Module $module; Test-GigaChatConnection @p').AddArgument(
                    "$ModulePath").AddArgument($silent + $key)
                $running = $shell.BeginInvoke()
                $client = $listener.AcceptTcpClient()
                # The greeting of TLS has come; nobody answers it.
                $client.GetStream().ReadByte() | Should -Be 0x16
                $running.IsCompleted | Should -BeFalse
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                $watch.ElapsedMilliseconds | Should -BeLessThan 2000
                # The socket is closed, not left to the garbage collector: reading comes to an end.
                $client.ReceiveTimeout = 5000
                $buffer = [byte[]]::new(65536)
                try { while ($client.GetStream().Read($buffer, 0, $buffer.Length)) { } }
                catch [System.IO.IOException] { $_.Exception.InnerException.SocketErrorCode | Should -Be 'ConnectionReset' }
            }
            finally {
                $shell.Dispose()
                if ($client) { $client.Dispose() }
                $listener.Stop()
            }
        }
    }

    Context 'the view' {
        It 'fits <Width> columns and shows the advice below what failed' -ForEach @{ Width = 80 }, @{ Width = 120 } {
            $checks = Test-GigaChatConnection @parameters @key -AuthUri 'https://localhost:1/api/v2/oauth'
            $lines = foreach ($check in $checks) {
                [GigaChat.Commands.ConnectionCheckView]::Text($check, $Width) -replace '\e\[[0-9;]*m' -split "`n"
            }
            $lines | Where-Object Length -GE $Width | Should -BeNullOrEmpty
            $failed = [array]::FindIndex([string[]] $lines, [Predicate[string]] { $args[0] -like 'Failed*' })
            $lines[$failed] | Should -Match '^Failed  Tcp +[\d,.]+ m?s  localhost:1  the connection is refused$'
            $lines[$failed + 1] | Should -BeLike '        → Ask for*'
            $lines | Where-Object { $_ -like 'Skipped Tls*' } | Should -HaveCount 1
        }

        It 'has a table too' {
            $text = Test-GigaChatConnection @parameters @key | Format-Table | Out-String -Width 120
            $text | Should -Match 'Status +Step +Time +Target +Detail'
        }

        It 'survives a remote session' {
            $checks = Test-GigaChatConnection @parameters @key
            $copy = [System.Management.Automation.PSSerializer]::Deserialize(
                [System.Management.Automation.PSSerializer]::Serialize($checks))
            $copy.Succeeded | Should -Not -Contain $false
            "$($copy[0].Step)" | Should -Be 'NameLookup'
        }
    }

    It 'speaks Russian' {
        Set-Certificate 'other-ca'
        $culture = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = 'ru-RU'
            $checks = Test-GigaChatConnection @parameters @key
            foreach ($check in $checks | Where-Object Step -NE 'NameLookup' | Where-Object Step -NE 'Tcp') {
                $check.Detail | Should -Match '[а-яё]' -Because "$check"
            }
            foreach ($check in $checks | Where-Object Status -EQ 'Failed') { $check.Advice | Should -Match '[а-яё]' }
            Set-Certificate 'full'
            (Test-GigaChatConnection @parameters @key)[2].Detail | Should -BeLike '*доверие даёт файл ca.pem*'
        }
        finally { [cultureinfo]::CurrentUICulture = $culture }
    }
}
