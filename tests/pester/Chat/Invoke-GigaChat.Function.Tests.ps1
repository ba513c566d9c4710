BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect

    function Get-Погода {
        param([Parameter(Mandatory)] [string] $Город, [int] $Days = 1, [string[]] $What, [DayOfWeek] $Day, [switch] $Full,
            [hashtable] $More)
        [pscustomobject]@{ Город = $Город; Days = $Days; What = $What; Day = "$Day"; Full = [bool]$Full; More = $More.глубже.x }
    }

    # The content of the last result that the service was sent.
    function Get-LastResult {
        ((Get-LastChat $emulator).messages | Where-Object role -EQ function | Select-Object -Last 1).content | ConvertFrom-Json
    }

    # The next answer calls a function, whatever was offered.
    function Set-NextCall([string] $Name, $Arguments = @{}, [int] $Times = 1) {
        $null = Invoke-Control $emulator Post answers @{ functionCall = @{ name = $Name; arguments = $Arguments }; times = $Times }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat -Function' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'offers commands by name, as objects, as script blocks' {
        $null = Invoke-GigaChat 'Привет' -Function Get-Погода, (Get-Command Get-Date), { param($x) }, { param($y) },
        (New-GigaChatFunction -Name f)
        $sent = Get-LastChat $emulator
        $sent.functions.name | Should -BeExactly @('Get-Pogoda', 'Get-Date', 'function', 'function2', 'f')
        $sent.function_call | Should -BeExactly 'auto'
        $sent.functions[0].parameters.required | Should -BeExactly @('Город')
    }

    It 'sends the choice <Choice>' -TestCases @(
        @{ Choice = 'Auto'; Json = '"auto"' }
        @{ Choice = 'none'; Json = '"none"' }
        @{ Choice = 'get-погода'; Json = '{"name":"Get-Pogoda"}' }
        @{ Choice = 'Get-Pogoda'; Json = '{"name":"Get-Pogoda"}' }
    ) {
        $null = Invoke-GigaChat 'Привет' -Function Get-Погода -FunctionChoice $Choice
        (Get-LastChat $emulator).function_call | ConvertTo-Json -Compress | Should -BeExactly $Json
    }

    It 'sends the choice without functions, for those of the service' {
        $null = Invoke-GigaChat 'Нарисуй' -FunctionChoice text2image
        (Get-LastChat $emulator).function_call.name | Should -BeExactly 'text2image'
    }

    It 'gives the call to the user' {
        $reply = Invoke-GigaChat 'call Get-Pogoda {"Город":"Омск","Days":2}' -Function Get-Погода
        $reply.FinishReason | Should -BeExactly 'function_call'
        $reply.FunctionCall.Name | Should -BeExactly 'Get-Pogoda'
        $arguments = $reply.FunctionCall.Arguments
        (Get-Погода @arguments).Days | Should -Be 2
        ($reply | Out-String).Trim() | Should -BeExactly '→ Get-Pogoda {"Город":"Омск","Days":2}'
    }

    It 'takes the result from the user' {
        $reply = Invoke-GigaChat 'call Get-Pogoda {"Город":"Омск"}' -Function Get-Погода
        $answer = $reply | Invoke-GigaChat -FunctionResult @{ t = 5 }
        $answer.Text | Should -BeExactly 'Результат Get-Pogoda: {"t":5}'
        (Get-LastChat $emulator).functions.name | Should -BeExactly 'Get-Pogoda'
        $answer.Conversation.Messages.Role | Should -BeExactly @('user', 'assistant', 'function', 'assistant')
        # An answer in words asks for no result.
        (Get-ErrorOf { $answer | Invoke-GigaChat -FunctionResult 1 }).FullyQualifiedErrorId |
            Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
    }

    It 'sends the result <Json>' -TestCases @(
        @{ Result = $null; Json = '{"result":null}' }
        @{ Result = 'текст'; Json = '{"result":"текст"}' }
        @{ Result = @(1, 2); Json = '{"result":[1,2]}' }
        @{ Result = '{"готово":true}'; Json = '{"готово":true}' }
    ) {
        $reply = Invoke-GigaChat 'call Get-Pogoda {"Город":"Омск"}' -Function Get-Погода
        $null = Invoke-GigaChat -Conversation $reply.Conversation -FunctionResult $Result
        (Get-LastChat $emulator).messages[2].content | Should -BeExactly $Json
    }

    It 'says that a call waits for its result' {
        $reply = Invoke-GigaChat 'call Get-Pogoda {"Город":"Омск"}' -Function Get-Погода
        $e = Get-ErrorOf { $reply | Invoke-GigaChat 'А завтра?' }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
        $e.Exception.Message | Should -BeLike '*-FunctionResult*'
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be 1
    }

    It 'refuses <Case> before sending' -TestCases @(
        @{ Case = 'an unknown command'; Call = { Invoke-GigaChat 'x' -Function Get-Нет } }
        @{ Case = 'a program'; Call = { Invoke-GigaChat 'x' -Function dotnet } }
        @{ Case = 'a function twice'; Call = { Invoke-GigaChat 'x' -Function Get-Date, Get-Date } }
        @{ Case = 'a choice that was not offered'; Call = { Invoke-GigaChat 'x' -Function Get-Date -FunctionChoice Get-Item } }
        @{ Case = '-InvokeFunction without functions'; Call = { Invoke-GigaChat 'x' -InvokeFunction } }
        @{ Case = 'several at a time'; Call = { 'x' | Invoke-GigaChat -Function Get-Date -InvokeFunction -ThrottleLimit 2 } }
        @{ Case = 'a result without a reply'; Call = { Invoke-GigaChat -FunctionResult 1 } }
        @{ Case = 'a result beside a prompt'; Call = { Invoke-GigaChat 'x' -FunctionResult 1 -Conversation (New-GigaChatConversation) } }
        @{ Case = 'a result for a string'; Call = { 'x' | Invoke-GigaChat -FunctionResult 1 } }
    ) {
        (Get-ErrorOf $Call).FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be 0
    }
}

