#Requires -Version 7.4

<#
.SYNOPSIS
    Summarizes the logs of the night and sends the report by mail.
.DESCRIPTION
    Disk space is measured locally, logs are summarized by Get-LogSummary.ps1. The mail is always sent: it names the logs that
    could not be summarized, and the script reports them as errors, so that the exit code of the job shows it. The subject begins
    with the worst level, for mail filters. Without -SmtpServer, the mail is saved as an .eml file in -Destination.
.PARAMETER Path
    The logs; wildcards are allowed.
.PARAMETER Credential
    The credential for the mail server; it is sent over TLS only (-UseSsl).
.PARAMETER FreePercent
    Disks with less free space cause a warning.
.PARAMETER To
    The recipients.
.PARAMETER From
    The sender.
.PARAMETER SmtpServer
    The mail server.
.PARAMETER Port
    The port of the mail server: 25, or 587 with -UseSsl.
.PARAMETER UseSsl
    Requires TLS (STARTTLS).
.PARAMETER Destination
    A folder for the .eml file.
.PARAMETER Tail
    The number of lines to read from the end of each log.
.PARAMETER Language
    The language of the answers.
.PARAMETER Model
    The model. By default, that of the connection.
.EXAMPLE
    ./Send-NightlyReport.ps1 -Path /var/log/backup/*.log -To ops@example.org -From robot@example.org -SmtpServer mail.example.org -UseSsl
.EXAMPLE
    ./Send-NightlyReport.ps1 -Path *.log -To me@example.org -From me@example.org -Destination ~/outbox
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Server', PositionalBinding = $false)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)] [SupportsWildcards()] [ValidateNotNullOrEmpty()] [string[]] $Path,
    [Parameter(Mandatory)] [ValidateNotNullOrEmpty()] [mailaddress[]] $To,
    [Parameter(Mandatory)] [ValidateNotNull()] [mailaddress] $From,
    [Parameter(Mandatory, ParameterSetName = 'Server')] [ValidateNotNullOrEmpty()] [string] $SmtpServer,
    [Parameter(ParameterSetName = 'Server')] [ValidateRange(1, 65535)] [int] $Port = 25,
    [Parameter(ParameterSetName = 'Server')] [switch] $UseSsl,
    [Parameter(ParameterSetName = 'Server')] [ValidateNotNull()] [pscredential] $Credential,
    [Parameter(Mandatory,
        ParameterSetName = 'File')] [ValidateScript({ Test-Path -LiteralPath $_ -PathType Container })] [string] $Destination,
    [ValidateRange(0, 100)] [int] $FreePercent = 10,
    [ValidateRange(1, 1000000)] [int] $Tail = 5000,
    [ValidateNotNullOrEmpty()] [string] $Language = 'Russian',
    [ValidateNotNullOrEmpty()] [string] $Model
)

if ($Credential -and -not $UseSsl) { throw [System.ArgumentException]::new('A password is sent over TLS only: add -UseSsl.') }
$onLogError = $ErrorActionPreference
$ErrorActionPreference = 'Stop'

$summary = @{ Tail = $Tail; Language = $Language }
if ($Model) { $summary.Model = $Model }
$logs, $failures = @(), @()
try {
    # With -WhatIf the logs are summed up all the same; Invoke-GigaChat itself would take it for its own, and ask nothing.
    $Path | & {
        $WhatIfPreference = $false
        $input | & $PSScriptRoot/Get-LogSummary.ps1 @summary -ErrorAction Continue
    } 2>&1 | ForEach-Object {
        if ($_ -is [System.Management.Automation.ErrorRecord]) { $failures += $_ } else { $logs += $_ }
    }
}
catch {
    # No sign-in, for one: then the facts are sent without the summaries.
    $failures += $_
}
$disks = [System.IO.DriveInfo]::GetDrives() | Where-Object { $_.IsReady -and $_.DriveType -eq 'Fixed' -and $_.TotalSize -gt 1GB } |
    ForEach-Object {
    [pscustomobject]@{
        Disk = $_.Name; FreeGB = [Math]::Round($_.AvailableFreeSpace / 1GB, 1)
        FreePercent = [int] (100 * $_.AvailableFreeSpace / $_.TotalSize)
    }
}
$low = @($disks | Where-Object FreePercent -LT $FreePercent)
$level = 'critical' -in $logs.Level ? 'critical' : ($failures -or $low -or 'warning' -in $logs.Level) ? 'warning' : 'ok'

$body = @(
    foreach ($log in $logs) {
        "[$($log.Level)] $($log.Path) ($($log.Lines) lines, last written $($log.Written.ToString('yyyy-MM-dd HH:mm')))"
        $log.Summary
        foreach ($finding in $log.Findings) { " - $($finding.What) -> $($finding.Advice)" }
        ''
    }
    foreach ($failure in $failures) { "[not summed up] $failure"; '' }
    ($disks | Format-Table -AutoSize | Out-String -Width 100).Trim()
    ''
    'The summaries were written by a language model; disks and line counts were measured.'
) -join "`r`n"

$mail = [System.Net.Mail.MailMessage]::new()
$client = [System.Net.Mail.SmtpClient]::new()
try {
    $mail.From = $From
    $To | ForEach-Object { $mail.To.Add($_) }
    $mail.Subject = "[$level] $([Environment]::MachineName) $(Get-Date -Format 'yyyy-MM-dd')"
    $mail.Body = $body
    $mail.SubjectEncoding = $mail.BodyEncoding = [System.Text.Encoding]::UTF8
    if ($Destination) {
        $client.DeliveryMethod = 'SpecifiedPickupDirectory'
        $client.PickupDirectoryLocation = (Resolve-Path -LiteralPath $Destination).ProviderPath
    }
    else {
        $client.Host, $client.Port, $client.EnableSsl = $SmtpServer, $Port, $UseSsl
        if ($Credential) { $client.Credentials = $Credential.GetNetworkCredential() }
    }
    $subject = $mail.Subject
    if ($PSCmdlet.ShouldProcess("$To", "Send '$subject'")) { $client.Send($mail) }
}
finally {
    $mail.Dispose()
    $client.Dispose()
}
[pscustomobject]@{ Subject = $subject; To = "$To"; Logs = $logs.Count; NotSummedUp = $failures.Count; LowDisks = $low.Count }
foreach ($failure in $failures) { Write-Error -ErrorRecord $failure -ErrorAction $onLogError }
