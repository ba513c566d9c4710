BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $command = 'GigaChat.Commands.SearchGigaChatIndexCommand'
    $index = Join-Path $TestDrive 'регламенты.db'
    $folder = Join-Path $TestDrive 'регламенты'
    $files = @{
        'отпуск.md'   = "# Отпуск`n`nДлится 28 дней.`n`n## За свой счёт`n`nЗаявление подают за три дня."
        'пропуск.txt' = 'Новый пропуск выдают на второй проходной.'
        'vpn.txt'     = 'Для VPN нужен доменный пароль.'
    }
    foreach ($name in $files.Keys) { $null = New-Item -ItemType File -Path (Join-Path $folder $name) -Value $files[$name] -Force }
    Update-GigaChatIndex $index -Path $folder
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Search-GigaChatIndex' {
    BeforeEach { Reset-Emulator $emulator }

    It 'finds the piece with its source and line, by one request for the query' {
        $hit = Search-GigaChatIndex $index 'заявление за свой счёт' -First 1
        $hit | Should -BeOfType 'GigaChat.IndexHit'
        $hit.Source | Should -BeExactly (Join-Path $folder 'отпуск.md')
        $hit.Line | Should -Be 5
        $hit.Text | Should -BeExactly "## За свой счёт`n`nЗаявление подают за три дня."
        "$hit" | Should -BeExactly $hit.Text
        $hit.Score | Should -BeGreaterThan 0.3
        $sent = @(Get-SentRequest $emulator '*/embeddings')
        $sent.body | Should -BeExactly '{"model":"Embeddings","input":["заявление за свой счёт"]}'
    }

    It 'takes -First, -Threshold, -Filter and -Prefix' {
        @(Search-GigaChatIndex $index 'пропуск' -First 2) | Should -HaveCount 2
        @(Search-GigaChatIndex $index 'пропуск' -Threshold 0.99) | Should -HaveCount 0
        (Search-GigaChatIndex $index 'пропуск' -Filter '*/vpn.*', '*.md').Source | Split-Path -Leaf | Sort-Object -Unique |
            Should -Be 'vpn.txt', 'отпуск.md'
        $null = Search-GigaChatIndex $index 'пропуск' -Prefix 'Найди: '
        (Get-SentRequest $emulator '*/embeddings')[-1].body | Should -BeLike '*"Найди: пропуск"*'
    }

    It 'takes queries from the pipe' {
        ('пропуск', 'пароль VPN' | Search-GigaChatIndex $index -First 1).Source | Split-Path -Leaf |
            Should -BeExactly 'пропуск.txt', 'vpn.txt'
    }

    It 'gives Invoke-GigaChat material that names its sources' {
        Add-Answer $emulator @{ text = 'За три дня (отпуск.md).' }
        $reply = Search-GigaChatIndex $index 'заявление за свой счёт' -First 2 | Invoke-GigaChat 'Когда подавать? Только по документам.'
        "$reply" | Should -BeExactly 'За три дня (отпуск.md).'
        $question = Get-Question $emulator
        $question | Should -Match ([regex]::Escape("--- $(Join-Path $folder 'отпуск.md'):5 ---`n## За свой счёт"))
        $question | Should -BeLike 'Когда подавать?*'
    }

    It 'finds nothing in an index without documents, and sends nothing' {
        $empty = Join-Path $TestDrive 'пустой.db'
        Update-GigaChatIndex $empty -Path (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'пустая'))
        Search-GigaChatIndex $empty 'что угодно' | Should -BeNullOrEmpty
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'says that there is no index, or that a file is none' {
        $failure = Get-ErrorOf { Search-GigaChatIndex (Join-Path $TestDrive 'нет.db') 'вопрос' }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatFileNotFound,$command"
        $failure.Exception.Message | Should -Match 'нет\.db.*Update-GigaChatIndex'
        Set-Content -LiteralPath (Join-Path $TestDrive 'текст.db') 'Это не база данных, а просто текст.'
        $failure = Get-ErrorOf { Search-GigaChatIndex (Join-Path $TestDrive 'текст.db') 'вопрос' }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatIndexInvalid,$command"
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}

Describe 'Get-GigaChatIndex' {
    It 'shows what is in an index, without a connection' {
        Disconnect-GigaChat -All
        $status = Get-Item -LiteralPath $index | Get-GigaChatIndex
        Connect-Emulator $emulator -Corporate
        $status.Path | Should -BeExactly $index
        $status.Documents, $status.Pieces, $status.ChunkSize | Should -Be 3, 4, 1200
        $status.Size | Should -BeGreaterThan 10KB
        $status.Updated | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(-10))
    }
}
