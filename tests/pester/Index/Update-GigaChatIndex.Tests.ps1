BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/IndexProcess.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $command = 'GigaChat.Commands.UpdateGigaChatIndexCommand'

    function Get-Embedded { @(Get-SentRequest $emulator '*/embeddings' | ForEach-Object { ($_.body | ConvertFrom-Json).input }) }

    function Set-Document([string] $Name, [string] $Text) {
        $null = New-Item -ItemType File -Path (Join-Path $folder $Name) -Value $Text -Force
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Update-GigaChatIndex' {
    BeforeEach {
        Reset-Emulator $emulator
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive "документы $(New-Guid)")).FullName
        $index = Join-Path $TestDrive "$(New-Guid).db"
        Set-Document 'отпуск.md' "# Отпуск`n`nДлится 28 дней.`n`n## За свой счёт`n`nЗаявление за три дня."
        Set-Document 'ниже/пропуск.txt' 'Пропуск выдают на проходной.'
        Set-Document 'страница.html' '<h1>Столовая</h1><p>Открыта с&nbsp;девяти</p><script>тайна()</script>'
    }

    It 'takes a folder, and folders within it with -Recurse, in few requests' {
        (Update-GigaChatIndex $index -Path $folder -PassThru).Documents | Should -Be 2
        $status = Update-GigaChatIndex $index -Path $folder -Recurse -PassThru
        $status | Should -BeOfType 'GigaChat.IndexStatus'
        $status.Documents, $status.Pieces, $status.Model, $status.Dimension | Should -Be 3, 4, 'Embeddings', 1024
        @(Get-SentRequest $emulator '*/embeddings') | Should -HaveCount 2
        Get-Embedded | Should -Contain "## За свой счёт`n`nЗаявление за три дня."
        (Get-Embedded) -join "`n" | Should -Match 'Открыта с девяти'
        (Get-Embedded) -join "`n" | Should -Not -Match 'тайна|<p>'
    }

    It 'embeds what has changed, removes what is gone, and leaves the rest' {
        Update-GigaChatIndex $index -Path $folder -Recurse
        Reset-Emulator $emulator
        Update-GigaChatIndex $index -Path $folder -Recurse
        Get-SentRequest $emulator | Should -BeNullOrEmpty
        Set-Document 'новое.txt' 'Новое правило.'
        Remove-Item -LiteralPath (Join-Path $folder 'ниже/пропуск.txt')
        (Update-GigaChatIndex $index -Path $folder -Recurse -PassThru).Documents | Should -Be 3
        Get-Embedded | Should -BeExactly 'Новое правило.'
        Search-GigaChatIndex $index 'пропуск' -First 100 | Where-Object Source -Like '*пропуск*' | Should -BeNullOrEmpty
    }

    It 'keeps the documents of another folder, and those of a folder that is not there any more' {
        Update-GigaChatIndex $index -Path (Join-Path $folder 'ниже')
        Update-GigaChatIndex $index -Path (Join-Path $folder '*.md')
        (Get-GigaChatIndex $index).Documents | Should -Be 2
        Remove-Item -LiteralPath (Join-Path $folder 'ниже') -Recurse
        $failure = Get-ErrorOf { Update-GigaChatIndex $index -Path (Join-Path $folder 'ниже') }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatFileNotFound,$command"
        (Get-GigaChatIndex $index).Documents | Should -Be 2
    }

    It 'names what it leaves out, and leaves out what is hidden, and itself' {
        $index = Join-Path $folder 'индекс.db'
        Set-Document 'картинка.png' 'x'
        Set-Document '.git/config' 'тайна'
        Set-Document 'программа' 'x'
        Update-GigaChatIndex $index -Path $folder -Recurse -WarningVariable warnings -WarningAction SilentlyContinue
        Update-GigaChatIndex $index -Path $folder -Recurse -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match '^Files left out.*: 2 \(картинка\.png, программа\)\.$'
        (Get-GigaChatIndex $index).Documents | Should -Be 3
    }

    It 'takes objects, texts and files from the pipe, and forgets those that do not come again' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Id = 100 + $_; Тема = "Заявка номер $_" } }
        $rows | Update-GigaChatIndex $index -Property Тема
        'Просто текст' | Update-GigaChatIndex $index
        Get-ChildItem -LiteralPath $folder -Recurse | Update-GigaChatIndex $index
        (Get-GigaChatIndex $index).Documents | Should -Be 7
        (Search-GigaChatIndex $index 'Заявка номер 2' -First 1).Source | Should -BeExactly '102'
        Reset-Emulator $emulator
        $rows[0, 2] | Update-GigaChatIndex $index -Property Тема
        Get-SentRequest $emulator | Should -BeNullOrEmpty
        (Get-GigaChatIndex $index).Documents | Should -Be 6
    }

    It 'keeps the index where another model fails' {
        Update-GigaChatIndex $index -Path $folder
        $before = Get-GigaChatIndex $index
        $failure = Get-ErrorOf { Update-GigaChatIndex $index -Path $folder -Model 'Опечатка' -Force }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatModelNotFound,$command"
        Get-GigaChatIndex $index | Should -Be $before
    }

    It 'removes a document that was updated by name in between, with its file' {
        $copy = (New-Item -ItemType Directory -Path (Join-Path $TestDrive "папка $([guid]::NewGuid())")).FullName
        Set-Content (Join-Path $copy 'а.md') 'Первый'
        Set-Content (Join-Path $copy 'б.md') 'Второй'
        Update-GigaChatIndex $index -Path $copy
        Set-Content (Join-Path $copy 'а.md') 'Тайный план'
        Update-GigaChatIndex $index -Path (Join-Path $copy 'а.md')
        Remove-Item (Join-Path $copy 'а.md')
        Update-GigaChatIndex $index -Path $copy
        (Get-GigaChatIndex $index).Documents | Should -Be 1
        (Search-GigaChatIndex $index 'план' -First 5).Text | Should -Not -Match 'Тайный'
    }

    It 'forgets what a pattern does not find any more, in the folder of the pattern alone' {
        $here, $there = 1..2 | ForEach-Object {
            (New-Item -ItemType Directory -Path (Join-Path $TestDrive "папка $([guid]::NewGuid())")).FullName
        }
        foreach ($place in $here, $there) { 'а', 'б' | ForEach-Object { Set-Content (Join-Path $place "$_.md") "Текст $_ $place" } }
        foreach ($place in $here, $there) {
            Push-Location -LiteralPath $place
            Update-GigaChatIndex $index -Path *.md
            Pop-Location
        }
        (Get-GigaChatIndex $index).Documents | Should -Be 4
        Remove-Item (Join-Path $here 'б.md')
        Update-GigaChatIndex $index -Path (Join-Path $here '*.md')
        (Get-GigaChatIndex $index).Documents | Should -Be 3
        Remove-Item (Join-Path $here 'а.md')
        Update-GigaChatIndex $index -Path (Join-Path $here '*.md') -ErrorAction SilentlyContinue
        (Get-GigaChatIndex $index).Documents | Should -Be 3 -Because 'the place of a disk that is away is an empty folder'
        Set-Content (Join-Path $here 'в.txt') 'Другое'
        Update-GigaChatIndex $index -Path (Join-Path $here '*.md') -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.FullyQualifiedErrorId | Should -Be "GigaChatFileNotFound,$command"
        (Get-GigaChatIndex $index).Documents | Should -Be 2
        Remove-Item -LiteralPath $there -Recurse
        Update-GigaChatIndex $index -Path (Join-Path $there '*.md') -ErrorAction SilentlyContinue
        (Get-GigaChatIndex $index).Documents | Should -Be 2 -Because 'a folder that is away may come back'
    }

    It 'reads files again that were read in another encoding, and embeds only what reads otherwise' {
        $place = (New-Item -ItemType Directory -Path (Join-Path $TestDrive "папка $([guid]::NewGuid())")).FullName
        [System.IO.File]::WriteAllBytes((Join-Path $place 'приказ.txt'), [byte[]] (0xCF, 0xF0, 0xE8, 0xEA, 0xE0, 0xE7))
        Set-Content (Join-Path $place 'plain.txt') 'Order' -NoNewline
        # What was written right before it is read is read again in any case.
        Get-ChildItem $place | ForEach-Object { $_.LastWriteTime = (Get-Date).AddMinutes(-5) }
        Update-GigaChatIndex $index -Path $place -Encoding 866
        Get-Embedded | Should -Not -Contain 'Приказ'
        Reset-Emulator $emulator
        Update-GigaChatIndex $index -Path $place -Encoding 1251
        Get-Embedded | Should -BeExactly 'Приказ'
        Reset-Emulator $emulator
        Update-GigaChatIndex $index -Path $place -Encoding 1251
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'keeps objects whose names lie in a folder that is updated' {
        [pscustomobject]@{ Path = Join-Path $folder 'а.md (2)'; Text = 'Строка из файла' } | Update-GigaChatIndex $index -Property Text
        Update-GigaChatIndex $index -Path $folder
        (Search-GigaChatIndex $index 'Строка из файла' -First 1).Text | Should -Match 'Строка из файла'
    }

    It 'keeps what it has of objects, one of which has no text now' {
        'раз', 'два' | ForEach-Object { [pscustomobject]@{ Id = $_; Тема = "Тема $_" } } | Update-GigaChatIndex $index -Property Тема
        $failure = Get-ErrorOf {
            [pscustomobject]@{ Id = 'раз'; Тема = 'Тема раз' }, [pscustomobject]@{ Id = 'два' } | Update-GigaChatIndex $index -Property Тема
        }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatInvalidRequest,$command"
        $again = [pscustomobject]@{ Id = 'раз'; Тема = 'Тема раз' }, [pscustomobject]@{ Id = 'два' }
        $silent = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $again | Update-GigaChatIndex $index -Property Тема -WarningVariable warnings @silent
        "$warnings" | Should -Match '^Not all objects could be taken'
        (Get-GigaChatIndex $index).Documents | Should -Be 2
    }

    It 'has all objects whose names differ only in what is masked, and no hash of a masked text' {
        'анна@example.ru', 'ivan@example.ru' | ForEach-Object { [pscustomobject]@{ Id = $_; Тема = "Письмо от $_" } } |
            Update-GigaChatIndex $index -Mask Email
        'Пишет ivan@example.ru', 'Пишет oleg@example.ru' | Update-GigaChatIndex $index -Mask Email
        (Get-GigaChatIndex $index).Documents | Should -Be 4
        $names = (Search-GigaChatIndex $index 'Пишет' -First 10 | Where-Object Source -Like '#*').Source | Sort-Object
        $names[1] | Should -BeExactly "$($names[0]) (2)"
    }

    It 'takes a file once that is named twice' {
        $file = Join-Path $folder 'отпуск.md'
        Update-GigaChatIndex $index -Path $folder, $file
        (Get-Embedded | Group-Object | Where-Object Count -GT 1) | Should -BeNullOrEmpty
        (Get-GigaChatIndex $index).Documents | Should -Be 2
    }

    It 'says that folders from the pipe are not looked through' {
        Get-Item -LiteralPath $folder | Update-GigaChatIndex $index -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match '^Only folders came'
    }

    It 'refuses what Format-Table writes, and files that lie with the service' {
        $failure = Get-ErrorOf { Get-ChildItem $folder | Format-Table | Update-GigaChatIndex $index }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatInvalidRequest,$command"
        Copy-Item (Join-Path $folder 'отпуск.md') ($path = Join-Path $TestDrive 'отпуск.txt')
        $file = Add-GigaChatFile -LiteralPath $path
        $failure = Get-ErrorOf { $file | Update-GigaChatIndex $index }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatFileNotText,$command"
        Get-Embedded | Should -BeNullOrEmpty
    }

    It 'takes bytes as the text they are, one document, also those that come one by one' {
        Get-Content -LiteralPath (Join-Path $folder 'отпуск.md') -AsByteStream | Update-GigaChatIndex $index
        Get-Embedded | Should -BeExactly (Get-Content -LiteralPath (Join-Path $folder 'отпуск.md') -Raw)
        (Get-GigaChatIndex $index).Documents | Should -Be 1
        $bytes = [System.Text.CodePagesEncodingProvider]::Instance.GetEncoding(1251).GetBytes('Столовая')
        'раз', $bytes, 'два' | Update-GigaChatIndex $index -Encoding 1251
        (Get-Embedded)[-3..-1] | Should -BeExactly 'раз', 'Столовая', 'два'
        $null = 'раз', $bytes[0], $bytes[1], 'два' | Update-GigaChatIndex $index -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "GigaChatFileNotText,$command"
        (Search-GigaChatIndex $index 'раз два' -First 9).Text | Should -Contain 'два'
    }

    It 'ends within a second when it is stopped while another program holds the index' {
        Update-GigaChatIndex $index -Path $folder
        Reset-Emulator $emulator
        $other = Open-IndexDatabase $index
        $shell = [powershell]::Create()
        try {
            $statement = $other.CreateCommand()
            $statement.CommandText = 'BEGIN IMMEDIATE'
            $null = $statement.ExecuteNonQuery()
            $null = $shell.AddScript('param($module, $index, $connection)
                Import-Module $module; "Новый документ" | Update-GigaChatIndex $index -Connection $connection').AddArgument(
                "$ModulePath").AddArgument($index).AddArgument((Get-GigaChatConnection))
            $running = $shell.BeginInvoke()
            $null = Wait-Emulator $emulator @{ requests = 1; inFlight = 0 }
            $running.AsyncWaitHandle.WaitOne(300) | Should -BeFalse
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 1
            $shell.InvocationStateInfo.State | Should -Be Stopped
        }
        finally {
            $shell.Dispose()
            $other.Dispose()
        }
        (Get-GigaChatIndex $index).Documents | Should -Be 2
        Get-ChildItem -Path "$index*" | Should -HaveCount 1
    }

    It 'numbers objects of one name' {
        1..2 | ForEach-Object { [pscustomobject]@{ Name = 'служба'; State = "состояние $_" } } | Update-GigaChatIndex $index
        (Search-GigaChatIndex $index 'состояние').Source | Sort-Object | Should -BeExactly 'служба', 'служба (2)'
    }

    It 'masks what it sends and keeps, by -Mask or by the connection, and the names of objects' {
        Set-Document 'отпуск.md' 'Заявление шлите на olga@example.ru, а копию на olga@example.ru.'
        Update-GigaChatIndex $index -Path $folder -Mask Email
        [pscustomobject]@{ Name = 'ivan@example.ru'; Text = 'Пишет ivan@example.ru' } | Update-GigaChatIndex $index -Mask Email
        (Get-Embedded) -join "`n" | Should -Not -Match 'example'
        Get-Embedded | Should -Contain 'Заявление шлите на [EMAIL_1], а копию на [EMAIL_1].'
        (Search-GigaChatIndex $index 'пишет' -Filter '*EMAIL*').Source | Should -BeExactly '[EMAIL_1]'
        foreach ($file in Get-ChildItem -Path "$index*") {
            [System.Text.Encoding]::UTF8.GetString([System.IO.File]::ReadAllBytes($file.FullName)) | Should -Not -Match 'example\.ru'
        }
        Reset-Emulator $emulator
        Update-GigaChatIndex $index -Path $folder -Mask Email
        Get-SentRequest $emulator | Should -BeNullOrEmpty
        Update-GigaChatIndex $index -Path $folder -Mask @()
        (Get-Embedded) -join "`n" | Should -Match 'olga@example\.ru'
    }

    It 'with -WhatIf says what it would do, sends nothing and makes no file' {
        $text = Invoke-Child $emulator "Update-GigaChatIndex '$index' -Path '$folder' -Recurse -WhatIf"
        $text.Screen | Should -Match 'What if: Documents to embed: 3 \(pieces: 4, tokens: about \d+\), to remove: 0, unchanged: 0'
        $index | Should -Not -Exist
        Get-SentRequest $emulator '*/embeddings' | Should -BeNullOrEmpty
        Update-GigaChatIndex $index -Path $folder -Recurse
        Reset-Emulator $emulator
        Remove-Item -LiteralPath (Join-Path $folder 'отпуск.md')
        $text = Invoke-Child $emulator "Update-GigaChatIndex '$index' -Path '$folder' -Recurse -WhatIf"
        $text.Screen | Should -Match 'Documents to embed: 0 .*, to remove: 1, unchanged: 2'
        (Get-GigaChatIndex $index).Documents | Should -Be 3
    }

    It 'halves a piece that the model finds too long' {
        Set-Document 'длинный.txt' ('слово ' * 900)
        Update-GigaChatIndex $index -Path $folder -ChunkSize 10000 -ErrorAction Stop
        $pieces = Search-GigaChatIndex $index 'слово' -Filter *длинный.txt -First 100
        $pieces.Count | Should -BeGreaterThan 1
        ($pieces.Text -join ' ' -split '\s+').Where{ $_ } | Should -HaveCount 900
    }

    It 'reports the error of a document and goes on' {
        [System.IO.File]::WriteAllBytes((Join-Path $folder 'битый.txt'), [byte[]](0xD0, 0xFF, 0xFE, 0x00, 0x01, 0x02))
        Update-GigaChatIndex $index -Path $folder -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -Be "GigaChatFileNotText,$command"
        $failures[0].TargetObject | Should -BeExactly (Join-Path $folder 'битый.txt')
        (Get-GigaChatIndex $index).Documents | Should -Be 2
    }

    It 'keeps what was there where the service refuses, and tries again' {
        Update-GigaChatIndex $index -Path $folder
        Set-Document 'отпуск.md' 'Совсем другой текст'
        Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 403 }
        $failure = Get-ErrorOf { Update-GigaChatIndex $index -Path $folder }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatPermissionDenied,$command"
        (Search-GigaChatIndex $index 'отпуск' -First 1).Text | Should -Match '28 дней'
        Update-GigaChatIndex $index -Path $folder
        (Search-GigaChatIndex $index 'другой текст' -First 1).Text | Should -BeExactly 'Совсем другой текст'
    }

    It 'refuses another model, and makes the index anew with -Force' {
        Update-GigaChatIndex $index -Path $folder
        $failure = Get-ErrorOf { Update-GigaChatIndex $index -Path $folder -Model EmbeddingsGigaR }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatIndexInvalid,$command"
        $failure.CategoryInfo.Category | Should -Be InvalidData
        $failure.Exception.Message | Should -Match 'Embeddings.*EmbeddingsGigaR.*-Force'
        Update-GigaChatIndex $index -Path $folder -Model EmbeddingsGigaR -Force
        (Get-GigaChatIndex $index).Model | Should -BeExactly 'EmbeddingsGigaR'
    }

    It 'refuses a file that is something else, and leaves it as it is' {
        Set-Content -LiteralPath $index 'Просто заметки, и ничего больше.'
        $failure = Get-ErrorOf { Update-GigaChatIndex $index -Path $folder }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatIndexInvalid,$command"
        Get-Content -LiteralPath $index | Should -BeExactly 'Просто заметки, и ничего больше.'
    }

    It 'takes no native library and no assembly of the index before it is used' {
        $result = Invoke-InNewProcess -ArgumentList ((Get-ConnectParameter $emulator) + @{ AuthorizationKey = $emulator.authorizationKey } |
                ConvertTo-Json), $index, $folder {
            param($json, $index, $folder)
            function Get-Loaded {
                $names = [AppDomain]::CurrentDomain.GetAssemblies().ForEach{ $_.GetName().Name }
                @($names -match '^(GigaChat\.Index|SQLite|Microsoft\.Data)') -join ','
            }
            $parameters = $json | ConvertFrom-Json -AsHashtable
            $null = Get-Command -Module GigaChat -Syntax
            Connect-GigaChat @parameters
            $null = Invoke-GigaChat 'Привет'
            $null = 'раз' | New-GigaChatEmbedding
            "before: $(Get-Loaded)"
            Update-GigaChatIndex $index -Path $folder
            "after: $(Get-Loaded)"
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach{ $_.GetName().Name } -match 'SQLite'
        }
        $result[0] | Should -BeExactly 'before: '
        $result[1] | Should -Match 'GigaChat\.Index'
        $result | Should -HaveCount 2
    }
}
