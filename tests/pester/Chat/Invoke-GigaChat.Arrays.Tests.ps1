# Arrays in structured answers: arrays for scripts, and texts in tables of text.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $list = @{ type = 'array'; items = @{ type = 'string' } }
    $schema = @{ type = 'object'; properties = @{ Kind = @{ type = 'string' }; Tags = $list } }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'An array in an answer' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is its items in the table of <Name>' -ForEach @(
        @{ Name = 'a row with the input'; With = @{ IncludeInput = $true } }, @{ Name = 'an object'; With = @{ AsObject = $true } }
    ) {
        Add-Answer $emulator @{ text = '{"Kind":"сеть","Tags":["нет связи","кабель"]}' }
        $result = [pscustomobject] @{ Id = 7 } | Invoke-GigaChat 'Вид?' -PerItem -Schema $schema @With
        ($result | ConvertTo-Csv | ConvertFrom-Csv).Tags | Should -BeExactly 'нет связи, кабель'
        $result | ConvertTo-Html -Fragment | Should -Contain ($With.IncludeInput ?
            '<tr><td>7</td><td>сеть</td><td>нет связи, кабель</td></tr>' : '<tr><td>сеть</td><td>нет связи, кабель</td></tr>')
        ($result, $result | Group-Object Tags).Name | Should -BeExactly 'нет связи, кабель'
    }

    It 'is an array for a script' {
        Add-Answer $emulator @{ text = '{"Kind":"сеть","Tags":["нет связи","кабель"]}' }
        $tags = (Invoke-GigaChat 'Вид?' -Schema $schema -AsObject).Tags
        $tags -is [array] | Should -BeTrue
        $tags.Count | Should -Be 2
        $tags[1] | Should -BeExactly 'кабель'
        $tags -contains 'кабель' | Should -BeTrue
        "$tags" | Should -BeExactly 'нет связи кабель'
        @{ Tags = $tags } | ConvertTo-Json -Compress | Should -BeExactly '{"Tags":["нет связи","кабель"]}'
        ([pscustomobject] @{ Tags = $tags } | Format-Table | Out-String) | Should -Match '\{нет связи, кабель\}'
    }

    It 'is JSON where objects are in it' {
        Add-Answer $emulator @{ text = '{"Kind":"сеть","Tags":[{"Имя":"db1"},{"Имя":"db2"}]}' }
        $with = @{ type = 'object'; properties = @{ Tags = @{ type = 'array'; items = @{ type = 'object' } } } }
        (Invoke-GigaChat 'Вид?' -Schema $with -AsObject | ConvertTo-Csv | ConvertFrom-Csv).Tags |
            Should -BeExactly '[{"Имя":"db1"},{"Имя":"db2"}]'
    }

    It 'of a class is its items in a row, and stays an array of its type in the object' {
        class Заявка { [string] $Kind; [int[]] $Numbers }
        1..2 | ForEach-Object { Add-Answer $emulator @{ text = '{"Kind":"сеть","Numbers":[1,2]}' } }
        (Invoke-GigaChat 'Вид?' -Schema ([Заявка]) -IncludeInput | ConvertTo-Csv | ConvertFrom-Csv).Numbers | Should -BeExactly '1, 2'
        (Invoke-GigaChat 'Вид?' -Schema ([Заявка]) -AsObject).Numbers -is [int[]] | Should -BeTrue
    }

    It 'that is the whole answer is written item by item, and is the value of a reply as a whole' {
        1..3 | ForEach-Object { Add-Answer $emulator @{ text = '["раз","два"]' } }
        Invoke-GigaChat 'Слова?' -Schema $list -AsObject | Should -BeExactly 'раз', 'два'
        (Invoke-GigaChat 'Слова?' -Schema $list | ConvertTo-Csv | ConvertFrom-Csv).Value | Should -BeExactly 'раз, два'
        (1 | Invoke-GigaChat 'Слова?' -Schema $list -IncludeInput).Answer | Should -BeExactly 'раз', 'два'
    }

    It 'of the input is its items in the row, and what the input was in the input' {
        $row = [pscustomobject] @{ Id = 1; Disks = 'C', 'D' }
        ($row | Invoke-GigaChat 'Вид?' -IncludeInput | ConvertTo-Csv | ConvertFrom-Csv).Disks | Should -BeExactly 'C, D'
        ($row | ConvertTo-Csv | ConvertFrom-Csv).Disks | Should -BeExactly 'System.Object[]'
    }
}
