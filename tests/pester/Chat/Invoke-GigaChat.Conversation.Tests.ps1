BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -With @{ MaximumRetryCount = 0 }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat in a conversation' {
    BeforeEach { Reset-Emulator $emulator }

    Context '-Conversation' {
        It 'sends all messages so far under one session id, and grows' {
            $conversation = New-GigaChatConversation -SystemPrompt 'Отвечай кратко'
            $replies = 'раз', 'два', 'три' | Invoke-GigaChat -Conversation $conversation
            $requests = Get-SentRequest $emulator '*/chat/completions'
            $requests.headers.'X-Session-ID' | Select-Object -Unique | Should -BeExactly $conversation.SessionId
            (Get-LastChat $emulator).messages.role | Should -BeExactly 'system', 'user', 'assistant', 'user', 'assistant', 'user'
            (Get-LastChat $emulator).messages.content | Should -BeExactly 'Отвечай кратко', 'раз', 'Эхо: раз', 'два', 'Эхо: два', 'три'
            $conversation.Count | Should -Be 7
            $conversation.Messages[-1].Content | Should -BeExactly 'Эхо: три'
            $replies.SessionId | Select-Object -Unique | Should -BeExactly $conversation.SessionId
            $replies | ForEach-Object { [object]::ReferenceEquals($_.Conversation, $conversation) | Should -BeTrue }
        }

        It 'keeps the running usage, the cached tokens of the service included' {
            $conversation = New-GigaChatConversation
            $replies = 'раз', 'два' | Invoke-GigaChat -Conversation $conversation
            $replies[1].Usage.CachedTokens | Should -BeGreaterThan 0
            foreach ($count in 'PromptTokens', 'CompletionTokens', 'TotalTokens', 'CachedTokens') {
                $conversation.Usage.$count | Should -Be ($replies.Usage | Measure-Object $count -Sum).Sum
            }
        }

        It 'grows by a stream and by chunks too' {
            $conversation = New-GigaChatConversation
            $null = Invoke-GigaChat 'раз' -Conversation $conversation -Stream 6>$null
            $null = Invoke-GigaChat 'два' -Conversation $conversation -AsChunk
            $conversation.Messages.Content | Should -BeExactly 'раз', 'Эхо: раз', 'два', 'Эхо: два'
            $conversation.Usage.CompletionTokens | Should -BeGreaterThan 0
            (Get-SentRequest $emulator '*/chat/completions').headers.'X-Session-ID' | Select-Object -Unique |
                Should -BeExactly $conversation.SessionId
        }

        It 'takes material and files' {
            $path = Join-Path $TestDrive 'журнал.log'
            'ошибка' | Set-Content -LiteralPath $path -NoNewline
            $conversation = New-GigaChatConversation
            $null = Invoke-GigaChat 'Что тут?' -Path $path -Conversation $conversation
            $null = 'строка' | Invoke-GigaChat 'А тут?' -Conversation $conversation
            $conversation.Messages.Content |
                Should -BeExactly "Что тут?`n`nошибка", "Эхо: Что тут?`n`nошибка", "А тут?`n`nстрока", "Эхо: А тут?`n`nстрока"
        }
    }

    Context 'what fails' {
        BeforeEach {
            $conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
            $null = Invoke-GigaChat 'раз' -Conversation $conversation
            $before = ConvertTo-Json $conversation -Depth 5
        }

        It 'leaves the conversation as it was: <name>' -ForEach @(
            @{ name = 'an error status'; fault = @{ kind = 'status'; on = 'chat'; status = 500 }; with = @{} }
            @{ name = 'garbled JSON'; fault = @{ kind = 'garbled-json'; on = 'chat' }; with = @{} }
            @{ name = 'a dropped connection'; fault = @{ kind = 'drop-before-headers'; on = 'chat' }; with = @{} }
            @{ name = 'a timeout'; fault = @{ kind = 'hang-before-headers'; on = 'chat' }; with = @{ TimeoutSec = 1 } }
            @{ name = 'a cut stream'; fault = @{ kind = 'cut-stream'; on = 'stream'; afterChunks = 1 }; with = @{ Stream = $true } }
            @{ name = 'cut chunks'; fault = @{ kind = 'end-stream'; on = 'stream'; afterChunks = 1 }; with = @{ AsChunk = $true } }
        ) {
            Add-Fault $emulator $fault
            $null = Invoke-GigaChat 'два' -Conversation $conversation @with -ErrorAction SilentlyContinue -ErrorVariable failures 6>$null
            $failures | Should -HaveCount 1
            ConvertTo-Json $conversation -Depth 5 | Should -BeExactly $before

            $null = Invoke-GigaChat 'три' -Conversation $conversation
            $conversation.Messages.Content | Should -BeExactly 'Кратко', 'раз', 'Эхо: раз', 'три', 'Эхо: три'
        }

        It 'leaves it as it was where the stream was left early' {
            Set-Emulator $emulator @{ chunkLength = 4; chunkDelayMs = 20 }
            $null = Invoke-GigaChat 'длинный вопрос для длинного ответа' -Conversation $conversation -AsChunk | Select-Object -First 2
            ConvertTo-Json $conversation -Depth 5 | Should -BeExactly $before
        }
    }

    Context 'a reply that is continued' {
        It 'sends the history under the same session id' {
            $first = Invoke-GigaChat 'Столица Франции?' -SystemPrompt 'Кратко'
            $second = $first | Invoke-GigaChat 'А Италии?'
            $requests = Get-SentRequest $emulator '*/chat/completions'
            $requests[0].headers.'X-Session-ID' | Should -Not -BeNullOrEmpty
            $requests[1].headers.'X-Session-ID' | Should -BeExactly $requests[0].headers.'X-Session-ID'
            (Get-LastChat $emulator).messages.content | Should -BeExactly 'Кратко', 'Столица Франции?', 'Эхо: Столица Франции?', 'А Италии?'
            $second.SessionId | Should -BeExactly $first.SessionId
            $second.Source | Should -BeExactly 'А Италии?'
            $second.Usage.CachedTokens | Should -BeGreaterThan 0
        }

        It 'may have come as a stream, and may be continued by one' {
            $first = Invoke-GigaChat 'раз' -Stream 6>$null
            $second = $first | Invoke-GigaChat 'два' -Stream 6>$null
            $second.Text | Should -BeExactly 'Эхо: два'
            (Get-LastChat $emulator).messages.content | Should -BeExactly 'раз', 'Эхо: раз', 'два'
        }

        It 'keeps the model it was asked of' {
            $null = Invoke-GigaChat 'раз' -Model 'GigaChat-2-Pro' | Invoke-GigaChat 'два'
            (Get-LastChat $emulator).model | Should -BeExactly 'GigaChat-2-Pro'
        }

        It 'goes on with each of several, in its own conversation' {
            $null = 'раз', 'два' | Invoke-GigaChat | Invoke-GigaChat 'дальше'
            $continued = Get-ChatBody $emulator | Where-Object { $_.messages.Count -eq 3 }
            $continued | ForEach-Object { $_.messages[0].content } | Should -BeExactly 'раз', 'два'
        }

        It 'two replies to prompts of one session stay two conversations' {
            $replies = 'раз', 'два' | Invoke-GigaChat
            $replies[0].SessionId | Should -Not -Be $replies[1].SessionId
            $replies[0].Conversation.Count | Should -Be 2
        }

        It 'needs a prompt and takes no other conversation or instruction' {
            $reply = Invoke-GigaChat 'раз'
            Reset-Emulator $emulator
            { $reply | Invoke-GigaChat } | Should -Throw -ErrorId 'GigaChatPromptRequired,*' -ExpectedMessage '*$reply |*'
            { $reply | Invoke-GigaChat 'два' -SystemPrompt 'Кратко' } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
            { $reply | Invoke-GigaChat 'два' -Conversation (New-GigaChatConversation) } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'from several runspaces' {
        It 'takes one turn at a time' {
            $conversation = New-GigaChatConversation
            $module = $ModulePath
            Connect-Emulator $emulator -Corporate -With @{ Name = 'Компания' }
            Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 100; times = 4 }
            $null = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:module
                Invoke-GigaChat "вопрос $_" -Conversation $using:conversation -Connection 'Компания'
            }
            (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be 1
            $conversation.Messages.Role | Should -BeExactly (@('user', 'assistant') * 4)
            (Get-LastChat $emulator).messages | Should -HaveCount 7
        }
    }
}
