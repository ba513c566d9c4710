# Runs without anybody present: the commands of crontab, units, task, pipelines and container are taken out of their files and run.
BeforeDiscovery {
    # Only Linux keeps the store under HOME: elsewhere the test would meet the one of the person who runs it.
    $hasSecretStore = $IsLinux -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretStore)
    $hasSystemdAnalyze = [bool] (Get-Command systemd-analyze -ErrorAction Ignore)
    if (-not $hasSecretStore) { Write-Host 'Left out: the test of a vault, because that takes Linux and Microsoft.PowerShell.SecretStore.' }
    if (-not $hasSystemdAnalyze) { Write-Host 'Left out: the test of the units, because there is no systemd-analyze.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    $modules = New-ModuleFolder (Join-Path $TestDrive 'modules')
    $calm = @{ Level = 'ok'; Summary = 'Всё спокойно.'; Findings = @() }

    # A machine's folders in one: /etc/gigachat, /var/log/gigachat, the logs of the night, and the mails that went out.
    function New-Machine {
        $root = Join-Path $TestDrive "машина $(Get-Random)"
        foreach ($name in 'etc', 'log', 'night', 'mail', 'home', 'state', 'credentials') {
            $null = New-Item -ItemType Directory -Path (Join-Path $root $name)
        }
        'INFO тихо' | Set-Content -LiteralPath (Join-Path $root 'night/а.log')
        "GIGACHAT_CREDENTIALS=$($emulator.authorizationKey)" | Set-Content -LiteralPath (Join-Path $root 'etc/gigachat.env')
        @"
@{ Path = '$root/night/*.log'; To = 'ops@example.org'; From = 'robot@example.org'; Destination = '$root/mail' }
"@ | Set-Content -LiteralPath (Join-Path $root 'etc/nightly-report.psd1')
        $root
    }

    # The paths of an installation, on this machine. Quoted where a shell reads them.
    function ConvertTo-Here([string] $Line, [string] $Root, [string] $Quote = '') {
        $places = [ordered]@{
            '/opt/gigachat/' = (Join-Path $script:Root 'examples/'); '/etc/gigachat/' = "$Root/etc/"; '/var/log/gigachat/' = "$Root/log/"
            '/run/secrets/' = "$Root/etc/"; '/run/config/job.psd1' = "$Root/etc/nightly-report.psd1"
        }
        foreach ($place in $places.Keys) {
            $Line = [regex]::Replace($Line, [regex]::Escape($place) + '(\S*)',
                { "$Quote$($places[$place])$($args[0].Groups[1].Value)$Quote" })
        }
        $Line
    }

    function Get-RunLog([string] $Path) { Get-Content -LiteralPath $Path | ConvertFrom-Json }

    # The lines of a literal block of YAML under a key, the nth of them.
    function Get-YamlBlock([string[]] $Line, [string] $Key, [int] $Nth = 0) {
        $at = @(for ($i = 0; $i -lt $Line.Count; $i++) { if ($Line[$i] -match "^\s*$([regex]::Escape($Key)) \|$") { $i } })[$Nth]
        $indent = [regex]::Match($Line[$at + 1], '^ *').Length
        for ($i = $at + 1; $i -lt $Line.Count -and ($Line[$i].Trim() -eq '' -or $Line[$i].StartsWith(' ' * $indent)); $i++) {
            $Line[$i].Length -ge $indent ? $Line[$i].Substring($indent) : ''
        }
    }

    # A repository whose build fails, with the module and the examples in it.
    function New-Repository {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive "repo$(Get-Random)")
        $null = New-ModuleFolder (Join-Path $folder 'modules')
        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $folder 'examples') -Target (Join-Path $Root 'examples')
        "#!/bin/sh`necho 'src/Учёт.cs(12): error CS1002: ; expected'`necho '{`"token`": `"Sesame1`"}'`nexit 1" |
            Set-Content -LiteralPath (Join-Path $folder 'build.sh')
        & chmod +x (Join-Path $folder 'build.sh')
        "$folder"
    }

    # A process whose vault has the key: SecretStore in a home of its own, else a stand-in with the same command.
    function New-Vault {
        $Root = Join-Path $TestDrive 'хранилище'
        $null = New-Item -ItemType Directory -Path "$Root/home" -Force
        $settings = Get-JobEnvironment $emulator $modules -WithoutKey
        $settings.HOME = "$Root/home"
        $settings.TEST_KEY = $emulator.authorizationKey
        if ($IsLinux -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretStore)) {
            $made = Invoke-Program $Pwsh '-NoProfile', '-NonInteractive', '-Command', {
                $ErrorActionPreference = 'Stop'
                $null = Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -PassThru
                Register-SecretVault -Name Keys -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
                Set-Secret -Name GigaChat -Secret (ConvertTo-SecureString $env:TEST_KEY -AsPlainText -Force)
                Set-Secret -Name Mail -Secret ([pscredential]::new('robot', (ConvertTo-SecureString 'Sesame1' -AsPlainText -Force)))
            }.ToString() -Environment $settings
            $made.ExitCode | Should -Be 0 -Because $made.Errors
            $settings.Remove('TEST_KEY')
        }
        else {
            $null = New-Item -ItemType Directory -Path "$Root/vault/Microsoft.PowerShell.SecretManagement" -Force
            @'
function Get-Secret([string] $Name, [string] $Vault) {
    if ($Name -eq 'Mail') { return [pscredential]::new('robot', (ConvertTo-SecureString 'Sesame1' -AsPlainText -Force)) }
    if ($Name -ne 'GigaChat') { throw "The secret $Name was not found." }
    ConvertTo-SecureString $env:TEST_KEY -AsPlainText -Force
}
'@ | Set-Content -LiteralPath "$Root/vault/Microsoft.PowerShell.SecretManagement/Microsoft.PowerShell.SecretManagement.psm1"
            $settings.PSModulePath = "$Root/vault$([System.IO.Path]::PathSeparator)$($settings.PSModulePath)"
        }
        $settings
    }
    $vault = New-Vault
}

