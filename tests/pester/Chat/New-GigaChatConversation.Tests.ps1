BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
}

AfterAll { Stop-Emulator $emulator }

Describe 'New-GigaChatConversation' {
    It 'sends nothing and needs no connection; it has instructions, model and an id of its own' {
        $first = New-GigaChatConversation -SystemPrompt 'Отвечай кратко' -Model 'GigaChat-2-Pro'
        $second = New-GigaChatConversation
        $first.SystemPrompt | Should -BeExactly 'Отвечай кратко'
        $first.Model | Should -BeExactly 'GigaChat-2-Pro'
        $first.Count | Should -Be 1
        $second.Count | Should -Be 0
        $second.Usage.TotalTokens | Should -Be 0
        $first.SessionId | Should -Not -Be $second.SessionId
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'refuses an empty instruction' {
        { New-GigaChatConversation -SystemPrompt '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
