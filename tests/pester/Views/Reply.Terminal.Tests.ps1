# Replies in a real terminal: a pseudo-terminal, whose bytes are read.
BeforeDiscovery {
    $hasTerminal = $IsLinux -and [bool] (Get-Command script -CommandType Application -ErrorAction Ignore)
    if (-not $hasTerminal) { Write-Warning 'Replies in a terminal: not tested, because there is no script of util-linux to make one.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../Terminal.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    $evil = "Ответ`e]0;взлом`a`e]52;c;ZXZpbA==`a`e[2J`e[1;1H`u{9B}31mкрасный`a`u{202E}txt.exe`u{2066}конец"
    # The control and format characters that a terminal was sent, without colours and what PowerShell itself switches on and off.
    function Get-ForeignControl([string] $Text) {
        foreach ($match in [regex]::Matches((Remove-Style $Text), '[\p{Cc}\p{Cf}-[\n]]')) { '{0:X4}' -f [int] [char] $match.Value }
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'An answer with control sequences' -Skip:(-not $hasTerminal) {
    BeforeEach { Reset-Emulator $emulator }

    It 'is harmless in the view, in a stream, in tables and lists, plain and in constrained language' {
        1..7 | ForEach-Object { Add-Answer $emulator @{ text = $evil; chunks = 9 } }
        # PowerShell draws the progress of a long wait with sequences of its own.
        $shown = Invoke-InTerminal $emulator (@'
$ProgressPreference = 'SilentlyContinue'
Invoke-GigaChat 'раз'; Invoke-GigaChat 'два' -Stream; Invoke-GigaChat 'три' | Format-Table; Invoke-GigaChat 'четыре' | Format-List
Invoke-GigaChat 'пять' -AsChunk; $env:GIGACHAT_PLAIN = '1'; Invoke-GigaChat 'шесть'
$reply = Invoke-GigaChat 'семь'; $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; $reply
'@) -Columns 200
        Get-ForeignControl $shown | Should -BeNullOrEmpty
        [regex]::Matches($shown, 'красный').Count | Should -BeGreaterOrEqual 6
        $shown | Should -Match '\\u\{1B\}\]52;c;ZXZpbA=='
        $shown | Should -Match '\\u\{202E\}txt\.exe'
    }

    It 'is harmless in a stream that a job or 6>&1 brings to the screen: <Code>' -ForEach @(
        @{ Code = "Invoke-GigaChat 'раз' -Stream 6>&1" }
        @{ Code = "`$all = Invoke-GigaChat 'раз' -Stream 6>&1; `$all[0..(`$all.Count - 2)]" }
        @{ Code = "Start-ThreadJob { Import-Module <module>; Invoke-GigaChat 'раз' -Stream } | Receive-Job -Wait -AutoRemoveJob" }
        @{ Code = "Start-Job { Import-Module <module>; Invoke-GigaChat 'раз' -Stream } | Receive-Job -Wait -AutoRemoveJob" }
        @{ Code = "1 | ForEach-Object -Parallel { Import-Module <module>; Invoke-GigaChat 'раз' -Stream }" }
    ) {
        Add-Answer $emulator @{ text = $evil; chunks = 9 }
        # Progress, which PowerShell draws, comes from the session of a job too, when it has to wait for more than a second.
        $silent = "`$ProgressPreference = 'SilentlyContinue'; "
        $whole = $silent + $Code.Replace('Import-Module <module>', "${silent}Import-Module '$ModulePath'")
        $shown = Invoke-InTerminal $emulator $whole -Columns 200
        # PowerShell asks the terminal where its cursor stands before it starts the process of a job.
        Get-ForeignControl ($shown -replace "`r" -replace '\e\[6n') | Should -BeNullOrEmpty
        # A console shows each record of 6>&1 on a line of its own.
        $shown -replace '\s' | Should -Match '\\u\{1B\}\]52;c;ZXZpbA=='
    }

    It 'is harmless in Enter-GigaChat' {
        Add-Answer $emulator @{ text = $evil; chunks = 9 }
        $shown = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed 'привет', '/exit'
        $shown | Should -Match 'красный'
        # The line editor draws with carriage returns.
        Get-ForeignControl ($shown -replace "`r") | Should -BeNullOrEmpty
    }

    It 'is untouched in a file, in a pipe of another program, and in Text' {
        1..3 | ForEach-Object { Add-Answer $emulator @{ text = $evil } }
        $path = Join-Path $TestDrive 'ответ.txt'
        $child = Invoke-Child $emulator ("Invoke-GigaChat 'раз'; Invoke-GigaChat 'два' > '$path'; " +
            "(Invoke-GigaChat 'три').Text -ceq (Get-Content -Raw '$path').Trim()")
        $child.Screen.Trim() | Should -BeExactly "$evil`nTrue"
        (Get-Content -LiteralPath $path -Raw).Trim() | Should -BeExactly $evil
    }
}

Describe 'Markdown' -Skip:(-not $hasTerminal) {
    BeforeAll {
        $code = 'Get-ChildItem -Path C:\Windows -Recurse -Filter *.log | Where-Object Length -gt 1MB | Select-Object -First 10'
        $address = 'https://example.org/' + ('путь/' * 30)
        $answer = "# Итог`n`n- **важно**`n  1. шаг`n`n> цитата`n`n| а | б |`n|---|--:|`n| 1 | 22 |`n`n" +
            "``````powershell`n$code`n```````n`nсм. $address"
    }

    BeforeEach { Reset-Emulator $emulator }

    It 'is rendered by the view and line by line by -Stream, and code and addresses stay whole' {
        Add-Answer $emulator @{ text = $answer }
        Add-Answer $emulator @{ text = $answer; chunks = 25 }
        $shown = Invoke-InTerminal $emulator "Invoke-GigaChat 'раз'; '-----'; Invoke-GigaChat 'два' -Stream"
        foreach ($part in $shown -split '-----') {
            $part | Should -Match "`e\[32;1mИтог`e\[0m"
            $part | Should -Match "• `e\[1mважно`e\[0m"
            $lines = (Remove-Style $part) -split "`n"
            $lines | Should -Contain $code
            @($lines | Where-Object { $_.Contains($address) }).Count | Should -Be 1
            $lines | Should -Contain '│ цитата'
            $lines | Should -Contain 'а │  б'
            $lines | Should -Contain '1 │ 22'
        }
    }

    It 'stays as it came with <Name>' -ForEach @(
        @{ Name = 'GIGACHAT_PLAIN'; Environment = @{ GIGACHAT_PLAIN = '1' }; Before = '' }
        @{ Name = 'NO_COLOR'; Environment = @{ NO_COLOR = '1' }; Before = '' }
        @{ Name = '$PSStyle.OutputRendering'; Environment = @{}; Before = '$PSStyle.OutputRendering = "PlainText";' }
    ) {
        Add-Answer $emulator @{ text = $answer }
        $lines = (Invoke-InTerminal $emulator "$Before Invoke-GigaChat 'раз'" -Environment $Environment) -split "`n"
        $lines | Should -Contain '| 1 | 22 |'
        $lines | Should -Contain $code
        ($lines -join "`n") | Should -Not -Match "`e\[(32;1|1|36)m"
    }

    It 'breaks long lines between words, within 80 columns, and loses nothing' {
        $long = ('администрирование серверов и журналов ' * 12).Trim()
        Add-Answer $emulator @{ text = "$long`n- пункт" }
        $lines = (Remove-Style (Invoke-InTerminal $emulator "Invoke-GigaChat 'раз'")).Trim() -split "`n"
        $lines.Count | Should -BeGreaterThan 5
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $lines[-1] | Should -BeExactly '• пункт'
        $lines[0..($lines.Count - 2)] -join ' ' | Should -BeExactly $long
    }

    It 'has one empty line above it and none at its end, also where it is wider than the screen' {
        Add-Answer $emulator @{ text = "``````powershell`n$code`n```````n`nИли так.`n" }
        Add-Answer $emulator @{ text = "см. $address`n" }
        Add-Answer $emulator @{ text = "Готово.`n" }
        $shown = Remove-Style (Invoke-InTerminal $emulator "'до'; Invoke-GigaChat 'раз'; Invoke-GigaChat 'два'; Invoke-GigaChat 'три'")
        $shown | Should -Match "до`n`npowershell`n$([regex]::Escape($code))`n`nИли так.`nсм.`n$address`nГотово.`n`n"
    }

    It 'reaches a transcript, wide lines too' {
        Add-Answer $emulator @{ text = $answer }
        $path = Join-Path $TestDrive 'протокол.txt'
        $null = Invoke-InTerminal $emulator "`$null = Start-Transcript '$path'; Invoke-GigaChat 'раз'; `$null = Stop-Transcript"
        Get-Content -LiteralPath $path | Should -Contain $code
    }
}

Describe 'The source of an answer' -Skip:(-not $hasTerminal) {
    BeforeAll {
        $logs = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'журналы')
        'порт занят' | Set-Content -LiteralPath (Join-Path $logs 'а.log')
        'всё в порядке' | Set-Content -LiteralPath (Join-Path $logs 'б.log')
    }

    It 'stands over each answer, from the current folder, also over a stream' {
        $shown = Remove-Style (Invoke-InTerminal $emulator "Set-Location '$TestDrive'
Get-ChildItem журналы/*.log | Invoke-GigaChat 'ошибка?'; Get-ChildItem журналы/*.log | Invoke-GigaChat 'ошибка?' -Stream
[pscustomobject] @{ Name = 'Заявка 7' } | Invoke-GigaChat 'вид?' -PerItem; Invoke-GigaChat 'просто вопрос'
Invoke-GigaChat 'Кто такой ivan@example.ru?' -Mask Email")
        $heads = @($shown -split "`n" | Where-Object { $_.StartsWith('── ') })
        $heads | Should -BeExactly '── журналы/а.log', '── журналы/б.log', '── журналы/а.log', '── журналы/б.log', '── Заявка 7'
    }

    It 'is the end of the path in a table' {
        $shown = Remove-Style (Invoke-InTerminal $emulator "Get-ChildItem '$logs/*.log' | Invoke-GigaChat 'ошибка?' | Format-Table")
        $shown | Should -Match '(?m)^….*/журналы/а\.log '
    }

    It 'is not in files' {
        $path = Join-Path $TestDrive 'ответы.txt'
        $null = Invoke-Child $emulator "Get-ChildItem '$logs/*.log' | Invoke-GigaChat 'ошибка?' > '$path'"
        Get-Content -LiteralPath $path | Where-Object { $_ -like '──*' } | Should -BeNullOrEmpty
    }
}

Describe 'Replies in constrained language' {
    It 'show their text' {
        $screen = (Invoke-Child $emulator ("`$r = Invoke-GigaChat 'раз'; `$ExecutionContext.SessionState.LanguageMode = " +
            "'ConstrainedLanguage'; `$r; `$r | Format-Table; `$r | Format-List")).Screen
        [regex]::Matches($screen, 'Эхо: раз').Count | Should -Be 3
    }
}