AfterAll { Stop-Emulator $emulator }

Describe 'Start-UnattendedJob.ps1' {
    BeforeAll {
        $job = Join-Path $Unattended 'Start-UnattendedJob.ps1'
        function Invoke-Job([string] $Root, [string] $Code, [string[]] $More = @(), [hashtable] $Environment) {
            $Code | Set-Content -LiteralPath "$Root/задание.ps1"
            $with = $Environment ?? (Get-JobEnvironment $emulator $modules -WithoutKey)
            Invoke-Program $Pwsh (
                @(
                    '-NoProfile', '-NonInteractive', '-File', $job, '-Path', "$Root/задание.ps1", '-LogPath', "$Root/log/job.jsonl"
                ) + $More) -Environment $with
        }
    }
    BeforeEach {
        Reset-Emulator $emulator
        $machine = New-Machine
        $file = '-EnvironmentFile', "$machine/etc/gigachat.env"
    }

    It 'ends with 0 and a line in the log where all went well' {
        $ran = Invoke-Job $machine '[CmdletBinding()] param([string] $Имя) (Invoke-GigaChat "Привет, $Имя").Text' (
            $file + '-SettingsPath', "$machine/etc/имя.psd1") 
        $ran.ExitCode | Should -Be 1 -Because 'there is no such file yet'
        "@{ Имя = 'мир' }" | Set-Content -LiteralPath "$machine/etc/имя.psd1"
        $ran = Invoke-Job $machine '[CmdletBinding()] param([string] $Имя) (Invoke-GigaChat "Привет, $Имя").Text' (
            $file + '-SettingsPath', "$machine/etc/имя.psd1")
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        $ran.Screen.Trim() | Should -BeExactly 'Эхо: Привет, мир'
        $log = @(Get-RunLog "$machine/log/job.jsonl")
        $log | Should -HaveCount 1
        $log[0].Job, $log[0].ExitCode, $log[0].Requests | Should -Be 'задание.ps1', 0, 1
        $log[0].Tokens | Should -BeGreaterThan 0
        $log[0].Errors | Should -BeNullOrEmpty
    }

    It 'ends with 2 where some items failed, and says which' {
        $ran = Invoke-Job $machine '[CmdletBinding()] param() "раз", " ", "два" | Invoke-GigaChat "?" -PerItem | ForEach-Object Text' $file
        $ran.ExitCode | Should -Be 2 -Because $ran.Errors
        $ran.Screen | Should -BeLike '*раз*два*'
        (Get-RunLog "$machine/log/job.jsonl").Errors | Should -HaveCount 1
        $ran.Errors | Should -Not -BeNullOrEmpty
    }

    It 'ends with 1 where the job <Case>' -TestCases @(
        @{ Case = 'throws'; Code = '[CmdletBinding()] param() throw "сломано"'; Text = '*сломано*'; Key = $true }
        @{ Case = 'has no key'; Code = '[CmdletBinding()] param() "не дошло"'; Text = '*GIGACHAT_CREDENTIALS*'; Key = $false }
    ) {
        $ran = Invoke-Job $machine $Code ($Key ? $file : @())
        $ran.ExitCode | Should -Be 1
        $ran.Screen | Should -Not -BeLike '*не дошло*'
        (Get-RunLog "$machine/log/job.jsonl").ExitCode | Should -Be 1
        "$((Get-RunLog "$machine/log/job.jsonl").Errors)" | Should -BeLike $Text
    }

    It 'does not run beside itself' {
        $lock = [System.IO.File]::Open("$machine/log/job.jsonl.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try { $ran = Invoke-Job $machine '[CmdletBinding()] param() "дошло"' $file }
        finally { $lock.Dispose() }
        $ran.ExitCode | Should -Be 1
        $ran.Screen | Should -Not -BeLike '*дошло*'
        "$machine/log/job.jsonl" | Should -Not -Exist
    }

    It 'takes the key and the secrets of the settings from a vault, and writes them nowhere' {
        "@{ Почта = @{ Secret = 'Mail' } }" | Set-Content -LiteralPath "$machine/etc/почта.psd1"
        $ran = Invoke-Job $machine ('[CmdletBinding()] param([pscredential] $Почта) "$($Почта.UserName) ' +
            '$($Почта.GetNetworkCredential().Password.Length) $((Invoke-GigaChat да).Text)"') @('-SecretName', 'GigaChat', '-SettingsPath',
                "$machine/etc/почта.psd1") $vault
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        $ran.Screen.Trim() | Should -BeExactly 'robot 7 Эхо: да'
        "$($ran.Screen)$($ran.Errors)$(Get-Content -Raw -LiteralPath "$machine/log/job.jsonl")" |
            Should -Not -Match "Sesame1|$([regex]::Escape($emulator.authorizationKey))"
    }

    It 'refuses a file of Export-Clixml where that does not encrypt' -Skip:$IsWindows {
        $ran = Invoke-Job $machine '[CmdletBinding()] param() "дошло"' '-ClixmlPath', "$machine/etc/key.xml"
        $ran.ExitCode | Should -Be 1
        $ran.Errors | Should -BeLike '*Windows only*'
    }
}

Describe 'Connect-GigaChatVault.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $machine = New-Machine
    }

    It 'signs in with a secret' {
        $ran = Invoke-Program $Pwsh '-NoProfile', '-NonInteractive', '-Command',
        "& '$Unattended/Connect-GigaChatVault.ps1'; (Invoke-GigaChat 'Привет').Text; (Get-GigaChatConnection).Scope" -Environment $vault
        $ran.Screen.Trim() | Should -BeExactly "Эхо: Привет`nGIGACHAT_API_PERS" -Because $ran.Errors
    }

    It 'says which secret is missing' {
        $ran = Invoke-Program $Pwsh '-NoProfile', '-NonInteractive', '-Command',
        "& '$Unattended/Connect-GigaChatVault.ps1' Нет" -Environment $vault
        $ran.ExitCode | Should -Be 1
        $ran.Errors | Should -BeLike '*Нет*'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'opens a locked store with a password file' -Skip:(-not $hasSecretStore) {
        $settings = Get-JobEnvironment $emulator $modules -WithoutKey
        $settings.HOME = "$machine/home"
        $settings.TEST_KEY = "$($emulator.clientId) $($emulator.clientSecret)"
        'Open-Sesame-1' | Set-Content -LiteralPath "$machine/etc/store"
        $made = Invoke-Program $Pwsh '-NoProfile', '-NonInteractive', '-Command', {
            $ErrorActionPreference = 'Stop'
            $null = Reset-SecretStore -Scope CurrentUser -Authentication Password -Password (
                ConvertTo-SecureString 'Open-Sesame-1' -AsPlainText -Force) -Interaction None -Force -PassThru
            Register-SecretVault -Name Keys -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
            Unlock-SecretStore -Password (ConvertTo-SecureString 'Open-Sesame-1' -AsPlainText -Force)
            $id, $secret = -split $env:TEST_KEY
            Set-Secret -Name GigaChat -Secret ([pscredential]::new($id, (ConvertTo-SecureString $secret -AsPlainText -Force)))
        }.ToString() -Environment $settings
        $made.ExitCode | Should -Be 0 -Because $made.Errors
        $settings.Remove('TEST_KEY')
        $ran = Invoke-Program $Pwsh '-NoProfile', '-NonInteractive', '-Command',
            "& '$Unattended/Connect-GigaChatVault.ps1' -Vault Keys -UnlockPath '$machine/etc/store'; (Invoke-GigaChat 'Привет').Text" `
                -Environment $settings
        $ran.Screen.Trim() | Should -BeExactly 'Эхо: Привет' -Because $ran.Errors
    }
}

Describe 'The settings of the nightly report' {
    It 'are parameters of the script, and hold no secret' {
        $settings = Import-PowerShellDataFile -LiteralPath (Join-Path $Unattended 'nightly-report.psd1')
        $known = (Get-Command (Join-Path $Recipes 'Send-NightlyReport.ps1')).Parameters.Keys
        $settings.Keys | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        $settings.Keys | Should -Not -Contain 'Credential'
    }
}

Describe 'Schedulers' -Skip:$IsWindows {
    BeforeEach {
        Reset-Emulator $emulator
        $machine = New-Machine
        $settings = Get-JobEnvironment $emulator $modules -WithoutKey
        Add-JsonAnswer $emulator $calm
        function Assert-Report([string] $LogPath) {
            (Get-RunLog $LogPath).ExitCode | Should -Be 0
            Get-ChildItem -LiteralPath "$machine/mail" -Filter *.eml | Should -HaveCount 1
            Get-Question $emulator | Should -BeLike '*INFO тихо*'
        }
    }

    It 'run the line of the crontab, with the few variables that cron gives' {
        $lines = Get-Content -LiteralPath (Join-Path $Unattended 'gigachat-report.cron') | Where-Object { $_ -and $_ -notlike '#*' }
        foreach ($line in $lines -match '^\w+=') { $name, $value = $line -split '=', 2; $settings[$name] = $value }
        $settings.HOME, $settings.LOGNAME = "$machine/home", 'gigachat'
        $entry = @($lines -notmatch '^\w+=')
        $entry | Should -HaveCount 1
        $entry[0] | Should -Not -Match '%' -Because 'cron makes it a line break'
        $entry[0] -match '^(\S+ ){5}gigachat (?<command>pwsh .*)$' | Should -BeTrue
        $command = (ConvertTo-Here $Matches.command $machine "'") -replace '^pwsh', "'$Pwsh'"
        $ran = Invoke-Program $settings.SHELL '-c', $command -Environment $settings -CleanEnvironment
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        Assert-Report "$machine/log/report.jsonl"
    }

    It 'run the command of the unit, with the credential that systemd hands over' {
        $unit = Get-Content -LiteralPath (Join-Path $Unattended 'gigachat-report.service')
        $id, $source = (($unit -match '^LoadCredential=') -replace '^LoadCredential=') -split ':', 2
        Copy-Item -LiteralPath (ConvertTo-Here $source $machine) -Destination "$machine/credentials/$id"
        foreach ($pair in -split (($unit -match '^Environment=') -replace '^Environment=')) {
            $name, $value = $pair -split '=', 2; $settings[$name] = $value
        }
        $settings.HOME = "$machine/home"
        $place = @{ CREDENTIALS_DIRECTORY = "$machine/credentials"; STATE_DIRECTORY = "$machine/state" }
        $words = -split (($unit -match '^ExecStart=') -replace '^ExecStart=') |
            ForEach-Object { [regex]::Replace((ConvertTo-Here $_ $machine), '\$\{(\w+)\}', { $place[$args[0].Groups[1].Value] }) }
        $words[0] | Should -BeExactly '/usr/bin/pwsh'
        $ran = Invoke-Program $Pwsh $words[1..$words.Count] -Environment ($settings + $place) -Folder '/'
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        Assert-Report "$machine/state/report.jsonl"
    }

    It 'have units that systemd takes' -Skip:(-not $hasSystemdAnalyze) {
        $units = New-Item -ItemType Directory -Path (Join-Path $TestDrive "units$(Get-Random)")
        foreach ($name in 'gigachat-report.service', 'gigachat-report.timer') {
            (Get-Content -Raw -LiteralPath (Join-Path $Unattended $name)) -replace '/usr/bin/pwsh', $Pwsh |
                Set-Content -LiteralPath (Join-Path $units $name)
        }
        # As units of a user: for those of the system it writes to /run.
        $files = "$units/gigachat-report.service", "$units/gigachat-report.timer"
        $ran = Invoke-Program systemd-analyze ('verify', '--user' + $files) -Environment @{ XDG_RUNTIME_DIR = "$units" }
        ($ran.Errors -split "`n" | Where-Object { $_ -like '*gigachat-report*' }) | Should -BeNullOrEmpty
        $when = (Get-Content -LiteralPath "$units/gigachat-report.timer") -match '^OnCalendar=' -replace '^OnCalendar='
        (Invoke-Program systemd-analyze 'calendar', "$when").ExitCode | Should -Be 0
    }

    It 'run the entry point of the container, with the secret and the settings that compose mounts' {
        $file = Get-Content -LiteralPath (Join-Path $Unattended 'Dockerfile')
        $entry = ($file -match '^ENTRYPOINT ') -replace '^ENTRYPOINT ' | ConvertFrom-Json
        $command = ($file -match '^CMD ') -replace '^CMD ' | ConvertFrom-Json
        $file -match '^COPY examples/ /opt/gigachat/$' | Should -HaveCount 1
        $compose = Get-Content -Raw -LiteralPath (Join-Path $Unattended 'compose.yaml')
        $compose |
            Should -Match '(?m)^  gigachat\.env:\n    file: \./gigachat\.env$' -Because 'compose mounts it as /run/secrets/gigachat.env'
        $compose | Should -Match ([regex]::Escape('./nightly-report.psd1:/run/config/job.psd1:ro'))
        $words = @($entry) + $command | ForEach-Object { ConvertTo-Here $_ $machine }
        $words[0] | Should -BeExactly 'pwsh'
        $ran = Invoke-Program $Pwsh $words[1..$words.Count] -Environment $settings
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        Assert-Report "$machine/log/job.jsonl"
    }
}

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

