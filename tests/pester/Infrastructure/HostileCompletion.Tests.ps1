# Tab with names of the service that are code, or control a terminal.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }

    function Complete([string] $Line) {
        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Completion' {
    BeforeEach { Connect-Emulator $emulator }
    AfterEach {
        Set-Emulator $emulator @{ plantedText = $null }
        # What completion knows of a connection is forgotten with it.
        Disconnect-GigaChat -All
    }

    It 'of <Line>: one argument of one statement, with the value as it is' -ForEach @(
        @{ Line = 'Invoke-GigaChat hi -Model Giga' }
        @{ Line = 'Get-GigaChatModel -Name Giga' }
        @{ Line = 'New-GigaChatEmbedding hi -Model Emb' }
    ) {
        # Other quotation marks than the usual one end a text, too.
        $code = "$([char] 0x2019); 'planted' > /tmp/owned; $([char] 0x2018)`$(1)"
        Set-Emulator $emulator @{ plantedText = $code; plantedExcept = @('type') }
        $found = @(Complete $Line)
        $found.Count | Should -BeGreaterThan 1
        foreach ($result in $found) {
            $errors = $null
            $whole = ($Line -replace '\w+$') + $result.CompletionText
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($whole, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
            $ast.EndBlock.Statements | Should -HaveCount 1
            $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements[-1].SafeGetValue() | Should -BeExactly $result.ListItemText
            $result.ListItemText.EndsWith($code) | Should -BeTrue
        }
    }

    It 'offers no value that holds control characters' {
        Set-Emulator $emulator @{ plantedText = "`e[2J"; plantedExcept = @('type') }
        Complete 'Invoke-GigaChat hi -Model Giga' | Should -BeNullOrEmpty
    }

    It 'shows a name of a file in a tip on one line, without what acts on a terminal' {
        'x' | Set-Content (Join-Path $TestDrive 'a.txt')
        $file = Add-GigaChatFile (Join-Path $TestDrive 'a.txt')
        Set-Emulator $emulator @{ plantedText = "`e]52;c;YQ==`a`n$([char] 0x202E)"; plantedExcept = @('id') }
        $found = @(Complete 'Save-GigaChatFile -Id ' | Where-Object CompletionText -EQ "'$($file.Id)'") +
            @(Complete 'Save-GigaChatFile -Id ' | Where-Object CompletionText -EQ $file.Id)
        $found | Should -HaveCount 1
        $found[0].ToolTip | Should -Not -Match '[\p{Cc}\p{Cf}]'
        $found[0].ToolTip | Should -BeLike 'a.txt\u{1B}]52;*'
    }
}
