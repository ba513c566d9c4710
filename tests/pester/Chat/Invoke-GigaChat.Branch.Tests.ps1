# Going on from a reply, and the reply of a stream of pieces.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Going on from a reply' {
    BeforeEach { Reset-Emulator $emulator }

    It 'goes on from that reply, whatever followed it' {
        $talk = Invoke-GigaChat 'раз'
        $second = $talk | Invoke-GigaChat 'два'
        $null = $talk | Invoke-GigaChat 'три'
        (Get-LastChat $emulator).messages.content | Should -BeExactly 'раз', 'Эхо: раз', 'три'
        $null = $second | Invoke-GigaChat 'четыре'
        (Get-LastChat $emulator).messages.content | Should -BeExactly 'раз', 'Эхо: раз', 'два', 'Эхо: два', 'четыре'
        $talk.Conversation.Count | Should -Be 2
    }

    It 'leaves a conversation alone, which grows by -Conversation' {
        $conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
        $first = Invoke-GigaChat 'раз' -Conversation $conversation
        $null = Invoke-GigaChat 'два' -Conversation $conversation
        $branch = $first | Invoke-GigaChat 'иначе'
        (Get-LastChat $emulator).messages.content | Should -BeExactly 'Кратко', 'раз', 'Эхо: раз', 'иначе'
        $conversation.Count | Should -Be 5
        $branch.SessionId | Should -BeExactly $conversation.SessionId
    }

    It 'counts the tokens of its own branch' {
        $talk = Invoke-GigaChat 'раз'
        $before = $talk.Conversation.Usage.TotalTokens
        $next = $talk | Invoke-GigaChat 'два'
        $next.Conversation.Usage.TotalTokens | Should -BeGreaterThan $before
        $talk.Conversation.Usage.TotalTokens | Should -Be $before
    }

    It 'saves a reply''s conversation as it was then' {
        $talk = Invoke-GigaChat 'раз'
        $null = Invoke-GigaChat 'два' -Conversation $talk.Conversation
        $path = Join-Path $TestDrive 'беседа.json'
        Export-GigaChatConversation $talk -Path $path
        (Import-GigaChatConversation -Path $path).Count | Should -Be 2
    }

    It 'says of a reply out of a job that its conversation stayed there' {
        $saved = [System.Management.Automation.PSSerializer]::Serialize((Invoke-GigaChat 'раз'))
        $reply = [System.Management.Automation.PSSerializer]::Deserialize($saved)
        { Export-GigaChatConversation $reply -Path (Join-Path $TestDrive 'нет.json') } | Should -Throw '*has lost its conversation*'
    }
}

Describe 'The last piece of -AsChunk' {
    It 'has the whole reply' {
        $pieces = @(Invoke-GigaChat 'раз два три' -AsChunk)
        $pieces[-1].Reply.Text | Should -BeExactly 'Эхо: раз два три'
        $pieces[-1].Reply.Conversation.Count | Should -Be 2
        $pieces[0].Reply | Should -BeNullOrEmpty
        $null = $pieces[-1].Reply | Invoke-GigaChat 'дальше'
        (Get-LastChat $emulator).messages | Should -HaveCount 3
    }
}
