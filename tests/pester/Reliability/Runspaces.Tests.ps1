# A hundred runspaces that share what a process has: one sign-in, one gate, connections that others replace or close.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $corporate = $parameters + @{ AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate' }

    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule("$ModulePath")
    $pool = [runspacefactory]::CreateRunspacePool($state)
    $null = $pool.SetMaxRunspaces(100)
    $null = $pool.SetMinRunspaces(100)
    $pool.Open()

    # Begins a script in many runspaces at once; what each wrote, and ids of errors, come back from Complete-Work.
    function Start-Work([int] $Count, [string] $Script) {
        $together = [System.Threading.Barrier]::new($Count)
        foreach ($number in 1..$Count) {
            $shell = [powershell]::Create()
            $shell.RunspacePool = $pool
            $null = $shell.AddScript(("param(`$number, `$together) `$null = `$together.SignalAndWait(60000); try { $Script } catch { " +
                "`$_.FullyQualifiedErrorId }")).AddArgument($number).AddArgument($together)
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            [pscustomobject]@{
                Number = $number; Shell = $shell; Output = $output
                Running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            }
        }
    }

    # Nothing may hang: all of them end well before any time limit of a request.
    function Complete-Work($Works) {
        $deadline = [datetime]::UtcNow.AddSeconds(50)
        foreach ($work in $Works) {
            $left = [Math]::Max(0, ($deadline - [datetime]::UtcNow).TotalMilliseconds)
            $work.Running.AsyncWaitHandle.WaitOne([int] $left) | Should -BeTrue -Because "runspace $($work.Number) ends"
            $work.Shell.Streams.Error | Should -BeNullOrEmpty
        }
    }

    function Close-Work($Works) {
        foreach ($work in $Works) {
            if (-not $work.Running.IsCompleted) { $work.Shell.Stop() }
            $work.Shell.Dispose()
        }
    }
}

AfterAll {
    if ($pool) { $pool.Dispose() }
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A hundred runspaces on one connection' {
    BeforeEach { Clear-Session $emulator }
    AfterEach { Close-Work $works }

    It 'sign in once, never ask more at a time than the gate lets through, and are all answered' {
        $variables = @{
            GIGACHAT_CREDENTIALS = $emulator.corporateKey; GIGACHAT_SCOPE = 'GIGACHAT_API_CORP'; GIGACHAT_BASE_URL = $emulator.baseUri
            GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath
        }
        try {
            foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $variables[$name]) }
            # Answers come late, so that all of them want the token, and then the ten places.
            Add-Fault $emulator @{ kind = 'delay'; delayMs = 500; on = 'signin' }
            Add-Fault $emulator @{ kind = 'delay'; delayMs = 20; on = 'chat'; times = 200 }
            $works = Start-Work 100 '"а $number", "б $number" | Invoke-GigaChat | ForEach-Object Text'
            Complete-Work $works
        }
        finally {
            foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $null) }
        }
        foreach ($work in $works) { $work.Output | Should -BeExactly "Эхо: а $($work.Number)", "Эхо: б $($work.Number)" }
        $state = Invoke-Control $emulator Get state
        $state.signInRequests | Should -Be 1
        $state.maxChatsInFlight | Should -Be 10
        $state.requests | Should -Be 201 -Because 'none of them was refused and asked again'
        Get-GigaChatConnection | Should -HaveCount 1
    }

    It 'find no deadlock where half of them are cancelled: <Name>' -ForEach @(
        @{ Name = 'requests'; Script = '(Invoke-GigaChat "вопрос $number").Text' }
        @{ Name = 'streams'; Script = '-join (Invoke-GigaChat "вопрос $number" -AsChunk).Text' }
    ) {
        Connect-GigaChat @corporate
        Add-Fault $emulator @{ kind = 'delay'; delayMs = 100; on = 'chat'; times = 1000 }
        $works = Start-Work 100 $Script
        (Wait-Emulator $emulator @{ chatsInFlight = 10; timeoutMs = 50000 }).maxChatsInFlight | Should -Be 10
        $cancelled = $works | Where-Object { $_.Number % 2 }
        foreach ($work in $cancelled) { $null = $work.Shell.BeginStop($null, $null) }
        Complete-Work $works
        foreach ($work in $works | Where-Object { $_.Number % 2 -eq 0 }) { $work.Output | Should -BeExactly "Эхо: вопрос $($work.Number)" }
        foreach ($work in $cancelled) { "$($work.Output)" | Should -BeIn '', "Эхо: вопрос $($work.Number)" }
        @($cancelled | Where-Object { $_.Shell.InvocationStateInfo.State -eq 'Stopped' }).Count | Should -BeGreaterThan 0
        # The place of a cancelled request is free at once; the server hears of the end a little later, and may see each place taken twice.
        (Wait-Emulator $emulator @{ inFlight = 0 }).maxChatsInFlight | Should -BeLessOrEqual 20

        # All ten places are free again.
        Reset-Emulator $emulator
        Add-Fault $emulator @{ kind = 'delay'; delayMs = 300; on = 'chat'; times = 10 }
        (1..10 | Invoke-GigaChat 'Что это?' -PerItem -ThrottleLimit 10) | Should -HaveCount 10
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be 10
    }

    It 'are answered, or end in an error about the closed connection, while it is replaced and closed' {
        Connect-GigaChat @corporate
        $works = Start-Work 100 ('foreach ($turn in 1..12) { try { (Invoke-GigaChat "вопрос $number" -AsChunk:($number % 3 -eq 0)) ' +
            '-join "" } catch { $_.FullyQualifiedErrorId } }')
        $rounds = 0
        while ($works.Running.IsCompleted -contains $false -and $rounds -lt 400) {
            # Replaced, closed and made anew, in turn.
            if ($rounds % 3 -eq 1) { Disconnect-GigaChat }
            Connect-GigaChat @corporate
            $rounds++
        }
        Complete-Work $works
        $rounds | Should -BeGreaterThan 2
        foreach ($work in $works) {
            $work.Output | Should -HaveCount 12
            foreach ($text in $work.Output) {
                "$text" | Should -BeIn "Эхо: вопрос $($work.Number)", 'GigaChatNotConnected,GigaChat.Commands.InvokeGigaChatCommand'
            }
        }
        @($works.Output | Where-Object { "$_" -like 'Эхо*' }).Count | Should -BeGreaterThan 0
        # The connections that were replaced have closed with their last user, and none outlives the last Disconnect.
        Disconnect-GigaChat -All
        $null = Wait-Emulator $emulator @{ inFlight = 0; connectionsOpen = 0 }
    }
}
