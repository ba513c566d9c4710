BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -With @{ Name = 'Лицо' }
    Connect-Emulator $emulator -Corporate

    # Runs a script in a runspace of its own, waits until the emulator counts what it should, stops it as Ctrl+C does,
    # and returns how long that took. Afterwards nothing is under way.
    function Stop-When([hashtable] $Condition, [string] $Script, [object[]] $Arguments = @()) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("param(`$module, `$a) Import-Module `$module; $Script").AddArgument("$ModulePath").AddArgument(
                $Arguments)
            $running = $shell.BeginInvoke()
            $null = Wait-Emulator $emulator $Condition
            $running.IsCompleted | Should -BeFalse
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed
            $shell.InvocationStateInfo.State | Should -Be Stopped
            $shell.Streams.Error | Should -BeNullOrEmpty
            $null = Wait-Emulator $emulator @{ inFlight = 0 }
        }
        finally { $shell.Dispose() }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A pipeline that ends early' {
    BeforeEach {
        Reset-Emulator $emulator
        $text = 'слово ' * 50
        Add-Answer $emulator @{ text = $text; chunks = 50; chunkDelayMs = 50 }
    }

    # Nothing is under way any more, and of the answer only the beginning was sent.
    AfterEach {
        $state = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 1000 }
        $state.chunksSent | Should -BeLessThan 40
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
        (Get-SentRequest $emulator '*/chat/completions').aborted | Should -BeTrue
    }

    It 'by Select-Object -First closes the stream' {
        $chunks = Invoke-GigaChat 'вопрос' -AsChunk | Select-Object -First 3
        $chunks.Index | Should -Be 0, 1, 2
    }

    It 'by break closes the stream' {
        foreach ($once in 1) { Invoke-GigaChat 'вопрос' -AsChunk | ForEach-Object { if ($_.Index -eq 2) { break } } }
    }

    It 'by an error downstream closes the stream' {
        { Invoke-GigaChat 'вопрос' -AsChunk | ForEach-Object { throw 'стоп' } } | Should -Throw 'стоп'
    }

    It 'by a failing command downstream closes the stream' {
        { Invoke-GigaChat 'вопрос' -AsChunk | Get-Item -LiteralPath { '/нет' } -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'leaves the conversation as it was, and free for the next prompt' {
        $conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
        $null = Invoke-GigaChat 'вопрос' -AsChunk -Conversation $conversation | Select-Object -First 1
        $conversation.Count | Should -Be 1
        $conversation.Usage.TotalTokens | Should -Be 0
    }
}

Describe 'Several prompts of which the first answer is enough' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are not asked further' {
        (1..10 | ForEach-Object { "вопрос $_" } | Invoke-GigaChat | Select-Object -First 1).Text | Should -BeExactly 'Эхо: вопрос 1'
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }

    It 'with -ThrottleLimit end what is under way' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 300 }
        $reply = & {
            'вопрос 1'
            $null = Wait-Emulator $emulator @{ requests = 1 }
            Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat'; times = 9 }
            'вопрос 2', 'вопрос 3'
        } | Invoke-GigaChat -ThrottleLimit 4 | Select-Object -First 1
        $reply.Source | Should -BeExactly 'вопрос 1'
        $null = Wait-Emulator $emulator @{ inFlight = 0; requests = 3; timeoutMs = 1000 }
    }

    It 'with -ErrorAction Stop end what is under way' {
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat'; times = 9 }
        { '', 'раз', 'два', 'три' | Invoke-GigaChat -ThrottleLimit 4 -ErrorAction Stop } | Should -Throw -ErrorId 'GigaChatPromptRequired,*'
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 1000 }
    }
}

