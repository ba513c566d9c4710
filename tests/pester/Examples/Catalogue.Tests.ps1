# Tables: sorting tickets, and the four jobs of a catalogue. Each script runs as it is.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $places = @'
Id,Name,Description
п1,Кафе «Берёзка»,Пироги и чай
п2,Слесарь,Ключи за пять минут
п3,Ромашка,
'@ | ConvertFrom-Csv
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-RowBatch.ps1' {
    BeforeEach { Reset-Emulator $emulator }

    It 'sends the rows of a batch in one request and joins answers by id, whatever their order' {
        Add-JsonAnswer $emulator @{ rows = @{ id = 2; Вид = 'б' }, @{ id = 3; Вид = 'в' }, @{ id = 1; Вид = 'а' } }
        $found = $places | & $Recipes/Invoke-RowBatch.ps1 'Какого вида?' -Answer @{ Вид = @{ type = 'string' } }
        $found | Sort-Object Id | ForEach-Object Вид | Should -BeExactly 'а', 'б', 'в'
        $found[0].Name | Should -BeExactly 'Слесарь'
        $sent = @(Get-ChatBody $emulator)
        $sent | Should -HaveCount 1
        $sent[0].messages[-1].content | Should -BeLike "Какого вида?*`n{`"id`":1,`"row`":{`"Id`":`"п1`",*Берёзка*`n{`"id`":2,*`n{`"id`":3,*"
        $sent[0].response_format.schema.properties.rows.items.required | Should -Be 'id', 'Вид'
        $sent[0].temperature | Should -BeLessThan 0.001
    }

    It 'sends the named columns alone, and no more of a cell than allowed' {
        Add-JsonAnswer $emulator @{ rows = , @{ id = 1; Вид = 'а' } }
        $null = $places[0] |
            & $Recipes/Invoke-RowBatch.ps1 'Вид?' -Answer @{ Вид = @{ type = 'string' } } -Column Description -MaximumLength 20
        (Get-Question $emulator) | Should -BeLike '*{"id":1,"row":{"Description":"Пироги и чай"}}'
        Add-JsonAnswer $emulator @{ rows = , @{ id = 1; Вид = 'а' } }
        $null = [pscustomobject]@{ Текст = 'ы' * 100 } |
            & $Recipes/Invoke-RowBatch.ps1 'Вид?' -Answer @{ Вид = @{ type = 'string' } } -MaximumLength 20
        (Get-Question $emulator | Select-Object -Last 1) | Should -BeLike "*`"$('ы' * 20)`"}}"
    }

    It 'asks once more, one by one, about rows that were left out' {
        Add-JsonAnswer $emulator @{ rows = @{ id = 1; Вид = 'а' }, @{ id = 77; Вид = 'чужой' } }
        Add-JsonAnswer $emulator @{ rows = , @{ id = 2; Вид = 'б' } }
        Add-JsonAnswer $emulator @{ rows = , @{ id = 3; Вид = 'в' } }
        $found = $places | & $Recipes/Invoke-RowBatch.ps1 'Вид?' -Answer @{ Вид = @{ type = 'string' } }
        $found.Вид | Should -BeExactly 'а', 'б', 'в'
        @(Get-ChatBody $emulator) | Should -HaveCount 3
    }

    It 'asks one by one where the answer had a wrong form, and reports the row that stays unanswered' {
        Add-Answer $emulator @{ text = 'не JSON'; times = 2 }
        Add-JsonAnswer $emulator @{ rows = , @{ id = 2; Вид = 'б' } }
        Add-JsonAnswer $emulator @{ rows = @() }
        $found = $places |
            & $Recipes/Invoke-RowBatch.ps1 'Вид?' -Answer @{
                Вид = @{ type = 'string' }
            } -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Вид | Should -BeExactly 'б'
        $failures.TargetObject.Id | Should -Be 'п1', 'п3'
        $failures.FullyQualifiedErrorId | Should -Be 'RowNotAnswered,Invoke-RowBatch.ps1', 'RowNotAnswered,Invoke-RowBatch.ps1'
        $failures[0].Exception.Message | Should -BeLike 'Row 1: *JSON*'
    }

    It 'does not ask again where the account is empty' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 402; times = 10 }
        $found = $places |
            & $Recipes/Invoke-RowBatch.ps1 'Вид?' -Answer @{
                Вид = @{ type = 'string' }
            } -ErrorAction SilentlyContinue -ErrorVariable failures
        $found | Should -BeNullOrEmpty
        $failures | Should -HaveCount 3
        @(Get-SentRequest $emulator '*/chat/completions') | Should -HaveCount 1
    }

    It 'ends at once where the sign-in is refused' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 401; times = 10 }
        { $places | & $Recipes/Invoke-RowBatch.ps1 'Вид?' -Answer @{ Вид = @{ type = 'string' } } } |
            Should -Throw -ErrorId 'GigaChatAuthenticationFailed,*'
    }

    It 'goes on from its file after a break' {
        $file = Join-Path $TestDrive 'готово.csv'
        Add-JsonAnswer $emulator @{ rows = @{ id = 1; Метки = 'раз', 'два' }, @{ id = 3; Метки = @() } }
        Add-JsonAnswer $emulator @{ rows = @() }
        $call = @{
            Prompt = 'Метки?'; Answer = @{ Метки = @{ type = 'array'; items = @{ type = 'string' } } }; Key = 'Id'; Destination = $file
            Delimiter = ';'
        }
        $null = $places | & $Recipes/Invoke-RowBatch.ps1 @call -ErrorAction SilentlyContinue
        Reset-Emulator $emulator
        Add-JsonAnswer $emulator @{ rows = , @{ id = 1; Метки = , 'три' } }
        $second = $places | & $Recipes/Invoke-RowBatch.ps1 @call
        $second.Id | Should -BeExactly 'п2'
        Get-Question $emulator | Should -BeLike '*Слесарь*'
        Get-Question $emulator | Should -Not -BeLike '*Берёзка*'
        $saved = Import-Csv -LiteralPath $file -Delimiter ';'
        $saved.Id | Should -BeExactly 'п1', 'п3', 'п2'
        $saved[0].Метки | Should -BeExactly 'раз; два'
        [System.IO.File]::ReadAllBytes($file)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'sends several batches at a time' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 200; times = 4 }
        $null = 1..4 | ForEach-Object { [pscustomobject]@{ N = $_ } } |
            & $Recipes/Invoke-RowBatch.ps1 'Вид?' -Answer @{
                Вид = @{ type = 'string' }
            } -BatchSize 1 -ThrottleLimit 4 -ErrorAction SilentlyContinue
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -BeGreaterThan 1
    }
}

