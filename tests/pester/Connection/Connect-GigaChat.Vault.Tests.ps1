# Keys from a vault, with a stand-in for Microsoft.PowerShell.SecretManagement, and keys that a person types.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $before = $env:PSModulePath
    $folder = Join-Path $TestDrive 'modules/Microsoft.PowerShell.SecretManagement'
    $null = New-Item -ItemType Directory -Path $folder -Force
    Set-Content -LiteralPath (Join-Path $folder 'Microsoft.PowerShell.SecretManagement.psm1') -Value @'
function Get-Secret {
    [CmdletBinding()] param([Parameter(Mandatory)] [string] $Name, [string] $Vault)
    $global:GigaChatVaultAsked = "$Name@$Vault"
    if (-not $global:GigaChatVault.ContainsKey($Name)) { Write-Error "The secret $Name was not found."; return }
    , $global:GigaChatVault[$Name]
}
'@
    $env:PSModulePath = (Join-Path $TestDrive 'modules') + [IO.Path]::PathSeparator + $env:PSModulePath
    $pair = [Text.Encoding]::ASCII.GetString([Convert]::FromBase64String($emulator.authorizationKey)).Split(':')
    $global:GigaChatVault = @{
        text       = $emulator.authorizationKey
        secure     = ConvertTo-Secret $emulator.authorizationKey
        bytes      = [Text.Encoding]::UTF8.GetBytes($emulator.authorizationKey)
        credential = [pscredential]::new($pair[0], (ConvertTo-Secret $pair[1]))
        table      = @{ Key = $emulator.authorizationKey }
    }
}

AfterAll {
    $env:PSModulePath = $before
    Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
    Remove-Variable GigaChatVault, GigaChatVaultAsked -Scope Global -ErrorAction Ignore
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Connect-GigaChat -SecretName' {
    BeforeEach { Clear-Session $emulator }

    It 'takes a key that was stored as <_>' -ForEach 'text', 'secure', 'bytes', 'credential' {
        (Connect-GigaChat -SecretName $_ @parameters -PassThru).TokenExpires | Should -Not -BeNullOrEmpty
        (Get-SentRequest $emulator '*/oauth').headers.Authorization | Should -BeExactly "Basic $($emulator.authorizationKey)"
    }

    It 'asks the vault that -VaultName names' {
        Connect-GigaChat -SecretName text -VaultName Сейф @parameters
        $global:GigaChatVaultAsked | Should -BeExactly 'text@Сейф'
    }

    It 'is GigaChatNotConnected where the vault has no such secret, and says how to store it' {
        $failure = Get-ErrorOf { Connect-GigaChat -SecretName нет @parameters }
        $failure.FullyQualifiedErrorId | Should -Be 'GigaChatNotConnected,GigaChat.Commands.ConnectGigaChatCommand'
        $failure.Exception.Message | Should -BeLike '*"нет"*was not found*Set-Secret нет*'
    }

    It 'is GigaChatKeyInvalid for what is no key, without showing it' {
        $failure = Get-ErrorOf { Connect-GigaChat -SecretName table @parameters }
        $failure.FullyQualifiedErrorId | Should -Be 'GigaChatKeyInvalid,GigaChat.Commands.ConnectGigaChatCommand'
        "$($failure.Exception)" | Should -Not -BeLike "*$($emulator.authorizationKey)*"
    }

    It 'says which module to install where there is none' {
        Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
        $env:PSModulePath = Join-Path $TestDrive 'empty'
        try { $failure = Get-ErrorOf { Connect-GigaChat -SecretName text @parameters } }
        finally { $env:PSModulePath = (Join-Path $TestDrive 'modules') + [IO.Path]::PathSeparator + $before }
        $failure.Exception.Message | Should -BeLike '*Install-PSResource Microsoft.PowerShell.SecretManagement*'
    }

    It 'is a way to sign in for Test-GigaChatConnection too' {
        Test-GigaChatConnection -SecretName text @parameters -Quiet | Should -BeTrue
    }
}

Describe 'A key that a person types' {
    BeforeAll {
        . $PSScriptRoot/../ScriptedHost.ps1
        # Runs a line as if it was typed at the prompt, and returns what was shown.
        function Invoke-Line([string] $Line, [string[]] $Typed = @()) {
            $scripted = [ScriptedHost]::new('en-US')
            foreach ($text in $Typed) { $scripted.Terminal.Typed.Enqueue($text) }
            $runspace = [runspacefactory]::CreateRunspace($scripted)
            $runspace.Open()
            try {
                $null = [powershell]::Create($runspace).AddCommand('Import-Module').AddParameter('Name', $ModulePath).Invoke()
                $runspace.SessionStateProxy.SetVariable('p', $parameters)
                $runspace.SessionStateProxy.SetVariable('key', $emulator.authorizationKey)
                $shell = [powershell]::Create($runspace).AddScript($Line)
                $null = $shell.Invoke()
                [pscustomobject]@{ Warnings = "$($shell.Streams.Warning)"; Errors = "$($shell.Streams.Error)" }
            }
            finally { $runspace.Dispose() }
        }
    }
    BeforeEach { Clear-Session $emulator }

    It 'brings a warning where it stands in clear on the line' {
        (Invoke-Line "Connect-GigaChat -ApiKey $($emulator.authorizationKey) @p").Warnings |
            Should -BeLike '*plain text*history*-SecretName*'
        (Get-GigaChatConnection).SignIn | Should -Not -BeNullOrEmpty
    }

    It 'brings none where it comes from a variable' {
        (Invoke-Line 'Connect-GigaChat $key @p').Warnings | Should -BeNullOrEmpty
    }

    It 'is asked for where nothing says how to sign in' {
        (Invoke-Line 'Connect-GigaChat @p' $emulator.authorizationKey).Errors | Should -BeNullOrEmpty
        (Get-GigaChatConnection).TokenExpires | Should -Not -BeNullOrEmpty
    }
}
