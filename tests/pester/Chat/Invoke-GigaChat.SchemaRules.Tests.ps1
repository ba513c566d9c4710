# Whether an answer fits: conversions that fail, dates, the rules of schemas, JSON among other words.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    class Node { [ipaddress] $Ip }
    class Meeting { [datetime] $When }
    class Day { [System.DateOnly] $On }
    class Named { [ValidatePattern('^srv-\d+$')] [string] $Name }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'An answer that a class does not take' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is an error of its own item: <Name>' -ForEach @(
        @{ Name = 'values'; With = @{} }
        @{ Name = 'objects'; With = @{ AsObject = $true } }
        @{ Name = 'arrays'; With = @{ AsObject = $true }; Array = $true }
        @{ Name = 'rows'; With = @{ IncludeInput = $true } }
        @{ Name = 'streams'; With = @{ Stream = $true } }
    ) {
        $texts = '{"Ip":"10.0.0.1"}', '{"Ip":"n/a"}', '{"Ip":"10.0.0.3"}'
        foreach ($text in $texts) { Add-Answer $emulator @{ text = $Array ? "[$text]" : $text } }
        $type = $Array ? [Node[]] : [Node]
        $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures' }
        $good = @('а', 'б', 'в' | Invoke-GigaChat 'Адрес?' -PerItem -Schema $type @With @quiet 6>$null)
        $good.Count | Should -Be 2
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatResponseInvalid,*'
        $failures[0].TargetObject.Text | Should -BeLike '*n/a*'
        $failures[0].TargetObject.Source | Should -BeExactly 'б'
    }

    It 'is one with -ThrottleLimit too' {
        Connect-Emulator $emulator -Corporate -With @{ Name = 'Компания' }
        1..3 | ForEach-Object { Add-Answer $emulator @{ text = '{"Ip":"n/a"}' } }
        $null = 'а', 'б', 'в' | Invoke-GigaChat 'Адрес?' -PerItem -Schema ([Node]) -AsObject -ThrottleLimit 3 -Connection 'Компания' `
            -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.Count | Should -Be 3
        $failures.FullyQualifiedErrorId | Should -BeLike 'GigaChatResponseInvalid,*'
    }
}

Describe 'Dates of answers' {
    BeforeEach { Reset-Emulator $emulator }

    It 'of ISO 8601 are read: <Text>' -ForEach @(
        @{ Text = '2026-02-03'; Expected = '2026-02-03 00:00' }
        @{ Text = '2026-02-03T10:30:00'; Expected = '2026-02-03 10:30' }
        @{ Text = '2026-02-03 10:30'; Expected = '2026-02-03 10:30' }
    ) {
        Add-Answer $emulator @{ text = "{`"When`":`"$Text`"}" }
        (Invoke-GigaChat 'Когда?' -Schema ([Meeting]) -AsObject).When.ToString('yyyy-MM-dd HH:mm') | Should -BeExactly $Expected
    }

    It 'in another form are an error that shows them: <Text>' -ForEach @(
        @{ Text = '"03.02.2026"' }, @{ Text = '"02/03/2026"' }, @{ Text = '"3 февраля"' }, @{ Text = '"2026-02-30"' }, @{ Text = '5' }
    ) {
        Add-Answer $emulator @{ text = "{`"When`":$Text}" }
        $e = Get-ErrorOf { Invoke-GigaChat 'Когда?' -Schema ([Meeting]) -AsObject }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatResponseInvalid,*'
        $e.Exception.Message | Should -BeLike "*$($Text.Trim('"'))*"
    }

    It 'are refused where the schema says nothing of them' {
        Add-Answer $emulator @{ text = '{"On":"03.02.2026"}' }
        (Get-ErrorOf { Invoke-GigaChat 'Когда?' -Schema ([Day]) -AsObject }).Exception.Message | Should -BeLike '*03.02.2026*'
    }
}

Describe 'The rules of a schema' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are checked: <Rule>' -ForEach @(
        @{ Rule = 'minimum'; Schema = @{ type = 'integer'; minimum = 1 }; Bad = '0' }
        @{ Rule = 'maximum'; Schema = @{ type = 'integer'; maximum = 10 }; Bad = '11' }
        @{ Rule = 'pattern'; Schema = @{ type = 'string'; pattern = '^[А-Я]' }; Bad = '"слово"' }
        @{ Rule = 'minLength'; Schema = @{ type = 'string'; minLength = 3 }; Bad = '"да"' }
        @{ Rule = 'maxItems'; Schema = @{ type = 'array'; items = @{ type = 'integer' }; maxItems = 1 }; Bad = '[1,2]' }
        @{ Rule = 'format'; Schema = @{ type = 'string'; format = 'ipv4' }; Bad = '"10.1"' }
    ) {
        Add-Answer $emulator @{ text = "{`"a`":$Bad}" }
        $e = Get-ErrorOf { Invoke-GigaChat 'Что?' -Schema @{ type = 'object'; properties = @{ a = $Schema }; required = @('a') } }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatResponseInvalid,*'
        $e.Exception.Message | Should -BeLike "*Value.a is $([WildcardPattern]::Escape($Bad))*`"$Rule`": *"
    }

    It 'of ValidatePattern do not mind upper and lower case, as PowerShell does not' {
        Add-Answer $emulator @{ text = '{"Name":"SRV-1"}' }
        (Invoke-GigaChat 'Имя?' -Schema ([Named]) -AsObject).Name | Should -BeExactly 'SRV-1'
    }

    It 'are judged as Test-Json judges them' {
        $schemas = @(
            '{"type":"integer","minimum":2,"maximum":4}', '{"type":"number","exclusiveMinimum":2,"exclusiveMaximum":4}'
            '{"type":"number","multipleOf":0.5}', '{"type":"string","minLength":2,"maxLength":3}', '{"type":"string","pattern":"^а+$"}'
            '{"type":["string","null"]}'
            '{"enum":["а",3,null,[1]]}', '{"const":3}', '{"type":"array","minItems":1,"maxItems":2}'
            '{"type":"array","uniqueItems":true}', '{"type":"array","items":{"type":"integer"}}'
            '{"type":["integer","number","string","null","boolean","array","object"],"not":{"type":"string"}}'
            '{"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"integer"}}', '{"type":"object","required":["а"]}'
            '{"type":"object","properties":{"а":{"type":"integer"}},"additionalProperties":false}'
            '{"type":"object","patternProperties":{"^а":{"type":"integer"}},"additionalProperties":{"type":"string"}}'
            '{"type":"object","minProperties":1,"maxProperties":1}', '{"anyOf":[{"type":"string"},{"minimum":3}]}'
            '{"oneOf":[{"type":"integer"},{"type":"number","minimum":3}]}', '{"allOf":[{"type":"number"},{"maximum":3}]}'
        )
        $values = '2', '3', '3.5', '4', '4.5', '"а"', '"аа"', '"аааа"', '"б"', 'null', 'true', '[]', '[1]', '[1,1]', '["а",1]', '["а","б"]',
        '[1,2,3]', '{}', '{"а":1}', '{"а":"б"}', '{"б":1}', '{"б":"в"}', '{"а":1,"б":"в"}'
        $parse = [GigaChat.ResponseSchema].GetMethod('Parse', [System.Reflection.BindingFlags] 'NonPublic, Instance')
        $different = foreach ($schema in $schemas) {
            $ours = [GigaChat.ResponseSchema]::new($schema)
            foreach ($value in $values) {
                $reply = [GigaChat.ChatReply]::new()
                [GigaChat.ChatReply].GetProperty('Text').SetValue($reply, $value)
                $fits = try { $null = $parse.Invoke($ours, @($reply)); $true } catch { $false }
                $expected = Test-Json -Json $value -Schema $schema -ErrorAction Ignore
                if ($fits -ne $expected) { "$schema $value Test-Json: $expected" }
            }
        }
        $different | Should -BeNullOrEmpty
    }
}

Describe 'JSON among other words' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is found: <Text>' -ForEach @(
        @{ Text = "Вот он:`n``````json`n{`"a`":1}`n```````nЧто ещё?" }, @{ Text = 'Here: {"a":1}' }, @{ Text = '{"a":1} — это всё [1].' }
    ) {
        Add-Answer $emulator @{ text = $Text }
        (Invoke-GigaChat 'Что?' -Schema @{ type = 'object'; properties = @{ a = @{ type = 'integer' } } } -AsObject).a | Should -Be 1
    }

    It 'is none where there are two' {
        Add-Answer $emulator @{ text = '{"a":1} или {"a":2}' }
        { Invoke-GigaChat 'Что?' -Schema @{ type = 'object'; properties = @{ a = @{ type = 'integer' } } } -ErrorAction Stop } |
            Should -Throw -ErrorId 'GigaChatResponseInvalid,*'
    }
}
