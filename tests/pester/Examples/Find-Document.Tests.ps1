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

Describe 'Find-Document.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive "документы $(New-Guid)")
        'График отпусков на год' | Set-Content -LiteralPath (Join-Path $folder 'отпуск.txt')
        $null = New-Item -ItemType Directory -Path (Join-Path $folder 'ниже')
        'Правила пропуска' | Set-Content -LiteralPath (Join-Path $folder 'ниже/пропуск.md')
        'Чужое' | Set-Content -LiteralPath (Join-Path $folder 'программа.exe')
        function Get-Embedded { @(Get-SentRequest $emulator '*/embeddings' | ForEach-Object { ($_.body | ConvertFrom-Json).input }) }
    }

    It 'finds the document and keeps the vectors: the next search sends the question alone' {
        $found = & $Recipes/Find-Document.ps1 'Правила пропуска' -Path $folder -First 1 -WarningAction SilentlyContinue
        $found.Source | Should -BeExactly (Join-Path $folder 'ниже/пропуск.md')
        [math]::Round($found.Score, 3), $found.Line, $found.Text | Should -Be 1, 1, 'Правила пропуска'
        Get-Embedded | Should -Not -Contain 'Чужое'

        Reset-Emulator $emulator
        (& $Recipes/Find-Document.ps1 'График отпусков на год' -Path $folder -First 1 -WarningAction SilentlyContinue).Source |
            Should -BeExactly (Join-Path $folder 'отпуск.txt')
        Get-Embedded | Should -BeExactly 'График отпусков на год'
    }

    It 'embeds what has changed, and forgets what is gone' {
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder -WarningAction SilentlyContinue
        Reset-Emulator $emulator
        'Список телефонов' | Set-Content -LiteralPath (Join-Path $folder 'отпуск.txt')
        Remove-Item -LiteralPath (Join-Path $folder 'ниже/пропуск.md')
        $found = & $Recipes/Find-Document.ps1 'Список телефонов' -Path $folder -WarningAction SilentlyContinue
        @($found).Text | Should -BeExactly 'Список телефонов'
        Get-Embedded | Should -BeExactly 'Список телефонов', 'Список телефонов'
    }
}
