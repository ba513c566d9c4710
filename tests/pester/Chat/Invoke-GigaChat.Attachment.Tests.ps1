BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator

    function New-TestFile([string] $Name, [long] $Size = 100) {
        $path = Join-Path $TestDrive $Name
        $stream = [System.IO.File]::Create($path)
        $stream.SetLength($Size)
        $stream.Dispose()
        Get-Item -LiteralPath $path
    }

    function Get-Upload { @(Get-SentRequest $emulator '/v1/files' | Where-Object method -eq POST) }
    function Get-Chat { @(Get-SentRequest $emulator '*/chat/completions' | ForEach-Object { $_.body | ConvertFrom-Json }) }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Files in chat' {
    BeforeEach {
        Invoke-Control $emulator Post reset
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 @connect
    }

    Context 'Which files go where' {
        It 'uploads and attaches <name> from the pipe' -TestCases @(
            @{ name = 'договор.pdf' }, @{ name = 'смета.xlsx' }, @{ name = 'схема.PNG' }, @{ name = 'звонок.mp3' }
        ) {
            $file = New-TestFile $name
            $reply = $file | Invoke-GigaChat 'Что здесь?'
            $message = (Get-LastChat $emulator).messages[0]
            $message.content | Should -BeExactly 'Что здесь?'
            @($message.attachments) | Should -Be @((Get-GigaChatFile).Id)
            $reply.Source | Should -Be $file.FullName
            @($reply.Conversation.Messages[0].Attachments) | Should -Be @((Get-GigaChatFile).Id)
        }

        It 'puts text files into the message' {
            $path = Join-Path $TestDrive 'журнал.txt'
            'Сбой на узле' | Set-Content $path
            Invoke-GigaChat 'Что случилось?' -Path $path | Should -Not -BeNullOrEmpty
            (Get-LastChat $emulator).messages[0].content | Should -BeLike '*Сбой на узле*'
            (Get-LastChat $emulator).messages[0].PSObject.Properties.Name | Should -Not -Contain 'attachments'
            Get-Upload | Should -BeNullOrEmpty
        }

        It 'sends one request for each file of -Path, and goes on after one that cannot be sent' {
            $good, $empty, $last = (New-TestFile 'а1.pdf'), (New-TestFile 'а2.pdf' 0), (New-TestFile 'а3.pdf')
            $replies = @(
                Invoke-GigaChat 'Перескажи' -Path (Join-Path $TestDrive 'а?.pdf') -ErrorAction SilentlyContinue -ErrorVariable failures
            )
            $replies.Source | Should -Be $good.FullName, $last.FullName
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
            $failures[0].TargetObject | Should -Be $empty.FullName
        }

        It 'attaches stored files from the pipe' {
            $stored = New-TestFile 'готово.pdf' | Add-GigaChatFile
            $reply = Get-GigaChatFile | Invoke-GigaChat 'Что это?'
            @((Get-LastChat $emulator).messages[0].attachments) | Should -Be @($stored.Id)
            $reply.Source.Id | Should -Be $stored.Id
            @(Get-Upload).Count | Should -Be 1
        }

        It 'joins texts and one document with -Together' {
            $text = Join-Path $TestDrive 'вопросы.txt'
            'Кто подписал?' | Set-Content $text
            Invoke-GigaChat 'Ответь' -Path $text, (New-TestFile 'акт.docx').FullName -Together | Should -Not -BeNullOrEmpty
            $chats = Get-Chat
            $chats.Count | Should -Be 1
            $chats[0].messages[0].content | Should -BeLike 'Ответь*Кто подписал?*'
            @($chats[0].messages[0].attachments).Count | Should -Be 1
        }

        It 'needs a prompt' {
            $file = New-TestFile 'молча.pdf'
            (Get-ErrorOf { $file | Invoke-GigaChat }).FullyQualifiedErrorId | Should -BeLike 'GigaChatPromptRequired,*'
            (Get-ErrorOf { Invoke-GigaChat -Attachment $file }).FullyQualifiedErrorId | Should -BeLike 'GigaChatPromptRequired,*'
            Get-Upload | Should -BeNullOrEmpty
        }
    }

    Context '-Attachment' {
        It 'takes a path, a FileInfo, an id, a stored file and what is left of one after a job' {
            $file = New-TestFile 'образец.pdf'
            $stored = $file | Add-GigaChatFile
            foreach ($form in $file.FullName, $file, $stored.Id, $stored, ($stored | ConvertTo-Json | ConvertFrom-Json)) {
                $null = Invoke-GigaChat 'Сравни' -Attachment $form
                @((Get-LastChat $emulator).messages[0].attachments) | Should -Be @($stored.Id)
            }
            @(Get-Upload).Count | Should -Be 1
        }

        It 'takes wildcards, and a name with brackets as it is' {
            $one = New-TestFile 'лист[1].pdf'
            $null = Invoke-GigaChat 'Что это?' -Attachment $one.FullName
            (Get-GigaChatFile).FileName | Should -Be 'лист[1].pdf'
            $null = Invoke-GigaChat 'Что это?' -Attachment (Join-Path $TestDrive 'лист*.pdf')
            @((Get-LastChat $emulator).messages[0].attachments) | Should -Be @((Get-GigaChatFile).Id)
        }

        It 'goes with each of several prompts, and with a stream' {
            $file = New-TestFile 'общий.pdf'
            $null = 'раз', 'два' | Invoke-GigaChat -Attachment $file
            $null = Invoke-GigaChat 'три' -Attachment $file -AsChunk
            $chats = Get-Chat
            $chats.Count | Should -Be 3
            @($chats.messages.attachments | Select-Object -Unique).Count | Should -Be 1
            @(Get-Upload).Count | Should -Be 1
        }

        It 'uploads once for requests that go at a time' {
            Connect-GigaChat -AuthorizationKey $emulator.b2bKey -Scope B2B @connect
            $file = New-TestFile 'вместе.pdf' 100KB
            @(1..6 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat -Attachment $file -ThrottleLimit 6).Count | Should -Be 6
            @(Get-Upload).Count | Should -Be 1
        }

        It 'ends before anything is sent for <title>' -TestCases @(
            @{ title = 'a path that is not there'; value = { Join-Path $TestDrive 'нет.pdf' }; id = 'GigaChatFileNotFound' }
            @{ title = 'a kind the service does not take'; value = { New-TestFile 'архив.zip' }; id = 'GigaChatInvalidRequest' }
            @{ title = 'a file that is too large'; value = { New-TestFile 'велик.png' (15MB + 1) }; id = 'GigaChatTooLarge' }
            @{ title = 'an address'; value = { 'https://example.org/a.pdf' }; id = 'GigaChatFileNotFound' }
            @{ title = 'a number'; value = { 5 }; id = 'GigaChatInvalidRequest' }
        ) {
            $bad = & $value
            (Get-ErrorOf { 'раз', 'два' | Invoke-GigaChat -Attachment $bad }).FullyQualifiedErrorId | Should -BeLike "$id,*"
            Get-SentRequest $emulator '/v1/*' | Should -BeNullOrEmpty
        }

        It 'names an id that the service does not know' {
            $failure = Get-ErrorOf { Invoke-GigaChat 'Что это?' -Attachment '00000000-0000-0000-0000-000000000000' }
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
            (Get-ErrorOf { Invoke-GigaChat 'Что это?' -Model 'Нет-такой' }).FullyQualifiedErrorId | Should -BeLike 'GigaChatModelNotFound,*'
        }

        It 'says whose file it is' {
            Connect-GigaChat -Name Чужой -AuthorizationKey $emulator.authorizationKey -UserId 'петров' @connect
            $stored = New-TestFile 'чужое.pdf' | Add-GigaChatFile -Connection Чужой
            $failure = Get-ErrorOf { Invoke-GigaChat 'Что это?' -Attachment $stored }
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
            $failure.Exception.Message | Should -BeLike '*-UserId*'
        }
    }

    Context 'Uploads are kept' {
        It 'uploads a file again only when it has changed' {
            $file = New-TestFile 'черновик.pdf'
            1..2 | ForEach-Object { $file | Invoke-GigaChat 'Проверь' | Out-Null }
            @(Get-Upload).Count | Should -Be 1
            [System.IO.File]::WriteAllText($file.FullName, 'стало иначе')
            $file | Invoke-GigaChat 'Проверь' | Out-Null
            @(Get-Upload).Count | Should -Be 2
        }

        It 'uploads anew once the file was removed: <how>' -TestCases @(
            @{ how = 'with this connection'; other = $false }
            @{ how = 'by somebody else'; other = $true }
        ) {
            $file = New-TestFile 'удалён.pdf'
            $file | Invoke-GigaChat 'Проверь' | Out-Null
            if ($other) {
                Connect-GigaChat -Name Второй -AuthorizationKey $emulator.authorizationKey @connect
                Get-GigaChatFile -Connection Второй | Remove-GigaChatFile -Connection Второй -Confirm:$false
            }
            else { Get-GigaChatFile | Remove-GigaChatFile -Confirm:$false }
            ($file | Invoke-GigaChat 'Проверь').Text | Should -BeLike 'Эхо: Проверь*'
            @(Get-Upload).Count | Should -Be 2
            @((Get-LastChat $emulator).messages[0].attachments) | Should -Be @((Get-GigaChatFile).Id)
        }
    }

    Context 'Limits, refused before anything is uploaded' {
        It 'refuses <title>' -TestCases @(
            @{ title = 'mixed kinds'; names = 'а.pdf', 'б.png'; id = 'GigaChatInvalidRequest' }
            @{ title = 'two pictures with one prompt'; names = 'а.jpg', 'б.png'; id = 'GigaChatTooLarge' }
            @{ title = 'two documents with one prompt'; names = 'а.pdf', 'б.docx'; id = 'GigaChatTooLarge' }
            @{ title = '80 MB of sound'; names = 'а.mp3', 'б.mp3', 'в.mp3'; size = 27MB; id = 'GigaChatTooLarge' }
        ) {
            $files = foreach ($name in $names) { New-TestFile $name ($size ? $size : 10) }
            (Get-ErrorOf { Invoke-GigaChat 'Сравни' -Attachment $files }).FullyQualifiedErrorId | Should -BeLike "$id,*"
            (Get-ErrorOf { $files | Invoke-GigaChat 'Сравни' -Together }).FullyQualifiedErrorId | Should -BeLike "$id,*"
            Get-SentRequest $emulator '/v1/*' | Should -BeNullOrEmpty
        }

        It 'counts one file given twice once' {
            $file = New-TestFile 'дважды.png'
            Invoke-GigaChat 'Что это?' -Attachment $file, $file.FullName | Should -Not -BeNullOrEmpty
            @((Get-LastChat $emulator).messages[0].attachments).Count | Should -Be 1
        }

        It 'takes ten pictures in a conversation, each with its message, and refuses the next' {
            $conversation = New-GigaChatConversation
            1..10 | ForEach-Object { New-TestFile "кадр$_.png" } | Invoke-GigaChat 'Опиши' -Conversation $conversation | Out-Null
            $messages = (Get-LastChat $emulator).messages
            @($messages | Where-Object role -eq user | Where-Object { @($_.attachments).Count -eq 1 }).Count | Should -Be 10
            $next = New-TestFile 'кадр11.png'
            $failure = Get-ErrorOf { $next | Invoke-GigaChat 'Опиши' -Conversation $conversation }
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatTooLarge,*'
            $conversation.Count | Should -Be 20
            Invoke-GigaChat 'Подведи итог' -Conversation $conversation | Should -Not -BeNullOrEmpty
        }
    }

    It 'keeps the files of a conversation that is saved and loaded' {
        $path = Join-Path $TestDrive 'беседа.json'
        $reply = New-TestFile 'протокол.pdf' | Invoke-GigaChat 'Перескажи'
        $reply.Conversation | Export-GigaChatConversation -Path $path
        $conversation = Import-GigaChatConversation -Path $path
        $null = Invoke-GigaChat 'Короче' -Conversation $conversation
        @((Get-LastChat $emulator).messages[0].attachments) | Should -Be @((Get-GigaChatFile).Id)
        (Get-Content -Raw $path | ConvertFrom-Json).messages[1].PSObject.Properties.Name | Should -Not -Contain 'attachments'
    }

    It 'leaves a conversation as it was when an upload fails' {
        $conversation = New-GigaChatConversation
        $file = New-TestFile 'обрыв.pdf'
        Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'upload'; status = 400 }
        $failure = Get-ErrorOf { $file | Invoke-GigaChat 'Опиши' -Conversation $conversation }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $failure.TargetObject | Should -Be $file.FullName
        $conversation.Count | Should -Be 0
        $file | Invoke-GigaChat 'Опиши' -Conversation $conversation | Should -Not -BeNullOrEmpty
        $conversation.Count | Should -Be 2
    }
}
