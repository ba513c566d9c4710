# The question of -Confirm in a real terminal: what comes from outside can neither draw a question of its own nor answer this one.
BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../Terminal.ps1
    $hasTerminal = $HasTerminal
    if (-not $hasTerminal) { Write-Warning 'Questions in a terminal: not tested, because there is no script of util-linux to make one.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../Terminal.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }

    # A line that starts over, a cleared screen, the clipboard, a question for the cursor's place, and a question that looks like
    # PowerShell's own, with its answers on a line of their own.
    $planted = "отчёт`r`n`e[2J`e[1;1H`e]52;c;ZXZpbA==`a`e[6n`u{202E}`u{9B}31m`u{2028}" +
        "`nConfirm`nAre you sure you want to read a file?`n[Y] Yes  [A] Yes to All  [N] No  [?] Help (default is `"Y`"): `b"

    # PowerShell draws the progress of a long wait with sequences of its own.
    $silent = '$ProgressPreference = "SilentlyContinue"; '

    # What the terminal was sent in lines, without what PowerShell's console host itself sends around a question and its answer.
    function Get-ScreenLine([string] $Shown) {
        $text = (Remove-Style $Shown) -replace '(?<=\(default is "Y"\): ?)(\e\[6n)+'
        [regex]::Matches($text, '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}-[\r\n]]').ForEach({ '{0:X4}' -f [int] [char] $_.Value }) | Should -BeNullOrEmpty
        $text -split '\r?\n'
    }

    # The question stands there: PowerShell waits for an answer at the end of its own line.
    $answer = @{ After = '(?m)^(\[Y\] Yes .*)?\(default is "Y"\): ?(\e\[6n)*\r?$'; Send = "N`r" }
}

AfterAll { Stop-Emulator $emulator }

Describe 'A question in a terminal' -Skip:(-not $hasTerminal) {
    BeforeEach { Reset-Emulator $emulator }

    It 'of a call stands there once, on a line of its own, and No runs nothing' {
        Add-Answer $emulator @{ functionCall = @{ name = 'Remove-Thing'; arguments = @{ Path = "a'; $planted" } } }
        $shown = Invoke-InTerminal $emulator ($silent + @'
function Remove-Thing { param([string] $Path) $script:ran = $true }
$reply = Invoke-GigaChat 'вопрос' -Function Remove-Thing -InvokeFunction -Confirm
"запущено: $([bool] $ran)"
'@) -Columns 800 -Typed $answer
        $lines = Get-ScreenLine $shown
        @($lines -match '^\[Y\] Yes ') | Should -HaveCount 1
        @($lines -match '^Confirm') | Should -HaveCount 1
        @($lines -match 'on target .*Remove-Thing -Path .*отчёт.*\\u\{1B\}\[2J.*\\n\[Y\] Yes') | Should -HaveCount 1
        $lines | Should -Contain 'запущено: False'
        $last = (Get-LastChat $emulator).messages | Where-Object role -EQ function | Select-Object -Last 1
        ($last.content | ConvertFrom-Json).error | Should -Not -BeNullOrEmpty
    }

    It 'has no room for a text that blanks would move to lines of its own, as wide as the terminal is' {
        $gap = ' ' * 80
        $path = "C:\журнал.txt'.${gap}Confirm${gap}Read the file?$gap[Y] Yes"
        Add-Answer $emulator @{ functionCall = @{ name = 'Remove-Thing'; arguments = @{ Path = $path } } }
        $shown = Invoke-InTerminal $emulator ($silent + @'
function Remove-Thing { param([string] $Path) $script:ran = $true }
$reply = Invoke-GigaChat 'вопрос' -Function Remove-Thing -InvokeFunction -Confirm
"запущено: $([bool] $ran)"
'@) -Typed $answer
        $lines = Get-ScreenLine $shown
        @($lines -match '^\s*\[Y\] Yes') | Should -HaveCount 1
        @($lines -match '^\s*Confirm') | Should -HaveCount 1
        $lines | Should -Contain 'запущено: False'
    }

    It 'of <Name> names a file on one line, and No leaves all as it was' -ForEach @(
        @{ Name = 'Remove-GigaChatFile'; Command = 'Get-GigaChatFile | Remove-GigaChatFile -Confirm' }
        @{ Name = 'Save-GigaChatFile'; Command = 'Get-GigaChatFile | Save-GigaChatFile -Destination <folder> -Confirm' }
    ) {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))).FullName
        $path = Join-Path $folder 'отчёт.txt'
        'текст' | Set-Content -LiteralPath $path
        Connect-Emulator $emulator
        $id = (Add-GigaChatFile $path).Id
        Disconnect-GigaChat
        Set-Emulator $emulator @{ plantedText = $planted; plantedExcept = @('id', 'status', 'purpose') }
        try {
            $shown = Invoke-InTerminal $emulator "$silent$($Command.Replace('<folder>', "'$folder'")); 'конец'" -Columns 400 -Typed $answer
        }
        finally { Set-Emulator $emulator @{ plantedText = $null } }
        $lines = Get-ScreenLine $shown
        @($lines -match '^\[Y\] Yes ') | Should -HaveCount 1
        @($lines -match "отчёт\.txtотчёт.*\\u\{1B\}\[2J.*\($id\)") | Should -HaveCount 1
        $lines | Should -Contain 'конец'
        @(Get-SentRequest $emulator | Where-Object { "$($_.path)" -match '/delete$|/content$' }) | Should -HaveCount 0
        Get-ChildItem -LiteralPath $folder | Should -HaveCount 1
    }
}
