BeforeDiscovery {
    # Script blocks run in a runspace of their own, with $a as what BeforeAll has made.
    $works = @(
        @{ Name = 'a request'; Fault = @{ kind = 'hang-before-headers'; on = 'chat' }; Script = 'Invoke-GigaChat вопрос' }
        @{
            Name = 'an answer without its body'; Fault = @{ kind = 'hang-after-headers'; on = 'chat' }
            Script = 'Invoke-GigaChat вопрос -Conversation $a.Conversation'
        }
        @{
            Name = 'a stream without its first letter'; Fault = @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 0 }
            Script = 'Invoke-GigaChat вопрос -Stream'
        }
        @{
            Name = 'a stream'; Fault = @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 2 }; When = @{ chunksSent = 2 }
            Script = 'Invoke-GigaChat "длинный вопрос для трёх кусков ответа" -AsChunk -Conversation $a.Conversation'
        }
        @{
            Name = 'many requests'; Fault = @{ kind = 'hang-before-headers'; on = 'chat'; times = 9 }; When = @{ inFlight = 4 }
            Script = '1..9 | Invoke-GigaChat вопрос -PerItem -ThrottleLimit 4'
        }
        @{
            Name = 'embeddings'; Fault = @{ kind = 'hang-before-headers'; on = 'embeddings'; times = 9 }; When = @{ inFlight = 3 }
            Script = '1..9 | New-GigaChatEmbedding -BatchSize 2 -ThrottleLimit 3'
        }
        @{ Name = 'the list of models'; Fault = @{ kind = 'hang-before-headers'; on = 'models' }; Script = 'Get-GigaChatModel' }
        @{ Name = 'an upload'; Fault = @{ kind = 'stall-request'; on = 'upload'; bytes = 65536 }; Script = 'Add-GigaChatFile $a.Upload' }
        @{
            Name = 'a prompt whose file is on its way'; Fault = @{ kind = 'stall-request'; on = 'upload'; bytes = 65536 }
            Script = 'Invoke-GigaChat вопрос -Attachment $a.Attachment -Conversation $a.Conversation'
        }
        @{
            Name = 'a download'; Settings = @{ downloadDelayMs = 250 }; Script = 'Save-GigaChatFile $a.Stored -Destination $a.Folder -Force'
        }
        @{ Name = 'a look at a batch'; Fault = @{ kind = 'hang-before-headers'; on = 'batches' }; Script = 'Wait-GigaChatBatch $a.Batch' }
        @{ Name = 'the pause between two looks'; When = @{ requests = 3; inFlight = 0 }; Script = 'Wait-GigaChatBatch $a.Batch' }
        @{
            Name = 'a batch on its way'; Fault = @{ kind = 'stall-request'; on = 'batches'; bytes = 10 }
            Script = '1..99 | Start-GigaChatBatch'
        }
        @{
            Name = 'a pause before a repetition'; Fault = @{ kind = 'status'; on = 'models'; status = 503; retryAfter = '60' }
            When = @{ requests = 3; inFlight = 0 }; Sent = 3; Script = 'Get-GigaChatModel'
        }
        @{
            Name = 'a pause before the repetition of a prompt'
            Fault = @{ kind = 'status'; on = 'chat'; status = 503; retryAfter = '60' }; When = @{ requests = 3; inFlight = 0 }; Sent = 3
            Script = 'Invoke-GigaChat вопрос'
        }
        @{
            Name = 'a count of tokens'; Fault = @{ kind = 'hang-after-headers'; on = 'accounting' }
            Script = '"текст" | Measure-GigaChatToken'
        }
        @{
            Name = 'a sign-in'; Fault = @{ kind = 'hang-before-headers'; on = 'signin' }
            Script = '$with = $a.Connect; Connect-GigaChat @with -Name Новая -AuthorizationKey $a.Key'
        }
    )
    $ways = @(
        @{ Way = 'Ctrl+C'; State = 'Stopped'; Seconds = 1; Begin = { $null = $shell.BeginStop($null, $null) } }
        @{ Way = 'a runspace that closes'; State = 'Stopped', 'Failed'; Seconds = 10; Begin = { $shell.Runspace.CloseAsync() } }
    )
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/Cancellation.ps1
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Nothing is left half a second after <Way> has ended' -ForEach $ways {
    BeforeEach {
        Reset-Service
        $before = Get-Traces
    }

    It '<Name>' -ForEach $works {
        if ($Fault) { Add-Fault $emulator $Fault }
        if ($Settings) { Set-Emulator $emulator $Settings }
        $shell = New-Work $Script
        try {
            $running = $shell.BeginInvoke()
            $null = Wait-Emulator $emulator (($When ?? @{ inFlight = 1 }) + @{ timeoutMs = 60000 })
            $running.IsCompleted | Should -BeFalse
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            . $Begin
            $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
            $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $watch.Elapsed.TotalSeconds | Should -BeLessThan $Seconds
            $shell.InvocationStateInfo.State | Should -BeIn $State
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
        if ($Sent) { Get-SentRequest $emulator | Should -HaveCount $Sent }
        Get-Traces | Should -BeExactly $before
    }
}

