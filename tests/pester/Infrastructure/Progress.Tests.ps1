BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    Connect-Emulator $emulator -Corporate

    # Runs a script in a PowerShell of its own and returns what progress it wrote, and when.
    function Get-Progress([string] $Script, [switch] $Waiting) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("param(`$module) Import-Module `$module; $Script").AddArgument("$ModulePath").Invoke()
            $shell.Streams.Progress | Where-Object Activity -NotLike 'Preparing*' |
                Where-Object { $Waiting -or $_.Activity -notlike 'Waiting*' }
        }
        finally { $shell.Dispose() }
    }

    # The bar began, showed amounts, and is gone.
    function Assert-Bar($Bars, [string] $Activity) {
        @($Bars).Count | Should -BeGreaterThan 1
        $Bars.Activity | Select-Object -Unique | Should -BeExactly $Activity
        @($Bars.ActivityId | Select-Object -Unique) | Should -HaveCount 1
        $Bars[-1].RecordType | Should -Be Completed
        @($Bars | Where-Object RecordType -EQ Completed) | Should -HaveCount 1
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Progress' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ signInRateLimit = $false; batchLooks = 2 }
    }

    Context 'of many prompts at a time' {
        BeforeEach { Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 150; times = 1000 } }

        It 'shows how many of how many, and the time left' {
            $bars = Get-Progress '1..16 | Invoke-GigaChat "в" -PerItem -ThrottleLimit 2'
            Assert-Bar $bars 'Asking GigaChat'
            $known = @($bars | Where-Object { $_.RecordType -eq 'Processing' -and $_.StatusDescription -match '^\d+ of 16$' })
            $known.Count | Should -BeGreaterThan 0
            $known[-1].PercentComplete | Should -BeIn (1..99)
            $known[-1].SecondsRemaining | Should -BeIn (0..60)
        }

        It 'is gone after Select-Object -First, an error above, an error below' {
            foreach ($pipeline in '1..24 | Invoke-GigaChat "в" -PerItem -ThrottleLimit 2 | Select-Object -First 9',
                '1..24 | ForEach-Object { if ($_ -eq 18) { throw "выше" }; $_ } | Invoke-GigaChat "в" -PerItem -ThrottleLimit 2',
                '$n = 0; 1..24 | Invoke-GigaChat "в" -PerItem -ThrottleLimit 2 | ForEach-Object { if (++$n -eq 9) { throw "ниже" } }') {
                Assert-Bar (Get-Progress "try { $pipeline } catch { }") 'Asking GigaChat'
            }
        }

        It 'shows nothing where it is turned off, nor for one prompt after the other' {
            Get-Progress '$ProgressPreference = "SilentlyContinue"; 1..8 | Invoke-GigaChat "в" -PerItem -ThrottleLimit 2' |
                Should -BeNullOrEmpty
            Get-Progress '1..9 | Invoke-GigaChat "в" -PerItem -ThrottleLimit 1' | Should -BeNullOrEmpty
        }
    }

    It 'is not written for work that is over at once, and seldom for thousands of items' {
        Get-Progress '1..3 | Invoke-GigaChat "в" -PerItem -ThrottleLimit 3' | Should -BeNullOrEmpty
        Set-Emulator $emulator @{ recordRequests = $false }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $bars = @(Get-Progress '1..3000 | New-GigaChatEmbedding -BatchSize 1 -ThrottleLimit 8')
        # Four a second, and the last one.
        $bars.Count | Should -BeLessOrEqual (4 * $watch.Elapsed.TotalSeconds + 2)
    }

    It 'counts the seconds of one long wait, and is gone at its end' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 2600 }
        $bars = Get-Progress -Waiting 'Invoke-GigaChat "в"'
        Assert-Bar $bars 'Waiting for GigaChat'
        $bars[0..($bars.Count - 2)].StatusDescription | Should -Match '^[1-9]\d* s$'
    }

    It 'says when the next attempt comes' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 429; retryAfter = '3' }
        $bars = Get-Progress -Waiting 'Invoke-GigaChat "в"'
        Assert-Bar $bars 'Waiting for GigaChat'
        @($bars.StatusDescription) -match '^\d s; attempt 2 in [123] s$' | Should -Not -BeNullOrEmpty
    }

    It 'of a stream ends with its first piece' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 1600 }
        Add-Answer $emulator @{ text = 'раз два'; chunks = 2; chunkDelayMs = 1600 }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript('param($module) Import-Module $module; Invoke-GigaChat "в" -AsChunk | ' +
                'ForEach-Object { Write-Progress piece -Status "$_" }').AddArgument("$ModulePath").Invoke()
            $bars = @($shell.Streams.Progress | Where-Object Activity -Match '^(Waiting|piece)')
            $first = $bars.Activity.IndexOf('piece')
            $bars[$first - 1].RecordType | Should -Be Completed
            $bars[$first..($bars.Count - 1)].Activity | Should -Not -Contain 'Waiting for GigaChat'
        }
        finally { $shell.Dispose() }
    }

    It 'is shown for a list and for a sign-in as well, and beside another bar not at all' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'any'; delayMs = 1600 }
        Assert-Bar (Get-Progress -Waiting 'Get-GigaChatModel') 'Waiting for GigaChat'
        $way = "-BaseUri $($emulator.baseUri) -AuthUri $($emulator.authUri) -CertificateAuthorityPath '$($emulator.caPath)' -NoProxy"
        Add-Fault $emulator @{ kind = 'status'; on = 'signin'; status = 429; retryAfter = '3' }
        $bars = Get-Progress -Waiting "Connect-GigaChat $($emulator.authorizationKey) $way -Name Вход -SkipValidation"
        Assert-Bar $bars 'Waiting for GigaChat'
        @($bars.StatusDescription) -match '^\d s; attempt 2 in [123] s$' | Should -Not -BeNullOrEmpty
        $batch = 'раз' | Start-GigaChatBatch
        Set-Emulator $emulator @{ batchLooks = 1000 }
        $bars = @(Get-Progress -Waiting "Wait-GigaChatBatch $($batch.Id) -TimeoutSec 3 -ErrorAction SilentlyContinue")
        $first = $bars.Activity.IndexOf("Batch $($batch.Id)")
        $bars[$first..($bars.Count - 1)].Activity | Should -Not -Contain 'Waiting for GigaChat'
    }

    It 'of embeddings counts texts' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'embeddings'; delayMs = 200; times = 100 }
        $bars = Get-Progress '1..60 | New-GigaChatEmbedding -BatchSize 5 -ThrottleLimit 1'
        Assert-Bar $bars 'Creating embeddings'
        $bars.StatusDescription | Should -Match '^\d*[05] (done|of 60)$'
    }

    It 'of a batch: what the service says, from the first look on' {
        $batch = 'раз', 'два' | Start-GigaChatBatch
        $bars = Get-Progress "Wait-GigaChatBatch $($batch.Id)"
        Assert-Bar $bars "Batch $($batch.Id)"
        $bars[0].StatusDescription | Should -BeLike '*: 0 of 2, 0 failed'
    }

    It 'of a batch is gone after an error' {
        $batch = 'раз' | Start-GigaChatBatch
        Set-Emulator $emulator @{ batchLooks = 1000 }
        $bars = Get-Progress "Wait-GigaChatBatch $($batch.Id) -TimeoutSec 2 -ErrorAction SilentlyContinue"
        Assert-Bar $bars "Batch $($batch.Id)"
    }

    It 'of a download shows its size' {
        $long = Join-Path $TestDrive 'длинный.txt'
        [System.IO.File]::WriteAllBytes($long, [byte[]]::new(1200000))
        $file = Add-GigaChatFile $long
        Set-Emulator $emulator @{ downloadDelayMs = 100 }
        Assert-Bar (Get-Progress "Save-GigaChatFile $($file.Id) -Destination '$TestDrive/копия.txt'") 'Downloading копия.txt'
    }
}
