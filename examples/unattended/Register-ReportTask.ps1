#Requires -Version 7.4

<#
.SYNOPSIS
    Registers the nightly report in the Windows Task Scheduler.
.DESCRIPTION
    The task runs Start-UnattendedJob.ps1 under a group-managed service account (without a password), or under the account in
    -Credential. The account must be able to read the key: a secret in its SecretManagement vault, or a file that it created
    with Export-Clixml. Run this as an administrator; -WhatIf shows what would be registered.
.PARAMETER JobPath
    The path of Start-UnattendedJob.ps1.
.PARAMETER Path
    The script that it runs.
.PARAMETER ServiceAccount
    The group-managed service account, DOMAIN\name$.
.PARAMETER Credential
    An account with a password, if there is no managed one.
.PARAMETER SecretName
    The name of the key in the vault of the account.
.PARAMETER ClixmlPath
    A file with client id and secret that the account created with Export-Clixml, instead of a vault.
.PARAMETER SettingsPath
    The script's parameters, a .psd1 file.
.PARAMETER LogPath
    The log file.
.PARAMETER At
    The time of day.
.PARAMETER TaskName
    The name of the task.
.EXAMPLE
    ./Register-ReportTask.ps1 -ServiceAccount 'CORP\gigachat$' -SecretName GigaChat -At 05:30
.EXAMPLE
    ./Register-ReportTask.ps1 -Credential (Get-Credential CORP\robot) -ClixmlPath C:\ProgramData\GigaChat\key.xml -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Service', PositionalBinding = $false)]
param(
    [Parameter(Mandatory, ParameterSetName = 'Service')] [ValidatePattern('^[^\\]+\\[^\\]+\$$')] [string] $ServiceAccount,
    [Parameter(Mandatory, ParameterSetName = 'Account')] [ValidateNotNull()] [pscredential] $Credential,
    [ValidateNotNullOrEmpty()] [string] $SecretName = 'GigaChat',
    [ValidateNotNullOrEmpty()] [string] $ClixmlPath,
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $JobPath = (Join-Path $PSScriptRoot Start-UnattendedJob.ps1),
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $Path =
        (Join-Path $PSScriptRoot ../recipes/Send-NightlyReport.ps1),
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $SettingsPath = (Join-Path $PSScriptRoot nightly-report.psd1),
    [ValidateNotNullOrEmpty()] [string] $LogPath =
        (Join-Path ([Environment]::GetFolderPath('CommonApplicationData')) 'GigaChat/report.jsonl'),
    [datetime] $At = '05:30',
    [ValidateNotNullOrEmpty()] [string] $TaskName = 'GigaChat nightly report'
)

$ErrorActionPreference = 'Stop'
# The scheduler starts it in System32 and knows no other folder, so that every path is whole.
$job, $script, $settings = $JobPath, $Path, $SettingsPath | ForEach-Object { (Resolve-Path -LiteralPath $_).ProviderPath }
$key = $ClixmlPath ? "-ClixmlPath `"$ClixmlPath`"" : "-SecretName `"$SecretName`""
$argument = "-NoProfile -NonInteractive -File `"$job`" -Path `"$script`" -SettingsPath `"$settings`" $key -LogPath `"$LogPath`""

if (-not $PSCmdlet.ShouldProcess($TaskName, "Register: pwsh.exe $argument")) { return }
$null = New-Item -ItemType Directory -Path (Split-Path $LogPath) -Force
$task = @{
    TaskName    = $TaskName
    Description = 'Sums up the logs of the night and sends the report by mail.'
    Action      = New-ScheduledTaskAction -Execute 'pwsh.exe' -Argument $argument
    Trigger     = New-ScheduledTaskTrigger -Daily -At $At
    # One run at a time; made up for when the machine was off; ended where it hangs.
    Settings    =
        New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (
            New-TimeSpan -Minutes 30) -RestartCount 2 -RestartInterval (New-TimeSpan -Minutes 10)
    Force       = $true
}
if ($ServiceAccount) {
    Register-ScheduledTask @task -Principal (New-ScheduledTaskPrincipal -UserId $ServiceAccount -LogonType Password -RunLevel Limited)
}
else {
    # The scheduler takes a password as text alone, and keeps it encrypted.
    Register-ScheduledTask @task -User $Credential.UserName -Password $Credential.GetNetworkCredential().Password -RunLevel Limited
}
