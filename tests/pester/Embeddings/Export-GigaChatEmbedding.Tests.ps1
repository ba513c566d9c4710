BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $command = 'GigaChat.Commands.ExportGigaChatEmbeddingCommand'
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Export-GigaChatEmbedding and Import-GigaChatEmbedding' {
    BeforeEach { $path = Join-Path $TestDrive "$(New-Guid).npy" }

    It 'keep embeddings, also those that were saved otherwise' {
        $embeddings = 'Москва', "две`nстроки «ёлка»" | New-GigaChatEmbedding
        $embeddings | Export-GigaChatEmbedding $path
        $back = Import-GigaChatEmbedding $path
        $back | Should -BeOfType 'GigaChat.Embedding'
        $back.Text | Should -BeExactly $embeddings.Text
        0, 1 | ForEach-Object { $back[$_].Vector -join ' ' | Should -BeExactly ($embeddings[$_].Vector -join ' ') }
        $back.Source, $back.Model, $back.Tokens | Should -BeExactly ($embeddings.Source, $embeddings.Model, $embeddings.Tokens)
        $back | ConvertTo-Json -Depth 3 | ConvertFrom-Json | Export-GigaChatEmbedding $path -Force
        (Get-ChildItem -LiteralPath $path | Import-GigaChatEmbedding).Text | Should -BeExactly $embeddings.Text
        ($back | Find-GigaChatSimilar 'Москва' -First 1).Text | Should -BeExactly 'Москва'
    }

    It 'take a tenth more than the numbers at most' {
        1..200 | ForEach-Object { "Обычный текст номер $_, в несколько десятков знаков" } | New-GigaChatEmbedding |
            Export-GigaChatEmbedding $path
        $files = Get-ChildItem -LiteralPath $path, ($path -replace 'npy$', 'jsonl')
        ($files | Measure-Object Length -Sum).Sum | Should -BeLessThan (200 * 1024 * 4 * 1.1)
        if (-not $IsWindows) { $files.UnixMode | Should -Be '-rw-------', '-rw-------' }
    }

    It 'refuse to replace files without -Force, and leave out what does not fit' {
        $one = New-GigaChatEmbedding 'раз'
        $one | Export-GigaChatEmbedding ($path -replace '\.npy$')
        $failure = Get-ErrorOf { $one | Export-GigaChatEmbedding $path }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatFileExists,$command"
        $failure.Exception.Message | Should -Match '-Force'
        $other = New-GigaChatEmbedding 'два' -Model EmbeddingsGigaR
        $one, $other | Export-GigaChatEmbedding $path -Force -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "GigaChatInvalidRequest,$command"
        (Import-GigaChatEmbedding $path).Text | Should -BeExactly 'раз'
    }

    It 'do nothing with -WhatIf' {
        New-GigaChatEmbedding 'раз' | Export-GigaChatEmbedding $path -WhatIf
        $path | Should -Not -Exist
    }

    It 'refuse what is no such file' {
        [System.IO.File]::WriteAllText($path, 'Это просто текст')
        $failure = Get-ErrorOf { Import-GigaChatEmbedding $path }
        $failure.FullyQualifiedErrorId | Should -Be 'GigaChatEmbeddingFileInvalid,GigaChat.Commands.ImportGigaChatEmbeddingCommand'
        $failure.CategoryInfo.Category | Should -Be InvalidData
    }
}
