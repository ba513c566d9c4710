BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    . $PSScriptRoot/UnattendedTools.ps1
    $emulator = Start-Emulator
    $vault = New-Vault
}

AfterAll { Stop-Emulator $emulator }

Describe 'Register-ReportTask.ps1' {
    BeforeAll {
        # The scheduler's commands exist on Windows alone; what they are given is kept instead.
        $script:given = @{}
        function New-ScheduledTaskAction {
            param($Execute, $Argument) $given.Action = @{ Execute = $Execute; Argument = $Argument }; 'действие'
        }
        function New-ScheduledTaskTrigger { param([switch] $Daily, [datetime] $At) $given.At = $At; 'время' }
        function New-ScheduledTaskSettingsSet {
            param([switch] $StartWhenAvailable, $MultipleInstances, $ExecutionTimeLimit, $RestartCount, $RestartInterval) $given.Instances =
                $MultipleInstances; 'настройки'
        }
        function New-ScheduledTaskPrincipal {
            param($UserId, $LogonType, $RunLevel) $given.User = $UserId; $given.RunLevel = $RunLevel; 'кто'
        }
        function Register-ScheduledTask {
            param($TaskName, $Description, $Action, $Trigger, $Settings, [switch] $Force, $Principal, $User, $Password,
                $RunLevel) $given.Registered = $PSBoundParameters
        }
    }
    BeforeEach {
        Reset-Emulator $emulator
        $given.Clear()
        $machine = New-Machine
        $call = @{ SettingsPath = "$machine/etc/nightly-report.psd1"; LogPath = "$machine/log/report.jsonl" }
    }

    It 'registers a command that makes the report' {
        & $Unattended/Register-ReportTask.ps1 -ServiceAccount 'CORP\gigachat$' -At '04:15' @call
        $given.Registered.Principal, $given.User, $given.RunLevel | Should -BeExactly 'кто', 'CORP\gigachat$', 'Limited'
        $given.At.TimeOfDay | Should -Be ([timespan] '04:15')
        $given.Instances | Should -Be 'IgnoreNew'
        $given.Action.Execute | Should -BeExactly 'pwsh.exe'

        Add-JsonAnswer $emulator $calm
        $start = [System.Diagnostics.ProcessStartInfo]::new($Pwsh, $given.Action.Argument)
        foreach ($name in $vault.Keys) { $start.Environment[$name] = $vault[$name] }
        $start.RedirectStandardError = $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        $null = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        $process.ExitCode | Should -Be 0 -Because $errors.Result
        Get-ChildItem -LiteralPath "$machine/mail" -Filter *.eml | Should -HaveCount 1
    }

    It 'takes an account with a password, and keeps that out of the command' {
        $credential = [pscredential]::new('CORP\robot', (ConvertTo-Secret 'Sesame1'))
        & $Unattended/Register-ReportTask.ps1 -Credential $credential -ClixmlPath 'C:\key.xml' @call
        $given.Registered.User, $given.Registered.Password | Should -BeExactly 'CORP\robot', 'Sesame1'
        $given.Action.Argument | Should -BeLike '*-ClixmlPath "C:\key.xml"*'
        $given.Action.Argument | Should -Not -BeLike '*Sesame1*'
    }

    It 'registers nothing with -WhatIf' {
        & $Unattended/Register-ReportTask.ps1 -ServiceAccount 'CORP\gigachat$' @call -WhatIf
        $given.Registered | Should -BeNullOrEmpty
    }
}
