BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $prepaid = Connect-Emulator $emulator -With @{ Name = 'Prepaid'; PassThru = $true }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Measure-GigaChatToken' {
    BeforeEach { $null = Invoke-Control $emulator Delete requests }

    It 'counts many texts in one request, in order' {
        $counts = 1..70 | ForEach-Object { 'я' * $_ } | Measure-GigaChatToken -Connection $prepaid
        $counts.Count | Should -Be 70
        $counts.Characters | Should -Be (1..70)
        $counts[69].Tokens | Should -Be 18
        $counts[69].Model | Should -BeExactly 'GigaChat'
        $counts[69].Source | Should -BeExactly ('я' * 70)
        @(Get-SentRequest $emulator '*/tokens/count').Count | Should -Be 1
    }

    It 'begins a new request after a hundred texts' {
        $counts = 1..101 | Measure-GigaChatToken -Connection $prepaid
        $counts.Text | Should -Be (1..101)
        @(Get-SentRequest $emulator '*/tokens/count').Count | Should -Be 2
    }

    It 'counts an empty line as nothing and does not send it' {
        $counts = 'раз', '', 'два' | Measure-GigaChatToken -Connection $prepaid -Model GigaChat-2-Max
        $counts.Tokens | Should -Be 1, 0, 1
        $body = (Get-SentRequest $emulator '*/tokens/count').body | ConvertFrom-Json
        $body.input | Should -Be 'раз', 'два'
        $body.model | Should -BeExactly 'GigaChat-2-Max'
    }

    It 'takes files as a whole' {
        $path = Join-Path $TestDrive 'письмо.txt'
        "Добрый день!`nДо встречи." | Set-Content -LiteralPath $path -Encoding 1251 -NoNewline
        $count = Get-Item -LiteralPath $path | Measure-GigaChatToken -Connection $prepaid -Encoding 1251
        $count.Characters | Should -Be 24
        $count.Source | Should -BeExactly $path
    }

    It 'halves a request that is too large' {
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'accounting'; status = 413 }
        $counts = 'один', 'два', 'три' | Measure-GigaChatToken -Connection $prepaid
        $counts.Text | Should -Be 'один', 'два', 'три'
        @(Get-SentRequest $emulator '*/tokens/count').Count | Should -Be 3
    }

    It 'names a model that does not exist' {
        $e = Get-ErrorOf { 'раз' | Measure-GigaChatToken -Connection $prepaid -Model Нет @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatModelNotFound,*'
        $e.TargetObject | Should -BeExactly 'раз'
        $e.Exception.Message | Should -BeLike '*"Нет"*'
    }
}
