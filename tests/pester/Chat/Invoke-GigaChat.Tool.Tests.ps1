BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Built-in tools of the service' {
    BeforeEach { Reset-Emulator $emulator }

    It 'go out by the service''s names, over version 2' {
        $null = Invoke-GigaChat 'Найди новости' -Tool websearch, UrlContent, get_datetime
        (Get-SentRequest $emulator '*/chat/completions')[-1].path | Should -BeExactly '/v2/chat/completions'
        $tools = (Get-LastChat $emulator).tools
        $tools | ForEach-Object { $_.PSObject.Properties.Name } | Should -BeExactly 'web_search', 'url_content_extraction', 'get_datetime'
    }

    It 'bring sources, which the text names by number' {
        $reply = Invoke-GigaChat 'Найди новости' -Tool WebSearch
        $reply.Text | Should -BeExactly 'Эхо: Найди новости [1][2]'
        $reply.ApiVersion | Should -Be 'V2'
        $reply.Sources.Number | Should -Be 1, 2
        $csv = $reply.Sources | ConvertTo-Csv
        $csv[0] | Should -BeExactly '"Number","Title","Uri"'
        $csv[1] | Should -BeExactly '"1","Первая страница о предмете","https://example.com/новости/1"'
    }

    It 'show their sources beneath the answer' {
        $shown = Invoke-GigaChat 'Найди новости' -Tool WebSearch | Out-String -Width 200
        $shown.Trim() -split '\r?\n' | Should -BeExactly @(
            'Эхо: Найди новости [1][2]'
            '[1] Первая страница о предмете: https://example.com/новости/1'
            '[2] Second page: https://example.org/2?q=a&b=c'
        )
    }

    It 'show on the progress stream while they are at work, and are gone at the end' {
        Set-Emulator $emulator @{ chunkDelayMs = 50 }
        $shell = [powershell]::Create()
        try {
            $reply = $shell.AddScript({
                    param($module)
                    Import-Module $module
                    Invoke-GigaChat 'Найди новости' -Tool WebSearch -Stream -InformationAction Ignore
                }).AddArgument("$ModulePath").Invoke()[-1]
            $records = @($shell.Streams.Progress | Where-Object Activity -NotLike 'Preparing*')
        }
        finally { $shell.Dispose() }
        $records[0].StatusDescription | Should -BeExactly 'Searching the web…'
        $records[-1].RecordType | Should -Be 'Completed'
        $reply.ToolCalls.Name | Should -BeExactly 'web_search'
        $reply.ToolCalls.Status | Should -BeExactly 'success'
        $reply.ToolCalls.Duration | Should -BeGreaterThan ([timespan]::FromMilliseconds(20))
    }

    It 'leave no chunk of their own with -AsChunk' {
        $chunks = Invoke-GigaChat 'Найди новости' -Tool WebSearch -AsChunk
        $chunks | Where-Object ToolCall | Should -BeNullOrEmpty
        $chunks.Index | Should -Be (0..($chunks.Count - 1))
        -join $chunks.Text | Should -BeExactly 'Эхо: Найди новости [1][2]'
        $chunks[-1].Reply.Sources.Count | Should -Be 2
    }

    It 'can be forced, for the first request alone' {
        $null = Invoke-GigaChat 'Какие новости?' -Tool WebSearch -FunctionChoice WebSearch
        (Get-LastChat $emulator).tool_config | ConvertTo-Json -Compress | Should -BeExactly '{"mode":"forced","tool_name":"web_search"}'
    }

    It 'draw pictures, which Save-GigaChatFile saves' {
        $reply = Invoke-GigaChat 'Нарисуй кота' -Tool ImageGeneration
        $reply.GeneratedFiles.MimeType | Should -BeExactly 'image/jpeg'
        $reply.GeneratedFiles.Kind | Should -BeExactly 'image'
        $reply | Save-GigaChatFile -Destination $TestDrive
        (Get-ChildItem $TestDrive -Filter *.jpg).Count | Should -Be 1
    }

    It 'make 3D models, which are saved with the ending of their type' {
        Add-Answer $emulator @{ text = 'Готово'; files = @('model/gltf-binary') }
        $file = Invoke-GigaChat 'Модель чайника' -Tool Model3D | Save-GigaChatFile -Destination $TestDrive -PassThru
        $file.Extension | Should -BeExactly '.glb'
    }

    It 'are refused with what to do: <says>' -ForEach @(
        @{
            tool = 'нет_такого'; model = 'GigaChat-2'; id = 'GigaChatInvalidRequest'
            says = '*no such built-in tool*press Tab after Invoke-GigaChat -Tool*'
        }
        @{ tool = 'CodeInterpreter'; model = 'GigaChat-2-Max'; id = 'GigaChatPermissionDenied'; says = '*cannot use this tool*' }
    ) {
        Invoke-GigaChat 'x' -Tool $tool -Model $model -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike "$id,*"
        $failed[0].Exception.Message | Should -BeLike $says
    }

    It 'are completed by Tab' {
        (TabExpansion2 'Invoke-GigaChat -Tool ').CompletionMatches.CompletionText |
            Should -BeExactly 'WebSearch', 'UrlContent', 'CodeInterpreter', 'ImageGeneration', 'Model3D'
    }
}

