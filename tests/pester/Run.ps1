<#
.SYNOPSIS
    Runs the Pester tests against out/GigaChat and writes how many passed, failed and were skipped.
.EXAMPLE
    pwsh -NoProfile -File tests/pester/Run.ps1 -Path tests/pester/Connection/Connect-GigaChat.Tests.ps1
#>
param(
    # Folders and files; with commas between, where pwsh -File passes them as one text.
    [string[]] $Path = $PSScriptRoot,

    # A JSON file for the counts.
    [string] $CountsPath,

    # Which part of the files: 1/2 is every second one, from the first. Files need nothing of each other.
    [ValidatePattern('^\d+/\d+$')]
    [string] $Share = '1/1',

    # Tests with such a tag are left out and counted as skipped. The tag says why.
    [string[]] $ExcludeTag = @(),

    # A .psd1 file of reasons, each with the files that are left out for it: patterns of paths, relative to this folder, with /.
    [string] $LeaveOut,

    # Files in which a test failed run once more, and what fails both times has failed: for Wine, where a process stands still now and then,
    # which tests of time limits take for a silent service.
    [switch] $TryFailedAgain,

    # The manifest of Pester; without it the pinned one is restored first.
    [string] $PesterPath,

    # Writes the file and the name of each test, and runs none.
    [switch] $List
)

$ErrorActionPreference = 'Stop'
if (-not $PesterPath) {
    Import-Module (Join-Path $PSScriptRoot '../../build/Pester.psm1')
    $PesterPath = Restore-Pester
}
Import-Module $PesterPath

$configuration = New-PesterConfiguration
$part, $parts = $Share.Split('/')
$files = @(Get-ChildItem -Path ($Path -split ',') -Recurse -Filter *.Tests.ps1 |
        Sort-Object @{ Expression = 'Length'; Descending = $true }, Name)
if ($LeaveOut) {
    $reasons = Import-PowerShellDataFile -LiteralPath $LeaveOut
    foreach ($reason in $reasons.Keys) {
        $out, $files = $files.Where({
                $name = [System.IO.Path]::GetRelativePath($PSScriptRoot, $_.FullName).Replace('\', '/')
                $reasons[$reason].Where{ $name -like $_ }
            }, 'Split')
        if ($part -eq 1) { Write-Host "Left out: $($out.Count) files: $reason" }
    }
}
$configuration.Run.Path = @(for ($i = $part - 1; $i -lt $files.Count; $i += $parts) { $files[$i].FullName })
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = $ExcludeTag
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
if ($List) {
    $configuration.Run.SkipRun = $true
    $configuration.Output.Verbosity = 'None'
    $result = Invoke-Pester -Configuration $configuration 3>$null 6>$null
    $result.Tests | ForEach-Object { "$(Split-Path -Leaf $_.ScriptBlock.File): $($_.Path -join ', ')" }
    $result.FailedContainers | ForEach-Object { "$($_.Item): $($_.ErrorRecord)" }
    exit [int] ($result.FailedContainersCount -gt 0)
}
$result = Invoke-Pester -Configuration $configuration

$result.NotRun | ForEach-Object {
    for ($block = $_; $block; $block = $block.psobject.Properties['Block'] ? $block.Block : $block.Parent) { $block.Tag }
} | Where-Object { $tag = $_; $ExcludeTag.Where{ $tag -like $_ } } | Group-Object | Sort-Object Count -Descending |
    ForEach-Object { Write-Host "Left out: $($_.Count) tests: $($_.Name)" }

# A file that fails to load, or an AfterAll that throws, is a failure too, though no test of it failed.
function Get-FailedCount($Run) {
    $Run.FailedCount + @(@($Run.FailedContainers) + $Run.FailedBlocks | Where-Object FailedCount -eq 0).Count
}

$failed, $failedTests = (Get-FailedCount $result), $result.FailedCount
if ($failed -gt 0 -and $TryFailedAgain) {
    $configuration.Run.Path = @($result.Containers | Where-Object { $_.Result -eq 'Failed' } | ForEach-Object { "$($_.Item)" })
    Write-Host "Once more: $($configuration.Run.Path.Value | Split-Path -Leaf)"
    $second = Invoke-Pester -Configuration $configuration
    $failed, $failedTests = (Get-FailedCount $second), $second.FailedCount
}
if ($CountsPath) {
    $null = New-Item -ItemType Directory -Path (Split-Path $CountsPath) -Force
    # Each test that was found is one of the three, so that the sum is the same however a run ends.
    $ran = $result.PassedCount + $result.FailedCount
    @{ Passed = $ran - $failedTests; Failed = $failed; Skipped = $result.TotalCount - $ran } |
        ConvertTo-Json | Set-Content -LiteralPath $CountsPath
}
exit [int] ($failed -gt 0)
