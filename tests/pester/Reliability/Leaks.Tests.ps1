# Cancelled streams, a thousand with GIGACHAT_TEST_FULL=1, leave nothing behind in a process: no handles, no memory, no threads, no timers.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $environment = @{
        GIGACHAT_CREDENTIALS = $emulator.corporateKey; GIGACHAT_SCOPE = 'GIGACHAT_API_CORP'; GIGACHAT_BASE_URL = $emulator.baseUri
        GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Cancelled streams' {
    BeforeAll {
        Set-Emulator $emulator @{ recordRequests = $false; chunkDelayMs = 5; chunkLength = 4 }
        $count = $env:GIGACHAT_TEST_FULL -eq '1' ? 1000 : 200
        # In a process of its own, where nothing else takes and leaves memory.
        $measured = Invoke-InNewProcess -Environment $environment -ArgumentList $count {
            param([int] $count)
            function Measure-Process {
                foreach ($once in 1..3) { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }
                $process = [System.Diagnostics.Process]::GetCurrentProcess()
                [ordered]@{
                    Handles = $process.HandleCount
                    Live    = [GC]::GetTotalMemory($true)
                    Working = $process.WorkingSet64
                    # The pool grows and shrinks as it likes; the others would be ours.
                    Threads = $process.Threads.Count - [System.Threading.ThreadPool]::ThreadCount
                    Timers  = [System.Threading.Timer]::ActiveCount
                    Waiting = [System.Threading.ThreadPool]::PendingWorkItemCount
                }
            }

            $prompt = 'расскажи что-нибудь длинное ' * 40
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
            $null = $shell.AddScript("Import-Module '$((Get-Module GigaChat).Path)'").Invoke()
            function Stop-Streams([int] $Count) {
                foreach ($number in 1..$Count) {
                    switch ($number % 4) {
                        0 { $null = Invoke-GigaChat $prompt -AsChunk | Select-Object -First 2 }
                        1 { foreach ($once in 1) { Invoke-GigaChat $prompt -AsChunk | ForEach-Object { break } } }
                        2 { try { Invoke-GigaChat $prompt -AsChunk | ForEach-Object { throw 'довольно' } } catch { $Error.Clear() } }
                        3 {
                            # As Ctrl+C does it, from another thread, once text has come.
                            $shell.Commands.Clear()
                            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
                            $running =
                                $shell.AddScript('param($prompt) Invoke-GigaChat $prompt -AsChunk').AddArgument($prompt).BeginInvoke(
                                    [System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
                            $null = $output.GetEnumerator().MoveNext()
                            $shell.Stop()
                            $running.AsyncWaitHandle.Dispose()
                            $output.Dispose()
                        }
                    }
                }
            }

            Stop-Streams 100
            $before = Measure-Process
            Stop-Streams $count
            $after = Measure-Process
            [ordered]@{ Before = $before; After = $after } | ConvertTo-Json -Compress
        } | ConvertFrom-Json
        $before, $after = $measured.Before, $measured.After
        Write-Host "$count cancelled streams: $($measured | ConvertTo-Json -Compress)"
    }

    It 'were cancelled: the service sent the beginning of each' {
        $state = Wait-Emulator $emulator @{ inFlight = 0 }
        $state.requests | Should -Be ($count + 101)
        $state.chunksSent | Should -BeGreaterThan ($count + 100)
        $state.chunksSent | Should -BeLessThan (($count + 100) * 100)
    }

    It 'leave no handles' { $after.Handles | Should -BeLessOrEqual ($before.Handles + 20) }

    It 'leave no memory' { $after.Live - $before.Live | Should -BeLessThan 2MB }

    It 'leave no threads but those of the pool' { $after.Threads | Should -BeLessOrEqual ($before.Threads + 3) }

    It 'leave no timers, and no work' {
        $after.Timers | Should -BeLessOrEqual ($before.Timers + 5)
        $after.Waiting | Should -BeLessOrEqual 5
    }
}