Describe 'Get-AlertAdvice.ps1' {
    BeforeAll {
        # A runbook's commands exist in Azure alone; the credential is the only one it needs.
        function Invoke-Runbook([string] $Condition, [string] $Schema = 'azureMonitorCommonAlertSchema') {
            $alert = @{ schemaId = $Schema; data = @{
                    essentials   = @{
                        alertRule = 'Диск'; severity = 'Sev1'; monitorCondition = $Condition; signalType = 'Metric'
                        description = 'мало места'; configurationItems = , 'web1'; firedDateTime = '2026-01-01T00:00:00Z'
                        alertTargetIDs = , '/subscriptions/тайная'
                    }
                    alertContext = @{ condition = @{ allOf = , @{ metricName = 'Free space'; metricValue = 3 } } }
                }
            }
            $data = Join-Path $TestDrive "оповещение$(Get-Random).json"
            @{ RequestBody = $alert | ConvertTo-Json -Depth 8 } | ConvertTo-Json | Set-Content -LiteralPath $data
            $settings = Get-JobEnvironment $emulator $modules -WithoutKey
            $settings.TEST_PAIR = "$($emulator.clientId) $($emulator.clientSecret)"
            Invoke-Program $Pwsh '-NoProfile', '-NonInteractive', '-Command', @"
function Get-AutomationPSCredential([string] `$Name) {
    `$id, `$secret = -split `$env:TEST_PAIR
    [pscredential]::new(`$id, (ConvertTo-SecureString `$secret -AsPlainText -Force))
}
& '$Unattended/Get-AlertAdvice.ps1' -WebhookData (Get-Content -Raw -LiteralPath '$data') | ConvertTo-Json -Compress
"@ -Environment $settings
        }
    }
    BeforeEach { Reset-Emulator $emulator }

    It 'writes a plan, and sends what is wrong but not whose it is' {
        Add-JsonAnswer $emulator @{ Cause = 'Журналы.'; Steps = 'Очистить', 'Проверить' }
        $ran = Invoke-Runbook Fired
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        $plan = $ran.Screen | ConvertFrom-Json
        $plan.Alert, $plan.Severity, $plan.Cause | Should -BeExactly 'Диск', 'Sev1', 'Журналы.'
        $plan.Steps | Should -BeExactly 'Очистить', 'Проверить'
        Get-Question $emulator | Should -BeLike '*Free space*'
        Get-Question $emulator | Should -Not -BeLike '*тайная*'
    }

    It 'asks nothing about an alert that is over' {
        (Invoke-Runbook Resolved).Screen.Trim() | Should -BeNullOrEmpty
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'fails on another schema' {
        $ran = Invoke-Runbook Fired 'другая'
        $ran.ExitCode | Should -Be 1
        $ran.Errors | Should -BeLike '*common alert schema*'
    }
}

