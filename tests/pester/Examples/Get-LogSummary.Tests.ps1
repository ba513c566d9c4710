BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-LogSummary.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $log = Join-Path $TestDrive 'копия [ночь].log'
        $lines = @('02:00:01 INFO начато') + (1..300 | ForEach-Object { "02:0$($_ % 9):00 ERROR диск D: занят на $_ МБ" }) +
            '03:00:00 WARN конец'
        $lines | Set-Content -LiteralPath $log
    }

    It 'sends equal lines once, with a count, and gives the answer as an object' {
        Add-JsonAnswer $emulator @{ Level = 'critical'; Summary = 'Диск полон.'; Findings = , @{ What = 'диск'; Advice = 'очистить' } }
        $found = Get-Item -LiteralPath $log | ForEach-Object FullName | ForEach-Object { [WildcardPattern]::Escape($_) } |
            & $Recipes/Get-LogSummary.ps1
        $found.Level, $found.Summary, $found.Findings[0].Advice | Should -BeExactly 'critical', 'Диск полон.', 'очистить'
        $found.Path | Should -BeExactly $log
        $found.Lines, $found.Sent, $found.LeftOut | Should -Be 302, 3, 0
        Get-Question $emulator |
            Should -BeLike "*02:00:01 INFO начато`n``[x300``] 02:03:00 ERROR диск D: занят на 300 МБ`n03:00:00 WARN конец"
    }

    It 'takes files of Get-ChildItem, in another code page' {
        Add-JsonAnswer $emulator $calm
        $plain = Join-Path $TestDrive 'старый.log'
        'сбой' | Set-Content -LiteralPath $plain -Encoding 1251
        (Get-ChildItem -Path $plain | & $Recipes/Get-LogSummary.ps1 -Encoding 1251).Path | Should -BeExactly $plain
        Get-Question $emulator | Should -BeLike '*сбой*'
    }

    It 'leaves out the oldest lines where there is no room' {
        Add-JsonAnswer $emulator $calm
        $long = Join-Path $TestDrive 'длинный.log'
        'а', 'б', 'в' | ForEach-Object { $_ * 200 } | Set-Content -LiteralPath $long
        $found = & $Recipes/Get-LogSummary.ps1 $long -MaximumToken 110
        $found.Sent, $found.LeftOut | Should -Be 2, 1
        Get-Question $emulator | Should -Not -BeLike '*аааа*'
    }

    It 'sends nothing of a log without such lines' {
        $found = & $Recipes/Get-LogSummary.ps1 ([WildcardPattern]::Escape($log)) -Pattern 'FATAL'
        $found.Level, $found.Lines | Should -Be 'ok', 0
        Get-SentRequest $emulator '*/chat/*' | Should -BeNullOrEmpty
    }

    It 'reports a pattern that no file matches' {
        & $Recipes/Get-LogSummary.ps1 (Join-Path $TestDrive '*.нет') -ErrorAction SilentlyContinue -ErrorVariable failures |
            Should -BeNullOrEmpty
        @($failures | Where-Object FullyQualifiedErrorId -Like 'LogNotSummedUp*').TargetObject | Should -BeLike '*.нет'
    }

    It 'reports the log that is missing and sums up the others' {
        Add-JsonAnswer $emulator $calm
        $plain = Join-Path $TestDrive 'а.log'
        'INFO раз' | Set-Content -LiteralPath $plain
        $found = & $Recipes/Get-LogSummary.ps1 (Join-Path $TestDrive 'нет.log'),
            $plain -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Path | Should -BeExactly $plain
        @($failures | Where-Object FullyQualifiedErrorId -Like 'LogNotSummedUp*').TargetObject | Should -BeLike '*нет.log'
    }
}
