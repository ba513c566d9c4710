# The steps of a diagnosis as a whole: which are made, what each says, and how they are shown.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ConnectionChecks.ps1
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
        Assert-Explained $checks
        $checks.Advice | Where-Object { $_ } | Should -BeNullOrEmpty
        $checks[0].Detail | Should -Match '127\.0\.0\.1|::1'
        $checks[2].Detail |
            Should -BeLike 'TLS 1.* the file ca.pem*days left*localhost < GigaChat Emulator Sub CA < GigaChat Emulator Root CA'
        $checks[6].Detail | Should -BeLike 'GIGACHAT_API_PERS, token valid until *UTC'
        $checks[7].Detail | Should -BeLike '* models, GigaChat is one of them'
        foreach ($check in $checks) { $check.Duration.Ticks | Should -BeGreaterThan 0 }
        Get-GigaChatConnection | Should -BeNullOrEmpty
    }

    It 'sends nothing but the sign-in and one request' {
        $null = Test-GigaChatConnection @parameters @key
        @(Get-SentRequest $emulator).path | Should -Be '/api/v2/oauth', '/v1/models'
    }

    It 'shows each request with -Verbose' {
        $lines = (Test-GigaChatConnection @parameters @key -Verbose 4>&1).Where{ $_ -is [System.Management.Automation.VerboseRecord] }
        $lines | Should -HaveCount 2
        $lines[1].Message | Should -BeLike "GET $($emulator.baseUri)/models*200*"
    }

    Context 'what is tested' {
        It 'is a connection by its name, with its settings' {
            Connect-GigaChat @parameters @key -Name 'Ночь' -Model 'GigaChat-2-Max'
            $checks = Test-GigaChatConnection -Connection 'Ночь'
            $checks.Succeeded | Should -Not -Contain $false
            $checks[-1].Detail | Should -BeLike '*GigaChat-2-Max*'
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
            $checks[-1].Detail | Should -BeLike '*GigaChat-2-Pro*'
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
            Assert-Explained $checks
            Test-GigaChatConnection @parameters -Quiet | Should -BeFalse
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        BeforeAll {
            function Assert-ApiAlone([hashtable] $SignIn, [string] $Says) {
                $checks = Test-GigaChatConnection @parameters @SignIn
                $checks.Step | Should -Be 'NameLookup', 'Tcp', 'Tls', 'SignIn', 'Models'
                $checks.Succeeded | Should -Not -Contain $false
                $checks[1].Target | Should -Be $api
                $checks[3].Detail | Should -BeLike $Says
            }
        }

        It 'is the API alone with <Name>' -ForEach @(
            @{
                Name = 'an access token'; With = { @{ AccessToken = (Invoke-Control $emulator Post tokens).value } }
                Says = '*no sign-in needed'
            }
            @{
                Name = 'user and password'
                With = { @{ UserCredential = [pscredential]::new($emulator.user, (ConvertTo-Secret $emulator.password)) } }
                Says = 'token valid until *'
            }
        ) { Assert-ApiAlone (& $With) $Says }

        It 'is the API alone with a client certificate' -Tag 'NotInWine: it imports no private keys' {
            $certificate = @{ CertificatePath = $emulator.clientPfxPath; CertificatePassword = $emulator.clientPfxPassword }
            Assert-ApiAlone $certificate '*CN=GigaChat Emulator client*'
        }

        It 'refuses what cannot be an address' {
            $e = Get-ErrorOf { Test-GigaChatConnection -BaseUri 'http://example.com' }
            $e.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.TestGigaChatConnectionCommand'
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

    Context 'the view' {
        It 'fits <Width> columns and shows the advice below what failed' -ForEach @{ Width = 80 }, @{ Width = 120 } {
            $checks = Test-GigaChatConnection @parameters @key -AuthUri 'https://localhost:1/api/v2/oauth'
            $lines = foreach ($check in $checks) {
                [GigaChat.Commands.ConnectionCheckView]::Text($check, $Width) -replace '\e\[[0-9;]*m' -split "`n"
            }
            $lines | Where-Object Length -GE $Width | Should -BeNullOrEmpty
            $failed = [array]::FindIndex([string[]] $lines, [Predicate[string]] { $args[0] -like 'Failed*' })
            $lines[$failed] | Should -Match '^Failed  Tcp +[\d,.]+ m?s  localhost:1  connection refused$'
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
            (Test-GigaChatConnection @parameters @key)[2].Detail | Should -BeLike '*доверие: файл ca.pem*'
        }
        finally { [cultureinfo]::CurrentUICulture = $culture }
    }
}
