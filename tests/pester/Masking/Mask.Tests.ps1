BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe '-Mask' {
    BeforeEach { Reset-Emulator $emulator }

    It 'sends marks and gives back what they stand for' {
        Add-Answer $emulator @{ text = 'Это [EMAIL_1].' }
        $reply = 'письмо от ivan@example.ru' | Invoke-GigaChat 'Кто?' -Mask All
        $reply.Text | Should -BeExactly 'Это ivan@example.ru.'
        (Get-LastChat $emulator).messages[0].content | Should -BeLike '*письмо от [[]EMAIL_1]'
        Add-Answer $emulator @{ text = 'Да, [EMAIL_1]' }
        ($reply | Invoke-GigaChat 'Точно ivan@example.ru?').Text | Should -BeExactly 'Да, ivan@example.ru'
        (Get-LastChat $emulator).messages[2].content | Should -BeExactly 'Точно [EMAIL_1]?'
    }

    It 'masks long material before it is cut' {
        $key = @('-----BEGIN PRIVATE KEY-----') + (1..49 | ForEach-Object { "k$_" + 'a1B2' * 15 }) + '-----END PRIVATE KEY-----'
        $records = 1..400 | ForEach-Object { "2026-11-26 служба: запрос $_ выполнен" }
        $text = Join-Path $TestDrive 'журнал.txt'
        $records + $key + $records[0..39] | Set-Content $text
        foreach ($how in 'Split', 'KeepEnd', 'KeepStart') {
            $mask = @{ WhenTooLong = $how; MaximumInputToken = 2500; Mask = 'All'; WarningAction = 'SilentlyContinue'; Confirm = $false }
            $null = Invoke-GigaChat 'Что?' -Path $text @mask
            $null = Get-Content $text | Invoke-GigaChat 'Что?' @mask
        }
        $sent = (Get-SentRequest $emulator '*/chat/completions').body + (Get-SentRequest $emulator '*/tokens/count').body -join ''
        $sent | Should -Not -Match 'a1B2'
        $sent | Should -Match '\[SECRET_1\]'
    }

    It 'masks a password that is named again' {
        $reply = Invoke-GigaChat 'user=bob password=Hunter2024x' -Mask All
        $null = $reply | Invoke-GigaChat 'Надёжен ли Hunter2024x?'
        (Get-LastChat $emulator).messages[-1].content | Should -BeExactly 'Надёжен ли [SECRET_1]?'
    }

    It 'masks nothing within a mark again' {
        $reply = Invoke-GigaChat 'ticket 123456 of a.b@example.ru' -Mask Email, @{ Ticket = '[0-9]+' }
        $null = $reply | Invoke-GigaChat 'and?'
        (Get-LastChat $emulator).messages[0].content | Should -BeExactly 'ticket [TICKET_1] of [EMAIL_1]'
    }

    It 'leaves the marks with -KeepMask' {
        Add-Answer $emulator @{ text = 'Это [EMAIL_1].' }
        (Invoke-GigaChat 'Кто ivan@example.ru?' -Mask Email -KeepMask).Text | Should -BeExactly 'Это [EMAIL_1].'
    }

    It 'gives back in streams' {
        Add-Answer $emulator @{ text = 'Это [EMAIL_1] и точка'; chunks = 12 }
        $chunks = Invoke-GigaChat 'Кто ivan@example.ru?' -Mask Email -AsChunk
        -join $chunks.Text | Should -BeExactly 'Это ivan@example.ru и точка'
    }

    It 'gives real values to functions and masks what they bring' {
        $script:seen = $null
        function Find-User { param([string] $Mail) $script:seen = $Mail; [pscustomobject]@{ Phone = '+7 916 123-45-67' } }
        Add-Answer $emulator @{ functionCall = @{ name = 'Find-User'; arguments = @{ Mail = '[EMAIL_1]' } } }
        Add-Answer $emulator @{ text = 'Его телефон [PHONE_1]' }
        $reply = Invoke-GigaChat 'Телефон ivan@example.ru?' -Mask All -Function Find-User -InvokeFunction -Confirm:$false
        $script:seen | Should -BeExactly 'ivan@example.ru'
        $reply.Text | Should -BeExactly 'Его телефон +7 916 123-45-67'
        (Get-SentRequest $emulator '*/chat/completions').body -join '' | Should -Not -Match 'ivan@|123-45-67'
    }

    It 'masks text files, and warns of files that are uploaded' {
        $text = Join-Path $TestDrive 'письмо.txt'
        'от ivan@example.ru' | Set-Content $text
        $null = Invoke-GigaChat 'Кто?' -Path $text -Mask All -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        (Get-LastChat $emulator).messages[0].content | Should -Match '\[EMAIL_1\]'
        $picture = Join-Path $TestDrive 'снимок.png'
        [IO.File]::WriteAllBytes($picture, [Convert]::FromBase64String(
                'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))
        $null = Invoke-GigaChat 'Что?' -Path $picture -Mask All -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'снимок\.png'
    }

    It 'shows with -WhatIf what would be sent, masked' {
        $shown = Invoke-InNewProcess { Invoke-GigaChat 'Кто ivan@example.ru?' -Mask All -WhatIf 6>&1 | Out-String }
        $shown -join "`n" | Should -Match 'Кто \[EMAIL_1\]\?'
        $shown -join "`n" | Should -Not -Match 'ivan@'
    }

    It 'exports marks alone' {
        $conversation = New-GigaChatConversation
        $null = Invoke-GigaChat 'Я ivan@example.ru, пароль: Qwerty123' -Conversation $conversation -Mask All
        $path = Join-Path $TestDrive 'беседа.json'
        Export-GigaChatConversation $conversation -Path $path
        Get-Content $path -Raw | Should -Not -Match 'ivan@|Qwerty123'
        Get-Content $path -Raw | Should -Match 'EMAIL_1'
    }

    It 'masks texts for vectors, whose Text stays' {
        $vector = 'от ivan@example.ru' | New-GigaChatEmbedding -Mask Email
        $vector.Text | Should -BeExactly 'от ivan@example.ru'
        ((Get-SentRequest $emulator '*/embeddings').body | ConvertFrom-Json).input | Should -BeExactly 'от [EMAIL_1]'
    }

    It 'masks batches and gives back in their answers' {
        Connect-Emulator $emulator -Corporate -With @{ Name = 'Компания' }
        $batch = 'Кто ivan@example.ru?' | Start-GigaChatBatch -Mask All -Connection Компания
        (Get-SentRequest $emulator '*/batches').body -join '' | Should -Match 'EMAIL_1'
        (Get-SentRequest $emulator '*/batches').body -join '' | Should -Not -Match 'ivan@'
        $reply = $batch | Wait-GigaChatBatch -Connection Компания | Receive-GigaChatBatch -Connection Компания
        $reply.Source | Should -BeExactly 'Кто ivan@example.ru?'
        $reply.Conversation.Messages[0].Content | Should -BeExactly 'Кто [EMAIL_1]?'
    }

    It 'counts for a whole connection, and an empty array switches it off' {
        Connect-Emulator $emulator -With @{ Name = 'Маска'; Mask = 'Email' }
        $null = Invoke-GigaChat 'Я ivan@example.ru, 10.20.30.40' -Connection Маска
        (Get-LastChat $emulator).messages[0].content | Should -BeExactly 'Я [EMAIL_1], 10.20.30.40'
        $null = Invoke-GigaChat 'Я ivan@example.ru' -Connection Маска -Mask @()
        (Get-LastChat $emulator).messages[0].content | Should -BeExactly 'Я ivan@example.ru'
        'ivan@example.ru 10.20.30.40' | Hide-GigaChatText -Connection Маска | Should -BeExactly '[EMAIL_1] 10.20.30.40'
        Get-GigaChatConnection Маска | Out-String | Should -Match 'Mask\s+: Email'
    }
}