Describe 'Ctrl+C' {
    BeforeAll {
        # Runs a script, waits until the emulator counts what it should, and stops it as Ctrl+C does: at once, and nothing goes on.
        function Assert-Stops([hashtable] $Condition, [string] $Script, [double] $Seconds = 1) {
            $shell = New-Work $Script
            try {
                $running = $shell.BeginInvoke()
                $null = Wait-Emulator $emulator $Condition
                $running.IsCompleted | Should -BeFalse
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                $watch.Elapsed.TotalSeconds | Should -BeLessThan $Seconds
                $shell.InvocationStateInfo.State | Should -Be Stopped
                $shell.Streams.Error | Should -BeNullOrEmpty
                $null = Wait-Emulator $emulator @{ inFlight = 0 }
            }
            finally { $shell.Dispose() }
        }
    }

    BeforeEach { Reset-Emulator $emulator }

    It 'ends at once a stream in its middle; the conversation is as it was, and free for the next prompt' {
        $before = Get-Traces
        Add-Answer $emulator @{ text = 'слово ' * 100; chunks = 100; chunkDelayMs = 50 }
        Assert-Stops @{ chunksSent = 3 } 'Invoke-GigaChat "два" -Conversation $a.Conversation -Stream'
        Get-Traces | Should -BeExactly $before
        (Invoke-GigaChat 'три' -Conversation $conversation).Text | Should -BeExactly 'Эхо: три'
    }

    It 'ends at once the wait for a place, and the place stays free for others' {
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat' }
        $script = '1..2 | ForEach-Object -Parallel { Import-Module $using:module; Invoke-GigaChat "вопрос $_" -Connection "Лицо" }'
        Assert-Stops @{ inFlight = 1 } $script -Seconds 3
        (Invoke-GigaChat 'после' -Connection 'Лицо').Text | Should -BeExactly 'Эхо: после'
    }

    It 'ends at once the wait for the turn of a conversation' {
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat' }
        $first = New-Work 'Invoke-GigaChat "раз" -Conversation $a.Empty'
        $running = $first.BeginInvoke()
        try {
            $null = Wait-Emulator $emulator @{ inFlight = 1 }
            $running.IsCompleted | Should -BeFalse
            $second = New-Work '"начато"; Invoke-GigaChat "два" -Conversation $a.Empty'
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $waiting = $second.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            $null = $output.GetEnumerator().MoveNext()
            $waiting.IsCompleted | Should -BeFalse
            $second.Stop()
            $second.Dispose()
        }
        finally {
            $first.Stop()
            $first.Dispose()
        }
        (Invoke-GigaChat 'три' -Conversation $a.Empty).Conversation.Messages.Content | Should -BeExactly 'три', 'Эхо: три'
        Get-Question $emulator | Should -BeExactly 'раз', 'три'
    }

    It 'ends at once the wait for a token, and the next sign-in with the same key gets one' {
        $null = Invoke-Control $emulator Post tokens/expire
        Disconnect-GigaChat 'Лицо'
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'signin' }
        Assert-Stops @{ inFlight = 1 } '$with = $a.Connect; Connect-GigaChat @with -Name "Лицо" -AuthorizationKey $a.PersonalKey'
        Connect-Emulator $emulator -With @{ Name = 'Лицо' }
        (Invoke-GigaChat 'после' -Connection 'Лицо').Text | Should -BeExactly 'Эхо: после'
    }
}

Describe 'Stop-Job' {
    BeforeEach { Reset-Emulator $emulator }

    It 'ends <Name> of a thread job' -ForEach @(
        @{ Name = 'a request'; Fault = @{ kind = 'hang-before-headers'; on = 'chat' }; Script = 'Invoke-GigaChat вопрос' }
        @{
            Name = 'a stream'; Fault = @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 1 }
            Script = 'Invoke-GigaChat "длинный вопрос для трёх кусков" -Stream'
        }
    ) {
        Add-Fault $emulator $Fault
        $job = Start-ThreadJob -ArgumentList $ModulePath,
            $Script { param($module, $script) Import-Module $module; . ([scriptblock]::Create($script)) }
        try {
            $null = Wait-Emulator $emulator @{ inFlight = 1; timeoutMs = 60000 }
            $job.StopJobAsync()
            $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
            $job | Wait-Job -Timeout 10 | Should -Not -BeNullOrEmpty
            $job.State | Should -Be Stopped
        }
        finally { $job | Remove-Job -Force }
    }
}
