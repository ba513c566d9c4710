# -Verbose shows requests, -Debug bodies, the connection what was spent; none of them a secret.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }

    function Get-Verbose([scriptblock] $Script) {
        & $Script 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
    }
    function Get-Debug([scriptblock] $Script) {
        & $Script 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | ForEach-Object Message
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe '-Verbose' {
    BeforeEach {
        Clear-Session $emulator
        Connect-Emulator $emulator
        $null = Invoke-GigaChat 'сначала'
    }

    It 'shows method, path, status, time, tokens and attempt of a <Name> in one line' -ForEach @(
        @{ Name = 'chat'; Call = { Invoke-GigaChat 'Привет' -Verbose }; Path = 'chat/completions' }
        @{ Name = 'stream'; Call = { Invoke-GigaChat 'Привет' -AsChunk -Verbose }; Path = 'chat/completions' }
        @{ Name = 'stream on the screen'; Call = { Invoke-GigaChat 'Привет' -Stream -Verbose 6>$null }; Path = 'chat/completions' }
        @{ Name = 'vector'; Call = { 'Привет' | New-GigaChatEmbedding -Verbose }; Path = 'embeddings' }
    ) {
        $lines = @(Get-Verbose $Call)
        $lines | Should -HaveCount 1
        $lines | Should -Match "^POST $([regex]::Escape("$($emulator.baseUri)/$Path")) -> 200 in \d+ ms, [1-9]\d* tokens \(attempt 1\)$"
    }

    It 'shows no tokens where there are none' {
        Get-Verbose { Get-GigaChatModel -Verbose } | Should -Match '^GET .*/models -> 200 in \d+ ms \(attempt 1\)$'
    }

    It 'shows each attempt and each wait' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 503; times = 1 }
        $lines = Get-Verbose { Invoke-GigaChat 'Привет' -Verbose }
        $lines | Should -HaveCount 3
        $lines[0] | Should -BeLike 'POST * -> 503 in * (attempt 1)'
        $lines[2] | Should -BeLike 'POST * -> 200 in * tokens (attempt 2)'
    }

    It 'shows an answer that cannot be read' {
        Add-Fault $emulator @{ kind = 'garbled-json'; on = 'chat'; times = 1 }
        Get-Verbose { Invoke-GigaChat 'Привет' -Verbose -ErrorAction SilentlyContinue } | Should -BeLike 'POST * -> 200 in * ms (attempt 1)'
    }

    It 'begins a line of its own after streamed text' {
        (Invoke-Child $emulator 'Invoke-GigaChat "вопрос" -Stream -Verbose').Screen | Should -Match '(?m)^Эхо: вопрос$'
    }

    It 'speaks Russian' {
        $culture = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = 'ru-RU'
            Get-Verbose { Invoke-GigaChat 'Привет' -Verbose } | Should -Match 'мс, токенов: \d+ \(попытка 1\)$'
        }
        finally { [cultureinfo]::CurrentUICulture = $culture }
    }
}

Describe '-Debug' {
    BeforeEach {
        Clear-Session $emulator
        Connect-Emulator $emulator
    }

    It 'shows what was sent and what came, Cyrillic readable' {
        $said = @(Get-Debug { Invoke-GigaChat 'Сколько места?' -Debug })
        $said | Should -HaveCount 2
        $said[0] | Should -BeLike "Sent with POST $($emulator.baseUri)/chat/completions: application/json, * B`n{*`"Сколько места?`"*}"
        $said[1] |
            Should -BeLike "Received from POST $($emulator.baseUri)/chat/completions: application/json, * B`n{*`"Эхо: Сколько места?`"*}"
    }

    It 'shows a stream whole, after its end' {
        $said = @(Get-Debug { Invoke-GigaChat 'Сколько места?' -AsChunk -Debug })
        $said | Should -HaveCount 2
        $said[1] | Should -BeLike "Received from *text/event-stream, *`ndata: *data: ``[DONE``]*"
    }

    It 'follows $DebugPreference; without it nothing is made' {
        $DebugPreference = 'Continue'
        @(Get-Debug { Get-GigaChatModel GigaChat }) | Should -HaveCount 1
        @(Get-Debug { Get-GigaChatModel GigaChat -Debug:$false }) | Should -BeNullOrEmpty
        $DebugPreference = 'SilentlyContinue'
        @(Get-Debug { Get-GigaChatModel GigaChat }) | Should -BeNullOrEmpty
    }

    It 'never asks' {
        # -NonInteractive: a question would be an error.
        $child = Invoke-Child $emulator 'Invoke-GigaChat "вопрос" -Debug'
        $child.Errors | Should -BeNullOrEmpty
        $child.Screen | Should -Match '(?m)^DEBUG: Sent with POST'
    }

    It 'shortens long bodies and says how long they are' {
        $said = @(Get-Debug { Invoke-GigaChat ('слово ' * 20000) -Debug })
        $said[0] | Should -BeLike '*слово слово*…?(the first 8 KB of 2?? KB)'
        $said[0].Length | Should -BeLessThan 9000
        $vectors = @(Get-Debug { 1..20 | New-GigaChatEmbedding -Debug })
        $vectors[1].Length | Should -BeLessThan 9000
        $vectors[1] | Should -Match '\(the first 8 KB of [\d,.]+ [KM]B\)$'
    }

    It 'shows neither files nor long Base64' {
        $path = Join-Path $TestDrive 'снимок.png'
        [System.IO.File]::WriteAllBytes($path, [byte[]](0x89, 0x50, 0x4E, 0x47) + [byte[]]::new(5000))
        $said = @(Get-Debug { Add-GigaChatFile $path -Debug })
        $said[0] | Should -Match '^Sent with POST .*/files: multipart/form-data, \d[\d,.]* KB$'
        $said[1] | Should -BeLike "Received from *`n{*снимок.png*"
        $base64 = [Convert]::ToBase64String([byte[]]::new(600))
        $said = @(Get-Debug { Invoke-GigaChat "Что это: $base64 ?" -Debug })
        $said[0] | Should -BeLike '*Что это: AAAAAAAAAAAAAAAA… ?*'
    }

    It 'shows refusals' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 422; times = 1 }
        $said = @(Get-Debug { Invoke-GigaChat 'вопрос' -Debug -ErrorAction SilentlyContinue })
        $said[1] | Should -BeLike "Received from POST *`n{*422*"
    }
}

