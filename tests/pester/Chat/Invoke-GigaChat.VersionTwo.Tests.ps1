# Version 2 of the chat API where it differs from version 1: stored conversations, pictures, odd answers, and refusals before sending.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $f = New-GigaChatFunction -Name f -ScriptBlock { 'готово' }

    # The error of a call that must send nothing.
    function Get-Refusal([scriptblock] $Call) {
        $before = @(Get-SentRequest $emulator '*/chat/completions').Count
        $refusal = Get-ErrorOf $Call
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be $before
        $refusal
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A stored conversation' {
    BeforeEach { Reset-Emulator $emulator }

    It 'calls functions in its thread and goes on' {
        $talk = New-GigaChatConversation -Stored
        $null = Invoke-GigaChat 'раз' -Conversation $talk
        $null = Invoke-GigaChat 'call f {}' -Conversation $talk -Function $f -InvokeFunction 6>$null
        $sent = Get-LastChat $emulator
        $sent.messages.role | Should -BeExactly 'tool'
        $sent.storage.thread_id | Should -BeExactly $talk.ThreadId
        (Invoke-GigaChat 'два' -Conversation $talk).Text | Should -BeExactly 'Эхо: два'
        (Get-LastChat $emulator).messages | Should -HaveCount 1
    }

    It 'that the service no longer has says so, and is stored again by the next request' {
        $talk = New-GigaChatConversation -Stored
        $null = Invoke-GigaChat 'раз' -Conversation $talk
        Reset-Emulator $emulator
        $refusal = Get-ErrorOf { Invoke-GigaChat 'два' -Conversation $talk }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $refusal.Exception.Message | Should -BeLike '*no longer stores this conversation*repeat the request*'
        (Invoke-GigaChat 'два' -Conversation $talk).Text | Should -BeExactly 'Эхо: два'
        (Get-LastChat $emulator).messages | Should -HaveCount 3
    }

    It 'shows with -WhatIf what is new alone' {
        $talk = New-GigaChatConversation -Stored -SystemPrompt ('ы' * 500)
        $null = Invoke-GigaChat 'раз' -Conversation $talk
        $talk | Export-GigaChatConversation -Path $TestDrive/хранимая.json
        $code = "`$t = Import-GigaChatConversation -Path '$TestDrive/хранимая.json'; Invoke-GigaChat 'два' -Conversation `$t -WhatIf"
        (Invoke-Child $emulator $code).Screen | Should -Match 'Request 1: 3 characters'
    }
}

