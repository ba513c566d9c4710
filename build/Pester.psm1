# The Pester that the tests are written for, whatever a user's module path holds.

# Restores it as the lock file names it and returns the path of its manifest.
function Restore-Pester {
    [CmdletBinding()]
    [OutputType([string])]
    param()

    $project = Join-Path $PSScriptRoot '../tests/pester/PesterTests.csproj'
    $said = & dotnet restore $project '-p:Locked=true' -v quiet 2>&1
    if ($LASTEXITCODE -ne 0) { throw "Pester could not be restored: $said" }
    # Only after the restore does the project know where the package lies.
    $package = & dotnet msbuild $project -getProperty:PkgPester
    $manifest = Join-Path "$package" 'tools/Pester.psd1'
    if (-not (Test-Path -LiteralPath $manifest)) { throw "Pester was restored, but '$manifest' is not there." }
    $manifest
}

# Runs all Pester tests, in processes of their own, so that the module's files are free afterwards; one for each processor. Each writes
# its counts into this folder.
function Invoke-PesterShare {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $PesterPath, [Parameter(Mandatory)] [string] $CountsPath)

    $run = Join-Path $PSScriptRoot '../tests/pester/Run.ps1'
    $hostModule = Join-Path $PSScriptRoot 'PowerShellHost.psm1'
    $parts = [math]::Min([Environment]::ProcessorCount, 4)
    1..$parts | ForEach-Object -ThrottleLimit $parts -Parallel {
        Import-Module $using:hostModule
        Invoke-PowerShell -NoProfile -NonInteractive -File $using:run -Share "$_/$using:parts" -CountsPath "$using:CountsPath/$_.json" `
            -PesterPath $using:PesterPath
    }
    if (@(Get-ChildItem -Path $CountsPath -Filter *.json).Count -ne $parts) { throw 'Not all Pester tests ran.' }
}

# Passed, Failed and Skipped of each of these processes.
function Read-PesterCount([string] $CountsPath) { Get-ChildItem -Path $CountsPath -Filter *.json | Get-Content -Raw | ConvertFrom-Json }

Export-ModuleMember -Function Restore-Pester, Invoke-PesterShare, Read-PesterCount
