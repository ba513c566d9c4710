BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    . $PSScriptRoot/UnattendedTools.ps1
    $emulator = Start-Emulator
}

AfterAll { Stop-Emulator $emulator }

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
