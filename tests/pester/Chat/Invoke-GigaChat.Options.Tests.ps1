BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'The options of Invoke-GigaChat' {
    BeforeEach { Reset-Emulator $emulator }

    It 'nothing is sent for what was not given' {
        $null = Invoke-GigaChat 'Привет'
        (Get-LastChat $emulator).PSObject.Properties.Name | Should -BeExactly 'model', 'messages'
    }

    It '-<parameter> <value> goes out as <name>' -ForEach @(
        @{ parameter = 'Model'; value = 'GigaChat-2-Max'; name = 'model'; sent = '"GigaChat-2-Max"' }
        @{ parameter = 'Temperature'; value = 0.0001; name = 'temperature'; sent = '0.0001' }
        @{ parameter = 'Temperature'; value = 0; name = 'temperature'; sent = '0.0001' }
        @{ parameter = 'Temperature'; value = 1; name = 'temperature'; sent = '1' }
        @{ parameter = 'TopP'; value = 0; name = 'top_p'; sent = '0' }
        @{ parameter = 'TopP'; value = 0.47; name = 'top_p'; sent = '0.47' }
        @{ parameter = 'MaxTokens'; value = 50; name = 'max_tokens'; sent = '50' }
        @{ parameter = 'RepetitionPenalty'; value = 1.1; name = 'repetition_penalty'; sent = '1.1' }
        @{ parameter = 'ReasoningEffort'; value = 'High'; name = 'reasoning_effort'; sent = '"high"' }
        @{ parameter = 'ReasoningEffort'; value = 'low'; name = 'reasoning_effort'; sent = '"low"' }
    ) {
        $option = @{ $parameter = $value }
        $null = Invoke-GigaChat 'Привет' @option
        (Get-SentRequest $emulator '*/chat/completions').body | Should -BeLike "*`"$name`":$sent*"
        (Get-LastChat $emulator).PSObject.Properties.Name | Should -HaveCount ($name -eq 'model' ? 2 : 3)
    }

    It 'numbers go out with a point in any culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'ru-RU'
            $null = 1.5 | Invoke-GigaChat 'Число' -Temperature 0.5
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
        (Get-SentRequest $emulator '*/chat/completions').body | Should -BeLike '*1.5*"temperature":0.5*'
    }

    It '-SystemPrompt comes first, in each request' {
        $null = 'раз', 'два' | Invoke-GigaChat -SystemPrompt 'Отвечай кратко'
        foreach ($body in Get-ChatBody $emulator) {
            $body.messages.role | Should -BeExactly 'system', 'user'
            $body.messages[0].content | Should -BeExactly 'Отвечай кратко'
        }
    }

    It '-Model wins over the conversation and the connection' {
        $conversation = New-GigaChatConversation -Model 'GigaChat-2-Pro'
        $null = Invoke-GigaChat 'раз' -Conversation $conversation
        $null = Invoke-GigaChat 'два' -Conversation $conversation -Model 'GigaChat-2-Max'
        Get-ChatBody $emulator | ForEach-Object model | Should -BeExactly 'GigaChat-2-Pro', 'GigaChat-2-Max'
    }

    It '-Connection takes a connection or its name' {
        Connect-Emulator $emulator -With @{ Name = 'Вторая'; Model = 'GigaChat-2-Pro' }
        $null = Invoke-GigaChat 'раз' -Connection (Get-GigaChatConnection 'Вторая')
        $null = Invoke-GigaChat 'два' -Connection 'вторая'
        Get-ChatBody $emulator | ForEach-Object model | Should -BeExactly 'GigaChat-2-Pro', 'GigaChat-2-Pro'
        { Invoke-GigaChat 'три' -Connection 'третья' } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*Get-GigaChatConnection*'
    }

    It 'the session id of the connection serves where there is no conversation' {
        Connect-Emulator $emulator -With @{ Name = 'Сеанс'; SessionId = 'my-session-1'; UserId = 'user-7' }
        $reply = Invoke-GigaChat 'раз' -Connection 'Сеанс'
        $sent = Get-SentRequest $emulator '*/chat/completions'
        $sent.headers.'X-Session-ID', $reply.SessionId | Should -BeExactly 'my-session-1', 'my-session-1'
        $sent.headers.'X-Client-ID' | Should -BeExactly 'user-7'
    }

    Context 'mistakes' {
        It '<name> is refused before anything is sent' -ForEach @(
            @{ name = '-PerItem with -Together'; with = @{ PerItem = $true; Together = $true } }
            @{ name = '-Stream with -AsChunk'; with = @{ Stream = $true; AsChunk = $true } }
            @{ name = '-ThrottleLimit with -Stream'; with = @{ ThrottleLimit = 2; Stream = $true } }
            @{ name = '-ThrottleLimit with -AsChunk'; with = @{ ThrottleLimit = 2; AsChunk = $true } }
            @{ name = '-ThrottleLimit with -Conversation'; with = @{ ThrottleLimit = 2; Conversation = $true } }
            @{ name = '-SystemPrompt with -Conversation'; with = @{ SystemPrompt = 'Кратко'; Conversation = $true } }
        ) {
            $options = $with.Clone()
            if ($options.Conversation) { $options.Conversation = New-GigaChatConversation }
            $failure = Get-ErrorOf { 'раз', 'два' | Invoke-GigaChat @options }
            $failure.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
            $failure.CategoryInfo.Category | Should -Be InvalidArgument
            foreach ($parameter in $name -split ' with -') { $failure.Exception.Message | Should -Match $parameter }
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It '-<parameter> <value> is refused by the parameter' -ForEach @(
            @{ parameter = 'Temperature'; value = 'abc'; id = 'ParameterArgumentTransformationError' }
            @{ parameter = 'Temperature'; value = -1; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'TopP'; value = 1.5; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'MaxTokens'; value = 0; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'RepetitionPenalty'; value = -0.5; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'ReasoningEffort'; value = 'huge'; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'ThrottleLimit'; value = 0; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'TimeoutSec'; value = 0; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'SystemPrompt'; value = ''; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'Model'; value = ''; id = 'ParameterArgumentValidationError' }
            @{ parameter = 'Conversation'; value = 'x'; id = 'CannotConvertArgumentNoMessage' }
        ) {
            $option = @{ $parameter = $value }
            { Invoke-GigaChat 'Привет' @option } | Should -Throw -ErrorId "$id,GigaChat.Commands.InvokeGigaChatCommand"
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It '-RepetitionPenalty 0 is answered in the words of the service' {
            { Invoke-GigaChat 'Привет' -RepetitionPenalty 0 } |
                Should -Throw -ErrorId 'GigaChatInvalidRequest,*' -ExpectedMessage '*repetition_penalty*'
        }
    }

    Context 'the verbose stream' {
        It 'has a line for each request: method, address, status; and no secret' {
            $lines = Invoke-GigaChat 'Привет' -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            @($lines).Count | Should -Be 1
            $lines.Message | Should -Match "^POST $([regex]::Escape($emulator.baseUri))/chat/completions -> 200 "
        }

        It 'follows $VerbosePreference, and -Verbose:$false wins over it' {
            $VerbosePreference = 'Continue'
            @(Invoke-GigaChat 'Привет' 4>&1).Count | Should -Be 2
            @(Invoke-GigaChat 'Привет' -Verbose:$false 4>&1).Count | Should -Be 1
        }

        It 'shows neither key nor token nor prompt, of a stream and of a sign-in either' {
            $null = Invoke-Control $emulator Post tokens/expire
            $said = $(
                Connect-Emulator $emulator -With @{ Name = 'Речь'; Verbose = $true } 4>&1
                Invoke-GigaChat 'тайный вопрос' -Connection 'Речь' -Stream -Verbose *>&1
                'ещё' | New-GigaChatEmbedding -Connection 'Речь' -Verbose 4>&1
            ) | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | Out-String
            $said | Should -Match 'oauth'
            $tokens = Get-SentRequest $emulator | ForEach-Object { $_.headers.Authorization -replace '^\w+ ' } | Select-Object -Unique
            $tokens.Count | Should -BeGreaterThan 1
            foreach ($secret in $tokens + 'тайный') { $said | Should -Not -Match ([regex]::Escape($secret)) }
        }
    }
}
