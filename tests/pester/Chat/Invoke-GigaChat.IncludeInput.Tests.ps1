BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $schema = @{ type = 'object'; properties = @{ Kind = @{ type = 'string' } }; required = @('Kind') }
    $rows = 'Id,Text', '7,не печатает', '8,нет сети' | ConvertFrom-Csv
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat -IncludeInput' {
    BeforeEach { Reset-Emulator $emulator }

    It 'writes the properties of each row, and behind them those of its answer' {
        Add-Answer $emulator @{ text = '{"Kind":"принтер"}' }
        Add-Answer $emulator @{ text = '{"Kind":"сеть"}' }
        $csv = $rows | Invoke-GigaChat 'Определи вид' -PerItem -Schema $schema -AsObject -IncludeInput | ConvertTo-Csv -UseQuotes Never
        $csv | Should -BeExactly 'Id,Text,Kind', '7,не печатает,принтер', '8,нет сети,сеть'
    }

    It 'names a text Answer, and makes a request for each item by itself' {
        $result = @($rows | Invoke-GigaChat 'Вид?' -IncludeInput)
        $result.Count | Should -Be 2
        $result[0].PSObject.Properties.Name | Should -BeExactly 'Id', 'Text', 'Answer'
        $result[1].Answer | Should -BeLike 'Эхо: Вид?*8*'
    }

    It 'writes a row for each item of an array' {
        Add-Answer $emulator @{ text = '[{"Kind":"а"},{"Kind":"б"}]' }
        $result = @($rows[0] | Invoke-GigaChat 'Виды' -Schema @{ type = 'array'; items = $schema } -IncludeInput)
        $result.Id | Should -BeExactly '7', '7'
        $result.Kind | Should -BeExactly 'а', 'б'
    }

    It 'keeps both where the names are the same' {
        Add-Answer $emulator @{ text = '{"Id":"9"}' }
        $result = $rows[0] | Invoke-GigaChat 'Вид' -IncludeInput -Schema @{ type = 'object'; properties = @{ Id = @{ type = 'string' } } }
        $result.Id | Should -BeExactly '7'
        $result.AnswerId | Should -BeExactly '9'
    }

    It 'names texts Input and files Path' {
        ('раз' | Invoke-GigaChat 'Что' -IncludeInput).Input | Should -BeExactly 'раз'
        $path = Join-Path $TestDrive 'журнал.log'
        'порт занят' | Set-Content -LiteralPath $path
        (Get-Item -LiteralPath $path | Invoke-GigaChat 'Что' -IncludeInput -Stream 6>$null).Path | Should -BeExactly $path
    }

    It 'keeps the order with -ThrottleLimit' {
        Connect-Emulator $emulator -Corporate -With @{ Name = 'Компания' }
        $items = 1..4 | ForEach-Object { [pscustomobject] @{ N = $_ } }
        ($items | Invoke-GigaChat 'Что' -IncludeInput -ThrottleLimit 3 -Connection 'Компания').N | Should -BeExactly 1, 2, 3, 4
    }

    It 'is refused with <Other>, before anything is sent' -ForEach @(@{ Other = 'Together' }, @{ Other = 'AsChunk' }) {
        $with = @{ $Other = $true }
        { $rows | Invoke-GigaChat 'Что' -IncludeInput @with } |
            Should -Throw -ErrorId 'GigaChatInvalidRequest,*' -ExpectedMessage "*-$Other*"
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }
}