Describe 'The version of the chat API' {
    BeforeEach { Reset-Emulator $emulator }
    AfterEach { Connect-Emulator $emulator }

    It '<name> takes <version>' -ForEach @(
        @{ name = 'a prompt'; call = { Invoke-GigaChat 'x' }; version = 'v1' }
        @{ name = '-ApiVersion V2'; call = { Invoke-GigaChat 'x' -ApiVersion V2 }; version = 'v2' }
        @{ name = '-FunctionChoice Any'; call = { Invoke-GigaChat 'x' -Function Get-Date -FunctionChoice Any }; version = 'v2' }
        @{ name = '-Pattern'; call = { Invoke-GigaChat 'x' -Pattern '(да|нет)' -Model GigaChat-3-Ultra }; version = 'v2' }
        @{ name = '-TopLogProb'; call = { Invoke-GigaChat 'x' -TopLogProb 2 }; version = 'v2' }
        @{ name = '-AdditionalField'; version = 'v2'
            call = { Invoke-GigaChat 'x' -AdditionalField @{ user_info = @{ timezone = 'Europe/Moscow' } } }
        }
        @{ name = '-AdditionalField of version 1'; version = 'v1'
            call = { Invoke-GigaChat 'x' -AdditionalField @{ update_interval = 1 } }
        }
        @{ name = 'a stored conversation'; version = 'v2'; call = { Invoke-GigaChat 'x' -Conversation (New-GigaChatConversation -Stored) } }
    ) {
        $reply = & $call
        $reply.ApiVersion | Should -Be $version
        (Get-SentRequest $emulator '*/chat/completions')[-1].path | Should -BeExactly "/$version/chat/completions"
    }

    It 'is that of the connection, or of the environment' {
        Connect-Emulator $emulator -With @{ ApiVersion = 'V2' }
        (Invoke-GigaChat 'x').ApiVersion | Should -Be 'V2'
        $env:GIGACHAT_API_VERSION = 'v2'
        try {
            Connect-Emulator $emulator
            (Get-GigaChatConnection).ApiVersion | Should -Be 'V2'
            $env:GIGACHAT_API_VERSION = '3'
            { Connect-Emulator $emulator } | Should -Throw '*GIGACHAT_API_VERSION*'
        }
        finally { Remove-Item env:GIGACHAT_API_VERSION }
    }

    It 'V1 refuses what only version 2 has, before anything is sent' {
        Invoke-GigaChat 'x' -Tool WebSearch -ApiVersion V1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $failed[0].Exception.Message | Should -BeLike '*web_search*-ApiVersion V1*'
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }

    It 'changes within a conversation, which crosses files as well' {
        $talk = New-GigaChatConversation -SystemPrompt 'Кратко'
        foreach ($version in 'V1', 'V2', 'V1', 'V2') {
            (Invoke-GigaChat "вопрос $version" -Conversation $talk -ApiVersion $version).Text | Should -BeExactly "Эхо: вопрос $version"
        }
        Export-GigaChatConversation -Conversation $talk -Path $TestDrive/talk.json
        $loaded = Import-GigaChatConversation -Path $TestDrive/talk.json
        (Invoke-GigaChat 'ещё' -Conversation $loaded -Tool WebSearch).Text | Should -BeExactly 'Эхо: ещё'
        $loaded.Count | Should -Be 11
        (Get-LastChat $emulator).messages.role | Should -BeExactly (@('system') + @('user', 'assistant') * 4 + 'user')
    }

    It '<version> has no member of the other in its requests, whatever parameter is given' -ForEach @(
        @{
            version = 'V1'; content = 'String'
            foreign = 'model_options', 'tools', 'tool_config', 'storage', 'assistant_id', 'user_info', 'tools_state_id'
        }
        @{
            version = 'V2'; content = 'Object[]'
            foreign = 'temperature', 'top_p', 'max_tokens', 'repetition_penalty', 'reasoning_effort', 'functions', 'function_call',
                'response_format', 'attachments', 'functions_state_id', 'update_interval'
        }
    ) {
        $document = Join-Path $TestDrive 'договор.pdf'
        Set-Content -LiteralPath $document 'Договор'
        $f = New-GigaChatFunction -Name f -ScriptBlock { 'готово' }
        $parameters = @{
            Model = 'GigaChat-3-Ultra'; SystemPrompt = 'Кратко'; Temperature = 0.5; TopP = 0.5; MaxTokens = 50; RepetitionPenalty = 1.1
            ReasoningEffort = 'low'; Attachment = $document; Schema = '{"type":"object"}'; Stream = $true; AsChunk = $true
        }
        $calls = @(foreach ($name in $parameters.Keys) { @{ $name = $parameters[$name] } }) + @{ Function = $f; FunctionChoice = 'f' } +
            @{ Function = $f; InvokeFunction = $true } + @{ Function = $f; FunctionChoice = 'None' } + $parameters
        $calls[-1].Remove('AsChunk')
        foreach ($call in $calls) {
            Reset-Emulator $emulator
            $null = Invoke-GigaChat 'call f {}' @call -ApiVersion $version -InformationAction Ignore
            $requests = Get-SentRequest $emulator '*/chat/completions'
            $requests | Should -Not -BeNullOrEmpty
            foreach ($body in $requests.body | ConvertFrom-Json) {
                foreach ($part in @($body) + $body.messages) {
                    # A call within a message of version 1 is a member of it; version 2 has it in the parts.
                    $names = $part.PSObject.Properties.Name
                    $names | Where-Object { $_ -in $foreign } | Should -BeNullOrEmpty -Because ($call.Keys -join ', ')
                }
                $body.messages | ForEach-Object { $_.content.GetType().Name | Should -BeExactly $content -Because ($call.Keys -join ', ') }
            }
        }
    }

    It 'changes at every one of ten turns, with a file, a function, a search and a schema among them' {
        $document = Join-Path $TestDrive 'договор.pdf'
        Set-Content -LiteralPath $document 'Договор'
        $f = New-GigaChatFunction -Name f -ScriptBlock { 'готово' }
        $turns = @(
            @{ Prompt = 'раз' }
            @{ Prompt = 'Найди новости'; Tool = 'WebSearch' }
            @{ Prompt = 'Что в файле?'; Attachment = $document }
            @{ Prompt = 'call f {}'; Function = $f; InvokeFunction = $true }
            @{ Prompt = 'Строго'; Schema = @{ type = 'object'; properties = @{ лет = @{ type = 'integer' } } } }
            @{ Prompt = 'Строже'; Schema = @{ type = 'object'; properties = @{ лет = @{ type = 'integer' } } } }
            @{ Prompt = 'call f {}'; Function = $f; InvokeFunction = $true }
            @{ Prompt = 'А здесь?'; Attachment = $document }
            @{ Prompt = 'девять' }, @{ Prompt = 'десять'; Stream = $true }
        ) | ForEach-Object { $_ }
        $talk = New-GigaChatConversation -SystemPrompt 'Кратко'
        for ($i = 0; $i -lt 10; $i++) {
            $turn = $turns[$i]
            $null = Invoke-GigaChat @turn -Conversation $talk -ApiVersion ('V1', 'V2')[$i % 2] -InformationAction Ignore
            (Get-SentRequest $emulator '*/chat/completions')[-1].path | Should -BeLike "/v$($i % 2 + 1)/*"
        }
        # A call and its result are two messages more.
        $talk.Count | Should -Be 25
        $talk | Export-GigaChatConversation -Path "$TestDrive/десять.json"
        $loaded = Import-GigaChatConversation -Path "$TestDrive/десять.json"
        foreach ($version in 'V1', 'V2') {
            (Invoke-GigaChat 'дальше' -Conversation $loaded -ApiVersion $version).Text | Should -BeExactly 'Эхо: дальше'
        }
        $loaded.Count | Should -Be 29
        $messages = (Get-LastChat $emulator).messages
        $messages | Should -HaveCount 28
        @($messages.content.files.id | Where-Object { $_ }) | Should -HaveCount 2
        $messages.content.function_result.name | Where-Object { $_ } | Should -BeExactly 'f', 'f'
    }

    It 'several calls of one message are carried out in their order and answered in one message' {
        Add-Answer $emulator @{ functionCalls = @(@{ name = 'f'; arguments = @{ N = 1 } }, @{ name = 'f'; arguments = @{ N = 2 } }) }
        $order = [System.Collections.Generic.List[int]]::new()
        $f = New-GigaChatFunction -Name f -ScriptBlock { param([int] $N) $order.Add($N); $N * 10 }
        $reply = Invoke-GigaChat '?' -Function $f -InvokeFunction -ApiVersion V2 6>$null
        $order | Should -Be 1, 2
        $reply.Text | Should -BeExactly 'Результат f: {"result":10}; Результат f: {"result":20}'
        $results = (Get-LastChat $emulator).messages[-1]
        $results.role | Should -BeExactly 'tool'
        $results.content.function_result.Count | Should -Be 2
    }

    It 'their results may be given by hand' {
        Add-Answer $emulator @{ functionCalls = @(@{ name = 'f' }, @{ name = 'f' }) }
        $f = New-GigaChatFunction -Name f -ScriptBlock { }
        $call = Invoke-GigaChat '?' -Function $f -ApiVersion V2
        $call.FunctionCalls.Count | Should -Be 2
        ($call | Invoke-GigaChat -FunctionResult 1, 2).Text | Should -BeExactly 'Результат f: {"result":1}; Результат f: {"result":2}'
    }
}
