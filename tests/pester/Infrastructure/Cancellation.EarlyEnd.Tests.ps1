# A pipeline that ends before the cmdlet does, without StopProcessing: by Select-Object -First, break, or an error downstream.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A pipeline that ends early while a reply is streamed' {
    BeforeEach {
        Reset-Emulator $emulator
        $text = 'слово ' * 50
        Add-Answer $emulator @{ text = $text; chunks = 50; chunkDelayMs = 50 }
    }

    # Nothing is under way any more, and of the answer only the beginning was sent.
    AfterEach {
        $state = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 1000 }
        $state.chunksSent | Should -BeLessThan 40
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
        (Get-SentRequest $emulator '*/chat/completions').aborted | Should -BeTrue
    }

    It 'by Select-Object -First closes the stream' {
        $chunks = Invoke-GigaChat 'вопрос' -AsChunk | Select-Object -First 3
        $chunks.Index | Should -Be 0, 1, 2
    }

    It 'by break closes the stream' {
        foreach ($once in 1) { Invoke-GigaChat 'вопрос' -AsChunk | ForEach-Object { if ($_.Index -eq 2) { break } } }
    }

    It 'by an error downstream closes the stream' {
        { Invoke-GigaChat 'вопрос' -AsChunk | ForEach-Object { throw 'стоп' } } | Should -Throw 'стоп'
    }

    It 'by a failing command downstream closes the stream' {
        { Invoke-GigaChat 'вопрос' -AsChunk | Get-Item -LiteralPath { '/нет' } -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'leaves the conversation as it was, and free for the next prompt' {
        $conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
        $null = Invoke-GigaChat 'вопрос' -AsChunk -Conversation $conversation | Select-Object -First 1
        $conversation.Count | Should -Be 1
        $conversation.Usage.TotalTokens | Should -Be 0
    }
}

Describe 'Several prompts of which the first answer is enough' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are not asked further' {
        (1..10 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat | Select-Object -First 1).Text | Should -BeExactly 'Эхо: вопрос 1'
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }

    It 'with -ThrottleLimit end what is under way' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 300 }
        $reply = & {
            'вопрос 1'
            $null = Wait-Emulator $emulator @{ requests = 1 }
            Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat'; times = 9 }
            'вопрос 2', 'вопрос 3'
        } | Invoke-GigaChat -ThrottleLimit 4 | Select-Object -First 1
        $reply.Source | Should -BeExactly 'вопрос 1'
        $null = Wait-Emulator $emulator @{ inFlight = 0; requests = 3; timeoutMs = 1000 }
    }

    It 'with -ErrorAction Stop end what is under way' {
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat'; times = 9 }
        { '', 'раз', 'два', 'три' | Invoke-GigaChat -ThrottleLimit 4 -ErrorAction Stop } | Should -Throw -ErrorId 'GigaChatPromptRequired,*'
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 1000 }
    }
}

Describe 'A pipeline that has enough of other output' {
    BeforeAll {
        $upload = Join-Path $TestDrive 'отчёт.txt'
        [System.IO.File]::WriteAllText($upload, 'строка отчёта ' * 40000)
    }

    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
        $second = Join-Path $TestDrive 'второй.txt'
        'второй' | Set-Content -LiteralPath $second
        $enough = @{
            'Select-Object -First' = { param($script) $null = . $script | Select-Object -First 1 }
            'break'                = { param($script) foreach ($once in 1) { . $script | ForEach-Object { break } } }
            'a throw'              = { param($script) { . $script | ForEach-Object { throw 'довольно' } } | Should -Throw 'довольно' }
        }
    }

    It 'by <_> sends no second upload' -ForEach 'Select-Object -First', 'break', 'a throw' {
        & $enough[$_] { Add-GigaChatFile $upload, $second }
        Get-SentRequest $emulator '/v1/files' | Should -HaveCount 1
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
    }

    It 'by <_> ends the embeddings that are under way' -ForEach 'Select-Object -First', 'break', 'a throw' {
        & $enough[$_] {
            & {
                'раз', 'два'
                $null = Wait-Emulator $emulator @{ requests = 1; inFlight = 0 }
                Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'embeddings'; times = 9 }
                1..40
            } | New-GigaChatEmbedding -BatchSize 2 -ThrottleLimit 3
        }
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
        @(Get-SentRequest $emulator '*/embeddings').Count | Should -BeLessOrEqual 4
    }

    It 'by <_> begins no second download, and the first file is whole' -ForEach 'Select-Object -First', 'break', 'a throw' {
        $first, $other = Add-GigaChatFile $upload, $second
        $place = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))
        & $enough[$_] { Save-GigaChatFile $first.Id, $other.Id -Destination $place -PassThru }
        $saved = Get-ChildItem -LiteralPath $place -Force
        $saved | Should -HaveCount 1
        (Get-FileHash -LiteralPath $saved.FullName).Hash | Should -Be (Get-FileHash -LiteralPath $upload).Hash
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
    }

    It 'by <_> waits for no second batch' -ForEach 'Select-Object -First', 'break', 'a throw' {
        $batches = 'раз', 'два' | ForEach-Object { $_ | Start-GigaChatBatch }
        & $enough[$_] { $batches | Wait-GigaChatBatch }
        (Get-SentRequest $emulator '*/batches').query -like '*batch_id*' | Select-Object -Unique | Should -Be "?batch_id=$($batches[0].Id)"
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
    }
}