Describe 'Pipelines' -Skip:$IsWindows {
    BeforeEach {
        Reset-Emulator $emulator
        $repository = New-Repository
        $settings = Get-JobEnvironment $emulator $modules -WithoutKey
        $settings.Remove('PSModulePath')
    }

    It 'explain a failure on GitHub' {
        $lines = Get-Content -LiteralPath (Join-Path $Unattended 'github-actions.yml')
        # As its runner does: the block in a file, with these lines around it for pwsh.
        $settings.GITHUB_STEP_SUMMARY = "$repository/summary.md"
        (Get-YamlBlock $lines 'run:' 0) -join "`n" | Set-Content -LiteralPath "$repository/1.sh"
        $built = Invoke-Program bash '--noprofile', '--norc', '-eo', 'pipefail',
            "$repository/1.sh" -Environment $settings -Folder $repository
        $built.ExitCode | Should -Be 1

        Add-Answer $emulator @{ text = 'Нет точки с запятой: src/Учёт.cs:12.' }
        ("`$ErrorActionPreference = 'stop'`n$((Get-YamlBlock $lines 'run:' 1) -join "`n")`nif ((Test-Path -LiteralPath " +
            "variable:\LASTEXITCODE)) { exit `$LASTEXITCODE }") | Set-Content -LiteralPath "$repository/2.ps1"
        $ran = Invoke-Program $Pwsh '-NoLogo', '-NoProfile', '-command',
            ". '$repository/2.ps1'" -Environment (
                $settings + @{
                    GIGACHAT_CREDENTIALS = $emulator.authorizationKey; GIGACHAT_SCOPE = 'GIGACHAT_API_PERS'
                }) -Folder $repository
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        Get-Content -Raw -LiteralPath "$repository/summary.md" | Should -BeLike '## Why it failed*src/Учёт.cs:12.*GigaChat*'
        Get-Question $emulator | Should -BeLike '*error CS1002*'
        Get-Question $emulator | Should -Not -BeLike '*Sesame1*'
        # Of a fork: no key, and nothing worse than a warning.
        Remove-Item -LiteralPath "$repository/summary.md"
        $ran = Invoke-Program $Pwsh '-NoLogo', '-NoProfile', '-command',
            ". '$repository/2.ps1'" -Environment ($settings + @{ GIGACHAT_CREDENTIALS = '' }) -Folder $repository
        $ran.ExitCode | Should -Be 0
        $ran.Screen | Should -BeLike '*No explanation*'
        "$repository/summary.md" | Should -Not -Exist
    }

    It 'explain a failure on GitLab' {
        $lines = Get-Content -LiteralPath (Join-Path $Unattended 'gitlab-ci.yml')
        $settings.PSModulePath =
            ($lines -match '^    PSModulePath: ') -replace '^    PSModulePath: ' -replace [regex]::Escape('$CI_PROJECT_DIR'), $repository
        $settings.GIGACHAT_CREDENTIALS = $emulator.authorizationKey
        $build = @($lines -match '^    - \./build\.sh') -replace '^    - '
        (Invoke-Program bash '-eo', 'pipefail', '-c', "$build" -Environment $settings -Folder $repository).ExitCode | Should -Be 1

        Add-Answer $emulator @{ text = 'Нет точки с запятой.' }
        $after = ((Get-YamlBlock $lines '-') -join "`n") -replace '\bpwsh\b', "'$Pwsh'"
        $ran = Invoke-Program bash '-c', $after -Environment ($settings + @{ CI_JOB_STATUS = 'failed' }) -Folder $repository
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        Get-Content -Raw -LiteralPath "$repository/why.md" | Should -BeLike '*Нет точки с запятой.*'

        Reset-Emulator $emulator
        (Invoke-Program bash '-c', $after -Environment ($settings + @{ CI_JOB_STATUS = 'success' }) -Folder $repository).ExitCode |
            Should -Be 0
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}
