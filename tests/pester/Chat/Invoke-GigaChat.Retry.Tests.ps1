# Which fault of a chat is repeated is in FaultMatrix.Tests.ps1; here are the statuses that docs/faults.md leaves out, and the options.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -With @{ Name = 'Раз'; MaximumRetryCount = 1 }
    Connect-Emulator $emulator -With @{ Name = 'Нисколько'; MaximumRetryCount = 0 }
    Connect-Emulator $emulator
    $command = 'GigaChat.Commands.InvokeGigaChatCommand'
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Retries of Invoke-GigaChat' {
    BeforeEach { Reset-Emulator $emulator }

    It 'asks again, up to the last attempt, after what may pass: <status>' -ForEach @{ status = 502 }, @{ status = 504 } {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = $status; retryAfter = '0'; times = 2 }
        (Invoke-GigaChat 'вопрос').Text | Should -BeExactly 'Эхо: вопрос'
        $requests = Get-SentRequest $emulator '*/chat/completions'
        $requests.status | Should -Be $status, $status, 200
        # The same request each time.
        $requests.body | Select-Object -Unique | Should -HaveCount 1
        $requests.headers.'X-Session-ID' | Select-Object -Unique | Should -HaveCount 1
    }

    It 'does not ask again after what stays: 501' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 501; retryAfter = '0'; times = 2 }
        $null = Get-ErrorOf { Invoke-GigaChat 'вопрос' }
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }

    It 'gives up after as many times as the connection says' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 503; retryAfter = '0'; times = 9 }
        { Invoke-GigaChat 'вопрос' -Connection 'Раз' } | Should -Throw -ErrorId "GigaChatServerError,$command"
        { Invoke-GigaChat 'вопрос' -Connection 'Нисколько' } | Should -Throw -ErrorId "GigaChatServerError,$command"
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 3
    }

    It 'waits as long as Retry-After says, and -Verbose shows it' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 429; retryAfter = '1' }
        $all = Invoke-GigaChat 'вопрос' -Verbose 4>&1
        $requests = Get-SentRequest $emulator '*/chat/completions'
        $pause = [datetime] $requests[1].time - [datetime] $requests[0].time
        $pause.TotalSeconds | Should -BeGreaterOrEqual 0.99
        $pause.TotalSeconds | Should -BeLessThan 3
        $lines = $all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
        $lines | Should -HaveCount 3
        $lines[0] | Should -Match '-> 429 .*attempt 1'
        $lines[1] | Should -Match '^Attempt 2 in 1[.,]0 s'
        $lines[2] | Should -Match '-> 200 .*attempt 2'
    }
}

Describe 'Time limits of Invoke-GigaChat' {
    BeforeEach { Reset-Emulator $emulator }

    It '-TimeoutSec ends an attempt that is not answered, once: <name>' -ForEach @(
        @{ name = 'no answer'; fault = 'hang-before-headers' }
        @{ name = 'an answer without its body'; fault = 'hang-after-headers' }
    ) {
        Add-Fault $emulator @{ kind = $fault; on = 'chat'; times = 5 }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' -TimeoutSec 1 }
        $watch.Elapsed.TotalSeconds | Should -BeGreaterOrEqual 0.95
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatTimeout,$command"
        $failure.CategoryInfo.Category | Should -Be OperationTimeout
        $failure.TargetObject | Should -BeExactly 'вопрос'
        $failure.Exception.Message | Should -Match 'within 1 s.*-TimeoutSec'
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
        (Wait-Emulator $emulator @{ inFlight = 0 }).inFlight | Should -Be 0
    }

    It 'it is the longest silence of a stream: <name>' -ForEach @(
        @{ name = 'with -Stream'; with = @{ Stream = $true } }
        @{ name = 'with -AsChunk'; with = @{ AsChunk = $true } }
    ) {
        Add-Answer $emulator @{ text = 'одно два три'; chunks = 3 }
        Add-Fault $emulator @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 2 }
        $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' -TimeoutSec 1 @with 6>$null }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatTimeout,$command"
        $failure.TargetObject.Text | Should -BeExactly 'одно два'
        (Wait-Emulator $emulator @{ inFlight = 0 }).inFlight | Should -Be 0
    }

    It 'a stream may last longer than the limit as long as it goes on' {
        Add-Answer $emulator @{ text = 'один два три четыре пять'; chunks = 5; chunkDelayMs = 700 }
        $reply = Invoke-GigaChat 'вопрос' -Stream -TimeoutSec 2 6>$null
        $reply.Text | Should -BeExactly 'один два три четыре пять'
        $reply.Duration.TotalSeconds | Should -BeGreaterThan 2.5
    }

    It 'the next prompt is asked' {
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat' }
        $replies = 'раз', 'два' | Invoke-GigaChat -TimeoutSec 1 -ErrorAction SilentlyContinue -ErrorVariable failures
        $replies.Source | Should -BeExactly 'два'
        $failures.TargetObject | Should -BeExactly 'раз'
    }
}
