BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $text = "Первая строка — «ёлка» 😀`nвторая строка`n`n- пункт"
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat -Stream' {
    BeforeEach { Reset-Emulator $emulator }

    It 'asks for a stream' {
        $null = Invoke-GigaChat 'Привет' -Stream 6>$null
        (Get-LastChat $emulator).stream | Should -BeTrue
        (Get-SentRequest $emulator '*/chat/completions').headers.Accept | Should -BeExactly 'text/event-stream'
    }

    It 'shows the text exactly, on the information stream, in pieces; then comes the reply' {
        Add-Answer $emulator @{ text = $text; chunks = 7 }
        $all = @(Invoke-GigaChat 'Расскажи' -Stream 6>&1)
        $reply = $all[-1]
        $reply | Should -BeOfType 'GigaChat.ChatReply'
        $reply.Text | Should -BeExactly $text
        $records = $all[0..($all.Count - 2)]
        $records | ForEach-Object { $_.Tags | Should -BeExactly 'PSHOST' }
        # Seven pieces, and the end of the last line.
        $records.Count | Should -Be 8
        -join $records.MessageData.Message | Should -BeExactly $text
        $records.MessageData.NoNewLine | Should -Be (@($true) * 7 + $false)
    }

    It 'ends no line that has ended' {
        Add-Answer $emulator @{ text = "строка`n"; chunks = 1 }
        $records = Invoke-GigaChat 'Расскажи' -Stream 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        @($records).MessageData.Message | Should -BeExactly "строка`n"
    }

    It 'puts letters together that arrive in halves' {
        Set-Emulator $emulator @{ splitUtf8 = $true; chunkLength = 3 }
        Add-Answer $emulator @{ text = $text }
        (Invoke-GigaChat 'Расскажи' -Stream -InformationVariable records 6>$null).Text | Should -BeExactly $text
        -join $records.MessageData.Message | Should -BeExactly $text
    }

    It 'gives the same reply as without' {
        $whole = Invoke-GigaChat 'Привет' -SystemPrompt 'Кратко'
        $streamed = Invoke-GigaChat 'Привет' -SystemPrompt 'Кратко' -Stream 6>$null
        foreach ($property in 'Text', 'Model', 'FinishReason', 'Usage', 'Source') { $streamed.$property | Should -Be $whole.$property }
        $streamed.Conversation.Messages.Content | Should -BeExactly $whole.Conversation.Messages.Content
        $last = (Get-SentRequest $emulator '*/chat/completions')[-1]
        $streamed.SessionId | Should -BeExactly $last.headers.'X-Session-ID'
        $streamed.RequestId | Should -Not -BeNullOrEmpty
        $streamed.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'keeps the thoughts of a reasoning model apart' {
        Add-Answer $emulator @{ text = 'Ответ'; reasoning = 'Сначала подумаю' }
        $reply = Invoke-GigaChat 'Расскажи' -Stream -InformationVariable records 6>$null
        $reply.Reasoning | Should -BeExactly 'Сначала подумаю'
        -join $records.MessageData.Message | Should -BeExactly 'Ответ'
    }

    It 'streams one prompt after the other, each on lines of its own' {
        $replies = 'раз', 'два' | Invoke-GigaChat -Stream -InformationVariable records 6>$null
        $replies.Text | Should -BeExactly 'Эхо: раз', 'Эхо: два'
        $shown = -join ($records.MessageData | ForEach-Object { $_.Message; if (-not $_.NoNewLine) { "`n" } })
        $shown | Should -BeExactly "Эхо: раз`nЭхо: два`n"
    }

    It 'keeps its connection for the next request' {
        $null = Invoke-GigaChat 'раз' -Stream 6>$null
        Reset-Emulator $emulator
        # So the end of the transfer comes after the last event, not with it.
        Set-Emulator $emulator @{ splitUtf8 = $true }
        $null = 1..5 | ForEach-Object { Invoke-GigaChat "вопрос $_" -Stream 6>$null }
        (Invoke-Control $emulator Get state).connectionsOpened | Should -Be 0
    }
}

BeforeDiscovery {
    $once = @(
        'Invoke-GigaChat "вопрос" -Stream'
        'Invoke-GigaChat "вопрос" -Stream 6>$null'
        'Invoke-GigaChat "вопрос" -Stream -InformationAction Ignore'
        'function Ask { Invoke-GigaChat $args[0] -Stream }; Ask "вопрос"'
        'function Ask { Invoke-GigaChat $args[0] -Stream }; Ask "вопрос" 6>$null'
        'Invoke-GigaChat "вопрос" -Stream | Tee-Object -Variable kept'
        '$reply = Invoke-GigaChat "вопрос" -Stream'
    )
    $elsewhere = @(
        'Invoke-GigaChat "вопрос" -Stream > $file'
        'Invoke-GigaChat "вопрос" -Stream | Out-File $file'
        'Invoke-GigaChat "вопрос" -Stream | Set-Content $file'
        'Invoke-GigaChat "вопрос" -Stream | Tee-Object -FilePath $file'
        'function Ask { Invoke-GigaChat $args[0] -Stream }; Ask "вопрос" | Out-String | Set-Content $file'
    )
}