Describe 'No secret' {
    It 'is in what -Verbose and -Debug say, of any sign-in or answer' {
        Clear-Session $emulator
        $with = @{ Verbose = $true; Debug = $true }
        $said = $(
            Connect-Emulator $emulator -With $with
            $null = Invoke-Control $emulator Post tokens/expire
            Invoke-GigaChat 'Привет' @with
            Connect-Emulator $emulator -Corporate -With ($with + @{ Name = 'Компания' })
            Invoke-GigaChat 'Привет' -Stream -Connection 'Компания' @with
            $connect = Get-ConnectParameter $emulator
            Connect-GigaChat -UserCredential (
                [pscredential]::new($emulator.user, (ConvertTo-Secret $emulator.password))) -Name 'Пароль' @connect @with
            Invoke-GigaChat 'Привет' -Connection 'Пароль' @with
        ) *>&1 | Out-String
        $said = $said + ($Error | Out-String)
        $said | Should -Match 'Sent with POST'
        $said | Should -Match 'oauth -> 200'
        $headers = Get-SentRequest $emulator | ForEach-Object { $_.headers.Authorization } | Select-Object -Unique
        @($headers).Count | Should -BeGreaterThan 3
        foreach ($header in $headers) { $said.Contains(($header -replace '^\w+ ')) | Should -BeFalse }
        foreach ($secret in $emulator.authorizationKey, $emulator.corporateKey, $emulator.clientSecret, $emulator.password) {
            $said.Contains($secret) | Should -BeFalse
        }
        $said | Should -Not -Match 'access_token|"tok"|Bearer |Basic '
    }

    It 'a token that a gateway sends back is blanked' {
        Clear-Session $emulator
        $token = (Invoke-Control $emulator Post tokens).value
        $connect = Get-ConnectParameter $emulator
        Connect-GigaChat -AccessToken (ConvertTo-Secret $token) @connect
        Add-Answer $emulator @{ text = "ваш токен: $token" }
        $said = @(Get-Debug { Invoke-GigaChat 'Привет' -Debug })
        $said[1] | Should -BeLike '*ваш токен: `*`*`**'
        $said[1].Contains($token) | Should -BeFalse
    }
}

Describe 'A connection' {
    It 'counts what costs money: prompts, answers, cached tokens, vectors' {
        Clear-Session $emulator
        Connect-Emulator $emulator
        $conversation = New-GigaChatConversation
        $replies = 'раз', 'два', 'три' | ForEach-Object { Invoke-GigaChat $_ -Conversation $conversation }
        $null = Invoke-GigaChat 'потоком' -AsChunk -OutVariable chunks
        $embeddings = 'раз', 'два' | New-GigaChatEmbedding
        $null = Get-GigaChatModel
        $usage = @($replies.Usage) + $chunks[-1].Usage
        $connection = Get-GigaChatConnection Default
        $connection.RequestCount | Should -Be 6
        $connection.PromptTokens | Should -Be ($usage | Measure-Object PromptTokens -Sum).Sum
        $connection.CompletionTokens | Should -Be ($usage | Measure-Object CompletionTokens -Sum).Sum
        $connection.CachedTokens | Should -Be ($usage | Measure-Object CachedTokens -Sum).Sum
        $connection.CachedTokens | Should -BeGreaterThan 0
        $connection.EmbeddingTokens | Should -Be ($embeddings | Measure-Object Tokens -Sum).Sum
        $connection.TokensUsed | Should -Be (($usage | Measure-Object TotalTokens -Sum).Sum + $connection.EmbeddingTokens)
    }
}
