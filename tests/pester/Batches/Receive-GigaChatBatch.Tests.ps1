BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.corporateKey -Scope Corporate @connect
    $hasty = Connect-GigaChat -AuthorizationKey $emulator.corporateKey -Scope Corporate @connect -MaximumRetryCount 0 -Name Hasty -PassThru
    $prepaid = Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect -Name Prepaid -PassThru
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Batches' {
    BeforeEach {
        $null = Invoke-Control $emulator Post reset
        $null = Invoke-Control $emulator Put settings @{ batchLooks = 0 }
    }

    It 'answers prompts in their order, whatever the shape <_>' -ForEach 'topLevel', 'result', 'response', 'responseBody' {
        $null = Invoke-Control $emulator Put settings @{ batchLineShape = $_ }
        $replies = 'Раз', 'Два', 'Три' | Start-GigaChatBatch | Wait-GigaChatBatch | Receive-GigaChatBatch
        $replies.Text | Should -Be 'Эхо: Раз', 'Эхо: Два', 'Эхо: Три'
        $replies.Source | Should -Be 'Раз', 'Два', 'Три'
        $replies[0].GetType().FullName | Should -BeExactly 'GigaChat.ChatReply'
        $replies[0].Usage.TotalTokens | Should -BeGreaterThan 0
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

    It 'makes vectors' {
        $embeddings = 'Раз', 'Два' | Start-GigaChatBatch -Method Embedding | Wait-GigaChatBatch | Receive-GigaChatBatch
        $direct = 'Раз', 'Два' | New-GigaChatEmbedding
        $embeddings.Text | Should -Be 'Раз', 'Два'
        $embeddings[1].Vector | Should -Be $direct[1].Vector
        $embeddings[1].Model | Should -BeExactly 'Embeddings'
    }

    It 'makes an error of each request that failed and writes the others' -ForEach 'topLevel', 'responseBody' {
        $null = Invoke-Control $emulator Put settings @{ batchLineShape = $_ }
        $batch = 'Раз', ('я' * 3000), 'Три' | Start-GigaChatBatch -Method Embedding | Wait-GigaChatBatch
        $batch.Failed | Should -Be 1
        $found = $batch | Receive-GigaChatBatch -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Text | Should -Be 'Раз', 'Три'
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatTooLarge,*'
        $errors[0].TargetObject | Should -BeExactly ('я' * 3000)
        $errors[0].Exception.ServiceMessage | Should -BeLike 'Max tokens*'
    }

    It 'goes on with a reply of a batch' {
        $reply = 'Кто там?' | Start-GigaChatBatch -SystemPrompt 'Кратко' | Wait-GigaChatBatch | Receive-GigaChatBatch
        $null = $reply | Invoke-GigaChat 'И что?'
        (Get-LastChat $emulator).messages.content | Should -Be 'Кратко', 'Кто там?', 'Эхо: Кто там?', 'И что?'
    }

    It 'receives by id in another session, in the order of the ids' {
        $id = (1..12 | ForEach-Object { "Вопрос $_" } | Start-GigaChatBatch).Id
        $null = Wait-GigaChatBatch -Id $id
        $replies = Receive-GigaChatBatch -Id $id
        $replies.Text | Should -Be (1..12 | ForEach-Object { "Эхо: Вопрос $_" })
        $replies[0].Source | Should -BeNullOrEmpty
    }

    It 'joins a batch that was saved' {
        $path = Join-Path $TestDrive 'пакет.xml'
        'Раз', 'Два' | Start-GigaChatBatch | Export-Clixml -LiteralPath $path
        $replies = Import-Clixml -LiteralPath $path | Wait-GigaChatBatch | Receive-GigaChatBatch
        $replies.Source | Should -Be 'Раз', 'Два'
        $replies[1].Conversation.Messages.Content | Should -Be 'Два', 'Эхо: Два'
    }

    It 'lists all batches, and shows one by its id' {
        $first = 'Раз' | Start-GigaChatBatch
        $second = 'Два' | Start-GigaChatBatch -Method Embedding
        (Get-GigaChatBatch).Id | Should -Be $first.Id, $second.Id
        $now = Get-GigaChatBatch -Id $second.Id
        $now.Status, $now.Method, $now.Completed | Should -Be 'completed', 'Embedding', 1
        $now.OutputFileId | Should -Not -BeNullOrEmpty
        $now.Created | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-5))
        ($first | Get-GigaChatBatch).Inputs.Text | Should -BeExactly 'Раз'
        (Get-GigaChatBatch $first.Id).Id | Should -BeExactly $first.Id
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

    It 'does not receive what is not finished' {
        $null = Invoke-Control $emulator Put settings @{ batchLooks = 1000 }
        $batch = 'Раз' | Start-GigaChatBatch
        $e = Get-ErrorOf { $batch | Receive-GigaChatBatch @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatBatchNotFinished,*'
        $e.Exception.Message | Should -BeLike '*in_progress*Wait-GigaChatBatch*'
    }

    It 'names a batch that does not exist and goes on with the next' {
        $batch = 'Раз' | Start-GigaChatBatch
        $found = 'нет-такого', $batch.Id | Get-GigaChatBatch -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Id | Should -BeExactly $batch.Id
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatBatchNotFound,*'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].Exception.Message | Should -BeLike '*"нет-такого"*'
    }

    It 'says who may use batches' {
        $e = Get-ErrorOf { 'Раз' | Start-GigaChatBatch -Connection $prepaid @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
        $e.Exception.Message | Should -BeLike '*pay as they go*'
        (Get-ErrorOf { Get-GigaChatBatch -Connection $prepaid @args }).FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
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
}
