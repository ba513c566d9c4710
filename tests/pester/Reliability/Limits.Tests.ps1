# Much of everything: pipelines that must not fill memory, and inputs that must be refused before they do.
# GIGACHAT_TEST_FULL=1 takes the whole numbers; without it a tenth or less of them shows the same.
BeforeDiscovery {
    $full = $env:GIGACHAT_TEST_FULL -eq '1'
    $many = $full ? 100000 : 2000
    $files = $full ? 10000 : 300
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/RefusedInput.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate

    function Get-LiveMemory {
        foreach ($once in 1..2) { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }
        [GC]::GetTotalMemory($true)
    }

    # Takes what a pipeline writes without keeping it; returns how many came, which were out of order, and what memory grew by
    # between the first tenth and the end.
    function Measure-Flow([int] $Count, [scriptblock] $IsRight) {
        begin { $taken = 0; $wrong = [System.Collections.Generic.List[int]]::new(); $first = 0; $last = 0 }
        process {
            $taken++
            if (-not (& $IsRight $_ $taken)) { $wrong.Add($taken) }
            if ($taken -eq [int] ($Count / 10)) { $first = Get-LiveMemory }
            if ($taken -eq $Count) { $last = Get-LiveMemory }
        }
        end { [pscustomobject]@{ Count = $taken; Wrong = $wrong; Growth = $last - $first } }
    }

    # A file of any size whose lines can be read.
    function New-LogFile([string] $Name, [long] $Size, [int] $LineLength = 200) {
        $path = Join-Path $TestDrive $Name
        $line = [System.Text.Encoding]::ASCII.GetBytes(('2026-11-21 12:00:00 INFO ' + 'x' * $LineLength).Substring(0, $LineLength - 1) +
            "`n")
        $block = [byte[]]::new($line.Length * 5000)
        foreach ($i in 0..4999) { $line.CopyTo($block, $i * $line.Length) }
        $stream = [System.IO.File]::Create($path)
        try { while ($stream.Length -lt $Size) { $stream.Write($block) } }
        finally { $stream.Dispose() }
        $path
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A long pipeline' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ recordRequests = $false }
    }

    It 'of <_> prompts keeps their order, and memory stays flat' -ForEach $many {
        $flow = 1..$_ | ForEach-Object { "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 8 |
            Measure-Flow $_ { param($reply, $number) $reply.Text -ceq "Эхо: вопрос $number" -and $reply.Source -ceq "вопрос $number" }
        $flow.Count | Should -Be $_
        $flow.Wrong | Should -BeNullOrEmpty
        $flow.Growth | Should -BeLessThan 4MB
    }

    It 'of <_> texts for embeddings keeps their order, and memory stays flat' -ForEach $many {
        $flow = 1..$_ | ForEach-Object { "текст $_" } | New-GigaChatEmbedding -ThrottleLimit 4 |
            Measure-Flow $_ { param($embedding, $number) $embedding.Text -ceq "текст $number" -and $embedding.Dimension -eq 1024 }
        $flow.Count | Should -Be $_
        $flow.Wrong | Should -BeNullOrEmpty
        # As many vectors of 4 KB as are under way, read ahead or not.
        $flow.Growth | Should -BeLessThan 16MB
    }

    It 'of <_> texts to count keeps their order, and memory stays flat' -ForEach $many {
        $flow = 1..$_ | ForEach-Object { "текст $_" } | Measure-GigaChatToken |
            Measure-Flow $_ { param($count, $number) $count.Text -ceq "текст $number" -and $count.Tokens -gt 0 }
        $flow.Count | Should -Be $_
        $flow.Wrong | Should -BeNullOrEmpty
        $flow.Growth | Should -BeLessThan 4MB
    }

    It 'of <_> prompts is one batch, answered in order' -ForEach $many {
        Set-Emulator $emulator @{ batchLooks = 0; recordBodies = $false }
        $batch = 1..$_ | ForEach-Object { "вопрос $_" } | Start-GigaChatBatch
        $batch.Total | Should -Be $_
        $flow = $batch | Wait-GigaChatBatch | Receive-GigaChatBatch |
            Measure-Flow $_ { param($reply, $number) $reply.Text -ceq "Эхо: вопрос $number" -and $reply.Source -ceq "вопрос $number" }
        $flow.Count | Should -Be $_
        $flow.Wrong | Should -BeNullOrEmpty
    }
}

Describe '<_> files' -ForEach $files {
    BeforeAll {
        $count = $_
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'файлы')
        foreach ($number in 1..$count) { [System.IO.File]::WriteAllText((Join-Path $folder ('{0:D5}.log' -f $number)), "строка $number") }
    }

    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ recordRequests = $false }
    }

    It 'by <Name> are a request each, in order' -ForEach @(
        @{ Name = 'a wildcard'; Script = { Invoke-GigaChat 'Что это?' -Path (Join-Path $folder '*.log') -ThrottleLimit 8 } }
        @{
            Name = 'the pipeline'
            Script = { Get-ChildItem -LiteralPath $folder | Sort-Object Name | Invoke-GigaChat 'Что это?' -ThrottleLimit 8 }
        }
    ) {
        $flow = . $Script | Measure-Flow $count { param($reply, $number) $reply.Text -ceq "Эхо: Что это?`n`nстрока $number" }
        $flow.Count | Should -Be $count
        $flow.Wrong | Should -BeNullOrEmpty
        $flow.Growth | Should -BeLessThan 4MB
    }

    It 'together are one request' {
        Set-Emulator $emulator @{ recordRequests = $true }
        $null = Get-ChildItem -LiteralPath $folder | Sort-Object Name | Invoke-GigaChat 'Что это?' -Together
        $question = @(Get-Question $emulator)
        $question | Should -HaveCount 1
        [regex]::Matches($question[0], '(?m)^строка \d+$').Count | Should -Be $count
    }
}