Describe 'Ctrl+C' {
    BeforeEach { Reset-Emulator $emulator }

    It 'ends at once <name>' -ForEach @(
        @{
            name = 'a request without an answer'; fault = @{ kind = 'hang-before-headers'; on = 'chat' }
            script = 'Invoke-GigaChat "вопрос"'
        }
        @{ name = 'an answer without its body'; fault = @{ kind = 'hang-after-headers'; on = 'chat' }; script = 'Invoke-GigaChat "вопрос"' }
        @{
            name = 'a stream without its first letter'; fault = @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 0 }
            script = 'Invoke-GigaChat "вопрос" -Stream'
        }
        @{
            name = 'several requests'; fault = @{ kind = 'hang-before-headers'; on = 'chat'; times = 4 }
            script = '1..9 | Invoke-GigaChat "Что это?" -PerItem -ThrottleLimit 4'; count = 4
        }
        @{ name = 'embeddings'; fault = @{ kind = 'hang-before-headers'; on = 'embeddings' }; script = '"текст" | New-GigaChatEmbedding' }
        @{ name = 'the list of models'; fault = @{ kind = 'hang-before-headers'; on = 'models' }; script = 'Get-GigaChatModel' }
    ) {
        Add-Fault $emulator $fault
        (Stop-When @{ inFlight = $count ?? 1 } $script).TotalSeconds | Should -BeLessThan 1
    }

    It 'ends at once a stream in its middle, and the conversation is as it was' {
        $conversation = New-GigaChatConversation
        $null = Invoke-GigaChat 'раз' -Conversation $conversation
        $before = ConvertTo-Json $conversation -Depth 5
        Add-Answer $emulator @{ text = 'слово ' * 100; chunks = 100; chunkDelayMs = 50 }
        (Stop-When @{ chunksSent = 3 } 'Invoke-GigaChat "два" -Conversation $a[0] -Stream' @($conversation)).TotalSeconds |
            Should -BeLessThan 1
        ConvertTo-Json $conversation -Depth 5 | Should -BeExactly $before
        (Invoke-GigaChat 'три' -Conversation $conversation).Text | Should -BeExactly 'Эхо: три'
    }

    It 'ends at once the wait before a retry' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 503; retryAfter = '60' }
        (Stop-When @{ requests = 1; inFlight = 0 } 'Invoke-GigaChat "вопрос"').TotalSeconds | Should -BeLessThan 1
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }

    It 'ends at once the wait for a place, and the place stays free for others' {
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat' }
        (Stop-When @{
            inFlight = 1
        } '1..2 | ForEach-Object -Parallel { Import-Module $using:module; Invoke-GigaChat "вопрос $_" -Connection "Лицо" }').TotalSeconds |
            Should -BeLessThan 3
        (Invoke-GigaChat 'после' -Connection 'Лицо').Text | Should -BeExactly 'Эхо: после'
    }

    It 'ends at once the wait for a turn of the conversation' {
        $conversation = New-GigaChatConversation
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat' }
        $first = [powershell]::Create().AddScript('param($module, $c) Import-Module $module; Invoke-GigaChat "раз" -Conversation $c')
        $null = $first.AddArgument("$ModulePath").AddArgument($conversation)
        $running = $first.BeginInvoke()
        try {
            $null = Wait-Emulator $emulator @{ inFlight = 1 }
            $second = [powershell]::Create().AddScript(('param($module, $c) Import-Module $module; "начато"; Invoke-GigaChat "два" ' +
                '-Conversation $c')).AddArgument("$ModulePath").AddArgument($conversation)
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
        (Invoke-GigaChat 'три' -Conversation $conversation).Conversation.Messages.Content | Should -BeExactly 'три', 'Эхо: три'
        Get-Question $emulator | Should -BeExactly 'раз', 'три'
    }

    It 'ends at once the wait for a token' {
        $null = Invoke-Control $emulator Post tokens/expire
        Disconnect-GigaChat 'Лицо'
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'signin' }
        (Stop-When @{
            inFlight = 1
        } 'Connect-GigaChat -Name "Лицо" -AuthorizationKey $a[0] -BaseUri $a[1] -AuthUri $a[2] -CertificateAuthorityPath $a[3] -NoProxy' @(
                $emulator.authorizationKey, $emulator.baseUri, $emulator.authUri, $emulator.caPath)).TotalSeconds | Should -BeLessThan 1
        Connect-Emulator $emulator -With @{ Name = 'Лицо' }
        (Invoke-GigaChat 'после' -Connection 'Лицо').Text | Should -BeExactly 'Эхо: после'
    }
}
