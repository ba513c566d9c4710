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

Export-ModuleMember -Function Restore-Pester
