# Names, ports and silence on the way to the service, and what to do about them.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ConnectionChecks.ps1
}

AfterAll { Stop-Emulator $emulator }

Describe 'Test-GigaChatConnection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    Context 'the network' {
        It 'names a host that is not found, and tries the other address' {
            $checks = Test-GigaChatConnection @parameters @key -AuthUri 'https://ngw.invalid:9443/api/v2/oauth'
            Get-Way $checks | Should -Be @(
                'NameLookup ngw.invalid Failed'; 'Tcp ngw.invalid:9443 Skipped'; 'Tls ngw.invalid:9443 Skipped'
                'NameLookup localhost Passed'; "Tcp $api Passed"; "Tls $api Passed"
                'SignIn https://ngw.invalid:9443/api/v2/oauth Skipped'; "Models $($emulator.baseUri)/models Skipped"
            )
            Assert-Explained $checks
            $checks[0].Advice | Should -BeLike '*nslookup ngw.invalid*-Proxy*'
            $checks[-1].Detail | Should -BeLike '*NameLookup ngw.invalid*'
        }

        It 'names host and port that the firewall has to open' {
            $checks = Test-GigaChatConnection @parameters @key -AuthUri 'https://localhost:1/api/v2/oauth'
            $checks[1].Status | Should -Be 'Failed'
            $checks[1].Detail | Should -Be 'connection refused'
            $checks[1].Advice | Should -BeLike '*localhost, port 1,*firewall*'
            Assert-Explained $checks
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
            Assert-Explained $checks
        }

        It 'says that a port does not speak TLS' {
            $plain = $emulator.controlUri -replace '^http:', 'https:'
            $less = $parameters.Clone()
            $less.Remove('AuthUri')
            $check = (Test-GigaChatConnection @less @key -AuthUri $plain)[2]
            $check.Status | Should -Be 'Failed'
            $check.Advice | Should -BeLike '*may not use TLS*'
        }
    }
}
