BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    # What a view shows, its lines without the blanks at their ends.
    function Show($InputObject, [int] $Width = 80) {
        ($InputObject | Out-String -Width $Width) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'What is shown of' {
    BeforeEach { Reset-Emulator $emulator }

    It 'a reply: its text, and all properties on demand' {
        $reply = Invoke-GigaChat 'Привет'
        Show $reply | Should -BeExactly 'Эхо: Привет'
        (Show ($reply | Format-List *)) -match '^FinishReason\s+: stop$' | Should -HaveCount 1
    }

    It 'several replies: one text after the other' {
        Show ('раз', 'два' | Invoke-GigaChat) | Should -BeExactly 'Эхо: раз', 'Эхо: два'
    }

    It 'chunks: a table' {
        $lines = Show (Invoke-GigaChat 'Привет' -AsChunk)
        $lines[0] | Should -Match '^\s*Index FinishReason\s+Text$'
        $lines[2] | Should -Match '^\s+0\s+Эхо: Привет$'
        $lines[-1] | Should -Match '^\s+1 stop$'
    }

    It 'models: a table' {
        $lines = Show (Get-GigaChatModel 'GigaChat-2', 'Embeddings')
        $lines[0] | Should -Match '^Id\s+Type\s+OwnedBy$'
        $lines[2] | Should -Match '^GigaChat-2\s+chat\s+salutedevices$'
        $lines[3] | Should -Match '^Embeddings\s+embedder\s+salutedevices$'
    }

    It 'embeddings: a table with the beginning of each vector and the text on one line' {
        $lines = Show ("две`nстроки", 'второй' | New-GigaChatEmbedding)
        $lines[0] | Should -Match '^Dimension Tokens Vector\s+Text$'
        $lines[2] | Should -Match '^\s+1024\s+3 (-?\d[.,]\d{3} ){3}…\s+две строки$'
        $lines | Should -HaveCount 4
    }

    It 'a conversation: messages, tokens, session, instructions' {
        $conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
        $null = Invoke-GigaChat 'раз' -Conversation $conversation
        $lines = Show $conversation 120
        $lines[0] | Should -Match '^Messages Tokens SessionId\s+SystemPrompt$'
        $lines[2] | Should -Match "^\s+3\s+\d+ $($conversation.SessionId) Кратко$"
    }
}
