BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A reply' {
    BeforeEach { Reset-Emulator $emulator }

    Context 'its properties' {
        It 'has model, reason of the end, usage, ids and duration' {
            $reply = Invoke-GigaChat 'четыре слова о погоде'
            $sent = Get-SentRequest $emulator '*/chat/completions'
            $reply | Should -BeOfType 'GigaChat.ChatReply'
            $reply.Model | Should -Match '^GigaChat:'
            $reply.FinishReason | Should -BeExactly 'stop'
            # The emulator counts a token for every four letters.
            $reply.Usage.PromptTokens | Should -Be 6
            $reply.Usage.CompletionTokens | Should -Be 7
            $reply.Usage.TotalTokens | Should -Be 13
            $reply.Usage.CachedTokens | Should -Be 0
            $reply.SessionId | Should -BeExactly $sent.headers.'X-Session-ID'
            [guid]::TryParse($reply.RequestId, [ref] [guid]::Empty) | Should -BeTrue
            $reply.Duration | Should -BeGreaterThan ([timespan]::Zero)
            $reply.Duration | Should -BeLessThan ([timespan]::FromSeconds(30))
        }

        It 'counts the time from its sending, not the wait for a place: <name>' -ForEach @(
            @{ name = 'whole'; with = @{} }
            @{ name = 'streamed'; with = @{ Stream = $true } }
        ) {
            Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 1000 }
            $shell = [powershell]::Create().AddScript('param($module) Import-Module $module; Invoke-GigaChat "первый"').AddArgument(
                "$ModulePath")
            $running = $shell.BeginInvoke()
            try {
                $null = Wait-Emulator $emulator @{ inFlight = 1 }
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $reply = Invoke-GigaChat 'второй' @with 6>$null
                $watch.ElapsedMilliseconds | Should -BeGreaterThan 700
                $reply.Duration.TotalMilliseconds | Should -BeLessThan 700
                $shell.EndInvoke($running).Text | Should -BeExactly 'Эхо: первый'
            }
            finally { $shell.Dispose() }
        }

        It 'has the thoughts of a reasoning model' {
            Add-Answer $emulator @{ text = 'Ответ'; reasoning = 'Сначала подумаю' }
            $reply = Invoke-GigaChat 'Расскажи' -ReasoningEffort High
            "$reply" | Should -BeExactly 'Ответ'
            $reply.Reasoning | Should -BeExactly 'Сначала подумаю'
        }

        It 'adds what was spent to the connection' {
            $before = Get-GigaChatConnection
            $requests, $tokens = $before.RequestCount, $before.TokensUsed
            $reply = Invoke-GigaChat 'Привет'
            (Get-GigaChatConnection).RequestCount | Should -Be ($requests + 1)
            (Get-GigaChatConnection).TokensUsed | Should -Be ($tokens + $reply.Usage.TotalTokens)
        }

        It 'warns of an answer cut by length, once' {
            $reply = Invoke-GigaChat 'это длинный вопрос' -MaxTokens 2 -WarningVariable warnings -WarningAction SilentlyContinue
            $reply.FinishReason | Should -BeExactly 'length'
            $reply.Text | Should -BeExactly 'Эхо: это'
            $warnings | Should -HaveCount 1
            $warnings[0].Message | Should -Match '-MaxTokens'
        }

        It 'warns of a refused topic' {
            Add-Answer $emulator @{ text = 'Не люблю менять тему.'; finishReason = 'blacklist' }
            $reply = Invoke-GigaChat 'Расскажи' -WarningVariable warnings -WarningAction SilentlyContinue
            $reply.Text | Should -BeExactly 'Не люблю менять тему.'
            $warnings | Should -HaveCount 1
            $warnings[0].Message | Should -Match 'blacklist'
        }
    }

    Context 'is text where text is wanted' {
        BeforeAll {
            $text = "Первая строка — «ёлка»`n`n  вторая, с отступом"
            function Get-Reply([string] $Text) {
                Add-Answer $emulator @{ text = $Text }
                Invoke-GigaChat 'Расскажи'
            }
        }

        It 'in a string, a match, a comparison and a switch' {
            $reply = Get-Reply $text
            "$reply" | Should -BeExactly $text
            $reply -match '«(\w+)»' | Should -BeTrue
            $Matches[1] | Should -BeExactly 'ёлка'
            $reply -split "`n" | Should -HaveCount 3
            "$text" -eq $reply | Should -BeTrue
            [string]::IsNullOrEmpty($reply) | Should -BeFalse
        }

        It 'for Set-Content, exactly' {
            $path = Join-Path $TestDrive 'ответ.txt'
            Get-Reply $text | Set-Content -LiteralPath $path -NoNewline
            [System.IO.File]::ReadAllText($path) | Should -BeExactly $text
        }

        It 'for ">" and Out-File: its lines as they are, however long' {
            $long = ('очень длинная строка ответа ' * 20).Trim()
            $path = Join-Path $TestDrive 'длинный.txt'
            $reply = Get-Reply "$long`n$text"
            $reply > $path
            (Get-Content -LiteralPath $path -Raw).Trim() -replace "`r" | Should -BeExactly "$long`n$text"
            $reply | Out-File -LiteralPath $path
            (Get-Content -LiteralPath $path -Raw).Trim() -replace "`r" | Should -BeExactly "$long`n$text"
        }

        It 'for ConvertFrom-Json, Select-String and a parameter of type string' {
            (Get-Reply '{"город": "Париж", "население": 2}' | ConvertFrom-Json).город | Should -BeExactly 'Париж'
            (Get-Reply $text | Select-String 'ёлка').Matches.Value | Should -BeExactly 'ёлка'
            (Get-Reply '1,2' | ConvertFrom-Csv -Header а, б).б | Should -Be 2
        }
    }

    Context 'elsewhere' {
        BeforeAll {
            $secrets = {
                $emulator.authorizationKey
                $emulator.clientSecret
                (Get-SentRequest $emulator '*/chat/completions')[-1].headers.Authorization -replace '^\w+ '
            }
        }

        It 'as JSON has its text, its history and no secret' {
            $json = Invoke-GigaChat 'Привет' -SystemPrompt 'Кратко' | ConvertTo-Json -Depth 5
            $copy = $json | ConvertFrom-Json
            $copy.Text | Should -BeExactly 'Эхо: Привет'
            $copy.Usage.TotalTokens | Should -BeGreaterThan 0
            $copy.Conversation.Messages.Content | Should -BeExactly 'Кратко', 'Привет', 'Эхо: Привет'
            foreach ($secret in & $secrets) { $json | Should -Not -Match ([regex]::Escape($secret)) }
        }

        It 'through Export-Clixml keeps its properties, and no secret' {
            $path = Join-Path $TestDrive 'ответ.xml'
            Invoke-GigaChat 'Привет' | Export-Clixml -LiteralPath $path
            $copy = Import-Clixml -LiteralPath $path
            $copy.PSTypeNames | Should -Contain 'Deserialized.GigaChat.ChatReply'
            $copy.Text | Should -BeExactly 'Эхо: Привет'
            $copy.Usage.TotalTokens | Should -BeGreaterThan 0
            "$copy" | Should -BeExactly 'Эхо: Привет'
            foreach ($secret in & $secrets) { Get-Content -LiteralPath $path -Raw | Should -Not -Match ([regex]::Escape($secret)) }
        }

        It 'from a job keeps its text' {
            $before = $env:TMPDIR
            try {
                # The process is killed in the end, and the sockets of its runtime stay.
                $env:TMPDIR = $TestDrive
                $reply = Start-Job -ArgumentList $ModulePath, $emulator.authorizationKey, (Get-ConnectParameter $emulator) {
                    param($path, $key, $parameters)
                    Import-Module $path
                    Connect-GigaChat -AuthorizationKey $key @parameters
                    Invoke-GigaChat 'из задания'
                } | Receive-Job -Wait -AutoRemoveJob
            }
            finally { $env:TMPDIR = $before }
            $reply.Text | Should -BeExactly 'Эхо: из задания'
            "$reply" | Should -BeExactly 'Эхо: из задания'
        }

        It 'from a thread job and from -Parallel is the reply itself, by the connection of this process' {
            $module = $ModulePath
            $replies = @(
                Start-ThreadJob { Import-Module $using:module; Invoke-GigaChat 'из потока' } | Receive-Job -Wait -AutoRemoveJob
                'параллельно' | ForEach-Object -Parallel { Import-Module $using:module; Invoke-GigaChat $_ }
            )
            $replies | ForEach-Object { $_ | Should -BeOfType 'GigaChat.ChatReply' }
            $replies.Text | Should -BeExactly 'Эхо: из потока', 'Эхо: параллельно'
        }
    }
}