Describe 'A log of 200 MB' {
    BeforeAll { $log = New-LogFile 'большой.log' 200MB }

    AfterAll { Remove-Item -LiteralPath $log }

    BeforeEach { Reset-Emulator $emulator }

    It 'that is piped is read no further than any model could take it, before memory grows' {
        $measured = Invoke-InNewProcess -ArgumentList $log -Environment @{
            GIGACHAT_CREDENTIALS = $emulator.corporateKey; GIGACHAT_SCOPE = 'GIGACHAT_API_CORP'; GIGACHAT_BASE_URL = $emulator.baseUri
            GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath
        } {
            param($log)
            $read = [ref] 0
            # What a first prompt loads and compiles is no part of what a log costs.
            $null = Get-Content -LiteralPath $log -TotalCount 10 | Invoke-GigaChat 'Первый вопрос'
            [GC]::Collect()
            $process = [System.Diagnostics.Process]::GetCurrentProcess()
            $before = $process.PeakWorkingSet64
            try {
                Get-Content -LiteralPath $log | ForEach-Object { $read.Value += $_.Length + 1; $_ } | Invoke-GigaChat 'Подведи итог'
            } catch { $failure = $_ }
            $process.Refresh()
            [ordered]@{
                Id = $failure.FullyQualifiedErrorId; Category = "$($failure.CategoryInfo.Category)"; Message = $failure.Exception.Message
                Read = $read.Value; Growth = $process.PeakWorkingSet64 - $before
            } | ConvertTo-Json -Compress
        } | ConvertFrom-Json
        $measured.Id | Should -Be 'GigaChatTooLarge,GigaChat.Commands.InvokeGigaChatCommand'
        $measured.Category | Should -Be LimitsExceeded
        $measured.Message | Should -BeLike '*4 million characters*nothing was sent*-Tail*-First*-PerItem*Measure-GigaChatToken*'
        $measured.Read | Should -BeLessThan 5MB
        $measured.Growth | Should -BeLessThan 100MB
        Get-Question $emulator | Should -HaveCount 1
        Get-Question $emulator | Should -BeLike 'Первый вопрос*'
    }

    It 'is refused by its size as <Name>' -ForEach @(
        @{ Name = '-Path of a prompt'; Script = { Invoke-GigaChat 'Подведи итог' -Path $log }; Command = 'InvokeGigaChatCommand' }
        @{
            Name = 'a file from the pipeline'; Script = { Get-Item -LiteralPath $log | Invoke-GigaChat 'Подведи итог' }
            Command = 'InvokeGigaChatCommand'
        }
        @{
            Name = 'a file together with others'; Script = { Get-Item -LiteralPath $log | Invoke-GigaChat 'Подведи итог' -Together }
            Command = 'InvokeGigaChatCommand'
        }
        @{ Name = '-Path of an embedding'; Script = { New-GigaChatEmbedding -Path $log }; Command = 'NewGigaChatEmbeddingCommand' }
        @{ Name = '-Path of a count'; Script = { Measure-GigaChatToken -Path $log }; Command = 'MeasureGigaChatTokenCommand' }
    ) {
        $before = [GC]::GetTotalAllocatedBytes($true)
        Assert-Refused (Get-ErrorOf $Script) $Command 'большой.log', ' 20? MB', '4 million', '-Tail', 'split'
        [GC]::GetTotalAllocatedBytes($true) - $before | Should -BeLessThan 30MB
    }
}

