BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/SavedConversation.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Export-GigaChatConversation' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive (New-Guid))).FullName
        $path = Join-Path $folder 'разговор.json'
    }

    It 'brings a conversation back, with session id, model and usage' {
        $talk = New-Talk
        $talk | Export-GigaChatConversation -Path $path
        $back = Import-GigaChatConversation -Path $path
        $back.SessionId | Should -BeExactly $talk.SessionId
        $back.Model | Should -BeExactly 'GigaChat-2-Max'
        $back.SystemPrompt | Should -BeExactly 'Отвечай «кратко» 🙂'
        $back.Messages.Content | Should -Be $talk.Messages.Content
        $back.Usage | Should -Be $talk.Usage
        $back.Usage.TotalTokens | Should -BeGreaterThan 0

        $null = Invoke-GigaChat 'А теперь?' -Conversation $back
        (Get-LastChat $emulator).messages.content | Should -Be 'Отвечай «кратко» 🙂', 'Как дела?', 'Эхо: Как дела?', 'А теперь?'
        (Get-SentRequest $emulator '*/chat/completions')[-1].headers.'X-Session-ID' | Should -BeExactly $talk.SessionId
    }

    It 'writes readable Cyrillic, a version, and nothing of the connection' {
        New-Talk | Export-GigaChatConversation -Path $path
        $text = Get-Content -LiteralPath $path -Raw
        $text | Should -BeLike '*"content": "Отвечай «кратко»*'
        ($text | ConvertFrom-Json).version | Should -Be 2
        $text | Should -Not -BeLike "*$($emulator.authorizationKey)*"
        $text | Should -Not -BeLike '*token"*'
        $text | Should -Not -BeLike '*localhost*'
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -Be 'разговор.json'
    }

    It 'takes a reply for its conversation' {
        $reply = Invoke-GigaChat 'Кто там?'
        $reply | Export-GigaChatConversation -Path $path
        (Import-GigaChatConversation -Path $path).Messages.Content | Should -Be 'Кто там?', 'Эхо: Кто там?'
    }

    It 'replaces a file only with -Force, and leaves nothing else behind' {
        'важное' | Set-Content -LiteralPath $path
        $e = Get-ErrorOf { New-Talk | Export-GigaChatConversation -Path $path @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileExists,*'
        $e.TargetObject | Should -BeExactly $path
        Get-Content -LiteralPath $path | Should -BeExactly 'важное'
        New-Talk | Export-GigaChatConversation -Path $path -Force
        (Import-GigaChatConversation -Path $path).Count | Should -Be 3
        @(Get-ChildItem -LiteralPath $folder -Force).Count | Should -Be 1
    }

    It 'writes nothing with -WhatIf' {
        New-Talk | Export-GigaChatConversation -Path $path -WhatIf
        $path | Should -Not -Exist
    }

    It 'saves one conversation in one file' {
        $first = New-Talk
        $e = Get-ErrorOf { $first, (New-Talk) | Export-GigaChatConversation -Path $path -Force @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        (Import-GigaChatConversation -Path $path).SessionId | Should -BeExactly $first.SessionId
    }

    It 'says where it cannot write: <place>' -ForEach @(
        @{ place = 'a folder'; make = { $folder }; words = '*is a folder*' }
        @{ place = 'no folder'; make = { Join-Path $folder 'нет/разговор.json' }; words = '*folder*нет*does not exist*' }
        @{ place = 'no file system'; make = { 'env:разговор' }; words = '*is not a file path*' }
    ) {
        $target = & $make
        $e = Get-ErrorOf { New-Talk | Export-GigaChatConversation -Path $target -Force @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*'
        $e.Exception.Message | Should -BeLike $words
    }
}
