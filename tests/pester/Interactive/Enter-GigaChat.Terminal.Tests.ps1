# The chat in a real terminal: what is typed and pasted there, and what the terminal is sent.
BeforeDiscovery {
    $hasTerminal = $IsLinux -and [bool] (Get-Command script -CommandType Application -ErrorAction Ignore)
    if (-not $hasTerminal) { Write-Warning 'The chat in a terminal: not tested, because there is no script of util-linux to make one.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../Terminal.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    $start = "`e[200~"
    $end = "`e[201~"
    $prompt = '> \r?$'
    $on = "`e[?2004h"
    $off = "`e[?2004l"
    function Get-Count([string] $Text, [string] $Part) { [regex]::Matches($Text, [regex]::Escape($Part)).Count }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Several lines that are pasted' -Skip:(-not $hasTerminal) {
    BeforeEach { Reset-Emulator $emulator }

    It 'are one question, also where they come in pieces' {
        $null = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed @(
            @{ Send = "${start}перв"; After = $prompt }
            @{ Send = "ая`r"; After = 'перв' }
            @{ Send = "вторая`r`tтретья$end"; After = 'первая' }
            @{ Send = "`r"; After = 'третья' }
            '/exit')
        Get-Question $emulator | Should -BeExactly "первая`nвторая`n`tтретья"
    }

    It 'keep every letter, however long they are' {
        $text = 'а' + (((1..600 | ForEach-Object { "строка $_ журнала" }) -join "`r"))
        $null = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed @(
            @{ Send = "$start$text$end"; After = $prompt }
            @{ Send = "`r"; After = 'строка 600 журнала' }
            '/exit')
        Get-Question $emulator | Should -BeExactly $text.Replace("`r", "`n")
    }

    It 'cannot do anything to the terminal, nor leave the chat' {
        $shown = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed @(
            @{ Send = "${start}один`e]0;взлом`a`u{3}два`u{4}`e[2J`u{202E}три$end"; After = $prompt }
            @{ Send = "`r"; After = 'три' }
            '/exit')
        Get-Question $emulator | Should -BeExactly "один]0;взломдва[2J`u{202E}три"
        $drawn = $shown.Substring(0, $shown.IndexOf('Эхо'))
        $drawn | Should -Not -Match "`e\]|`a|`e\[2J|`u{202E}"
    }
}

Describe 'The mode that marks pasted text' -Skip:(-not $hasTerminal) {
    BeforeEach { Reset-Emulator $emulator }

    It 'is on while a line is read, and off afterwards, also after <Name>' -ForEach @(
        @{ Name = '/exit'; Typed = @('вопрос', '/exit'); Lines = 2 }
        @{ Name = 'Ctrl+D'; Typed = @(@{ Send = "`u{4}"; After = '> \r?$' }); Lines = 1 }
        @{ Name = 'Ctrl+C'; Typed = @(@{ Send = "`u{3}"; After = '> \r?$' }); Lines = 1 }
        @{ Name = 'an error'; Typed = @('вопрос'); Lines = 1; Fault = $true }
    ) {
        if ($Fault) { Add-Fault $emulator @{ kind = 'status'; on = 'any'; status = 401; times = 9 } }
        $connect = $Fault ? 'Connect-GigaChat -AccessToken xyz -SkipValidation;' : ''
        $shown = Invoke-InTerminal $emulator "$connect try { Enter-GigaChat } catch { }; 'конец'" -Typed $Typed
        Get-Count $shown $on | Should -Be $Lines
        Get-Count $shown $off | Should -Be $Lines
        $shown.LastIndexOf($off) | Should -BeGreaterThan $shown.LastIndexOf($on)
        # The answer comes while it is off.
        if ($Lines -eq 2) { $shown | Should -Match ("(?s)" + [regex]::Escape($off) + '[^\e]*Эхо: вопрос') }
        $shown | Should -Match 'конец'
    }

    It 'is off after the pipeline was stopped' {
        $flag = Join-Path $TestDrive 'стоит'
        $shown = Invoke-InTerminal $emulator @'
$runspace = [runspacefactory]::CreateRunspace($Host)
$runspace.Open()
$shell = [powershell]::Create($runspace)
$running = $shell.AddScript("Import-Module '<module>'; Enter-GigaChat").BeginInvoke()
while (-not (Test-Path -LiteralPath '<flag>')) { $null = $running.AsyncWaitHandle.WaitOne(20) }
$shell.Stop()
'конец'
'@.Replace('<module>', $ModulePath).Replace('<flag>', $flag) -Typed @(@{ Send = 'а'; After = $prompt; Do = { New-Item $flag } })
        Get-Count $shown $on | Should -Be 1
        $shown | Should -Match ('(?s)' + [regex]::Escape($off) + '.*конец')
    }
}

Describe 'Tokens' -Skip:(-not $hasTerminal) {
    BeforeEach { Reset-Emulator $emulator }

    It 'stand under each answer in a dim line, and those of the session at the end' {
        $shown = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed 'раз', '/clear', 'два', '/exit'
        $notes = [regex]::Matches($shown, '\e\[2m(\d+) tokens \(prompt (\d+), answer (\d+)\)\e\[0m')
        $notes | Should -HaveCount 2
        $sum = ($notes | ForEach-Object { [int] $_.Groups[1].Value } | Measure-Object -Sum).Sum
        $shown | Should -Match "\e\[2mThis session: $sum tokens"
    }

    It 'are not dim where the screen has no styles, and of a session without an answer nothing is said' {
        $shown = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed 'раз', '/exit' -Environment @{ NO_COLOR = '1' }
        $shown | Should -Match '(?m)^\d+ tokens \('
        Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed '/exit' | Should -Not -Match 'session'
    }
}

Describe '/model' -Skip:(-not $hasTerminal) {
    It 'is completed by Tab' {
        $shown = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed @(
            @{ Send = "/model max`t"; After = '> \r?$' }
            @{ Send = "`r"; After = 'GigaChat-2-Max' }
            '/exit')
        $shown | Should -Match 'GigaChat-2-Max> '
    }
}
