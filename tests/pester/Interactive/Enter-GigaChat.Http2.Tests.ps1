BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
}

AfterAll { Stop-Emulator $emulator }

Describe 'Enter-GigaChat and a gateway that holds HTTP/1.1 streams back' {
    It 'shows the first piece as soon as it comes' {
        Set-Emulator $emulator @{ holdHttp11Streams = $true }
        Add-Answer $emulator @{ text = 'раз два'; chunks = 2; chunkDelayMs = 60000 }
        $start = New-PowerShellStartInfo '-NoProfile', '-Command', "
            [Console]::InputEncoding = [Console]::OutputEncoding = [Text.UTF8Encoding]::new()
            Import-Module '$ModulePath'
            Enter-GigaChat"
        $settings = @{
            GIGACHAT_CREDENTIALS = $emulator.authorizationKey; GIGACHAT_BASE_URL = $emulator.baseUri
            GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath; NO_PROXY = 'localhost,127.0.0.1'
        }
        foreach ($name in $settings.Keys) { $start.Environment[$name] = $settings[$name] }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $start.StandardInputEncoding = $start.StandardOutputEncoding = [Text.UTF8Encoding]::new()
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $process.StandardInput.WriteLine('вопрос')
            $null = Wait-Emulator $emulator @{ chunksSent = 1; timeoutMs = 30000 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shown = ''
            $letters = [char[]]::new(256)
            while ($shown -notmatch 'раз') {
                $reading = $process.StandardOutput.ReadAsync($letters, 0, $letters.Length)
                if (-not $reading.Wait(20000)) { throw "Only this was shown: $shown" }
                $shown += [string]::new($letters, 0, $reading.Result)
            }
            # The bound is for a busy machine; the next piece is a minute away.
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
            $shown | Should -Not -Match 'два'
            (Invoke-Control $emulator Get state).inFlight | Should -Be 1
        }
        finally {
            $process.Kill()
            $process.WaitForExit()
            $process.Dispose()
        }
        $null = Wait-Emulator $emulator @{ inFlight = 0 }
    }
}