Describe 'A picture' {
    BeforeEach { Reset-Emulator $emulator }

    It 'goes back to the model, which changes it' {
        $reply = Invoke-GigaChat 'Нарисуй кота' -Tool ImageGeneration
        $next = $reply | Invoke-GigaChat 'Нарисуй его синим' -Tool ImageGeneration
        $next.GeneratedFiles | Should -HaveCount 1
        (Get-LastChat $emulator).messages[1].content.files.id | Should -BeExactly $reply.GeneratedFiles[0].Id
    }

    It 'is saved with its ending, piped as a file' {
        Add-Answer $emulator @{ text = 'Готово'; files = 'image/jpeg', 'model/gltf-binary' }
        $reply = Invoke-GigaChat 'Нарисуй' -Tool ImageGeneration
        $saved = $reply.GeneratedFiles | Save-GigaChatFile -Destination "$TestDrive/картинки/" -PassThru
        $saved.Extension | Sort-Object | Should -BeExactly '.glb', '.jpg'
    }

    It 'is named beneath the answer, and alone where there is no text' {
        $reply = Invoke-GigaChat 'Нарисуй кота' -Tool ImageGeneration
        $below = "Files: $($reply.GeneratedFiles[0]). To save them, pipe the reply to Save-GigaChatFile."
        ($reply | Out-String -Width 200).Trim() -replace '\s+', ' ' | Should -BeExactly "Эхо: Нарисуй кота $below"
        Add-Answer $emulator @{ text = ''; files = @('image/jpeg') }
        $reply = Invoke-GigaChat 'Нарисуй' -Tool ImageGeneration
        $below = "Files: $($reply.GeneratedFiles[0]). To save them, pipe the reply to Save-GigaChatFile."
        ($reply | Out-String -Width 200).Trim() -replace '\s+', ' ' | Should -BeExactly $below
        ($reply | Out-String -Width 200) | Should -Match '^(\r?\n)?Files:'
    }

    It 'is one of ten turns that change the version, beside a file, a function, a search and a schema' {
        $document = Join-Path $TestDrive 'договор.pdf'
        Set-Content -LiteralPath $document 'Договор'
        $schema = @{ type = 'object'; properties = @{ лет = @{ type = 'integer' } } }
        $turns = @{ Prompt = 'Что в файле?'; Attachment = $document }, @{ Prompt = 'Нарисуй кота'; Tool = 'ImageGeneration' },
            @{ Prompt = 'Строго'; Schema = $schema }, @{ Prompt = 'Найди новости'; Tool = 'WebSearch' },
            @{ Prompt = 'call f {}'; Function = $f; InvokeFunction = $true }, @{ Prompt = 'Нарисуй пса'; Tool = 'ImageGeneration' },
            @{ Prompt = 'семь' }, @{ Prompt = 'call f {}'; Function = $f; InvokeFunction = $true }, @{ Prompt = 'девять' },
            @{ Prompt = 'Строже'; Schema = $schema }
        $talk = New-GigaChatConversation -SystemPrompt 'Кратко'
        for ($i = 0; $i -lt 10; $i++) {
            $turn = $turns[$i]
            $reply = Invoke-GigaChat @turn -Conversation $talk -ApiVersion ('V1', 'V2')[$i % 2] -InformationAction Ignore
            $reply.ApiVersion | Should -Be ('V1', 'V2')[$i % 2]
        }
        $talk | Export-GigaChatConversation -Path "$TestDrive/десять.json"
        $loaded = Import-GigaChatConversation -Path "$TestDrive/десять.json"
        foreach ($version in 'V1', 'V2') {
            (Invoke-GigaChat 'дальше' -Conversation $loaded -ApiVersion $version).Text | Should -BeExactly 'Эхо: дальше'
        }
        @((Get-LastChat $emulator).messages.content.files.id | Where-Object { $_ }) | Should -HaveCount 3
    }
}

Describe 'An answer' {
    BeforeEach { Reset-Emulator $emulator }

    It 'with nulls in it leaves the pipeline whole' {
        Add-Answer $emulator @{ raw = '{"messages":[null,{"role":"assistant","content":[null,{"text":"да"}]}],"finish_reason":"stop"}' }
        $replies = 'раз', 'два' | Invoke-GigaChat '?' -PerItem -ApiVersion V2
        $replies | Should -HaveCount 2
        $replies[0].Text | Should -BeExactly 'да'
        $replies[1].Text | Should -BeLike 'Эхо: *два'
    }

    It 'goes on after an unknown event' {
        Add-Answer $emulator @{
            raw = "event: response.message.delta`ndata: " + '{"model":"m","messages":[{"content":[{"text":"да"}]}]}' + "`n`n" +
                "event: ping`ndata: pong`n`nevent: response.message.done`ndata: {`"finish_reason`":`"stop`"}`n`n"
        }
        (Invoke-GigaChat '?' -ApiVersion V2 -AsChunk)[-1].Reply.Text | Should -BeExactly 'да'
    }

    It 'that ended with <Reason> is a warning: <Says>' -ForEach @(
        @{ Reason = 'request_filter'; Says = '*request_filter*' }
        @{ Reason = 'response_blacklist'; Says = '*response_blacklist*' }
        @{ Reason = 'function_call_error'; Says = '*invalid arguments*function_call_error*' }
        @{ Reason = 'error'; Says = '*ended the answer with an error*' }
    ) {
        $answer = @{ messages = @(); finish_reason = $Reason; error_details = @{ user_message = 'Тема закрыта' } }
        Add-Answer $emulator @{ raw = $answer | ConvertTo-Json -Compress }
        $reply = Invoke-GigaChat '?' -ApiVersion V2 -WarningVariable warnings -WarningAction SilentlyContinue
        $reply.FinishReason | Should -BeExactly $Reason
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike "$Says*Тема закрыта"
    }

    It 'that was refused for a finer reason does not count as a broken form' {
        Add-Answer $emulator @{ raw = '{"messages":[],"finish_reason":"request_filter"}' }
        $refusal = Get-ErrorOf { Invoke-GigaChat '?' -ApiVersion V2 -Schema '{"type":"object"}' }
        $refusal.Exception.Message | Should -BeLike '*does not answer questions on this topic*request_filter*'
    }

    It 'with calls that have no ids is answered all the same' {
        $call = '{"function_call":{"name":"f","arguments":{}}}'
        Add-Answer $emulator @{ raw = '{"messages":[{"content":[' + "$call,$call" + ']}],"finish_reason":"function_call"}' }
        (Invoke-GigaChat '?' -ApiVersion V2 -Function $f -InvokeFunction 6>$null).Text | Should -BeLike 'Результат f: *; Результат f: *'
    }

    It 'that stops after text says so' {
        Add-Answer $emulator @{ text = 'одно два три'; chunks = 3; chunkDelayMs = 60000 }
        $failed = Get-ErrorOf { Invoke-GigaChat '?' -ApiVersion V2 -Stream -TimeoutSec 1 6>$null }
        $failed.FullyQualifiedErrorId | Should -BeLike 'GigaChatTimeout,*'
        $failed.Exception.Message | Should -BeLike 'The answer stopped after * characters:*'
    }
}

