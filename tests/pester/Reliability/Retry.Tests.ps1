# Repetitions of all kinds of request; those of chats are in Invoke-GigaChat.Retry.Tests.ps1, which fault is repeated in
# FaultMatrix.Tests.ps1.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $signIn = (Get-ConnectParameter $emulator) + @{ Name = 'Вход'; AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate' }

    function Reset-Session {
        Clear-Session $emulator
        Connect-Emulator $emulator
        $null = Invoke-Control $emulator Delete requests
    }

    # The line of the verbose stream about the pause. The pipeline ends there, so that the pause is not waited for.
    function Get-PauseLine([scriptblock] $Script) {
        & $Script 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and "$_" -match '^Attempt 2 in ' } |
            Select-Object -First 1
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Retry-After' {
    BeforeEach { Reset-Session }

    It 'as <Name> is shown in the verbose stream: <Command>' -ForEach @(
        foreach ($command in 'Invoke-GigaChat', 'Connect-GigaChat') {
            @{ Command = $command; Name = 'seconds'; Value = { '7' }; Says = '7[.,]0 s' }
            @{ Command = $command; Name = 'no seconds at all'; Value = { '0' }; Says = '0[.,]0 s' }
            @{ Command = $command; Name = 'more seconds than the limit'; Value = { '86400' }; Says = '60[.,]0 s' }
            @{
                Command = $command; Name = 'a date that has passed'; Value = { [datetime]::UtcNow.AddHours(-1).ToString('R') }
                Says = '0[.,]0 s'
            }
            @{ Command = $command; Name = 'a date'; Value = { [datetime]::UtcNow.AddSeconds(45).ToString('R') }; Says = '[34]\d[.,]\d s' }
            @{
                Command = $command; Name = 'a date beyond the limit'
                Value = { [datetime]::UtcNow.AddHours(1).ToString('R') }; Says = '60[.,]0 s'
            }
        }
    ) {
        $isChat = $Command -eq 'Invoke-GigaChat'
        Add-Fault $emulator @{ kind = 'status'; on = $isChat ? 'chat' : 'signin'; status = 429; retryAfter = (& $Value) }
        $line = Get-PauseLine { if ($isChat) { Invoke-GigaChat 'вопрос' -Verbose } else { Connect-GigaChat @signIn -Verbose } }
        "$line" | Should -Match "^Attempt 2 in $Says`$"
        # The rest was not waited for: no second request (unless there was no pause at all), no half-made connection.
        $null = Wait-Emulator $emulator @{ inFlight = 0 }
        if ($Says -notlike '0*') { Get-SentRequest $emulator | Should -HaveCount 1 }
        Get-GigaChatConnection | Should -HaveCount 1
    }
}

Describe 'A sign-in' {
    BeforeEach { Reset-Session }

    It 'is repeated: <Name>' -ForEach @(
        @{ Name = 'too many sign-ins'; Fault = @{ kind = 'status'; status = 429; retryAfter = '0' } }
        @{ Name = 'a failure of the service'; Fault = @{ kind = 'status'; status = 503; retryAfter = '0' } }
        @{ Name = 'a page of a gateway'; Fault = @{ kind = 'html'; retryAfter = '0' } }
    ) {
        Add-Fault $emulator ($Fault + @{ on = 'signin'; times = 2 })
        Connect-GigaChat @signIn
        $sent = Get-SentRequest $emulator '*/oauth'
        $sent | Should -HaveCount 3
        # The same request, under an id of its own.
        $sent.body | Select-Object -Unique | Should -HaveCount 1
        $sent.headers.Authorization | Select-Object -Unique | Should -HaveCount 1
        $sent.headers.RqUID | Select-Object -Unique | Should -HaveCount 3
    }

    It 'that ends in a pause leaves nothing open: <Name>' -ForEach @(
        @{
            Name = 'by Select-Object -First'
            Script = { Connect-GigaChat @signIn -Verbose 4>&1 | Where-Object { "$_" -like 'Attempt *' } | Select-Object -First 1 }
        }
        @{
            Name = 'by break'
            Script = {
                foreach ($once in 1) { Connect-GigaChat @signIn -Verbose 4>&1 | ForEach-Object { if ("$_" -like 'Attempt *') { break } } }
            }
        }
        @{
            Name = 'by an error downstream'
            Script = {
                try {
                    Connect-GigaChat @signIn -Verbose 4>&1 | ForEach-Object { if ("$_" -like 'Attempt *') { throw 'дальше нельзя' } }
                } catch { "$_" }
            }
        }
    ) {
        Add-Fault $emulator @{ kind = 'status'; on = 'signin'; status = 429; retryAfter = '60' }
        $null = . $Script
        Get-SentRequest $emulator | Should -HaveCount 1
        Get-GigaChatConnection | Should -HaveCount 1
        # That of the default connection's own sign-in.
        $null = Wait-Emulator $emulator @{ inFlight = 0; connectionsOpen = 1 }
    }

    It 'is repeated where a token ends under way, and the request follows' {
        $null = Invoke-Control $emulator Post tokens/expire
        Add-Fault $emulator @{ kind = 'status'; on = 'signin'; status = 503; retryAfter = '0'; times = 2 }
        (Invoke-GigaChat 'вопрос').Text | Should -BeExactly 'Эхо: вопрос'
        (Get-SentRequest $emulator).status | Should -Be 401, 503, 503, 200, 200
    }

    It 'is not repeated without end where a token ends under way' {
        Connect-Emulator $emulator -With @{ MaximumRetryCount = 1 }
        $null = Invoke-Control $emulator Delete requests
        $null = Invoke-Control $emulator Post tokens/expire
        Add-Fault $emulator @{ kind = 'status'; on = 'signin'; status = 503; retryAfter = '0'; times = 9 }
        { Invoke-GigaChat 'вопрос' } | Should -Throw -ErrorId 'GigaChatServerError,*'
        (Get-SentRequest $emulator).status | Should -Be 401, 503, 503
    }
}