Describe 'A line of 50 MB' {
    BeforeAll { $line = 'я' * 50MB }

    AfterAll { $line = $null }

    BeforeEach { Reset-Emulator $emulator }

    It 'is refused by its size as <Name>, and copied nowhere' -ForEach @(
        @{ Name = 'a prompt'; Script = { Invoke-GigaChat $line }; Command = 'InvokeGigaChatCommand' }
        @{ Name = 'a prompt of a stream'; Script = { Invoke-GigaChat $line -Stream }; Command = 'InvokeGigaChatCommand' }
        @{ Name = 'a prompt from the pipeline'; Script = { $line | Invoke-GigaChat }; Command = 'InvokeGigaChatCommand' }
        @{ Name = 'an item'; Script = { $line | Invoke-GigaChat 'Что это?' -PerItem }; Command = 'InvokeGigaChatCommand' }
        @{ Name = 'instructions'; Script = { Invoke-GigaChat 'вопрос' -SystemPrompt $line }; Command = 'InvokeGigaChatCommand' }
        @{ Name = 'material'; Script = { $line | Invoke-GigaChat 'Что это?' }; Command = 'InvokeGigaChatCommand' }
        @{ Name = 'a text for an embedding'; Script = { $line | New-GigaChatEmbedding }; Command = 'NewGigaChatEmbeddingCommand' }
        @{ Name = 'a text to count'; Script = { $line | Measure-GigaChatToken }; Command = 'MeasureGigaChatTokenCommand' }
        @{ Name = 'a text to judge'; Script = { $line | Test-GigaChatAIText }; Command = 'TestGigaChatAITextCommand' }
        @{ Name = 'a prompt of a batch'; Script = { $line | Start-GigaChatBatch }; Command = 'StartGigaChatBatchCommand' }
    ) {
        $before = [GC]::GetTotalAllocatedBytes($true)
        Assert-Refused (Get-ErrorOf $Script) $Command '52.4', '4 million', 'Get-Content -Tail', 'Measure-GigaChatToken'
        [GC]::GetTotalAllocatedBytes($true) - $before | Should -BeLessThan 20MB
    }

    It 'is refused in Russian too' {
        $before = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = 'ru-RU'
            (Get-ErrorOf { Invoke-GigaChat $line }).Exception.Message |
                Should -BeLike '*52?4 млн символов*Ничего не отправлено*Measure-GigaChatToken*'
            (Get-ErrorOf { $line | Invoke-GigaChat 'Что это?' }).Exception.Message |
                Should -BeLike '*больше 4 млн символов*ничего не отправлено*-PerItem*'
        }
        finally { [cultureinfo]::CurrentUICulture = $before }
    }

    It 'does not end a pipeline of good ones' {
        $replies = 'раз', $line, 'три' | Invoke-GigaChat -ErrorAction SilentlyContinue -ErrorVariable failures
        $replies.Text | Should -BeExactly 'Эхо: раз', 'Эхо: три'
        $failures | Should -HaveCount 1
        $vectors = 'раз', $line, 'три' | New-GigaChatEmbedding -ErrorAction SilentlyContinue -ErrorVariable failures
        $vectors.Text | Should -BeExactly 'раз', 'три'
        $failures | Should -HaveCount 1
    }

    It 'of a file is refused as well' {
        $path = Join-Path $TestDrive 'строка.txt'
        [System.IO.File]::WriteAllText($path, 'x' * 50MB)
        Assert-Refused (Get-ErrorOf { Invoke-GigaChat 'Что это?' -Path $path }) InvokeGigaChatCommand 'строка.txt', '50 MB'
    }
}

Describe 'Whole files as embeddings' {
    It 'make requests of a size that can be sent' {
        Reset-Emulator $emulator
        Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 400; times = 100 }
        1..5 | ForEach-Object { 'слово ' * 100000 } | New-GigaChatEmbedding -ErrorAction SilentlyContinue
        (Get-SentRequest $emulator '*/embeddings') | Should -HaveCount 5
    }
}