Describe 'A streamed reply on the screen' -ForEach @{ codes = $once + $elsewhere } {
    BeforeAll {
        # One PowerShell for all: each writes between two marks, and has a file of its own.
        $places = @{}
        $lines = foreach ($code in $codes) {
            $places[$code] = Join-Path $TestDrive "$($places.Count).txt"
            "`$file = '$($places[$code])'; '<<<'; $code; '>>>'"
        }
        $child = Invoke-Child $emulator ($lines -join "`n")
        $child.Errors | Should -BeNullOrEmpty
        $screens = @([regex]::Matches($child.Screen, '(?s)<<<\n(.*?)>>>\n') | ForEach-Object { $_.Groups[1].Value })
        $screens | Should -HaveCount $codes.Count
    }

    BeforeEach { Reset-Emulator $emulator }

    It 'is seen once: <_>' -ForEach $once {
        $screens[$codes.IndexOf($_)].Trim() | Should -BeExactly 'Эхо: вопрос'
    }

    It 'goes to a file or a string whole, though it was on the screen: <_>' -ForEach $elsewhere {
        $screens[$codes.IndexOf($_)].Trim() | Should -BeExactly 'Эхо: вопрос'
        (Get-Content -LiteralPath $places[$_] -Raw).Trim() | Should -BeExactly 'Эхо: вопрос'
    }

    It 'is seen again where it is asked for again' {
        $child = Invoke-Child $emulator '$reply = Invoke-GigaChat "вопрос" -Stream; "и:"; $reply'
        $child.Screen | Should -Match '^Эхо: вопрос\nи:\n+Эхо: вопрос\n+$'
    }

    It 'is followed by its warning on a line of its own' {
        Add-Answer $emulator @{ text = 'обрывок'; finishReason = 'length' }
        $child = Invoke-Child $emulator 'Invoke-GigaChat "вопрос" -Stream'
        $child.Screen | Should -Match '^обрывок\nWARNING: .*-MaxTokens'
    }

    It 'ends its line before the error where it broke off' {
        Add-Fault $emulator @{ kind = 'cut-stream'; on = 'stream'; afterChunks = 1 }
        Add-Answer $emulator @{ text = 'начало и конец'; chunks = 2 }
        $child = Invoke-Child $emulator 'Invoke-GigaChat "вопрос" -Stream; "после"'
        $child.Screen | Should -Match '^начало \nпосле\n$'
        $child.Errors | Should -Match 'interrupted after 7 characters'
    }
}

Describe 'Invoke-GigaChat -AsChunk' {
    BeforeEach { Reset-Emulator $emulator }

    It 'writes the pieces; the last one has the reason of the end and the usage' {
        Add-Answer $emulator @{ text = $text; chunks = 5 }
        $chunks = Invoke-GigaChat 'Расскажи' -AsChunk
        $chunks | Should -HaveCount 6
        $chunks | ForEach-Object { $_ | Should -BeOfType 'GigaChat.ChatChunk' }
        -join $chunks.Text | Should -BeExactly $text
        -join $chunks | Should -BeExactly $text
        $chunks.Index | Should -Be (0..5)
        $chunks[0..4] | ForEach-Object { $_.FinishReason, $_.Usage | Should -Be $null, $null }
        $chunks[5].FinishReason | Should -BeExactly 'stop'
        $chunks[5].Usage.CompletionTokens | Should -BeGreaterThan 0
    }

    It 'shows nothing by itself' {
        $null = Invoke-GigaChat 'Привет' -AsChunk -InformationVariable records
        $records | Should -BeNullOrEmpty
    }

    It 'writes a piece as soon as it is there' {
        Add-Answer $emulator @{ text = 'одно два три'; chunks = 3 }
        Add-Fault $emulator @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 2 }
        $chunks = Invoke-GigaChat 'Расскажи' -AsChunk | Select-Object -First 2
        -join $chunks | Should -BeExactly 'одно два'
    }

    It 'warns of an answer cut by length' {
        $null = Invoke-GigaChat 'это длинный вопрос' -AsChunk -MaxTokens 1 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
    }
}