Describe 'An upload' {
    BeforeEach { Reset-Session }

    BeforeAll {
        # No piece of it is like another.
        $content = [byte[]]::new(3MB)
        [System.Random]::new(7).NextBytes($content)
        $document = Join-Path $TestDrive 'смета.pdf'
        [System.IO.File]::WriteAllBytes($document, $content)
    }

    It 'is sent from its beginning, byte for byte, after <Name>' -ForEach @(
        @{ Name = 'a failure of the service'; Fault = @{ kind = 'status'; status = 503; retryAfter = '0' }; Whole = $true }
        @{ Name = 'a connection that broke in its middle'; Fault = @{ kind = 'cut-request'; bytes = 1MB }; Whole = $false }
        @{ Name = 'a connection that broke before the answer'; Fault = @{ kind = 'drop-before-headers' }; Whole = $true }
        @{ Name = 'a token that ended'; Fault = @{ kind = 'expire-token' }; Whole = $true }
    ) {
        Add-Fault $emulator ($Fault + @{ on = 'upload' })
        $stored = Add-GigaChatFile $document
        $sent = @(Get-SentRequest $emulator '*/files')
        $sent | Should -HaveCount 2
        if ($Whole) { $sent[0].bodyLength | Should -Be $sent[1].bodyLength }
        else { $sent[0].bodyLength | Should -BeLessThan 3MB }

        $saved = $stored | Save-GigaChatFile -Destination (Join-Path $TestDrive "$([guid]::NewGuid()).pdf") -PassThru
        (Get-FileHash $saved).Hash | Should -Be (Get-FileHash $document).Hash
    }
}

Describe 'A stream' {
    BeforeEach { Reset-Session }

    It 'is never asked for again once text has come: <fault>' -ForEach @(
        @{ fault = 'drop-after-headers' }, @{ fault = 'cut-stream' }, @{ fault = 'cut-body' }, @{ fault = 'end-stream' },
        @{ fault = 'garbled-event' }
    ) {
        Add-Answer $emulator @{ text = 'одно два три'; chunks = 3; times = 9 }
        Add-Fault $emulator @{ kind = $fault; on = 'stream'; afterChunks = 1; times = 9 }
        $written = [System.Collections.Generic.List[object]]::new()
        { Invoke-GigaChat 'вопрос' -AsChunk -Verbose -ErrorAction Stop 4>&1 | ForEach-Object { $written.Add($_) } } |
            Should -Throw -ErrorId 'GigaChatResponseInvalid,*'
        -join ($written | Where-Object { $_ -is [GigaChat.ChatChunk] }).Text | Should -BeExactly 'одно'
        $written | Where-Object { "$_" -like 'Attempt *' } | Should -BeNullOrEmpty
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }
}
