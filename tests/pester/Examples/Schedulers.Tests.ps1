# The nightly report by cron, systemd and a container: their commands are taken out of their files and run.
BeforeDiscovery {
    $hasSystemdAnalyze = [bool] (Get-Command systemd-analyze -ErrorAction Ignore)
    if (-not $hasSystemdAnalyze) { Write-Host 'Left out: the test of the units, because there is no systemd-analyze.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    . $PSScriptRoot/UnattendedTools.ps1
    $emulator = Start-Emulator
}

AfterAll { Stop-Emulator $emulator }

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
