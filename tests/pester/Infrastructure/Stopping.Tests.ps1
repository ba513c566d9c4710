# Whatever is under way and however it is ended: half a second later the service has nothing of it, and the disk is as it was.
BeforeDiscovery {
    # Script blocks run in a runspace of their own, with $a as what BeforeAll has made.
    $works = @(
        @{ Name = 'a request'; Fault = @{ kind = 'hang-before-headers'; on = 'chat' }; Script = 'Invoke-GigaChat вопрос' }
        @{
            Name = 'an answer without its body'; Fault = @{ kind = 'hang-after-headers'; on = 'chat' }
            Script = 'Invoke-GigaChat вопрос -Conversation $a.Conversation'
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
            When = @{ requests = 3; inFlight = 0 }; Script = 'Get-GigaChatModel'
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
        @{ Way = 'Ctrl+C'; Begin = { $null = $shell.BeginStop($null, $null) } }
        @{ Way = 'a runspace that closes'; Begin = { $shell.Runspace.CloseAsync() } }
    )
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    Connect-Emulator $emulator -With @{ Name = 'Лицо' }

    $conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
    $null = Invoke-GigaChat 'раз' -Conversation $conversation
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'место')
    $upload = Join-Path $TestDrive 'отчёт.txt'
    [System.IO.File]::WriteAllText($upload, 'строка отчёта ' * 40000)
    # What a download that is broken off must not touch.
    'прежнее' | Set-Content -LiteralPath (Join-Path $folder 'отчёт.txt')
    $a = @{
        Conversation = $conversation; Folder = "$folder"; Upload = $upload; Attachment = Join-Path $TestDrive 'приложение.txt'
        Connect = Get-ConnectParameter $emulator; Key = $emulator.b2bKey
    }

    Copy-Item -LiteralPath $upload -Destination $a.Attachment

    # A service with one file, and with one batch that does not end: two requests.
    function Reset-Service {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 1000000 }
        # Of this one no upload is remembered.
        [System.IO.File]::SetLastWriteTimeUtc($a.Attachment, [datetime]::UtcNow)
        $a.Stored = (Add-GigaChatFile $upload).Id
        $a.Batch = 'раз' | Start-GigaChatBatch
    }

    function Get-Traces {
        ConvertTo-Json $conversation -Depth 5 -Compress
        Get-ChildItem -LiteralPath $TestDrive -Recurse -Force -File |
            ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" }
        (Get-GigaChatConnection).Name
    }

    function Start-Work([string] $Script) {
        $new = [powershell]::Create([initialsessionstate]::CreateDefault())
        $null = $new.AddScript("param(`$module, `$a) `$ErrorActionPreference = 'Stop'; Import-Module `$module; $Script").AddArgument(
            "$ModulePath").AddArgument($a)
        $new
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Nothing is left half a second after <Way> has ended' -ForEach $ways {
    BeforeAll { $begin = $Begin }

    BeforeEach {
        Reset-Service
        $before = Get-Traces
    }

    It '<Name>' -ForEach $works {
        if ($Fault) { Add-Fault $emulator $Fault }
        if ($Settings) { Set-Emulator $emulator $Settings }
        $shell = Start-Work $Script
        try {
            $running = $shell.BeginInvoke()
            $null = Wait-Emulator $emulator (($When ?? @{ inFlight = 1 }) + @{ timeoutMs = 60000 })
            $running.IsCompleted | Should -BeFalse
            . $begin
            $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
            $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -BeIn Stopped, Failed
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
        Get-Traces | Should -BeExactly $before
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

Describe 'A pipeline that has enough' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
        $second = Join-Path $TestDrive 'второй.txt'
        'второй' | Set-Content -LiteralPath $second
        $enough = @{
            'Select-Object -First' = { param($script) $null = . $script | Select-Object -First 1 }
            'break'                = { param($script) foreach ($once in 1) { . $script | ForEach-Object { break } } }
            'a throw'              = { param($script) { . $script | ForEach-Object { throw 'довольно' } } | Should -Throw 'довольно' }
        }
    }

    It 'by <_> sends no second upload' -ForEach 'Select-Object -First', 'break', 'a throw' {
        & $enough[$_] { Add-GigaChatFile $upload, $second }
        Get-SentRequest $emulator '/v1/files' | Should -HaveCount 1
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
    }

    It 'by <_> ends the embeddings that are under way' -ForEach 'Select-Object -First', 'break', 'a throw' {
        & $enough[$_] {
            & {
                'раз', 'два'
                $null = Wait-Emulator $emulator @{ requests = 1; inFlight = 0 }
                Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'embeddings'; times = 9 }
                1..40
            } | New-GigaChatEmbedding -BatchSize 2 -ThrottleLimit 3
        }
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
        @(Get-SentRequest $emulator '*/embeddings').Count | Should -BeLessOrEqual 4
    }

    It 'by <_> begins no second download, and the first file is whole' -ForEach 'Select-Object -First', 'break', 'a throw' {
        $first, $other = Add-GigaChatFile $upload, $second
        $place = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))
        & $enough[$_] { Save-GigaChatFile $first.Id, $other.Id -Destination $place -PassThru }
        $saved = Get-ChildItem -LiteralPath $place -Force
        $saved | Should -HaveCount 1
        (Get-FileHash -LiteralPath $saved.FullName).Hash | Should -Be (Get-FileHash -LiteralPath $upload).Hash
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
    }

    It 'by <_> waits for no second batch' -ForEach 'Select-Object -First', 'break', 'a throw' {
        $batches = 'раз', 'два' | ForEach-Object { $_ | Start-GigaChatBatch }
        & $enough[$_] { $batches | Wait-GigaChatBatch }
        (Get-SentRequest $emulator '*/batches').query -like '*batch_id*' | Select-Object -Unique | Should -Be "?batch_id=$($batches[0].Id)"
        $null = Wait-Emulator $emulator @{ inFlight = 0; timeoutMs = 500 }
    }
}

# Windows has no signals to send; what they end is the same.
Describe 'A host that goes away' -Skip:$IsWindows {
    BeforeAll {
        # PowerShell's own sockets; whoever is killed leaves them.
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
        try {
            $null = Wait-Emulator $emulator @{ requests = 4; inFlight = 1; timeoutMs = 60000 }
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
