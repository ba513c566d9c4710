# Runspaces, jobs, and many machines over SSH. Each script runs as it is.
BeforeDiscovery {
    $hasSshd = -not $IsWindows -and (Get-Command ssh -ErrorAction Ignore) -and (Get-Command sshd, /usr/sbin/sshd -ErrorAction Ignore)
    $hasThreadJob = [bool] (Get-Command Start-ThreadJob -ErrorAction Ignore)
    if (-not $hasSshd) { Write-Host 'Left out: the tests of Invoke-FleetPrompt.ps1, because there is no SSH server to start.' }
    if (-not $hasThreadJob) { Write-Host 'Left out: the tests of thread jobs, because Microsoft.PowerShell.ThreadJob is not installed.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    $modules = New-ModuleFolder (Join-Path $TestDrive 'modules')
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-ParallelPrompt.ps1' {
    BeforeAll { Connect-Emulator $emulator -Corporate }
    BeforeEach { Reset-Emulator $emulator }

    It 'asks about each item, several at a time, on the one connection' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat'; delayMs = 300; times = 4 }
        $found = 'а', 'б', 'в', 'г' |
            & $Unattended/Invoke-ParallelPrompt.ps1 -Prompt 'Здоров?' -Collect {
                "узел $_"; [pscustomobject]@{ Свободно = 5 }
            } -ThrottleLimit 4
        $found | Sort-Object Item | ForEach-Object Text |
            Should -BeExactly ('а', 'б', 'в', 'г' | ForEach-Object { "Эхо: Здоров?`n`nузел $_`n{`"Свободно`":5}" })
        $found | Where-Object Error | Should -BeNullOrEmpty
        $found[0].Tokens | Should -BeGreaterThan 0
        $state = Invoke-Control $emulator Get state
        $state.maxChatsInFlight | Should -BeGreaterThan 1
        $state.signInRequests | Should -Be 0
    }

    It 'names the item that failed, and why' {
        $found = 'а', 'б' |
            & $Unattended/Invoke-ParallelPrompt.ps1 -Prompt 'Здоров?' -Collect { if ($_ -eq 'а') { throw 'не отвечает' }; $_ }
        ($found | Where-Object Item -EQ 'а').Error | Should -BeExactly 'не отвечает'
        ($found | Where-Object Item -EQ 'б').Text | Should -BeLike '*б'
    }
}

Describe 'Start-PromptJob.ps1' {
    BeforeEach {
        Clear-Session $emulator
        Connect-Emulator $emulator -Corporate
        $file = Join-Path $TestDrive 'вход.log'
        'отказ' | Set-Content -LiteralPath $file -NoNewline
    }

    It 'asks in thread jobs, whose replies are whole' -Skip:(-not $hasThreadJob) {
        $jobs = 'Раз?', 'Два?' | & $Unattended/Start-PromptJob.ps1 -Path $file
        $jobs.Name | Should -BeExactly 'GigaChat: Раз?', 'GigaChat: Два?'
        $replies = $jobs | Receive-Job -Wait -AutoRemoveJob
        $replies[0].GetType().FullName | Should -BeExactly 'GigaChat.ChatReply'
        $replies.Text | Sort-Object | Should -BeExactly "Эхо: Два?`n`nотказ", "Эхо: Раз?`n`nотказ"
        (Invoke-Control $emulator Get state).tokensIssued | Should -Be 1
    }

    It 'asks in process jobs, whose replies are copies with all they say' {
        $before = @{}
        $settings = Get-JobEnvironment $emulator $modules -WithoutKey
        # The process is killed in the end, and the sockets of its runtime stay.
        $settings.TMPDIR = "$TestDrive"
        foreach ($name in $settings.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name); [Environment]::SetEnvironmentVariable($name, $settings[$name])
        }
        try {
            $reply = 'Раз?' | & $Unattended/Start-PromptJob.ps1 -AsProcess -AuthorizationKey (ConvertTo-Secret $emulator.authorizationKey) |
                Receive-Job -Wait -AutoRemoveJob
        }
        finally { foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) } }
        $reply.PSObject.TypeNames | Should -Contain 'Deserialized.GigaChat.ChatReply'
        $reply.Text, $reply.FinishReason, $reply.Source | Should -BeExactly 'Эхо: Раз?', 'stop', 'Раз?'
        "$reply" | Should -BeExactly 'Эхо: Раз?'
    }

    It 'leaves an error in its job' -Skip:(-not $hasThreadJob) {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 403 }
        $job = & $Unattended/Start-PromptJob.ps1 'Раз?'
        { $job | Receive-Job -Wait -AutoRemoveJob } | Should -Throw -ErrorId 'GigaChatPermissionDenied,*'
    }
}

Describe 'Invoke-FleetPrompt.ps1' -Skip:(-not $hasSshd) {
    BeforeAll {
        # An SSH server of the test's own, as this user, on a free port, with its own keys. Both of its names are machines.
        $ssh = New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) "fleet-$(New-Guid)")
        & chmod 700 $ssh
        foreach ($name in 'host', 'user') { & ssh-keygen -q -t ed25519 -N '' -f "$ssh/$name" }
        $probe = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $probe.Start()
        $port = $probe.LocalEndpoint.Port
        $probe.Stop()
        $far = Get-JobEnvironment $emulator $modules -WithoutKey
        @"
Port $port
ListenAddress 127.0.0.1
HostKey $ssh/host
PidFile none
AuthorizedKeysFile $ssh/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
SetEnv $(($far.GetEnumerator() | ForEach-Object { "`"$($_.Key)=$($_.Value)`"" }) -join ' ')
Subsystem powershell $Pwsh -sshs -NoLogo
"@ | Set-Content -LiteralPath "$ssh/config"
        'localhost', '127.0.0.1' | ForEach-Object { "[$_]:$port $(Get-Content -LiteralPath "$ssh/host.pub")" } |
            Set-Content -LiteralPath "$ssh/known"
        # The server wants this folder where it runs as root.
        $madeFolder = (& id -u) -eq 0 -and -not (Test-Path -LiteralPath /run/sshd)
        if ($madeFolder) { $null = New-Item -ItemType Directory -Path /run/sshd; & chmod 755 /run/sshd }
        $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Command sshd, /usr/sbin/sshd -ErrorAction Ignore |
            Select-Object -First 1).Source)
        foreach ($argument in '-D', '-e', '-f', "$ssh/config") { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardError = $true
        $server = [System.Diagnostics.Process]::Start($start)
        do { $said = $server.StandardError.ReadLine() } until ($null -eq $said -or $said -like 'Server listening*')
        if ($null -eq $said) { throw 'The SSH server did not start.' }
        $null = $server.StandardError.ReadToEndAsync()

        Connect-Emulator $emulator -Corporate
        $way = @{
            Port = $port; KeyFilePath = "$ssh/user"; UserName = [Environment]::UserName
            Option = @{ UserKnownHostsFile = "$ssh/known"; IdentitiesOnly = 'yes' }
        }
    }
    AfterAll {
        if ($server) { $server.Kill($true); $server.WaitForExit(); $server.Dispose() }
        if ($madeFolder) { Remove-Item -LiteralPath /run/sshd }
        if ($ssh) { Remove-Item -LiteralPath $ssh -Recurse -Force }
    }
    BeforeEach { Reset-Emulator $emulator }

    It 'collects there, asks here, and names the machine that cannot be reached' {
        $found = 'localhost', 'нет.invalid', '127.0.0.1' |
            & $Unattended/Invoke-FleetPrompt.ps1 'Здоров?' -Collect {
                "процесс $PID"; [pscustomobject]@{ Свободно = 5 }
            } @way -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Machine | Sort-Object | Should -BeExactly '127.0.0.1', 'localhost'
        $found[0].Text | Should -Match "^Эхо: Здоров\?\n\nпроцесс \d+\n\{`"Свободно`":5\}$"
        $found.Text | Should -Not -Match "процесс $PID\b"
        $found[0].Tokens | Should -BeGreaterThan 0
        "$failures" | Should -BeLike '*invalid*'
        Get-PSSession | Should -BeNullOrEmpty
    }

    It 'collects the state of a machine by itself' {
        $found = & $Unattended/Invoke-FleetPrompt.ps1 'Здоров?' -HostName localhost @way
        $found.Text | Should -BeLike '*"Name":*"MB":*"FreePercent":*'
    }

    It 'asks from the machine, with the key handed over; the reply is an object' {
        $before = (Invoke-Control $emulator Get state).signInRequests
        $found = & $Unattended/Invoke-FleetPrompt.ps1 'Здоров?' -HostName localhost -Collect { "процесс $PID" } -OnTarget `
            -AuthorizationKey (ConvertTo-Secret $emulator.authorizationKey) @way
        $found.Machine | Should -BeExactly 'localhost'
        $found.Text | Should -Match '^Эхо: Здоров\?\n\nпроцесс \d+$'
        $found.Tokens | Should -BeGreaterThan 0
        (Invoke-Control $emulator Get state).signInRequests | Should -Be ($before + 1)
    }

    It 'does not talk to a machine whose host key is another' {
        'localhost' | ForEach-Object { "[$_]:$port $(Get-Content -LiteralPath "$ssh/user.pub")" } | Set-Content -LiteralPath "$ssh/strange"
        $strange = $way.Clone()
        $strange.Option = @{ UserKnownHostsFile = "$ssh/strange"; IdentitiesOnly = 'yes' }
        & $Unattended/Invoke-FleetPrompt.ps1 'Здоров?' -HostName localhost @strange -ErrorAction SilentlyContinue -ErrorVariable failures |
            Should -BeNullOrEmpty
        $failures | Should -Not -BeNullOrEmpty
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}
