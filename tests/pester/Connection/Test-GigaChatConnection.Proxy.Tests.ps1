# A proxy on the way to the service.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ConnectionChecks.ps1
}

AfterAll { Stop-Emulator $emulator }

Describe 'Test-GigaChatConnection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

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
                Advises = '*proxy itself cannot reach localhost*'
            }
        ) {
            Set-Proxy $Settings
            $checks = Test-GigaChatConnection @parameters @key -Proxy $emulator.proxyUri
            $checks[2].Step | Should -Be 'Proxy'
            $checks[2].Status | Should -Be 'Failed'
            $checks[2].Detail | Should -BeLike $Says
            $checks[2].Advice | Should -BeLike $Advises
            $checks[3].Status | Should -Be 'Skipped'
            Assert-Explained $checks
        }

        It 'that is not there is named, without its password' {
            $checks = Test-GigaChatConnection @parameters @key -Proxy 'http://user:TopSecret1@localhost:1'
            $checks[1].Target | Should -Be 'localhost:1'
            $checks[1].Advice | Should -BeLike '*is the proxy*HTTPS_PROXY*-NoProxy*'
            $checks[2, 3].Status | Should -Be 'Skipped', 'Skipped'
            Get-Everything $checks | Should -Not -BeLike '*TopSecret1*'
        }
    }
}
