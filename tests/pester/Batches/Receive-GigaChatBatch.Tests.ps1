BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Receive-GigaChatBatch' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
    }

    It 'answers prompts in their order, whatever the shape <_>' -ForEach 'topLevel', 'result', 'response', 'responseBody' {
        $null = Invoke-Control $emulator Put settings @{ batchLineShape = $_ }
        $replies = 'Раз', 'Два', 'Три' | Start-GigaChatBatch | Wait-GigaChatBatch | Receive-GigaChatBatch
        $replies.Text | Should -Be 'Эхо: Раз', 'Эхо: Два', 'Эхо: Три'
        $replies.Source | Should -Be 'Раз', 'Два', 'Три'
        $replies[0].GetType().FullName | Should -BeExactly 'GigaChat.ChatReply'
        $replies[0].Usage.TotalTokens | Should -BeGreaterThan 0
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

    It 'does not receive what is not finished' {
        $null = Invoke-Control $emulator Put settings @{ batchLooks = 1000 }
        $batch = 'Раз' | Start-GigaChatBatch
        $e = Get-ErrorOf { $batch | Receive-GigaChatBatch @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatBatchNotFinished,*'
        $e.Exception.Message | Should -BeLike '*in_progress*Wait-GigaChatBatch*'
    }
}
