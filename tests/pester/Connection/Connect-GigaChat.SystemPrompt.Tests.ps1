# Instructions for all prompts over a connection.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    function Get-SystemPrompt { (Get-LastChat $emulator).messages | Where-Object role -EQ system | ForEach-Object content }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Connect-GigaChat -SystemPrompt' {
    BeforeEach {
        Clear-Session $emulator
        Connect-Emulator $emulator -Corporate -With @{ SystemPrompt = 'Отвечай', 'кратко.' }
    }

    It 'stands before prompts that have none of their own' {
        $reply = Invoke-GigaChat 'Раз'
        Get-SystemPrompt | Should -BeExactly "Отвечай`nкратко."
        $null = 'а', 'б' | Invoke-GigaChat 'Два' -PerItem -Stream 6> $null
        Get-SystemPrompt | Should -BeExactly "Отвечай`nкратко."
        $null = $reply | Invoke-GigaChat 'Три'
        @(Get-SystemPrompt) | Should -HaveCount 1
        $null = Invoke-GigaChat 'Четыре' -SystemPrompt 'Стихами'
        Get-SystemPrompt | Should -BeExactly 'Стихами'
    }

    It 'leaves conversations and pictures alone' {
        $null = Invoke-GigaChat 'Раз' -Conversation (New-GigaChatConversation 'Подробно')
        Get-SystemPrompt | Should -BeExactly 'Подробно'
        $null = Invoke-GigaChat 'Раз' -Conversation (New-GigaChatConversation)
        Get-SystemPrompt | Should -BeNullOrEmpty
        $null = New-GigaChatImage 'Нарисуй кота' -Destination (Join-Path $TestDrive 'кот.jpg')
        Get-SystemPrompt | Should -BeNullOrEmpty
    }

    It 'goes with version 2 of the API, with -WhatIf, and with batches' {
        $null = Invoke-GigaChat 'Раз' -ApiVersion V2
        (Get-SentRequest $emulator '/v2/*' | Select-Object -Last 1).body | Should -Match 'Отвечай\\nкратко'
        $shown = Invoke-GigaChat 'Раз' -WhatIf -Verbose 4>&1
        "$shown" | Should -Match 'Отвечай'
        $batch = 'Раз' | Start-GigaChatBatch
        (Get-SentRequest $emulator '*/batches*' | Select-Object -Last 1).body | Should -Match 'Отвечай\\nкратко'
        $batch.SystemPrompt | Should -BeExactly "Отвечай`nкратко."
        ('Раз' | Start-GigaChatBatch -SystemPrompt 'Стихами').SystemPrompt | Should -BeExactly 'Стихами'
        ('Раз' | Start-GigaChatBatch -Method Embedding).SystemPrompt | Should -BeNullOrEmpty
    }

    It 'is shown with the connection, and is not another connection''s' {
        (Get-GigaChatConnection).SystemPrompt | Should -BeExactly "Отвечай`nкратко."
        Get-GigaChatConnection | Out-String | Should -Match 'SystemPrompt +: Отвечай'
        Connect-Emulator $emulator -With @{ Name = 'Другое' }
        $null = Invoke-GigaChat 'Раз' -Connection 'Другое'
        Get-SystemPrompt | Should -BeNullOrEmpty
        Get-GigaChatConnection Другое | Out-String | Should -Not -Match 'SystemPrompt'
    }
}