Describe 'Invoke-GigaChat -InvokeFunction' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'binds arguments as PowerShell does' {
        $prompt = ('call Get-Pogoda {"город":"Нижний ' +
            'Новгород","Days":"3","What":["ветер","дождь"],"Day":"monday","Full":true,"More":{"глубже":{"x":[1,2]}}}')
        $reply = Invoke-GigaChat $prompt -Function Get-Погода -InvokeFunction
        $reply.FunctionCall | Should -BeNullOrEmpty
        $reply.Text | Should -BeLike 'Результат Get-Pogoda: *'
        $result = Get-LastResult
        $result.Город | Should -BeExactly 'Нижний Новгород'
        $result.Days | Should -Be 3
        $result.What | Should -BeExactly @('ветер', 'дождь')
        $result.Day | Should -BeExactly 'Monday'
        $result.Full | Should -BeTrue
        $result.More | Should -Be @(1, 2)
    }

    It 'leaves out what is null' {
        $null = Invoke-GigaChat 'call Get-Pogoda {"Город":"Омск","Days":null}' -Function Get-Погода -InvokeFunction
        (Get-LastResult).Days | Should -Be 1
    }

    It 'carries out several calls in turn, and counts all tokens' {
        $reply = Invoke-GigaChat 'call Get-Pogoda {"Город":"Омск"} call function {"n":2}' -Function Get-Погода,
        { param($n) $n * 21 } -InvokeFunction
        $reply.Text | Should -BeExactly 'Результат function: {"result":42}'
        $reply.Conversation.Messages.Role | Should -BeExactly @('user', 'assistant', 'function', 'assistant', 'function', 'assistant')
        $reply.Usage.TotalTokens | Should -Be $reply.Conversation.Usage.TotalTokens
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be 3
    }

    It 'works with -Stream' {
        $shown = Invoke-GigaChat 'call function {}' -Function { 'готово' } -InvokeFunction -Stream 6>&1
        ($shown | Where-Object { $_ -isnot [System.Management.Automation.InformationRecord] }).Text |
            Should -BeExactly 'Результат function: {"result":"готово"}'
        -join ($shown | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }) |
            Should -BeExactly '→ functionРезультат function: {"result":"готово"}'
        (Get-LastChat $emulator).stream | Should -BeTrue
    }

    It 'works with -AsChunk' {
        $chunks = Invoke-GigaChat 'call function {}' -Function { 'готово' } -InvokeFunction -AsChunk
        @($chunks.FinishReason | Where-Object { $_ }) | Should -BeExactly @('function_call', 'stop')
        ($chunks | Where-Object FunctionCall).FunctionCall.Name | Should -BeExactly 'function'
    }

    It 'works with a conversation and with a piped reply' {
        $conversation = New-GigaChatConversation -SystemPrompt 'Ты метеоролог'
        $first = Invoke-GigaChat 'call function {}' -Conversation $conversation -Function { 1 } -InvokeFunction
        $second = $first | Invoke-GigaChat 'Ещё: call function {}' -Function { 2 } -InvokeFunction
        $second.Text | Should -BeExactly 'Результат function: {"result":2}'
        # A piped reply is gone on from in a conversation of its own.
        $conversation.Count | Should -Be 5
        $second.Conversation.Messages.Role |
            Should -BeExactly @('system', 'user', 'assistant', 'function', 'assistant', 'user', 'assistant', 'function', 'assistant')
    }

    It 'hands the error to the model: <Case>' -TestCases @(
        @{ Case = 'a throw'; Block = { throw 'Диск не найден' }; Error = 'Диск не найден' }
        @{ Case = 'an error that does not end it'; Block = { Write-Error 'Мелочь' }; Error = 'Мелочь' }
        @{ Case = 'an exception'; Block = { [int]::Parse('ж') }; Error = '*ж*' }
        @{ Case = 'a validation'; Block = { param([ValidateRange(1, 2)] [int] $n) $n }; Error = '*n*' }
    ) {
        $null = Invoke-GigaChat 'call function {"n":5}' -Function $(if ($Case -eq 'a validation') { $Block } else {
            [scriptblock]::Create("param(`$n) $Block")
        }) -InvokeFunction
        (Get-LastResult).error | Should -BeLike $Error
    }

    It 'keeps what came before an error' {
        $null = Invoke-GigaChat 'call function {}' -Function {
            $ErrorActionPreference = 'Continue'; 'часть'; Write-Error 'Дальше никак'
        } -InvokeFunction -ErrorAction SilentlyContinue
        (Get-LastResult).error | Should -BeExactly 'Дальше никак'
        (Get-LastResult).result | Should -BeExactly 'часть'
    }

    It 'calls nothing that was not offered' {
        Set-NextCall Remove-Item @{ Path = "$TestDrive" }
        $null = Invoke-GigaChat 'x' -Function Get-Погода -InvokeFunction
        (Get-LastResult).error | Should -BeLike '*Remove-Item*'
        Test-Path $TestDrive | Should -BeTrue
    }

    It 'passes no parameter that was not described' {
        $null = Invoke-GigaChat 'call Get-Pogoda {"Город":"Омск","OutVariable":"x"}' -Function Get-Погода -InvokeFunction
        (Get-LastResult).error | Should -BeLike '*OutVariable*'
    }

    It 'carries nothing out with -WhatIf' {
        $script:ran = $false
        $null = Invoke-GigaChat 'call function {}' -Function { $script:ran = $true } -InvokeFunction -WhatIf
        $script:ran | Should -BeFalse
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be 0
    }

    It 'shows what the model sees of objects of the system' {
        $null = Invoke-GigaChat "call Get-Process {`"Id`":[$PID]}" -Function Get-Process -InvokeFunction
        $result = Get-LastResult
        $result.Id | Should -Be $PID
        @($result.PSObject.Properties).Count | Should -BeLessThan 10
    }

    It 'hands a flood over as an error' {
        $null = Invoke-GigaChat 'call function {}' -Function { 'ж' * 200000 } -InvokeFunction
        (Get-LastResult).error | Should -BeLike '*100000 characters*'
    }

    It 'ends when the rounds are used up, and leaves the conversation as it was' {
        $conversation = New-GigaChatConversation
        Set-NextCall function -Times 10
        $script:calls = 0
        $e = Get-ErrorOf {
            Invoke-GigaChat 'x' -Conversation $conversation -Function { $script:calls++ } -InvokeFunction -MaximumFunctionRound 3
        }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatFunctionLimitReached,GigaChat.Commands.InvokeGigaChatCommand'
        $e.CategoryInfo.Category | Should -Be LimitsExceeded
        $e.TargetObject.FunctionCall.Name | Should -BeExactly 'function'
        $script:calls | Should -Be 3
        $conversation.Count | Should -Be 0
    }

    It 'leaves the conversation as it was when a later request fails' {
        $conversation = New-GigaChatConversation
        $e = Get-ErrorOf {
            Invoke-GigaChat 'call function {}' -Conversation $conversation -InvokeFunction -Function {
                $null = Invoke-Control $emulator Post faults @{ kind = 'status'; status = 400 }
            }
        }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
        $conversation.Count | Should -Be 0
        (Invoke-GigaChat 'Снова' -Conversation $conversation).Text | Should -BeExactly 'Эхо: Снова'
    }

    It 'hands over a function that has no command' {
        $reply = Invoke-GigaChat 'call f {}' -Function (New-GigaChatFunction -Name f) -InvokeFunction
        $reply.FunctionCall.Name | Should -BeExactly 'f'
    }

    It 'goes on with commands after the result of a user' {
        $reply = Invoke-GigaChat 'call f {} call function {}' -Function (New-GigaChatFunction -Name f), { 'сам' } -InvokeFunction
        ($reply | Invoke-GigaChat -FunctionResult 1 -InvokeFunction).Text | Should -BeExactly 'Результат function: {"result":"сам"}'
    }

    It 'refuses the conversation inside its own function, and does not wait for ever' {
        $conversation = New-GigaChatConversation
        $null = Invoke-GigaChat 'call function {}' -Conversation $conversation -InvokeFunction -Function {
            Invoke-GigaChat 'внутри' -Conversation $conversation
        }
        (Get-LastResult).error | Should -Not -BeNullOrEmpty
        $null = Invoke-GigaChat 'call function {}' -InvokeFunction -Function { Invoke-GigaChat 'внутри' }
        (Get-LastResult).result | Should -BeExactly 'Эхо: внутри'
    }
}
