# Ctrl+C and Ctrl+Break as the console of Windows sends them: each process in it gets them.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    if (-not $IsWindows) { return }
    . $PSScriptRoot/../Infrastructure/Cancellation.ps1

    # Functions of Windows, without a compiler. Its code is also run in the processes that get the keys.
    $console = {
        function New-ConsoleApi {
            $module = [System.Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly('ConsoleApi', 'Run').DefineDynamicModule('ConsoleApi')
            $type = $module.DefineType('ConsoleApi', 'Public, Class')
            foreach ($pair in @{ SetConsoleCtrlHandler = [IntPtr], [bool]; GenerateConsoleCtrlEvent = [uint], [uint] }.GetEnumerator()) {
                $method = $type.DefinePInvokeMethod($pair.Key, 'kernel32.dll', 'Public, Static, PinvokeImpl', 'Standard', [bool],
                    [type[]] $pair.Value, 'Winapi', 'Unicode')
                $method.SetImplementationFlags('PreserveSig')
            }
            $type.CreateType()
        }
    }
    . $console

    # Runs code in a process of its own. When the emulator counts what it should, the process has the key pressed that leads to this
    # event: of 0 Ctrl+C, for the whole console, of 1 Ctrl+Break, for the process alone.
    function Invoke-Interrupted([string] $Code, [uint] $Key, [hashtable] $When) {
        $signal = Join-Path $TestDrive ([guid]::NewGuid())
        $start = New-PowerShellStartInfo '-NoProfile', '-Command', @"
Import-Module '$ModulePath'
$console
`$api = New-ConsoleApi
`$null = `$api::SetConsoleCtrlHandler([IntPtr]::Zero, `$false)
`$null = Start-ThreadJob -ArgumentList `$api, '$signal', $Key, ($Key ? `$PID : 0) {
    param(`$api, `$signal, `$key, `$group)
    while (-not (Test-Path -LiteralPath `$signal)) { Start-Sleep -Milliseconds 20 }
    `$null = `$api::GenerateConsoleCtrlEvent(`$key, `$group)
}
$Code
"@
        foreach ($pair in @{
                GIGACHAT_CREDENTIALS = $emulator.corporateKey; GIGACHAT_SCOPE = 'GIGACHAT_API_CORP'; GIGACHAT_BASE_URL = $emulator.baseUri
                GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath; TEST_FOLDER = "$folder"
                TEST_STORED = $a.Stored
            }.GetEnumerator()) { $start.Environment[$pair.Key] = $pair.Value }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
        $start.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
        if ($Key) { $start.CreateNewProcessGroup = $true }
        $process = [System.Diagnostics.Process]::Start($start)
        $screen = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        try {
            try { $null = Wait-Emulator $emulator ($When + @{ timeoutMs = 60000 }) }
            catch {
                if (-not $process.HasExited) { $process.Kill() }
                throw "The process had not sent its request: $($errors.Result)`n$($screen.Result)"
            }
            $null = New-Item -ItemType File -Path $signal
            $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 3000 }
            $process.StandardInput.WriteLine('continue')
            $process.StandardInput.Close()
            $process.WaitForExit(30000) | Should -BeTrue
            $screen.Result
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
            $process.Dispose()
            Remove-Item -LiteralPath $signal -ErrorAction Ignore
        }
    }
}

AfterAll {
    if (-not $IsWindows) { return }
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Ctrl+C in a console' -Skip:(-not $IsWindows) {
    BeforeAll {
        # The process of the tests is in the console, too. What it starts is deaf as it is, until it says otherwise.
        $api = New-ConsoleApi
        $api::SetConsoleCtrlHandler([IntPtr]::Zero, $true) | Should -BeTrue
    }

    AfterAll { $null = $api::SetConsoleCtrlHandler([IntPtr]::Zero, $false) }

    BeforeEach {
        Reset-Service
        $before = Get-Traces
    }

    It 'leaves nothing of <Name>' -ForEach @(
        @{
            Name = 'a request'; Code = 'Invoke-GigaChat вопрос; "после"'; Fault = @{ kind = 'hang-before-headers'; on = 'chat' }
        }
        @{
            Name = 'a stream'; Code = 'Invoke-GigaChat "длинный вопрос для трёх кусков" -Stream; "после"'
            Fault = @{ kind = 'hang-after-headers'; on = 'stream'; afterChunks = 1 }
        }
        @{
            Name = 'a download'; Code = 'Save-GigaChatFile $env:TEST_STORED -Destination $env:TEST_FOLDER -Force; "после"'
            Settings = @{ downloadDelayMs = 250 }
        }
    ) {
        if ($Fault) { Add-Fault $emulator $Fault }
        if ($Settings) { Set-Emulator $emulator $Settings }
        Invoke-Interrupted $Code 0 @{ requests = 4; inFlight = 1 } | Should -Not -BeLike '*после*'
        Get-Traces | Should -BeExactly $before
    }
}

Describe 'Ctrl+Break in a console, at which PowerShell opens its debugger' -Skip:(
    -not $IsWindows -or -not [System.Diagnostics.ProcessStartInfo].GetProperty('CreateNewProcessGroup')) {
    It 'spoils no answer' {
        Reset-Service
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 1000 }
        $screen = Invoke-Interrupted '$reply = Invoke-GigaChat вопрос; "ответ: $($reply.Text)"' 1 @{ requests = 4; inFlight = 1 }
        $screen | Should -BeLike '*ответ: Эхо: вопрос*'
    }
}
