BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    . $PSScriptRoot/UnattendedTools.ps1
    $emulator = Start-Emulator
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
