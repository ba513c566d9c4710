BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator

    # Runs Enter-GigaChat in a shell of its own, types these lines, and returns what it wrote.
    function Invoke-Chat([string[]] $Line, [string] $Command = 'Enter-GigaChat', [string[]] $Option = @()) {
        $script = Join-Path $TestDrive 'chat.ps1'
        @"
[Console]::InputEncoding = [Console]::OutputEncoding = [Text.UTF8Encoding]::new()
Import-Module '$ModulePath'
`$PSStyle.OutputRendering = 'PlainText'
Connect-GigaChat -AuthorizationKey $($emulator.authorizationKey) -BaseUri $($emulator.baseUri) -AuthUri $($emulator.authUri) ``
    -CertificateAuthorityPath '$($emulator.caPath)' -NoProxy
$Command
"@ | Set-Content -LiteralPath $script
        $start = New-PowerShellStartInfo (@('-NoProfile') + $Option + @('-File', $script))
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.StandardInputEncoding = $start.StandardOutputEncoding = $start.StandardErrorEncoding = [Text.UTF8Encoding]::new()
        $start.WorkingDirectory = $TestDrive
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $output = $process.StandardOutput.ReadToEndAsync()
            $errors = $process.StandardError.ReadToEndAsync()
            foreach ($text in $Line) { $process.StandardInput.WriteLine($text) }
            $process.StandardInput.Close()
            if (-not $process.WaitForExit(30000)) { throw 'The chat did not end.' }
            $output.Result + $errors.Result
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
            $process.Dispose()
        }
    }

    function Get-SentChat {
        Get-SentRequest $emulator '*/chat/completions' | ForEach-Object { $_.body | ConvertFrom-Json }
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Enter-GigaChat' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'answers line by line in one conversation, until /exit' {
        $shown = Invoke-Chat 'Привет!', '', 'Ещё раз', '/exit', 'Этого уже никто не прочтёт'
        $shown | Should -BeLike '*Эхо: Привет!*Эхо: Ещё раз*'
        # Nothing is switched on in what is no terminal.
        $shown | Should -Not -Match '2004'
        [regex]::Matches($shown, '(?m)^\d+ tokens \(').Count | Should -Be 2
        $shown | Should -Match 'This session: \d+ tokens'
        $sent = @(Get-SentChat)
        $sent.Count | Should -Be 2
        $sent[1].stream | Should -BeTrue
        $sent[1].messages.content | Should -Be 'Привет!', 'Эхо: Привет!', 'Ещё раз'
    }

    It 'ends where the input ends' {
        Invoke-Chat 'Привет!' | Should -BeLike '*Эхо: Привет!*'
        @(Get-SentChat).Count | Should -Be 1
    }

    It 'changes model and instructions, keeps the messages, and begins anew with /clear' {
        $shown = Invoke-Chat '/system Кратко', 'Раз', '/model GigaChat-2-Max', '/модель', '/system', 'Два', '/clear', 'Три', '/system -',
        'Четыре'
        $shown | Should -BeLike '*GigaChat-2-Max*Кратко*'
        $sent = @(Get-SentChat)
        $sent.model | Should -Be 'GigaChat', 'GigaChat-2-Max', 'GigaChat-2-Max', 'GigaChat-2-Max'
        $sent[1].messages.content | Should -Be 'Кратко', 'Раз', 'Эхо: Раз', 'Два'
        $sent[2].messages.content | Should -Be 'Кратко', 'Три'
        $sent[3].messages.content | Should -Be 'Три', 'Эхо: Три', 'Четыре'
    }

    It 'leaves at exit, and asks nothing for cls' {
        $shown = Invoke-Chat 'cls', 'Раз', 'выход', 'Два'
        $shown | Should -BeLike '*Эхо: Раз*'
        @(Get-SentChat).Count | Should -Be 1
    }

    It 'asks the last question again from where it was asked, and shows tokens' {
        $shown = Invoke-Chat 'Раз', 'Два', '/retry', '/tokens'
        $sent = @(Get-SentChat)
        $sent[2].messages.content | Should -Be 'Раз', 'Эхо: Раз', 'Два'
        $shown | Should -Match '(?s)Last answer: \d+ tokens.*Conversation: \d+ tokens'
        Invoke-Chat '/retry' | Should -BeLike '*no question*'
    }

    It 'loads a conversation and goes on with it' {
        $null = Invoke-Chat 'Раз', '/save "мой разговор.json"'
        Invoke-Chat '/load "мой разговор.json"', 'Два', '/load нет.json' | Should -BeLike '*Loaded*мой разговор.json*2 messages*нет.json*'
        @(Get-SentChat)[-1].messages.content | Should -Be 'Раз', 'Эхо: Раз', 'Два'
    }

    It 'adds files to the next question only, and again where that failed' {
        'порт занят' | Set-Content -LiteralPath (Join-Path $TestDrive 'мой журнал.log') -NoNewline
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'chat'; status = 422 }
        $shown = Invoke-Chat '/file "мой журнал.log"', 'Что там?', 'Что там?', 'Спасибо'
        $shown | Should -BeLike '*мой журнал.log (10 characters)*'
        $sent = @(Get-SentChat | ForEach-Object { $_.messages[-1].content })
        $sent | Should -Be "Что там?`n`n--- мой журнал.log ---`nпорт занят", "Что там?`n`n--- мой журнал.log ---`nпорт занят", 'Спасибо'
    }

    It 'attaches a picture to the next question only' {
        [System.IO.File]::WriteAllBytes((Join-Path $TestDrive 'схема.png'), [byte[]]::new(64))
        Invoke-Chat '/file схема.png', 'Что на ней?', 'Спасибо' | Should -BeLike '*схема.png will be sent with the next question*'
        $sent = @(Get-SentChat)
        $sent[0].messages[0].content | Should -BeExactly 'Что на ней?'
        @($sent[0].messages[0].attachments).Count | Should -Be 1
        $sent[1].messages[-1].PSObject.Properties.Name | Should -Not -Contain 'attachments'
    }

    It 'saves the conversation, and over its own file again' {
        'чужое' | Set-Content -LiteralPath (Join-Path $TestDrive 'чужое.json')
        $shown = Invoke-Chat 'Раз', '/save разговор.json', 'Два', '/save разговор.json', '/save чужое.json', '/save'
        $shown | Should -BeLike '*чужое.json" already exists*Specify a path after /save*'
        (Import-GigaChatConversation -Path (Join-Path $TestDrive 'разговор.json')).Messages.Content |
            Should -Be 'Раз', 'Эхо: Раз', 'Два', 'Эхо: Два'
        Get-Content -LiteralPath (Join-Path $TestDrive 'чужое.json') | Should -BeExactly 'чужое'
    }

    It 'goes on after errors' {
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'chat'; status = 402 }
        $shown = Invoke-Chat 'Раз', '/model Нет', '/file нет.txt', '/foo', '/tool фуу', '/tool фуу', 'Два'
        $shown | Should -BeLike '*Эхо: Два*'
        $shown | Should -BeLike '*used up your paid tokens*Get-GigaChatBalance*"Нет"*Tab after /model*нет.txt*no command /foo*'
        $shown | Should -BeLike '*фуу is not a tool*'
        @(Get-SentChat)[-1].messages.content | Should -Be 'Два'
    }

    It 'shows what had come when a stream broke, and leaves the conversation as it was' {
        $null = Invoke-Control $emulator Post faults @{ kind = 'cut-stream'; on = 'chat' }
        $shown = Invoke-Chat 'Длинный-длинный вопрос', 'Два'
        $shown | Should -BeLike '*interrupted after*'
        @(Get-SentChat)[-1].messages.content | Should -Be 'Два'
    }

    It 'ends with an error where the connection itself is at fault' {
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'any'; status = 401; times = 9 }
        $shown = Invoke-Chat 'Раз',
            'Два' -Command ('Disconnect-GigaChat; Connect-GigaChat -AccessToken xyz -SkipValidation -BaseUri $env:URI; ' +
                'try { Enter-GigaChat } catch { "Ended: $($_.FullyQualifiedErrorId)" }').Replace('$env:URI',
                    "$($emulator.baseUri) -CertificateAuthorityPath '$($emulator.caPath)' -NoProxy")
        $shown | Should -BeLike '*Ended: GigaChatAuthenticationFailed,*'
        @(Get-SentChat).Count | Should -Be 1
    }

    It 'goes on with a conversation, and writes it at the end' {
        $command =
            ('$talk = New-GigaChatConversation -SystemPrompt Кратко; $null = Invoke-GigaChat Раз -Conversation $talk; (Enter-GigaChat ' +
                '-Conversation $talk -PassThru).Messages.Content -join "|"')
        Invoke-Chat 'Два' -Command $command | Should -BeLike '*Кратко|Раз|Эхо: Раз|Два|Эхо: Два*'
    }

    It 'is an error where there is no console to type on, and sends nothing' {
        $shown = Invoke-Chat 'Раз' -Option '-NonInteractive' -Command ('try { Enter-GigaChat } catch { "Ended: ' +
            '$($_.FullyQualifiedErrorId), $($_.CategoryInfo.Category)" }')
        $shown.Trim() | Should -BeLike 'Ended: GigaChatNotInteractive,*InvalidOperation'
        Get-SentChat | Should -BeNullOrEmpty
    }

    It 'is an error in a runspace without a console' {
        $shell = [powershell]::Create().AddScript({
                param($module, $key, $connect)
                Import-Module $module
                $connection = Connect-GigaChat -AuthorizationKey $key @connect -Name Enter -PassThru
                try { Enter-GigaChat -Connection $connection } finally { Disconnect-GigaChat Enter }
            }).AddArgument($ModulePath).AddArgument($emulator.authorizationKey).AddArgument((Get-ConnectParameter $emulator))
        try {
            $null = $shell.Invoke()
            $shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatNotInteractive,*'
        }
        finally { $shell.Dispose() }
    }
}
