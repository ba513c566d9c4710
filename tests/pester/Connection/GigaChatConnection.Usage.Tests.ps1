BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
}

AfterAll { Stop-Emulator $emulator }

Describe 'The tokens of a connection' {
    BeforeEach {
        Clear-Session $emulator
        Connect-Emulator $emulator
    }
    AfterAll { Disconnect-GigaChat -All }

    It 'are charged for prompts and answers; what was cached stands beside them' {
        $conversation = New-GigaChatConversation
        $replies = 'длинный вопрос о журнале', 'и ещё один', 'и последний' |
            ForEach-Object { Invoke-GigaChat $_ -Conversation $conversation }
        $connection = Get-GigaChatConnection
        $connection.CachedTokens | Should -BeGreaterThan 0
        $connection.TokensUsed | Should -Be ($connection.PromptTokens + $connection.CompletionTokens)
        foreach ($count in 'PromptTokens', 'CompletionTokens', 'CachedTokens') {
            $connection.$count | Should -Be ($replies.Usage | Measure-Object $count -Sum).Sum
            $conversation.Usage.$count | Should -Be $connection.$count
        }
        # The whole of the last prompt is all of the conversation before its answer.
        $before = ($conversation.Messages | Select-Object -SkipLast 1).content | ForEach-Object { Measure-GigaChatToken $_ } |
            Measure-Object Tokens -Sum
        $replies[2].Usage.PromptTokens + $replies[2].Usage.CachedTokens | Should -Be $before.Sum
    }

    It 'are vectors'' as well' {
        $null = New-GigaChatEmbedding 'Меню столовой'
        $null = Invoke-GigaChat 'вопрос'
        $connection = Get-GigaChatConnection
        $connection.EmbeddingTokens | Should -BeGreaterThan 0
        $connection.TokensUsed | Should -Be ($connection.PromptTokens + $connection.CompletionTokens + $connection.EmbeddingTokens)
    }

    It 'are shown so that nobody adds the cached ones to the charged ones' {
        $conversation = New-GigaChatConversation
        $reply = 'длинный вопрос о журнале', 'и ещё один' |
            ForEach-Object { Invoke-GigaChat $_ -Conversation $conversation } | Select-Object -Last 1
        $usage = $reply.Usage
        [GigaChat.Commands.View]::Usage($usage) | Should -BeExactly ("$($usage.PromptTokens + $usage.CompletionTokens) tokens: " +
            "$($usage.PromptTokens) prompt, $($usage.CompletionTokens) answer; $($usage.CachedTokens) more from the cache")
    }
}
