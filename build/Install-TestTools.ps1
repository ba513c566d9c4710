<#
.SYNOPSIS
    Installs what the tests need beside the packages that the build restores itself: a release of PowerShell and PSScriptAnalyzer.
.DESCRIPTION
    For a machine that has the .NET SDK and nothing else; the versions are pinned in build/Tools.psd1. What cannot be installed is an
    error. PowerShell goes into .tools/powershell, PSScriptAnalyzer into the modules of the user. The folder of PowerShell is written
    out; a job of GitHub Actions finds `pwsh` there from its next step on.
.EXAMPLE
    dotnet tool run pwsh -- -NoProfile -File build/Install-TestTools.ps1 -PowerShell 7.4
#>
[CmdletBinding()]
param(
    # The line of PowerShell: 7.4 or 7.6.
    [Parameter(Mandatory)]
    [string] $PowerShell
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Tools.psm1')
Install-ScriptAnalyzer
$folder = Install-PowerShellRelease -Line $PowerShell -Path (Join-Path $PSScriptRoot '../.tools/powershell')
$folder = (Resolve-Path -LiteralPath $folder).Path
if ($env:GITHUB_PATH) { Add-Content -LiteralPath $env:GITHUB_PATH -Value $folder }
$folder
