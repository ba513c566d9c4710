#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Runs a script unattended: signs in, prevents parallel runs, writes a log, and returns an exit code.
.DESCRIPTION
    For cron, systemd, Task Scheduler and containers. The parameters of the script are in a data file, so that the scheduler's
    command line needs no quoting; a value @{ Secret = 'name' } is read with Get-Secret. The key comes from -EnvironmentFile,
    -SecretName or -ClixmlPath, otherwise from the environment (GIGACHAT_CREDENTIALS …); it is never an argument, because
    every user of a computer can see those.

    Exit codes: 0 success, 1 failure (pwsh also returns it if the script cannot start), 2 some items failed (the log names them).
.PARAMETER Path
    The script.
.PARAMETER SettingsPath
    A .psd1 file with the parameters of the script.
.PARAMETER EnvironmentFile
    A .env file with GIGACHAT_CREDENTIALS and other settings that only the user of the job can read (chmod 600).
.PARAMETER SecretName
    The name of a SecretManagement secret: the authorization key, or a credential of client id and secret.
.PARAMETER ClixmlPath
    Client id and secret, saved by the user of the job on this computer with Get-Credential | Export-Clixml (encrypted on Windows only).
.PARAMETER LogPath
    The log file, one line of JSON for each run; the output of the job goes to the output. The lock file is next to it.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Start-UnattendedJob.ps1 -Path Send-NightlyReport.ps1 `
        -SettingsPath nightly-report.psd1 -EnvironmentFile /etc/gigachat/gigachat.env `
        -LogPath /var/log/gigachat/report.jsonl
#>
[CmdletBinding(DefaultParameterSetName = 'Environment', PositionalBinding = $false)]
param(
    [Parameter(Mandatory)] [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $Path,
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $SettingsPath,
    [Parameter(Mandatory, ParameterSetName = 'File')] [ValidateNotNullOrEmpty()] [string] $EnvironmentFile,
    [Parameter(Mandatory, ParameterSetName = 'Secret')] [ValidateNotNullOrEmpty()] [string] $SecretName,
    [Parameter(Mandatory, ParameterSetName = 'Clixml')] [ValidateNotNullOrEmpty()] [string] $ClixmlPath,
    [Parameter(Mandatory)] [ValidateNotNullOrEmpty()] [string] $LogPath
)

$ErrorActionPreference = 'Stop'
$started = [datetime]::UtcNow
$exitCode, $failures, $lock = 1, @(), $null
try {
    $log = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($LogPath)
    $null = New-Item -ItemType Directory -Path (Split-Path $log) -Force
    # Held by the running process alone and gone with it, however it ends.
    $lock = [System.IO.File]::Open("$log.lock", 'OpenOrCreate', 'ReadWrite', 'None')

    switch ($PSCmdlet.ParameterSetName) {
        'File' { Connect-GigaChat -EnvironmentFile $EnvironmentFile }
        'Secret' {
            $secret = Get-Secret -Name $SecretName
            if ($secret -is [pscredential]) { Connect-GigaChat -Credential $secret } else { Connect-GigaChat -AuthorizationKey $secret }
        }
        'Clixml' {
            if (-not $IsWindows) {
                throw [System.PlatformNotSupportedException]::new(('Export-Clixml encrypts on Windows only. Use -EnvironmentFile or ' +
                    '-SecretName.'))
            }
            Connect-GigaChat -Credential (Import-Clixml -LiteralPath $ClixmlPath)
        }
        default { Connect-GigaChat }
    }

    $settings = $SettingsPath ? (Import-PowerShellDataFile -LiteralPath $SettingsPath) : @{}
    foreach ($name in @($settings.Keys)) {
        if ($settings[$name] -is [hashtable] -and $settings[$name].Secret) { $settings[$name] = Get-Secret -Name $settings[$name].Secret }
    }
    # Errors of single items are shown and gathered; one that ends the script ends the job.
    & (Resolve-Path -LiteralPath $Path).ProviderPath @settings -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_ -isnot [System.Management.Automation.ErrorRecord]) { return $_ }
        $failures += $_
        Write-Error -ErrorRecord $_ -ErrorAction Continue
    }
    $exitCode = $failures.Count ? 2 : 0
}
catch {
    $failures += $_
    Write-Error -ErrorRecord $_ -ErrorAction Continue
}
finally {
    if ($lock) {
        $connection = Get-GigaChatConnection | Where-Object Name -EQ Default
        [ordered]@{
            Time     = $started.ToString('o')
            Job      = Split-Path $Path -Leaf
            ExitCode = $exitCode
            Seconds  = [Math]::Round(([datetime]::UtcNow - $started).TotalSeconds, 1)
            Requests = $connection.RequestCount
            Tokens   = $connection.TokensUsed
            Errors   = @($failures | ForEach-Object { "$_" })
        } | ConvertTo-Json -Compress | Add-Content -LiteralPath $log -Encoding utf8
        Disconnect-GigaChat -All
        $lock.Dispose()
    }
}
exit $exitCode
