<#
.SYNOPSIS
    Measures the module against what a user would have without it, and writes the ratios to docs/performance.md.
.DESCRIPTION
    Everything is measured in one run, side by side and in turns, because machines are shared and noisy; what counts are
    the medians of the ratios. Started by ./build.sh bench, which builds the module, the emulator and the bare client first.
.PARAMETER Section
    The scripts of Sections/ to run; all of them where none is named. The report is written where all are run.
.PARAMETER Quick
    Fewer rounds, and the long runs short: to try the script, not to quote figures.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $EmulatorPath,
    [Parameter(Mandatory)] [string] $BarePath,
    [string] $ReportPath,
    [string[]] $Section,
    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$ProgressPreference = 'SilentlyContinue'
$PSDefaultParameterValues = @{ 'Measure-InTurn:WarmUpSeconds' = $Quick ? 0 : 15 }
# What PowerShell tells its makers at every start is no part of anybody's work.
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'

Import-Module (Join-Path $PSScriptRoot '../build/PowerShellHost.psm1'), (Join-Path $PSScriptRoot 'Measurement.psm1')
$temporary = Join-Path ([System.IO.Path]::GetTempPath()) "gigachat-bench-$PID"
$loadBefore = Get-MachineLoad
$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
$start.ArgumentList.Add($EmulatorPath)
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$process = [System.Diagnostics.Process]::Start($start)
try {
    $emulator = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    $control = {
        param([string] $Method, [string] $Path, [hashtable] $Body)
        $call = @{ Method = $Method; Uri = "$($emulator.controlUri)/$Path"; NoProxy = $true }
        if ($Body) { $call.Body = $Body | ConvertTo-Json; $call.ContentType = 'application/json; charset=utf-8' }
        $null = Invoke-RestMethod @call
    }
    # Compression on the same machine would be the largest part of most rows, and is neither client's work; rows of their own have it.
    & $control Put settings @{ recordRequests = $false; concurrencyLimit = $false; signInRateLimit = $false; compression = $false }

    Import-Module $ModulePath
    Add-Type -LiteralPath $BarePath
    $connect = @{
        AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate'; BaseUri = $emulator.baseUri; AuthUri = $emulator.authUri
        CertificateAuthorityPath = $emulator.caPath; NoProxy = $true
    }
    & $control Put settings @{ http11Only = $true }
    # Its requests keep to the connection that is made here.
    Connect-GigaChat @connect -Name Http11
    & $control Put settings @{ http11Only = $false }
    Connect-GigaChat @connect -Name Wide -MaximumConcurrency 16
    Connect-GigaChat @connect
    $bare = [GigaChat.Benchmarks.BareClient]::new($emulator.baseUri, $emulator.authUri, $emulator.corporateKey, 'GIGACHAT_API_CORP',
        $emulator.caPath)
    $token = (
        Invoke-RestMethod $emulator.authUri -Method Post -Body @{ scope = 'GIGACHAT_API_CORP' } -SkipCertificateCheck -NoProxy -Headers @{
            Authorization = "Basic $($emulator.corporateKey)"; RqUID = [guid]::NewGuid().ToString()
        }).access_token
    $null = New-Item -ItemType Directory -Path $temporary
    $bench = @{
        ModulePath = $ModulePath
        Emulator   = $emulator
        Control    = $control
        Bare       = $bare
        Headers    = @{ Authorization = "Bearer $token" }
        # For processes of their own.
        Connect    = ("Connect-GigaChat -AuthorizationKey '$($emulator.corporateKey)' -Scope Corporate -BaseUri '$($emulator.baseUri)' " +
            "-AuthUri '$($emulator.authUri)' -CertificateAuthorityPath '$($emulator.caPath)' -NoProxy")
        Temporary  = $temporary
        Rounds     = $Quick ? 3 : 9
        Long       = -not $Quick
        Costs      = [System.Collections.Generic.List[object]]::new()
        Startup    = [System.Collections.Generic.List[object]]::new()
    }
    # With -File, a list is one text.
    $all = Get-ChildItem -Path (Join-Path $PSScriptRoot 'Sections') -Filter *.ps1 | ForEach-Object BaseName
    $names = $Section ? $Section -split ',' : $all
    $rows = foreach ($name in $names) {
        Write-Host "`n$name"
        & (Join-Path $PSScriptRoot "Sections/$name.ps1") -Bench $bench
    }
    $bare.Dispose()
    Disconnect-GigaChat -All
}
finally {
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(5000)) { $process.Kill() }
    if (Test-Path -LiteralPath $temporary) { Remove-Item -LiteralPath $temporary -Recurse }
}

if ($ReportPath -and -not $Section) {
    & (Join-Path $PSScriptRoot 'Write-Report.ps1') -Rows $rows -Costs $bench.Costs -Startup $bench.Startup -Rounds $bench.Rounds `
        -Load $loadBefore, (Get-MachineLoad) -ReportPath $ReportPath
}
