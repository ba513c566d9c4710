# A PowerShell that ends while something is under way: by a signal, or by being killed.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/Cancellation.ps1
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

# Windows has no signals to send; what they end is the same.
Describe 'A host that goes away' -Skip:$IsWindows {
    BeforeAll {
        # PowerShell's own sockets; a process that is killed leaves them.
        $rest = New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid()))
        $start = New-PowerShellStartInfo
        foreach ($pair in @{
                GIGACHAT_CREDENTIALS = $emulator.corporateKey; GIGACHAT_SCOPE = 'GIGACHAT_API_CORP'; GIGACHAT_BASE_URL = $emulator.baseUri
                GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath; TEST_FOLDER = "$folder"; TMPDIR = "$rest"
            }.GetEnumerator()) { $start.Environment[$pair.Key] = $pair.Value }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
        $command = @($start.FileName; $start.ArgumentList)
        # A process that a script has started in the background ignores Ctrl+C (SIGINT is the second bit), and so does what it starts,
        # unless env of GNU takes that back.
        $status = @(Get-Content -LiteralPath /proc/self/status -ErrorAction Ignore)
        $ignoresInterrupt = ($status -match '^SigIgn:\s*[0-9a-f]*[2367abef]$').Count -gt 0
        if ($ignoresInterrupt) {
            $null = & env --default-signal=INT true 2>&1
            if ($LASTEXITCODE -eq 0) { $command = @('env', '--default-signal=INT') + $command; $ignoresInterrupt = $false }
        }
        $start.FileName = $command[0]
        $arguments = @($command | Select-Object -Skip 1)
    }

    AfterAll { Remove-Item -LiteralPath $rest -Recurse -Force }

    BeforeEach {
        Reset-Service
        $start.Environment['TEST_STORED'] = $a.Stored
    }

    It 'by <Name> leaves nothing of <What>' -ForEach @(
        @{
            Name = 'Ctrl+C in its terminal'; What = 'a stream'; Signal = 'INT'
            Code = 'Invoke-GigaChat "длинный вопрос для трёх кусков" -Stream'
            Fault = @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 1 }
        }
        @{
            Name = 'Ctrl+C in its terminal'; What = 'a download'; Signal = 'INT'
            Code = 'Save-GigaChatFile $env:TEST_STORED -Destination $env:TEST_FOLDER -Force'; Settings = @{ downloadDelayMs = 250 }
        }
        @{
            Name = 'a request to end'; What = 'a request'; Signal = 'TERM'; Code = 'Invoke-GigaChat вопрос'
            Fault = @{ kind = 'hang-before-headers'; on = 'chat' }
        }
        @{
            Name = 'a request to end'; What = 'a download'; Signal = 'TERM'
            Code = 'Save-GigaChatFile $env:TEST_STORED -Destination $env:TEST_FOLDER -Force'; Settings = @{ downloadDelayMs = 250 }
        }
        @{
            Name = 'being killed'; What = 'a request'; Signal = 'KILL'; Code = 'Invoke-GigaChat вопрос'
            Fault = @{ kind = 'hang-before-headers'; on = 'chat' }
        }
    ) {
        if ($Signal -eq 'INT' -and $ignoresInterrupt) { Set-ItResult -Skipped -Because 'Ctrl+C is ignored, and env cannot change that' }
        $before = Get-Traces
        if ($Fault) { Add-Fault $emulator $Fault }
        if ($Settings) { Set-Emulator $emulator $Settings }
        $start.ArgumentList.Clear()
        foreach ($argument in $arguments + '-NoProfile', '-Command', "Import-Module '$ModulePath'; $Code") {
            $start.ArgumentList.Add($argument)
        }
        $process = [System.Diagnostics.Process]::Start($start)
        # A full pipe would hold the process up.
        $screen = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        try {
            try { $null = Wait-Emulator $emulator @{ requests = 4; inFlight = 1; timeoutMs = 60000 } }
            catch {
                # A process that has not come so far says why.
                if (-not $process.HasExited) { $process.Kill() }
                $state = Invoke-Control $emulator Get state | ConvertTo-Json -Compress
                throw "The host had not sent its request: $state`n$($errors.Result)`n$($screen.Result)"
            }
            & /bin/kill "-$Signal" $process.Id
            $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
            $process.StandardInput.Close()
            $process.WaitForExit(30000) | Should -BeTrue
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
            $process.Dispose()
        }
        Get-ChildItem -LiteralPath $rest -Recurse -Force -Filter '*gigachat*' | Should -BeNullOrEmpty
        Get-Traces | Should -BeExactly $before
    }
}
