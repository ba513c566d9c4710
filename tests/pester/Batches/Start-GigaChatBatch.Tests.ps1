BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $prepaid = Connect-Emulator $emulator -With @{ Name = 'Prepaid'; PassThru = $true }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Start-GigaChatBatch' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
    }

    It 'sends lines with unique ids and the options of chat' {
        $batch = 'Раз', 'Два' |
            Start-GigaChatBatch -Model GigaChat-2-Max -SystemPrompt 'Кратко' -Temperature 0.5 -TopP 0.4 -MaxTokens 20 `
                -RepetitionPenalty 1.1 -ReasoningEffort Low
        $sent = Get-SentRequest $emulator '*/batches'
        $sent.query | Should -BeExactly '?method=chat_completions'
        $sent.headers.'Content-Type' | Should -BeExactly 'application/octet-stream'
        $sent.headers.'Content-Length' | Should -BeExactly ([Text.Encoding]::UTF8.GetByteCount($sent.body))
        $lines = $sent.body.TrimEnd("`n") -split "`n" | ConvertFrom-Json
        $lines.id | Should -Be '000001', '000002'
        $request = $lines[1].request
        $request.model | Should -BeExactly 'GigaChat-2-Max'
        $request.messages.role | Should -Be 'system', 'user'
        $request.messages.content | Should -Be 'Кратко', 'Два'
        $request.temperature, $request.top_p, $request.max_tokens, $request.repetition_penalty, $request.reasoning_effort |
            Should -Be 0.5, 0.4, 20, 1.1, 'low'
        $batch.Status | Should -BeExactly 'created'
        $batch.Total | Should -Be 2
        $batch.Inputs.Text | Should -Be 'Раз', 'Два'
    }

    It 'leaves empty texts out with an error, and sends nothing where nothing is left' {
        $batch = 'Раз', ' ' | Start-GigaChatBatch -ErrorAction SilentlyContinue -ErrorVariable errors
        $batch.Total | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatPromptRequired,*'
        $null = Invoke-Control $emulator Delete requests
        '' | Start-GigaChatBatch -ErrorAction SilentlyContinue
        'Раз' | Start-GigaChatBatch -WhatIf
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'refuses options of chat for vectors before sending' {
        { 'Раз' | Start-GigaChatBatch -Method Embedding -Temperature 1 } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'sends the whole batch again after a fault and after the token ended' {
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'batches'; status = 503 }
        $null = Invoke-Control $emulator Post faults @{ kind = 'expire-token'; on = 'batches' }
        $replies = 'Раз', 'Два' | Start-GigaChatBatch | Wait-GigaChatBatch | Receive-GigaChatBatch
        $replies.Source | Should -Be 'Раз', 'Два'
        @(Get-SentRequest $emulator '*/batches' | Where-Object method -eq POST).Count | Should -Be 3
    }

    It 'is refused to accounts that are prepaid, as is Get-GigaChatBatch' {
        $e = Get-ErrorOf { 'Раз' | Start-GigaChatBatch -Connection $prepaid @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
        $e.Exception.Message | Should -BeLike '*pay as they go*'
        (Get-ErrorOf { Get-GigaChatBatch -Connection $prepaid @args }).FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
    }
}
