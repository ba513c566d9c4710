# Russian words in a real terminal of 80 columns: PowerShell itself breaks them anywhere.
BeforeDiscovery {
    $hasTerminal = $IsLinux -and [bool] (Get-Command script -CommandType Application -ErrorAction Ignore)
    if (-not $hasTerminal) { Write-Warning 'Words in a terminal: not tested, because there is no script of util-linux to make one.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../Terminal.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }

    function Get-Shown([string] $Code) {
        # A wait that is long on a busy machine shows words, too.
        $russian = "`$ProgressPreference = 'SilentlyContinue'; [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'ru-RU'; "
        (Remove-Style (Invoke-InTerminal $emulator ($russian + $Code))) -replace "`r"
    }

    function Get-WordCount([string] $Text, [string] $Word) { @($Text -split '\s+' -ceq $Word).Count }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Words' -Skip:(-not $hasTerminal) {
    It 'are whole in columns and lists' {
        $name = 'Длинное название файла с отчётом о состоянии серверов печати за ноябрь текущего года.txt'
        $path = Join-Path $TestDrive $name
        'отчёт' | Set-Content -LiteralPath $path
        $shown = Get-Shown "`$null = Add-GigaChatFile '$path'; Get-GigaChatFile; Get-GigaChatFile | Format-List"
        foreach ($word in $name.Split(' ')) { Get-WordCount $shown $word | Should -Be 2 -Because "$word in $shown" }
    }

    It 'are whole in the table of a diagnosis' {
        $shown = Get-Shown 'Test-GigaChatConnection | Format-Table'
        Get-WordCount $shown 'доверие:' | Should -Be 2 -Because $shown
        Get-WordCount $shown 'действует' | Should -Be 1 -Because $shown
    }

    It 'are whole in the help of Enter-GigaChat, whose second column stays in its place' {
        $shown = Invoke-InTerminal $emulator 'Enter-GigaChat' -Typed '/help', '/exit'
        $lines = (Remove-Style $shown) -replace "`r" -split "`n"
        $lines | Should -Contain '/file path       add a file to the next question: text, document, image, audio;'
        $lines | Should -Contain '                 * and ? allowed'
    }

    It 'of a path go on below its beginning, after a separator' {
        $shown = Get-Shown 'Get-MintsifryRootCA -Scope CurrentUser'
        $lines = $shown.Trim() -split "`n"
        # A line begins with the state of a certificate, or stands below its store.
        $lines -notmatch '^(\w+ |\s{15}\S)' | Should -BeNullOrEmpty
        $lines -match '^\s{15}/.*/$' | Should -Not -BeNullOrEmpty
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }
}
