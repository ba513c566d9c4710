# The table "What is sent of an object" in the README and in the help, and the secrets around these objects.
BeforeDiscovery {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../../..')
    # A row of the table: what is piped in, what is sent, how many characters.
    function Read-Row([string] $Path) {
        foreach ($line in Get-Content -LiteralPath (Join-Path $root $Path) -Encoding utf8) {
            if ($line -match '^\| (?<kind>.+) \| `(?<sent>.+)` \| (?<size>\D*\d+) \|$' -or
                $line -match '^- (?<kind>.+) → `(?<sent>.+)` \((?<size>\D*\d+) \w+\)$') {
                $found = $Matches
                @{ Kind = $found.kind; Sent = $found.sent; Size = [int] ($found.size -replace '\D'); IsAbout = $found.size -match '\D' }
            }
        }
    }
    $pages = 'README.md', 'README.ru.md', 'docs/en-US/about_GigaChat.md', 'docs/ru-RU/about_GigaChat.md'
    $tables = $pages | ForEach-Object { @{ Page = $_; Rows = @(Read-Row $_); First = @(Read-Row $pages[0]) } }
    $index = 0
    $rows = @($tables[0].Rows | ForEach-Object { $_ + @{ Index = $index++ } })
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/Kinds.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    Push-Location $TestDrive
    $folder = "$TestDrive"
    $secret = 'Geheimnis-4711-Wort'
    Set-Content -LiteralPath app.log -Value 'ERROR disk full' -NoNewline
    Add-WindowsView $folder
    $env:GIGACHAT_TEST_SURROUNDING = $secret
    $kinds = @(Get-Kind)
}

AfterAll {
    Remove-WindowsView $folder
    Remove-Item env:GIGACHAT_TEST_SURROUNDING
    Pop-Location
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'The table of <Page>' -ForEach $tables {
    It 'has a row for each kind of object, and says the same as the others' {
        $Rows | Should -HaveCount $kinds.Count
        $Rows.Sent | Should -BeExactly $First.Sent
        $Rows.Size | Should -Be $First.Size
    }
}

Describe 'What is sent of <Kind>' -ForEach $rows {
    It 'is what the table says, and nothing around it' {
        Reset-Emulator $emulator
        & $kinds[$Index] | Invoke-GigaChat 'Q' -PerItem -WarningAction SilentlyContinue | Out-Null
        $body = (Get-SentRequest $emulator '*/chat/completions').body
        $body | Should -Not -Match 'Geheimnis|4711'
        $question = (Get-Question $emulator).Substring(3)
        $question | Should -Match ('(?s)^' + (($Sent -split '…' | ForEach-Object { [regex]::Escape($_) }) -join '.*') + '$')
        if ($IsAbout) {
            $question.Length | Should -BeGreaterThan ($Size / 2)
            $question.Length | Should -BeLessThan ($Size * 2.5)
        }
        else { $question.Length | Should -Be $Size }
    }
}
