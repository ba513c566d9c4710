# A stream in which the service says that it failed.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A stream that the service breaks off with a reason' {
    BeforeEach {
        Reset-Emulator $emulator
        Add-Answer $emulator @{ text = 'одно два три'; chunks = 3 }
    }

    It 'is an error with the reason, its kind and what had come: <Version>, <Data>' -ForEach @(
        foreach ($version in 'V1', 'V2') {
            @{
                Version = $version; Data = '{"status":503,"message":"Модель перегружена"}'; Id = 'GigaChatServerError'
                Reason = 'Модель перегружена'
            }
            @{
                Version = $version; Data = '{"error":{"message":"Слишком часто"},"status":429}'; Id = 'GigaChatRateLimited'
                Reason = 'Слишком часто'
            }
            @{ Version = $version; Data = 'upstream connect error'; Id = 'GigaChatServerError'; Reason = 'upstream connect error' }
        }
    ) {
        Add-Fault $emulator @{ kind = 'error-event'; on = 'stream'; afterChunks = 2; body = $Data }
        $conversation = New-GigaChatConversation
        $e = Get-ErrorOf { Invoke-GigaChat 'вопрос' -Stream -ApiVersion $Version -Conversation $conversation -ErrorAction Stop 6>$null }
        $e.FullyQualifiedErrorId | Should -BeExactly "$Id,GigaChat.Commands.InvokeGigaChatCommand"
        $e.Exception.Message | Should -BeLike "*: $Reason*"
        $e.Exception.ServiceMessage | Should -BeExactly $Reason
        $e.Exception.PartialReply.Text | Should -BeExactly 'одно два'
        $conversation.Count | Should -Be 0
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }
}
