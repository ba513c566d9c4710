BeforeDiscovery {
    # Only Linux keeps the store under HOME: elsewhere the test would open the store of the user who runs it.
    $hasSecretStore = $IsLinux -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretStore)
    if (-not $hasSecretStore) { Write-Host 'Left out: the test of a vault, because that takes Linux and Microsoft.PowerShell.SecretStore.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    . $PSScriptRoot/UnattendedTools.ps1
    $emulator = Start-Emulator
    $vault = New-Vault
}

AfterAll { Stop-Emulator $emulator }

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