Describe 'Get-TicketTriage.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $file = Join-Path $TestDrive 'заявки.csv'
        "Id;Subject;Body;From`n1;Не печатает;Принтер молчит;Иванов`n2;Письмо от банка;Просит пароль;Петров" |
            Set-Content -LiteralPath $file -Encoding ([System.Text.Encoding]::GetEncoding(1251))
    }

    It 'sorts a file of another code page' {
        Add-JsonAnswer $emulator @{
            rows = @{ id = 1; Category = 'Printing'; Priority = 2; Urgent = $false; Summary = 'Принтер не печатает' },
            @{ id = 2; Category = 'Security'; Priority = 1; Urgent = $true; Summary = 'Фишинг' }
        }
        $sorted = Import-Csv -LiteralPath $file -Delimiter ';' -Encoding 1251 |
            & $Recipes/Get-TicketTriage.ps1 -Key Id -Destination (Join-Path $TestDrive 'разобрано.csv')
        ($sorted | Where-Object Urgent).Id | Should -Be '2'
        $sorted[0].Priority | Should -Be 2
        $sorted[0].Category | Should -BeExactly 'Printing'
        Get-Question $emulator | Should -BeLike '*Принтер молчит*'
        Get-Question $emulator | Should -Not -BeLike '*Иванов*'
        Import-Csv -LiteralPath (Join-Path $TestDrive 'разобрано.csv') | Should -HaveCount 2
    }

    It 'takes no category that is not listed' {
        Add-Answer $emulator @{ text = '{"rows":[{"id":1,"Category":"Вода","Priority":2,"Urgent":false,"Summary":"x"}]}'; times = 3 }
        $sorted = Import-Csv -LiteralPath $file -Delimiter ';' -Encoding 1251 |
            & $Recipes/Get-TicketTriage.ps1 -Category Печать, Почта -ErrorAction SilentlyContinue -ErrorVariable failures
        $sorted | Should -BeNullOrEmpty
        $failures | Should -HaveCount 2
        (Get-LastChat $emulator).response_format.schema.properties.rows.items.properties.Category.enum |
            Should -BeExactly 'Печать', 'Почта', 'Other'
    }
}

