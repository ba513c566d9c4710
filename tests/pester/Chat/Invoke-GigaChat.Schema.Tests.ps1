BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect

    class Телефон { [string] $Номер; [ValidateSet('дом', 'моб')] [string] $Вид }
    class Человек {
        [ValidateNotNullOrEmpty()] [string] $Имя
        [int] $Лет
        [Nullable[int]] $Рост
        [datetime] $Родился
        [DayOfWeek] $День
        [Телефон[]] $Телефоны
        [System.Collections.Generic.List[string]] $Метки
        [hashtable] $Прочее
    }

    # The next answer, as it is.
    function Set-NextAnswer([string] $Text, [string] $FinishReason = 'stop') {
        $null = Invoke-Control $emulator Post answers @{ text = $Text; finishReason = $FinishReason }
    }

    $schema = @{
        type = 'object'; properties = [ordered]@{ имя = @{ type = 'string' }; лет = @{ type = 'integer' } }; required = 'имя', 'лет'
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat -Schema' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'sends a schema given as <Kind>' -TestCases @(
        @{ Kind = 'a hashtable'; Value = @{ type = 'object'; properties = @{ а = @{ type = 'string' } }; required = 'а' } }
        @{
            Kind = 'JSON'
            Value = '{"type":"object","properties":{"а":{"$ref":"#/$defs/т"}},"required":["а"],"$defs":{"т":{"type":"string"}}}'
        }
        @{ Kind = 'a path'; Value = 'схема.json' }
    ) {
        Push-Location $TestDrive
        Set-Content схема.json '{"type":"object","properties":{"а":{"type":"string"}},"required":["а"]}'
        $reply = Invoke-GigaChat 'Привет' -Schema $Value
        Pop-Location
        $format = (Get-LastChat $emulator).response_format
        $format.type | Should -BeExactly 'json_schema'
        $format.strict | Should -BeTrue
        $format.schema.properties.а.type | Should -BeExactly 'string'
        , $format.schema.required | Should -BeOfType [object[]]
        $format.schema.PSObject.Properties.Name | Should -Not -Contain '$defs'
        $reply.Value.а | Should -BeExactly 'Эхо: Привет'
        $reply.Text | Should -BeExactly '{"а":"Эхо: Привет"}'
    }

    It 'makes an object of the class' {
        Set-NextAnswer ('{"Имя":"Анна","Лет":30,"Родился":"1990-05-01","День":"Monday",' +
            '"Телефоны":[{"Номер":"1","Вид":"дом"}],"Метки":["а"],"Прочее":{"к":{"я":1}},"лишнее":1}')
        $value = Invoke-GigaChat 'Кто?' -Schema ([Человек]) -AsObject
        $value.GetType().Name | Should -BeExactly 'Человек'
        $value.Имя, $value.Лет, $value.Рост, $value.Родился.Year, $value.День | Should -Be @('Анна', 30, $null, 1990, [DayOfWeek]::Monday)
        $value.Телефоны[0].GetType().Name | Should -BeExactly 'Телефон'
        $value.Метки.GetType().Name | Should -Be 'List`1'
        $value.Прочее.к.я | Should -Be 1
        $sent = (Get-LastChat $emulator).response_format.schema
        $sent.required | Should -BeExactly @('Имя', 'Лет', 'Родился', 'День', 'Телефоны', 'Метки', 'Прочее')
        $sent.properties.Телефоны.items.properties.Вид.enum | Should -BeExactly @('дом', 'моб')
    }

    It 'writes arrays item by item' {
        Set-NextAnswer '[{"Номер":"1","Вид":"дом"},{"Номер":"2","Вид":"моб"}]'
        $phones = Invoke-GigaChat 'Какие?' -Schema ([Телефон[]]) -AsObject
        $phones.Count | Should -Be 2
        $phones[1].GetType().Name | Should -BeExactly 'Телефон'
        $phones[1].Вид | Should -BeExactly 'моб'
    }

    It 'leaves text that looks like a date as it is' {
        Set-NextAnswer '{"имя":"2024-01-01T00:00:00","лет":1}'
        (Invoke-GigaChat 'x' -Schema $schema).Value.имя | Should -BeExactly '2024-01-01T00:00:00'
    }

    It 'takes the answer out of a code fence' {
        Set-NextAnswer ('```json' + "`n{`"имя`":`"Анна`",`"лет`":30}`n" + '```')
        (Invoke-GigaChat 'x' -Schema $schema -AsObject).лет | Should -Be 30
    }

    It 'makes <Case> an error that keeps the text' -TestCases @(
        @{ Case = 'an answer without a name'; Text = '{"имя":"Анна"}'; Message = '*"лет"*' }
        @{ Case = 'an answer of another type'; Text = '{"имя":"Анна","лет":"тридцать"}'; Message = '*тридцать*' }
        @{ Case = 'prose'; Text = 'Анне тридцать лет'; Message = '*JSON*' }
        @{ Case = 'an answer that was cut off'; Text = '{"имя":"Анна","лет":3'; Reason = 'length'; Message = '*-MaxTokens*' }
        @{ Case = 'a refusal'; Text = 'Не хочу'; Reason = 'blacklist'; Message = '*blacklist*' }
    ) {
        $conversation = New-GigaChatConversation
        Set-NextAnswer $Text ($Reason ?? 'stop')
        $e = Get-ErrorOf { Invoke-GigaChat 'x' -Schema $schema -AsObject -Conversation $conversation }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatResponseInvalid,GigaChat.Commands.InvokeGigaChatCommand'
        $e.CategoryInfo.Category | Should -Be InvalidResult
        $e.TargetObject.Text | Should -BeExactly $Text
        $e.Exception.Message | Should -BeLike $Message
        $conversation.Count | Should -Be 0
    }

    It 'makes what the class refuses an error too' {
        $conversation = New-GigaChatConversation
        Set-NextAnswer '{"Имя":"","Лет":30,"Родился":"1990-05-01","День":"Monday","Телефоны":[],"Метки":[],"Прочее":{}}'
        $e = Get-ErrorOf { Invoke-GigaChat 'x' -Schema ([Человек]) -Conversation $conversation }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatResponseInvalid,GigaChat.Commands.InvokeGigaChatCommand'
        $e.TargetObject.Text | Should -BeLike '*"Имя":""*'
        $conversation.Count | Should -Be 0
    }

    It 'works for many items, several at a time' {
        $texts = 1..6 | ForEach-Object { "текст $_" }
        $found = $texts | Invoke-GigaChat -Schema ([Телефон]) -AsObject -ThrottleLimit 3
        $found.Номер | Should -BeExactly ($texts | ForEach-Object { "Эхо: $_" })
        $found[0].GetType().Name | Should -BeExactly 'Телефон'
    }

    It 'one answer that does not fit does not end the pipeline' {
        Set-NextAnswer 'нет'
        $found = 'а', 'б' | Invoke-GigaChat -Schema $schema -AsObject -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.имя | Should -BeExactly 'Эхо: б'
        $failed.Count | Should -Be 1
    }

    It 'works with -Stream and with functions' {
        $shown = Invoke-GigaChat 'call function {}' -Schema $schema -AsObject -Stream -Function { 7 } -InvokeFunction 6>&1
        $shown[-1].имя | Should -BeExactly 'Результат function: {"result":7}'
    }

    It 'refuses <Case> before sending' -TestCases @(
        @{ Case = 'a table of names'; Call = { Invoke-GigaChat 'x' -Schema @{ имя = 'string' } }; Id = 'GigaChatInvalidRequest' }
        @{ Case = 'broken JSON'; Call = { Invoke-GigaChat 'x' -Schema '{"type":' }; Id = 'GigaChatInvalidRequest' }
        @{
            Case = 'a class of the system'; Call = { Invoke-GigaChat 'x' -Schema ([System.Diagnostics.Process]) }
            Id = 'GigaChatInvalidRequest'
        }
        @{
            Case = 'a schema that refers to itself'
            Call = { Invoke-GigaChat 'x' -Schema '{"type":"object","properties":{"а":{"$ref":"#"}}}' }; Id = 'GigaChatInvalidRequest'
        }
        @{ Case = 'a file that is not there'; Call = { Invoke-GigaChat 'x' -Schema 'нет.json' }; Id = 'GigaChatFileNotFound' }
        @{ Case = '-AsObject without a schema'; Call = { Invoke-GigaChat 'x' -AsObject }; Id = 'GigaChatInvalidRequest' }
        @{
            Case = '-AsObject with -AsChunk'; Call = { Invoke-GigaChat 'x' -Schema '{"type":"object"}' -AsObject -AsChunk }
            Id = 'GigaChatInvalidRequest'
        }
    ) {
        (Get-ErrorOf $Call).FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.InvokeGigaChatCommand"
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be 0
    }
}
