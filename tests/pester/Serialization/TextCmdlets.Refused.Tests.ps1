# What the cmdlets that take texts refuse: each item by itself where the others can go on.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe '<_>' -ForEach 'Measure-GigaChatToken', 'New-GigaChatEmbedding', 'Start-GigaChatBatch', 'Test-GigaChatAIText' {
    BeforeEach {
        Reset-Emulator $emulator
        $run = $_
        $long = (1..30 | ForEach-Object { "слово$_" }) -join ' '
    }

    It 'takes no file that is stored with the service for a text' {
        $path = Join-Path $TestDrive 'Договор.txt'
        $long | Set-Content -LiteralPath $path
        $stored = Add-GigaChatFile $path
        $null = Invoke-Control $emulator Delete requests
        $null = $stored, $long | & $run -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotText,*'
        $failures[0].Exception.Message | Should -BeLike '*Договор.txt*'
        $failures[0].TargetObject.Id | Should -Be $stored.Id
        $sent = @(Get-SentRequest $emulator)
        $sent | Should -HaveCount 1
        $sent[0].body | Should -BeLike '*слово30*'
        $sent[0].body | Should -Not -BeLike '*Договор*'
    }

    It 'takes no instructions for the screen for objects' {
        $e = Get-ErrorOf { Get-Process -Id $PID | Format-Table | & $run @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $e.Exception.Message | Should -BeLike '*Out-String*'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}

Describe 'Measure-GigaChatToken -Sum' {
    It 'adds up what has a text, and has an error for what has none' {
        Reset-Emulator $emulator
        'x' | Set-Content -LiteralPath (Join-Path $TestDrive 'a.pdf')
        'один два' | Set-Content -LiteralPath (Join-Path $TestDrive 'a.txt') -NoNewline
        $total = Get-ChildItem -Path $TestDrive -File -Include a.pdf, a.txt -Recurse |
            Measure-GigaChatToken -Sum -ErrorAction SilentlyContinue -ErrorVariable failures
        $total.Characters | Should -Be 8
        $failures.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotText,*'
    }

    It 'counts a reply as its text, and a conversation as those of its messages' {
        Reset-Emulator $emulator
        Add-Answer $emulator @{ text = 'Ответ' }
        $reply = Invoke-GigaChat 'Вопрос'
        ($reply | Measure-GigaChatToken).Text | Should -BeExactly 'Ответ'
        ($reply.Conversation | Measure-GigaChatToken).Text | Should -BeExactly "Вопрос`nОтвет"
    }
}
