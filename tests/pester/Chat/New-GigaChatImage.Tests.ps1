BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'New-GigaChatImage' {
    BeforeEach {
        Invoke-Control $emulator Post reset
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 -UserId 'художник' @connect
        $out = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
    }

    It 'draws, saves and writes the file' {
        $picture = New-GigaChatImage 'Кот в сапогах' -Style 'Ты — Василий Кандинский' -Model GigaChat-2-Max -Destination $out
        $picture | Should -BeOfType ([System.IO.FileInfo])
        $picture.Extension | Should -Be '.jpg'
        $picture.Name | Should -Be 'Кот в сапогах.jpg'
        [System.IO.File]::ReadAllBytes($picture.FullName)[0..1] | Should -Be 0xFF, 0xD8
        @(Get-ChildItem -Force $out).Count | Should -Be 1

        $chat = Get-LastChat $emulator
        $chat.model | Should -Be 'GigaChat-2-Max'
        $chat.messages.role | Should -Be 'system', 'user'
        $chat.messages.content | Should -Be 'Ты — Василий Кандинский', 'Кот в сапогах'
        $chat.function_call.name | Should -Be 'text2image'
        @($chat.functions.name) | Should -Be @('text2image')
        (Get-SentRequest $emulator '*/chat/completions').headers.'X-Client-ID' | Should -Be 'художник'
        (Get-SentRequest $emulator '*/content').headers.'X-Client-ID' | Should -Be 'художник'
    }

    It 'draws one picture for each prompt' {
        @('кот', 'пёс' | New-GigaChatImage -Destination $out).Count | Should -Be 2
        @(Get-ChildItem $out).Count | Should -Be 2
    }

    It 'saves under a path, and draws nothing where that is taken' {
        $path = Join-Path $out 'кот.jpg'
        (New-GigaChatImage 'кот' -Destination $path).FullName | Should -Be $path
        $failure = Get-ErrorOf { New-GigaChatImage 'кот' -Destination $path }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileExists,*'
        $failure.TargetObject | Should -Be 'кот'
        (Get-ErrorOf { New-GigaChatImage 'кот' -Destination (Join-Path $out 'нет/кот.jpg') }).FullyQualifiedErrorId |
            Should -BeLike 'GigaChatFileNotWritten,*'
        $null = 'кот', 'пёс' | New-GigaChatImage -Destination $path -Force -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be 2
    }

    It 'shows what the model said instead' {
        Invoke-Control $emulator Post answers @{ text = 'Не могу это нарисовать, давайте сменим тему.' }
        $failure = Get-ErrorOf { New-GigaChatImage 'запретное' -Destination $out }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatResponseInvalid,*'
        $failure.Exception.Message | Should -BeLike '*Не могу это нарисовать, давайте сменим тему.*'
        $failure.TargetObject.Text | Should -BeLike 'Не могу*'
        Get-ChildItem $out | Should -BeNullOrEmpty
    }

    It 'goes on after a prompt that failed' {
        Invoke-Control $emulator Post answers @{ text = 'Нет.' }
        $pictures = @('запретное', '', 'кот' | New-GigaChatImage -Destination $out -ErrorAction SilentlyContinue -ErrorVariable failures)
        $pictures.Count | Should -Be 1
        $failures.FullyQualifiedErrorId | Should -BeLike 'GigaChat*'
        $failures[1].FullyQualifiedErrorId | Should -BeLike 'GigaChatPromptRequired,*'
    }

    It 'does not lose a picture that could not be downloaded' {
        Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'download'; status = 403 }
        $failure = Get-ErrorOf { New-GigaChatImage 'кот' -Destination $out }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
        ($failure.TargetObject | Save-GigaChatFile -Destination $out -PassThru).Extension | Should -Be '.jpg'
    }

    It 'lists the files of a reply, and saves them from the pipe' {
        Invoke-Control $emulator Post answers @{
            text = ('<img src="00000000-0000-0000-0000-00000000000a" fuse="true"/> и <video ' +
                'cover=''00000000-0000-0000-0000-00000000000b'' src=''00000000-0000-0000-0000-00000000000c''>')
        }
        $reply = Invoke-GigaChat 'Что нарисовано?'
        $reply.Files |
            Should -Be '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000c',
                '00000000-0000-0000-0000-00000000000b'
        ($reply | ConvertTo-Json -Depth 1 -WarningAction Ignore | ConvertFrom-Json).Files.Count | Should -Be 3

        Invoke-Control $emulator Post answers @{ text = 'Просто текст.' }
        $failure = Get-ErrorOf { Invoke-GigaChat 'Привет' | Save-GigaChatFile -Destination $out }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
    }
}
