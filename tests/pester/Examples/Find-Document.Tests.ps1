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
        $found = & $Recipes/Find-Document.ps1 'Правила пропуска' -Path $folder -First 1
        $found.Path | Should -BeExactly (Join-Path $folder 'ниже/пропуск.md')
        $found.Score, $found.Line, $found.Text | Should -Be 1, 1, 'Правила пропуска'
        Get-Embedded | Should -Not -Contain 'Чужое'

        Reset-Emulator $emulator
        (& $Recipes/Find-Document.ps1 'График отпусков на год' -Path $folder -First 1).Path |
            Should -BeExactly (Join-Path $folder 'отпуск.txt')
        Get-Embedded | Should -BeExactly 'График отпусков на год'
    }

    It 'embeds what has changed, and forgets what is gone' {
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder
        Reset-Emulator $emulator
        'Список телефонов' | Set-Content -LiteralPath (Join-Path $folder 'отпуск.txt')
        Remove-Item -LiteralPath (Join-Path $folder 'ниже/пропуск.md')
        $found = & $Recipes/Find-Document.ps1 'Список телефонов' -Path $folder
        @($found).Text | Should -BeExactly 'Список телефонов'
        Get-Embedded | Should -BeExactly 'Список телефонов', 'Список телефонов'
    }

    It 'cuts long documents by lines, and halves what the model refuses' {
        $text = (1..40 | ForEach-Object { "$_ " + 'слово ' * 15 }) -join "`n"
        $text + "`n" + 'ы' * 5000 | Set-Content -LiteralPath (Join-Path $folder 'длинный.txt')
        $found = & $Recipes/Find-Document.ps1 'x' -Path $folder -First 100 -ErrorAction Stop
        $pieces = @($found | Where-Object Path -Like '*длинный.txt')
        ($pieces | Where-Object Text -NotLike 'ы*' | ForEach-Object { $_.Text.Length } | Measure-Object -Maximum).Maximum |
            Should -BeLessOrEqual 1200
        (($pieces | Where-Object Text -Like 'ы*').Text -join '').Length | Should -Be 5000
        ($pieces | Where-Object Text -Like '1 *').Line | Should -Be 1
        ($pieces | Where-Object Text -Like 'ы*').Line | Select-Object -Unique | Should -Be 41
        1..40 | Where-Object { -not ($pieces.Text -match "(?m)^$_ слово") } | Should -BeNullOrEmpty
    }

    It 'leaves the old index whole where the service fails' {
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder
        $index = Join-Path $folder '.gigachat-index.json'
        'Новое' | Set-Content -LiteralPath (Join-Path $folder 'отпуск.txt')
        Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 403; times = 1 }
        Reset-Emulator $emulator
        Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 403; times = 1 }
        $found = & $Recipes/Find-Document.ps1 'Правила пропуска' -Path $folder -ErrorAction SilentlyContinue -ErrorVariable failures
        @($failures | Where-Object FullyQualifiedErrorId -Like 'DocumentNotRead*').TargetObject.Name | Should -BeExactly 'отпуск.txt'
        $found[0].Text | Should -BeExactly 'Правила пропуска'
        # It is tried again the next time.
        (& $Recipes/Find-Document.ps1 'Новое' -Path $folder -First 1).Text | Should -BeExactly 'Новое'
        Get-ChildItem -LiteralPath $folder -Filter '*.new' -Force | Should -BeNullOrEmpty
        $index | Should -Exist
    }

    It 'makes a new index for another model' {
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder
        Reset-Emulator $emulator
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder -Model EmbeddingsGigaR
        Get-Embedded | Should -HaveCount 3
    }
}