Describe 'What is refused before it is sent' {
    BeforeEach { Reset-Emulator $emulator }

    It '<Name>' -ForEach @(
        @{
            Name = 'a tool that must be used and is not offered'; Says = '*web_search*Add it to -Tool.'
            Call = { Invoke-GigaChat 'x' -FunctionChoice WebSearch }
        }
        @{
            Name = 'a tool that must be used beside another'; Says = '*url_content_extraction*Add it to -Tool.'
            Call = { Invoke-GigaChat 'x' -Tool WebSearch -FunctionChoice UrlContent }
        }
        @{ Name = 'functions as a tool'; Says = '*give the functions in -Function.'; Call = { Invoke-GigaChat 'x' -Tool functions } }
        @{
            Name = 'a field of version 1 in version 2'; Says = '*"profanity_check" belongs to version 1*"disable_filter"*-AdditionalField*'
            Call = { Invoke-GigaChat 'x' -ApiVersion V2 -AdditionalField @{ profanity_check = $true } }
        }
        @{
            Name = 'a field of version 2 in version 1'; Says = '*"tools_state_id"*-ApiVersion V1*'
            Call = { Invoke-GigaChat 'x' -ApiVersion V1 -AdditionalField @{ tools_state_id = 'x' } }
        }
        @{
            Name = 'a stream as a field'; Says = '*"stream"*-Stream or -AsChunk.'
            Call = { Invoke-GigaChat 'x' -AdditionalField @{ stream = $true } }
        }
        @{
            Name = 'a pattern in version 1'; Says = '*regular expression*-Pattern*'
            Call = { Invoke-GigaChat 'x' -ApiVersion V1 -Pattern а }
        }
        @{
            Name = 'the same with -WhatIf'; Says = '*"web_search"*-ApiVersion V1*'
            Call = { Invoke-GigaChat 'x' -ApiVersion V1 -Tool WebSearch -WhatIf -ErrorAction Stop }
        }
    ) {
        $refusal = Get-Refusal $Call
        $refusal.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $refusal.Exception.Message | Should -BeLike $Says
    }

    It 'Tab offers the tools of the line for -FunctionChoice' {
        (TabExpansion2 'Invoke-GigaChat x -Tool WebSearch, UrlContent -FunctionChoice ').CompletionMatches.CompletionText |
            Should -BeExactly 'Auto', 'None', 'Any', 'WebSearch', 'UrlContent'
    }
}
