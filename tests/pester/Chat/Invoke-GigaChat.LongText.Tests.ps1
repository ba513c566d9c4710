BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate

    # A log whose records have a second line, with a fact in the middle.
    function New-Log([int] $Records) {
        foreach ($i in 1..$Records) {
            "10:00:$i служба: запрос $i выполнен" + ($i -eq [int]($Records / 2) ? ' ФАКТ-середина' : '')
            "   at Служба.Запрос($i)"
        }
    }

    $log = Join-Path $TestDrive 'журнал.log'
    New-Log 100 | Set-Content -LiteralPath $log

    # The parts of a log that were asked about: without the words around them.
    function Get-Material($Questions) { $Questions | ForEach-Object { ($_ -split "`n`n", 3)[2] } }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat -WhenTooLong Split' {
    BeforeEach { Reset-Emulator $emulator }

    It 'asks about each part of a file, then makes one answer' {
        Add-Answer $emulator @{ text = 'всё спокойно'; times = 100 }
        $reply = Invoke-GigaChat 'Что случилось?' -Path $log -WhenTooLong Split -MaximumInputToken 500 -Confirm:$false
        $reply | Should -BeOfType GigaChat.ChatReply
        $count = $reply.Parts.Count
        $count | Should -BeGreaterThan 3
        $questions = @(Get-Question $emulator)
        $material = Get-Material $questions[0..($count - 1)]
        $material -join '' | Should -BeExactly ([System.IO.File]::ReadAllText($log))
        $material | ForEach-Object { $_ | Should -BeLike '10:00:*' }
        @($material -match 'ФАКТ-середина').Count | Should -Be 1
        $questions[0] | Should -BeLike "Что случилось?`n`nМатериал длинный; это часть 1 из $count.*"
        $questions[-1] | Should -BeLike "Что случилось?`n`nМатериал длинный, поэтому*"
        $questions[-1] | Should -Match '\[Част'
        $reply.Parts[1].ToString() | Should -BeLike "2/$($count): *-*"
        $reply.Parts[-1].LastLine | Should -Be 200
        $reply.Source | Should -BeExactly $log
        $sent = Get-SentRequest $emulator '*/chat/completions'
        $reply.Usage.TotalTokens | Should -Be (Get-GigaChatConnection).TokensUsed
        @(Get-SentRequest $emulator '*/tokens/count').Count | Should -BeLessThan 5
        $sent.Count | Should -BeGreaterOrEqual ($count + 1)
    }

    It 'asks several at a time, and the parts stay in their order' {
        Add-Answer $emulator @{ text = 'всё спокойно'; times = 100 }
        $reply = Get-Content $log | Invoke-GigaChat 'Что?' -WhenTooLong Split -MaximumInputToken 500 -ThrottleLimit 4 -Confirm:$false
        $reply.Parts.Number | Should -Be (1..$reply.Parts.Count)
    }

    It 'sends one request where there is room for all of it' {
        $reply = 'строка журнала' | Invoke-GigaChat 'Что случилось?' -WhenTooLong Split
        $reply.Parts | Should -BeNullOrEmpty
        Get-Question $emulator | Should -BeExactly "Что случилось?`n`nстрока журнала"
        Get-SentRequest $emulator '*/tokens/count' | Should -BeNullOrEmpty
    }

    It 'joins the arrays of a schema' {
        foreach ($i in 1..40) { Add-Answer $emulator @{ text = "[`"общая`",`"ошибка $i`"]" } }
        $schema = @{ type = 'array'; items = @{ type = 'string' } }
        $rows = Invoke-GigaChat 'Ошибки?' -Path $log -WhenTooLong Split -MaximumInputToken 500 -Schema $schema -AsObject `
            -Confirm:$false
        $asked = @(Get-Question $emulator).Count
        $rows | Should -Be (@('общая') + (1..$asked | ForEach-Object { "ошибка $_" }))
    }

    It 'a part that fails is one error, and its place is in a warning with the answer' {
        Add-Answer $emulator @{ text = 'первая' }
        Add-Answer $emulator @{ raw = 'не JSON' }
        Add-Answer $emulator @{ text = 'всё спокойно'; times = 100 }
        $reply = Invoke-GigaChat 'Что?' -Path $log -WhenTooLong Split -MaximumInputToken 500 -Confirm:$false `
            -ErrorAction SilentlyContinue -ErrorVariable errors -WarningVariable warnings -WarningAction SilentlyContinue
        $errors.Count | Should -Be 1
        $errors[0].TargetObject | Should -BeOfType GigaChat.ChatPart
        $errors[0].TargetObject.Number | Should -Be 2
        $part = $reply.Parts | Where-Object Error
        $part.Number | Should -Be 2
        $warnings | Should -BeLike "*parts without an answer (1 of $($reply.Parts.Count))*$part"
    }

    It 'says of which parts the answers are not whole' {
        Add-Answer $emulator @{ text = 'первая'; finishReason = 'length' }
        Add-Answer $emulator @{ text = 'всё спокойно'; times = 100 }
        $reply = Invoke-GigaChat 'Что?' -Path $log -WhenTooLong Split -MaximumInputToken 500 -Confirm:$false `
            -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike "*answers about parts (1 of $($reply.Parts.Count)) were cut off*$($reply.Parts[0])"
    }

    It 'asks what it may cost, and without an answer asks the service nothing' {
        $failure = Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $log -WhenTooLong Split -MaximumInputToken 500 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatNotInteractive,*'
        $failure.Exception.Message | Should -Match '\d+ parts would take about \d+ requests and [\d,]+ tokens.*-Confirm:\$false'
        Get-Question $emulator | Should -BeNullOrEmpty
    }

    It 'shows the cost with -WhatIf and sends nothing' {
        $shown = (Invoke-Child $emulator "Invoke-GigaChat 'Что?' -Path '$log' -WhenTooLong Split -MaximumInputToken 500 -WhatIf").Screen
        $shown -join ' ' | Should -Match 'would be split into \d+ parts: about \d+ requests'
        Get-SentRequest $emulator '*/tokens/count' | Should -BeNullOrEmpty
        Get-Question $emulator | Should -BeNullOrEmpty
    }

    It 'refuses what it cannot be used with, before anything is sent' -ForEach @(
        @{ With = @{ Stream = $true }; Text = '*-Stream*' }
        @{ With = @{ AsChunk = $true }; Text = '*-AsChunk*' }
        @{ With = @{ Function = { 1 } }; Text = '*-Function*' }
    ) {
        $failure = Get-ErrorOf { 'текст' | Invoke-GigaChat 'Что?' -WhenTooLong Split @With }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $failure.Exception.Message | Should -BeLike $Text
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }

    It 'needs a prompt, a conversation goes on with its reply alone' {
        (Get-ErrorOf { 'текст' | Invoke-GigaChat -WhenTooLong Split }).FullyQualifiedErrorId |
            Should -BeLike 'GigaChatPromptRequired,*'
        $talk = New-GigaChatConversation
        (Get-ErrorOf { 'текст' | Invoke-GigaChat 'Что?' -Conversation $talk -WhenTooLong Split }).Exception.Message |
            Should -BeLike '*-Conversation*'
    }

    It 'names what is no text in a file as without it' {
        $path = Join-Path $TestDrive 'двоичный.log'
        [System.IO.File]::WriteAllBytes($path, [byte[]](65, 66, 0, 67, 10))
        (Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $path -WhenTooLong Split }).FullyQualifiedErrorId |
            Should -BeLike 'GigaChatFileNotText,*'
        [System.IO.File]::WriteAllBytes($path, [byte[]](65, 0xE9, 10) + [System.Text.Encoding]::UTF8.GetBytes("строка`n" * 50))
        (Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $path -WhenTooLong Split }).Exception.Message | Should -BeLike '*0xE9*'
    }
}

