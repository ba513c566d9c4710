# Dot-sourced after ExampleTools.ps1 by the tests of scripts that run without a user: a machine's folders, its vault, and the commands
# of crontab, units, task, pipelines and container, which are taken out of their files and run.
$modules = New-ModuleFolder (Join-Path $TestDrive 'modules')

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