Describe 'Get-PlaceCategory.ps1' {
    BeforeEach { Reset-Emulator $emulator }

    It 'puts places into the categories of a file' {
        $list = Join-Path $TestDrive 'рубрики.txt'
        " Кафе`n`nРемонт`nКафе" | Set-Content -LiteralPath $list
        Add-JsonAnswer $emulator @{
            rows = @{ id = 1; Category = 'Кафе'; Sure = $true }, @{ id = 2; Category = 'Ремонт'; Sure = $true },
            @{ id = 3; Category = 'Other'; Sure = $false }
        }
        $sorted = $places | & $Recipes/Get-PlaceCategory.ps1 -CategoryPath $list
        $sorted.Category | Should -BeExactly 'Кафе', 'Ремонт', 'Other'
        ($sorted | Where-Object Sure -EQ $false).Name | Should -BeExactly 'Ромашка'
        (Get-LastChat $emulator).response_format.schema.properties.rows.items.properties.Category.enum |
            Should -BeExactly 'Кафе', 'Ремонт', 'Other'
        @(Get-ChatBody $emulator) | Should -HaveCount 1
    }
}

Describe 'ConvertTo-TemplateTable.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $source, $template, $mapping = 'поставщик.csv', 'шаблон.csv', 'выбор.json' | ForEach-Object { Join-Path $TestDrive $_ }
        if (Test-Path -LiteralPath $mapping) { Remove-Item -LiteralPath $mapping }
        "Наим.;Тел`n`"Кафе; «Берёзка»`";+7 1`nСлесарь;+7 2" | Set-Content -LiteralPath $source
        'Название;Телефон;Сайт' | Set-Content -LiteralPath $template
    }

    It 'moves the cells itself and keeps the choice' {
        Add-JsonAnswer $emulator @{ Название = 'Наим.'; Телефон = 'Тел'; Сайт = '' }
        $table = & $Recipes/ConvertTo-TemplateTable.ps1 $source -TemplatePath $template -MappingPath $mapping -Delimiter ';' -Sample 1
        $table[0].PSObject.Properties.Name | Should -BeExactly 'Название', 'Телефон', 'Сайт'
        $table[0].Название | Should -BeExactly 'Кафе; «Берёзка»'
        $table[1].Телефон, $table[1].Сайт | Should -BeExactly '+7 2', ''
        Get-Question $emulator | Should -BeLike '*A: Наим. | Тел*Берёзка*B: Название | Телефон | Сайт*'
        Get-Question $emulator | Should -Not -BeLike '*Слесарь*'

        Reset-Emulator $emulator
        & $Recipes/ConvertTo-TemplateTable.ps1 $source -TemplatePath $template -MappingPath $mapping -Delimiter ';' | Should -HaveCount 2
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'writes no choice with -WhatIf, and warns of a column that goes nowhere' {
        Add-JsonAnswer $emulator @{ Название = 'Наим.'; Телефон = 'Наим.'; Сайт = '' }
        $all = & $Recipes/ConvertTo-TemplateTable.ps1 $source -TemplatePath $template -MappingPath $mapping -Delimiter ';' -WhatIf 3>&1
        $mapping | Should -Not -Exist
        ($all | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Message |
            Should -BeExactly "The column 'Наим.' was chosen 2 times.", "The column 'Тел' goes nowhere."
    }

    It 'refuses a kept choice that does not fit the file' {
        '{"Название":"Имя","Телефон":"","Сайт":""}' | Set-Content -LiteralPath $mapping
        { & $Recipes/ConvertTo-TemplateTable.ps1 $source -TemplatePath $template -MappingPath $mapping -Delimiter ';' } |
            Should -Throw "*'Имя'*"
    }
}

Describe 'New-PlaceDescription.ps1' {
    BeforeEach { Reset-Emulator $emulator }

    It 'keeps what fits, reports what does not, and asks about that alone the next time' {
        $file = Join-Path $TestDrive 'описания.csv'
        Add-JsonAnswer $emulator @{
            rows = @{ id = 1; Description = 'Пироги и чай.' }, @{ id = 2; Description = 'x' * 500 }, @{ id = 3; Description = ' ' }
        }
        $call = @{ Column = 'Name', 'Description'; Key = 'Id'; Destination = $file; Style = 'сухо' }
        $written = $places | & $Recipes/New-PlaceDescription.ps1 @call -ErrorAction SilentlyContinue -ErrorVariable failures
        $written.Id | Should -BeExactly 'п1'
        $failures.TargetObject.Id | Should -BeExactly 'п2', 'п3'
        Get-Question $emulator | Should -BeLike '*Style: сухо*Use the facts of the row alone*'

        Reset-Emulator $emulator
        Add-JsonAnswer $emulator @{ rows = @{ id = 1; Description = 'Ключи.' }, @{ id = 2; Description = 'Цветы.' } }
        $written = $places | & $Recipes/New-PlaceDescription.ps1 @call
        $written.Description | Should -BeExactly 'Ключи.', 'Цветы.'
        (Import-Csv -LiteralPath $file).Id | Should -BeExactly 'п1', 'п2', 'п3'
    }
}

Describe 'Measure-Review.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $reviews = "Place,Text,Author`nБерёзка,Долго ждали,Анна`nБерёзка,Вкусно,Пётр`nРомашка,Грязно и долго,Анна" | ConvertFrom-Csv
        Add-JsonAnswer $emulator @{ rows = @(
                @{ id = 1; Mood = 'negative'; Topics = , 'waiting'; Point = 'долго' }
                @{ id = 2; Mood = 'positive'; Topics = , 'quality'; Point = 'вкусно' }
                @{ id = 3; Mood = 'negative'; Topics = 'cleanliness', 'waiting'; Point = 'грязно' })
        }
    }

    It 'counts here and asks for advice from the points' {
        Add-JsonAnswer $emulator @{ rows = @{ id = 1; Advice = 'Ускорить кухню.' }, @{ id = 2; Advice = 'Убрать зал.' } }
        $sums = $reviews | & $Recipes/Measure-Review.ps1 | Sort-Object Place
        $sums.Place | Should -BeExactly 'Берёзка', 'Ромашка'
        $sums.Reviews | Should -Be 2, 1
        $sums.Positive | Should -Be 1, 0
        $sums.Negative | Should -Be 1, 1
        $sums[0].Complaint | Should -BeExactly 'waiting 1'
        $sums.Advice | Should -BeExactly 'Ускорить кухню.', 'Убрать зал.'
        $sums[0].PSObject.Properties.Name | Should -Not -Contain 'Points'
        $first, $second = Get-Question $emulator
        $first | Should -Not -BeLike '*Анна*'
        $second | Should -BeLike '*долго вкусно*'
        $second | Should -Not -BeLike '*Долго ждали*'
    }

    It 'writes the reviews with their marks' {
        $marked = $reviews | & $Recipes/Measure-Review.ps1 -Detail
        $marked.Mood | Should -BeExactly 'negative', 'positive', 'negative'
        $marked[2].Topics | Should -BeExactly 'cleanliness', 'waiting'
        @(Get-ChatBody $emulator) | Should -HaveCount 1
    }
}