Describe 'Invoke-GigaChat -WhenTooLong KeepEnd, KeepStart, Error' {
    BeforeEach { Reset-Emulator $emulator }

    It 'sends the end, and says which lines' {
        $null = Invoke-GigaChat 'Что?' -Path $log -WhenTooLong KeepEnd -MaximumInputToken 500 `
            -WarningVariable warnings -WarningAction SilentlyContinue
        $question = Get-Question $emulator
        $text = $question.Substring("Что?`n`n".Length)
        $text | Should -BeLike '10:00:*'
        [System.IO.File]::ReadAllText($log).EndsWith($text, 'Ordinal') | Should -BeTrue
        $text.Length | Should -BeGreaterThan 1000
        $first = 200 - $text.Split("`n").Count + 2
        $warnings | Should -BeExactly "$log is too long for one request: only its end was sent, lines $first to 200."
    }

    It 'sends the beginning of what is piped' {
        $null = Get-Content $log | Invoke-GigaChat 'Что?' -WhenTooLong KeepStart -MaximumInputToken 500 -WarningAction SilentlyContinue
        Get-Question $emulator | Should -BeLike "Что?`n`n10:00:1 служба*"
        (Get-Question $emulator).Length | Should -BeLessThan 2000
    }

    It 'warns of nothing where there is room' {
        $null = 'строка' | Invoke-GigaChat 'Что?' -WhenTooLong KeepEnd -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        Get-Question $emulator | Should -BeExactly "Что?`n`nстрока"
    }

    It 'is an error with the numbers where a limit was given' {
        $failure = Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $log -MaximumInputToken 500 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatTooLarge,*'
        $failure.Exception.Message | Should -Match 'has [\d,]+ tokens, and beside the prompt there is room for \d+.*-WhenTooLong Split'
        Get-Question $emulator | Should -BeNullOrEmpty
    }

    It 'is the same error where the material is piped: <Name>' -ForEach @(
        @{ Name = 'more than the limit'; With = @{ MaximumInputToken = 500 }; Id = 'GigaChatTooLarge' }
        @{
            Name = 'no room beside the instructions'; With = @{ MaximumInputToken = 100; SystemPrompt = 'а ' * 900 }
            Id = 'GigaChatTooLarge'
        }
        @{ Name = 'nobody to ask'; With = @{ MaximumInputToken = 500; WhenTooLong = 'Split' }; Id = 'GigaChatNotInteractive' }
        @{ Name = 'a preview'; With = @{ MaximumInputToken = 500; WhatIf = $true }; Id = 'GigaChatTooLarge' }
    ) {
        $failure = Get-ErrorOf { Get-Content -LiteralPath $log | Invoke-GigaChat 'Что?' @With }
        $failure.FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.InvokeGigaChatCommand"
        Get-Question $emulator | Should -BeNullOrEmpty
    }

    It 'is an error of its own kind where prompt and material are too much together' {
        $failure = Get-ErrorOf { 'а' * 4000000 | Invoke-GigaChat 'Что это такое?' }
        $failure.FullyQualifiedErrorId | Should -Be 'GigaChatTooLarge,GigaChat.Commands.InvokeGigaChatCommand'
    }

    It 'leaves it to the service where nothing was asked for' {
        Set-Emulator $emulator @{ contextTokens = 100 }
        $failure = Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $log }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatTooLarge,*'
        $failure.Exception.Message | Should -BeLike '*-WhenTooLong Split*'
        Get-SentRequest $emulator '*/tokens/count' | Should -BeNullOrEmpty
    }

    It 'takes what fits by the service''s count' {
        Set-Emulator $emulator @{ contextTokens = 500 }
        $null = Invoke-GigaChat 'Что?' -Path $log -WhenTooLong KeepEnd -MaximumInputToken 500 -WarningAction SilentlyContinue
        Add-Answer $emulator @{ text = 'всё спокойно'; times = 100 }
        $reply = Invoke-GigaChat 'Что?' -Path $log -WhenTooLong Split -MaximumInputToken 500 -Confirm:$false
        $reply.Parts.Count | Should -BeGreaterThan 3
        $reply.Parts | Where-Object Error | Should -BeNullOrEmpty
    }
}
