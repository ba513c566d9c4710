BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-CertificateExpiry.ps1' {
    BeforeAll {
        # A TLS server with a certificate that ends in so many days. It answers handshakes until its listener is stopped.
        function Start-TlsServer([int] $Days) {
            $key = [System.Security.Cryptography.RSA]::Create(2048)
            $request =
                [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=127.0.0.1', $key, 'SHA256',
                    [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-400), [DateTimeOffset]::UtcNow.AddDays($Days).AddHours(1))
            # Windows wants a key that was imported.
            $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($made.Export('Pfx'))
            $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
            $listener.Start()
            $shell = [powershell]::Create().AddScript({
                    param($Listener, $Certificate)
                    # A stopped listener ends it.
                    $ErrorActionPreference = 'Stop'
                    while ($true) {
                        $client = $Listener.AcceptTcpClient()
                        try {
                            $tls = [System.Net.Security.SslStream]::new($client.GetStream())
                            $tls.AuthenticateAsServer($Certificate)
                            $null = $tls.ReadByte()
                        }
                        catch { $null = $_ } finally { $client.Dispose() }
                    }
                }).AddArgument($listener).AddArgument($certificate)
            $null = $shell.BeginInvoke()
            [pscustomobject]@{
                Name = "127.0.0.1:$($listener.LocalEndpoint.Port)"; Port = $listener.LocalEndpoint.Port; Listener = $listener
                Shell = $shell
            }
        }
        $servers = @(Start-TlsServer 10; Start-TlsServer -3; Start-TlsServer 300)
        $free = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $free.Start()
        $closed = "127.0.0.1:$($free.LocalEndpoint.Port)"
        $free.Stop()
    }
    AfterAll {
        foreach ($server in $servers) { $server.Listener.Stop(); $server.Shell.Dispose() }
    }
    BeforeEach { Reset-Emulator $emulator }

    It 'reads the dates itself and sends no request' {
        $found = @($servers.Name) + $closed + $closed | & $Recipes/Get-CertificateExpiry.ps1 -Day 30
        $found | Should -HaveCount 4
        $byPort = @{}
        foreach ($one in $found) { $byPort[$one.Port] = $one }
        $byPort[$servers[0].Port].Status, $byPort[$servers[0].Port].DaysLeft | Should -Be 'Expiring', 10
        $byPort[$servers[1].Port].Status, $byPort[$servers[1].Port].DaysLeft | Should -Be 'Expired', -3
        $byPort[$servers[2].Port].Status | Should -Be 'NotTrusted'
        $byPort[$servers[2].Port].NotAfter.Date | Should -BeIn (Get-Date).AddDays(300).Date, (Get-Date).AddDays(300).AddHours(1).Date
        $byPort[$servers[2].Port].Subject | Should -BeExactly 'CN=127.0.0.1'
        $unreachable = $found | Where-Object Status -EQ Unreachable
        "$($unreachable.Server):$($unreachable.Port)" | Should -BeExactly $closed
        $unreachable.Problem | Should -Not -BeNullOrEmpty
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'asks in one request what to do, and changes no fact' {
        Add-JsonAnswer $emulator @{ rows = @{ id = 1; Advice = 'Продлить.' }, @{ id = 2; Advice = 'Проверить.' } }
        $found = $servers[0].Name, $closed | & $Recipes/Get-CertificateExpiry.ps1 -Advice
        $found.Advice | Sort-Object | Should -BeExactly 'Проверить.', 'Продлить.'
        ($found | Where-Object Status -EQ Expiring).DaysLeft | Should -Be 10
        @(Get-ChatBody $emulator) | Should -HaveCount 1
        Get-Question $emulator | Should -BeLike '*"DaysLeft":"10"*'
    }

    It 'gives up on a server that is silent' {
        $silent = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $silent.Start()
        try {
            (& $Recipes/Get-CertificateExpiry.ps1 "127.0.0.1:$($silent.LocalEndpoint.Port)" -TimeoutSec 1).Status | Should -Be 'Unreachable'
        }
        finally { $silent.Stop() }
    }
}
