# A diagnosis that ends before its last step.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ConnectionChecks.ps1
}

AfterAll { Stop-Emulator $emulator }

Describe 'Test-GigaChatConnection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

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
                # The first request is the sign-in.
            $null = Wait-Emulator $emulator @{ requests = 2; inFlight = 1 }
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
                # The ClientHello has come and stays unanswered.
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
}
