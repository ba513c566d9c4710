BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $hasty = Connect-Emulator $emulator -Corporate -With @{ Name = 'Hasty'; MaximumRetryCount = 0; PassThru = $true }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Wait-GigaChatBatch' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
    }

    It 'waits until the batch is completed, over faults that pass' {
        $null = Invoke-Control $emulator Put settings @{ batchLooks = 1 }
        $batch = 'Раз' | Start-GigaChatBatch
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'batches'; status = 503 }
        $done = $batch | Wait-GigaChatBatch -Connection $hasty
        $done.Status | Should -BeExactly 'completed'
        $done.Inputs.Text | Should -BeExactly 'Раз'
        @(Get-SentRequest $emulator '*/batches' | Where-Object method -eq GET).Count | Should -Be 3
    }

    It 'stops waiting when its time is over' {
        $null = Invoke-Control $emulator Put settings @{ batchLooks = 1000 }
        $batch = 'Раз' | Start-GigaChatBatch
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $e = Get-ErrorOf { $batch | Wait-GigaChatBatch -TimeoutSec 1 @args }
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatTimeout,*'
        $e.TargetObject.Id | Should -BeExactly $batch.Id
        $e.Exception.Message | Should -BeLike "*Wait-GigaChatBatch $($batch.Id)*"
    }

    It 'stops waiting at once on Ctrl+C' {
        $null = Invoke-Control $emulator Put settings @{ batchLooks = 1000 }
        $batch = 'Раз' | Start-GigaChatBatch
        $shell = [powershell]::Create().AddScript({
            param($module, $id) Import-Module $module; Wait-GigaChatBatch $id
        }).AddArgument($ModulePath).AddArgument($batch.Id)
        try {
            $null = Invoke-Control $emulator Delete requests
            $running = $shell.BeginInvoke()
            $before = (Invoke-Control $emulator Get state).requests
            $null = Invoke-Control $emulator Post wait @{ requests = $before + 1; timeoutMs = 10000 }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.ElapsedMilliseconds | Should -BeLessThan 900
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally { $shell.Dispose() }
    }
}
