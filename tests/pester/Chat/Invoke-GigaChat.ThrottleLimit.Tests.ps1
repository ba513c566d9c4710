BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -With @{ Name = 'Лицо' }
    Connect-Emulator $emulator -Corporate -With @{ Name = 'Узкая'; MaximumConcurrency = 3 }
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat without -ThrottleLimit' {
    BeforeEach {
        Reset-Emulator $emulator
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 300; times = 20 }
        $PSDefaultParameterValues = @{}
    }

    It 'sends as many at a time as <Connection> allows, in order' -ForEach @(
        @{ Connection = 'Default'; Most = 10 }, @{ Connection = 'Узкая'; Most = 3 }, @{ Connection = 'Лицо'; Most = 1 }
    ) {
        $asked = 1..12 | ForEach-Object { "вопрос $_" }
        ($asked | Invoke-GigaChat -Connection $Connection).Text | Should -BeExactly ($asked | ForEach-Object { "Эхо: $_" })
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be $Most
    }

    It 'sends one after the other <Name>' -ForEach @(
        @{ Name = 'in a stream'; With = @{ Stream = $true } }
        @{ Name = 'in pieces'; With = @{ AsChunk = $true } }
        @{ Name = 'in a conversation'; With = @{ Conversation = '' } }
        @{ Name = 'where functions are called'; With = @{ Function = 'Get-Date'; InvokeFunction = $true } }
    ) {
        if ($With.Contains('Conversation')) { $With.Conversation = New-GigaChatConversation }
        $null = 'раз', 'два', 'три' | Invoke-GigaChat @With 6> $null
        $state = Invoke-Control $emulator Get state
        $state.maxChatsInFlight | Should -Be 1
        @(Get-SentRequest $emulator '*/chat/completions') | Should -HaveCount 3
    }
}

Describe 'Invoke-GigaChat -ThrottleLimit' {
    BeforeEach { Reset-Emulator $emulator }

    It 'keeps the order of the input where answers come in another' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 1000 }
        $replies = 1..12 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 4
        $replies.Source | Should -BeExactly (1..12 | ForEach-Object { "вопрос $_" })
        $replies.Text | Should -BeExactly (1..12 | ForEach-Object { "Эхо: вопрос $_" })
        # The first four begin together. One of them was slow, and another was answered before it. A timer
        # may end some milliseconds early: its clock is coarser than that of the measured duration.
        $milliseconds = $replies[0..3].Duration.TotalMilliseconds | Measure-Object -Minimum -Maximum
        $milliseconds.Maximum | Should -BeGreaterOrEqual 950
        $milliseconds.Minimum | Should -BeLessThan 950
    }

    It 'has so many requests under way, and no more' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 100; times = 12 }
        $null = 1..12 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 4
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be 4
    }

    It 'does not go beyond what the connection lets through, and shows that with -Verbose' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 50; times = 9 }
        $all = 1..9 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 8 -Connection 'Узкая' -Verbose 4>&1
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be 3
        $all | Where-Object { "$_" -like '*-MaximumConcurrency*' } | Should -HaveCount 1
    }

    It 'asks one after the other for an individual' {
        $replies = 1..6 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 4 -Connection 'Лицо'
        $replies | Should -HaveCount 6
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be 1
        Get-SentRequest $emulator '*/chat/completions' | Where-Object status -EQ 429 | Should -BeNullOrEmpty
    }

    It 'shares the connection''s limit with other runspaces' {
        $module = $ModulePath
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 50; times = 8 }
        $texts = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            "а $_", "б $_" | Invoke-GigaChat -ThrottleLimit 2 -Connection 'Узкая' | ForEach-Object Text
        }
        $texts | Should -HaveCount 8
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be 3
    }

    It 'reports a bad item in its place and goes on' {
        $replies = 'раз', '', 'три', ' ', 'пять' | Invoke-GigaChat -ThrottleLimit 2 -ErrorAction SilentlyContinue -ErrorVariable failures
        $replies.Source | Should -BeExactly 'раз', 'три', 'пять'
        $failures.TargetObject | Should -BeExactly '', ' '
        $failures.FullyQualifiedErrorId | Select-Object -Unique |
            Should -Be 'GigaChatPromptRequired,GigaChat.Commands.InvokeGigaChatCommand'
    }

    It 'names the item that the service refused' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 422 }
        $replies = 1..6 | ForEach-Object { "вопрос $_" } |
            Invoke-GigaChat -ThrottleLimit 3 -ErrorAction SilentlyContinue -ErrorVariable failures
        $replies | Should -HaveCount 5
        $failures | Should -HaveCount 1
        @($replies.Source) + $failures.TargetObject | Sort-Object | Should -BeExactly (1..6 | ForEach-Object { "вопрос $_" })
    }

    It 'ends the pipeline where the sign-in has failed' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 401; times = 100 }
        $made = [ref] 0
        $failure = Get-ErrorOf {
            1..100 | ForEach-Object { $made.Value = $_; "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 2 -ErrorAction SilentlyContinue
        }
        $failure.FullyQualifiedErrorId | Should -Be 'GigaChatAuthenticationFailed,GigaChat.Commands.InvokeGigaChatCommand'
        $failure.TargetObject | Should -BeExactly 'вопрос 1'
        $made.Value | Should -BeLessThan 100
        (Wait-Emulator $emulator @{ inFlight = 0 }).inFlight | Should -Be 0
    }

    It 'takes files, objects one by one, and replies to go on with' {
        $path = Join-Path $TestDrive 'а.log'
        'текст' | Set-Content -LiteralPath $path -NoNewline
        $first = Invoke-GigaChat -Path $path, $path 'Что?' -ThrottleLimit 2
        $second = [pscustomobject]@{ а = 1 }, [pscustomobject]@{ а = 2 } | Invoke-GigaChat 'Что?' -PerItem -ThrottleLimit 2
        $third = $first | Invoke-GigaChat 'А ещё?' -ThrottleLimit 2
        $first.Text | Should -BeExactly "Эхо: Что?`n`nтекст", "Эхо: Что?`n`nтекст"
        $second.Source.а | Should -Be 1, 2
        $third | ForEach-Object { $_.Conversation.Count } | Should -Be 4, 4
    }

    It 'reads no further ahead than it must' {
        $made = [ref] 0
        $null = 1..1000 | ForEach-Object { $made.Value = $_; "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 2 | Select-Object -First 1
        $made.Value | Should -BeLessOrEqual 9
    }

    It 'takes two thousand prompts in one pipeline' {
        Set-Emulator $emulator @{ recordRequests = $false }
        $replies = 1..2000 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat -ThrottleLimit 8
        $replies | Should -HaveCount 2000
        0..1999 | Where-Object { $replies[$_].Text -cne "Эхо: вопрос $($_ + 1)" } | Should -BeNullOrEmpty
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -BeLessOrEqual 8
    }
}
