<#
.SYNOPSIS
    Runs the Pester tests against out/GigaChat and writes how many passed, failed and were skipped.
.EXAMPLE
    pwsh -NoProfile -File tests/pester/Run.ps1 -Path tests/pester/Connect.Tests.ps1
#>
param(
    [string[]] $Path = $PSScriptRoot,

    # A JSON file for the counts.
    [string] $CountsPath,

    # Which part of the files: 1/2 is every second one, from the first. Files need nothing of each other.
    [ValidatePattern('^\d+/\d+$')]
    [string] $Share = '1/1',

    # The manifest of Pester; without it the pinned one is restored first.
    [string] $PesterPath
)

$ErrorActionPreference = 'Stop'
if (-not $PesterPath) {
    Import-Module (Join-Path $PSScriptRoot '../../build/Pester.psm1')
    $PesterPath = Restore-Pester
}
Import-Module $PesterPath

$configuration = New-PesterConfiguration
$part, $parts = $Share.Split('/')
$files = @(Get-ChildItem -Path $Path -Filter *.Tests.ps1 | Sort-Object Length -Descending)
$configuration.Run.Path = @(for ($i = $part - 1; $i -lt $files.Count; $i += $parts) { $files[$i].FullName })
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration

# A file that fails to load, or a BeforeAll that throws, is a failure too, though no test of it ran.
$failed = $result.FailedCount + $result.FailedContainersCount
if ($CountsPath) {
    $null = New-Item -ItemType Directory -Path (Split-Path $CountsPath) -Force
    @{ Passed = $result.PassedCount; Failed = $failed; Skipped = $result.SkippedCount + $result.NotRunCount } |
        ConvertTo-Json | Set-Content -LiteralPath $CountsPath
}
exit [int] ($failed -gt 0)
