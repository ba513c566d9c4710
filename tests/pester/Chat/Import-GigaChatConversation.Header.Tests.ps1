# The session id of a file becomes a header of each request.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator

    function Write-Conversation([string] $SessionId) {
        $path = Join-Path $TestDrive 'беседа.json'
        @{ format = 'GigaChat conversation'; version = 1; session_id = $SessionId; messages = @(
                @{ role = 'user'; content = 'Привет' }; @{ role = 'assistant'; content = 'Да' }) } |
            ConvertTo-Json -Depth 4 | Set-Content -LiteralPath $path
        $path
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Import-GigaChatConversation with a session id of somebody else' {
    BeforeEach {
        Clear-Session $emulator
        Connect-Emulator $emulator
    }
    AfterAll { Disconnect-GigaChat -All }

    It 'refuses <Name>' -ForEach @(
        @{
            Name = 'a second request'
            Id = "x`r`nContent-Length: 0`r`n`r`nPOST /v1/files/00000000-0000-0000-0000-000000000001/delete HTTP/1.1`r`nHost: a`r`nX: y"
        }
        @{ Name = 'a second header'; Id = "x`nX-Client-ID: чужой" }
        @{ Name = 'a terminal sequence'; Id = "x`e]52;c;cGxhbnRlZA==`a" }
        @{ Name = 'an endless one'; Id = 'x' * 10000 }
    ) {
        $e = Get-ErrorOf { Import-GigaChatConversation -Path (Write-Conversation $Id) | Invoke-GigaChat -Prompt 'Привет' }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatConversationInvalid,GigaChat.Commands.ImportGigaChatConversationCommand'
        $e.Exception.Message | Should -Not -Match "[`e`r`n]"
        Get-SentRequest $emulator '/v1/*' | Should -BeNullOrEmpty
    }

    It 'takes a Cyrillic one' {
        $talk = Import-GigaChatConversation -Path (Write-Conversation 'Отчёт № 5')
        $null = Invoke-GigaChat 'Привет' -Conversation $talk
        (Get-SentRequest $emulator '*/chat/completions').headers.'X-Session-ID' | Should -Be 'Отчёт № 5'
    }
}
