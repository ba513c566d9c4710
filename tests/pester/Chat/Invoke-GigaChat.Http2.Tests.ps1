# The service's gateway holds streams back over HTTP/1.1 and delivers them whole at their end. Here it holds back for a minute.
BeforeDiscovery {
    $ways = @{ Way = 'directly'; Through = $null }, @{ Way = 'through a proxy'; Through = 'proxyUri' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator

    # Begins a script in a runspace of its own, which has the connections of this process.
    function Start-Shell([string] $Script) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$module) Import-Module `$module; $Script").AddArgument("$ModulePath")
        [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
    }

    # Waits until a runspace has shown something, and returns how long that took.
    function Wait-Shown($Started) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        while ($Started.Shell.Streams.Information.Count -eq 0) {
            if ($watch.Elapsed.TotalSeconds -gt 20) { throw 'Nothing was shown.' }
            Start-Sleep -Milliseconds 5
        }
        $watch.Elapsed
    }

    function Get-Chat { Get-SentRequest $emulator '*/chat/completions' }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A stream of a gateway that holds HTTP/1.1 back, <Way>' -ForEach $ways {
    BeforeAll {
        Reset-Emulator $emulator
        $parameters = Get-ConnectParameter $emulator
        if ($Through) { $parameters.Remove('NoProxy'); $parameters.Proxy = $emulator.$Through }
        Connect-GigaChat @parameters -AuthorizationKey $emulator.corporateKey -Scope Corporate
    }

    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ holdHttp11Streams = $true }
        Add-Answer $emulator @{ text = 'раз два'; chunks = 2; chunkDelayMs = 60000 }
    }

    AfterEach {
        $null = Wait-Emulator $emulator @{ inFlight = 0 }
        (Get-Chat).protocol | Should -BeExactly (@('HTTP/2') * @(Get-Chat).Count)
    }

    It 'is on the screen piece by piece with -Stream, and ends with Ctrl+C' {
        $started = Start-Shell 'Invoke-GigaChat "вопрос" -Stream'
        try {
            $null = Wait-Emulator $emulator @{ chunksSent = 1 }
            # The bound is for a busy machine; the next piece is a minute away.
            (Wait-Shown $started).TotalSeconds | Should -BeLessThan 3
            $started.Shell.Streams.Information[0].MessageData.Message.Trim() | Should -BeExactly 'раз'
            $started.Running.IsCompleted | Should -BeFalse
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $started.Shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
            $started.Shell.InvocationStateInfo.State | Should -Be Stopped
        }
        finally { $started.Shell.Dispose() }
    }

    It 'comes piece by piece with -AsChunk, and ends with Select-Object -First' {
        $chunk = Invoke-GigaChat 'вопрос' -AsChunk | Select-Object -First 1
        $chunk.Text.Trim() | Should -BeExactly 'раз'
        $null = Wait-Emulator $emulator @{ inFlight = 0 }
        (Invoke-Control $emulator Get state).chunksSent | Should -Be 1
        (Get-Chat).aborted | Should -BeTrue
    }

    It 'ends alone: another stream on its connection goes on' {
        Add-Answer $emulator @{ text = 'три четыре пять'; chunks = 3; chunkDelayMs = 500 }
        $stopped = Start-Shell 'Invoke-GigaChat "первый" -Stream'
        $kept = $null
        try {
            $null = Wait-Emulator $emulator @{ chunksSent = 1 }
            $kept = Start-Shell 'Invoke-GigaChat "второй" -Stream'
            $null = Wait-Emulator $emulator @{ chunksSent = 2 }
            $stopped.Shell.Stop()
            $reply = $kept.Shell.EndInvoke($kept.Running)
            $reply.Text | Should -BeExactly 'три четыре пять'
            (Get-Chat).aborted | Should -Be $true, $false
            (Get-Chat).connectionId | Select-Object -Unique | Should -HaveCount 1
            (Invoke-Control $emulator Get state).connectionsOpened | Should -Be 0
        }
        finally {
            $stopped.Shell.Dispose()
            if ($kept) { $kept.Shell.Dispose() }
        }
    }
}

Describe 'Headers of requests' {
    BeforeAll { Reset-Emulator $emulator; Connect-Emulator $emulator }

    It 'ask for a compressed answer, and for an uncached stream' {
        $null = Invoke-GigaChat 'Привет'
        $null = Invoke-GigaChat 'Привет' -Stream 6>$null
        $whole, $stream = @(Get-Chat).headers
        $whole.'Accept-Encoding' | Should -BeExactly 'gzip, br'
        $whole.'Cache-Control' | Should -BeNullOrEmpty
        $stream.'Accept-Encoding' | Should -BeNullOrEmpty
        $stream.'Cache-Control' | Should -BeExactly 'no-store'
    }

    It 'do not keep the text of an answer from -Debug' {
        $text = 'слово ' * 100
        Add-Answer $emulator @{ text = $text }
        $lines = Invoke-GigaChat 'Привет' -Debug 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }
        $lines[-1].Message | Should -BeLike "*application/json*$($text.Trim().Substring(0, 300))*"
    }
}
