# Which lines and branches of the module both suites run, measured by coverlet (tests/Coverage).
Import-Module (Join-Path $PSScriptRoot 'PowerShellHost.psm1')

$root = Split-Path $PSScriptRoot
$project = Join-Path $root 'tests/Coverage/Coverage.csproj'

# Runs a command line while the module's assemblies beside this one, which is left as it is, are instrumented. The report holds what an
# earlier one had, too.
function Invoke-Measured([string] $Beside, [string] $Command, [string] $Report, [string] $Earlier) {
    $settings = @{ CoverageBeside = $Beside; CoverageCommand = $Command; CoverageReport = $Report; CoverageEarlier = $Earlier }
    try {
        foreach ($name in $settings.Keys) { [Environment]::SetEnvironmentVariable($name, $settings[$name]) }
        & dotnet msbuild $project -target:Measure -nologo -verbosity:minimal -nodeReuse:false | Out-Host
    }
    finally { foreach ($name in $settings.Keys) { [Environment]::SetEnvironmentVariable($name, $null) } }
    if ($LASTEXITCODE -ne 0 -or -not (Test-Path -LiteralPath "$Report.json")) { throw "The coverage beside $Beside was not measured." }
}

# Lines and branches of a report of coverlet, and how many of them were run: a row for each assembly, and one for all.
function Read-Coverage {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Path)

    $modules = Get-Content -LiteralPath $Path -Raw | ConvertFrom-Json -AsHashtable
    $sum = @{ Lines = 0; LinesRun = 0; Branches = 0; BranchesRun = 0 }
    foreach ($name in $modules.Keys | Sort-Object) {
        $own = @{ Lines = 0; LinesRun = 0; Branches = 0; BranchesRun = 0 }
        foreach ($method in $modules[$name].Values.Values.Values) {
            $own.Lines += $method.Lines.Count
            $own.LinesRun += @($method.Lines.Values -gt 0).Count
            $own.Branches += @($method.Branches).Count
            $own.BranchesRun += @($method.Branches).Where{ $_.Hits -gt 0 }.Count
        }
        foreach ($key in $own.Keys) { $sum[$key] += $own[$key] }
        [pscustomobject]($own + @{ Name = $name -replace '\.dll$' })
    }
    [pscustomobject]($sum + @{ Name = 'all' })
}

function Format-Share([int] $Part, [int] $Whole) { $Whole ? '{0:0.0} %' -f (100 * $Part / $Whole) : '-' }

# A table of what is covered by xunit alone and with Pester.
function Format-Coverage {
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $XunitReport, [Parameter(Mandatory)] [string] $Report)

    $alone = Read-Coverage $XunitReport
    Read-Coverage $Report | ForEach-Object {
        $row = $_
        $before = $alone | Where-Object Name -eq $row.Name
        [pscustomobject]@{
            Coverage         = $row.Name
            'xunit lines'    = $before ? (Format-Share $before.LinesRun $before.Lines) : '-'
            'xunit branches' = $before ? (Format-Share $before.BranchesRun $before.Branches) : '-'
            'both, lines'    = Format-Share $row.LinesRun $row.Lines
            'both, branches' = Format-Share $row.BranchesRun $row.Branches
        }
    } | Format-Table | Out-String
}

# Measures both suites. The reports are for tools that draw them: JSON and Cobertura. Failing tests are shown and do not decide.
function Measure-Coverage {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $ModulePath,
        [Parameter(Mandatory)] [string] $PesterPath,
        [Parameter(Mandatory)] [string] $Folder
    )

    if (Test-Path -LiteralPath $Folder) { Remove-Item -LiteralPath $Folder -Recurse -Force }
    $null = New-Item -ItemType Directory -Path $Folder
    $said = & dotnet restore $project '-p:Locked=true' -v quiet 2>&1
    if ($LASTEXITCODE -ne 0) { throw "coverlet could not be restored: $said" }

    $earlier = ''
    foreach ($name in 'GigaChat.Client.Tests', 'GigaChat.PowerShell.Tests') {
        $said = & dotnet build (Join-Path $root "tests/$name") -c Release -v quiet '-p:Locked=true' 2>&1
        if ($LASTEXITCODE -ne 0) { throw "$name could not be built: $said" }
        $bin = Join-Path $root "tests/$name/bin/Release/net10.0"
        $report = Join-Path $Folder ($earlier ? 'xunit' : 'client')
        # Coverlet leaves the cmdlets out where what they refer to does not lie beside them. The tests do without: it is not in their list
        # of assemblies, so it is not loaded.
        $borrowed = Join-Path $bin 'System.Management.Automation.dll'
        Copy-Item -LiteralPath (Join-Path $PSHOME 'System.Management.Automation.dll') -Destination $borrowed
        try { Invoke-Measured "$bin/$name.dll" "dotnet `"$bin/$name.dll`" --results-directory `"$Folder`"" $report $earlier }
        finally { Remove-Item -LiteralPath $borrowed }
        $earlier = "$report.json"
    }

    # A copy, so that the module that was built stays as it is.
    $copy = Join-Path $Folder 'module/GigaChat'
    $null = New-Item -ItemType Directory -Path (Split-Path $copy)
    Copy-Item -LiteralPath $ModulePath -Destination $copy -Recurse
    # Coverlet looks beside the cmdlets for what they refer to. The module must not: it would load it a second time.
    $borrowed = Join-Path $copy 'bin/System.Management.Automation.dll'
    Copy-Item -LiteralPath (Join-Path $PSHOME 'System.Management.Automation.dll') -Destination $borrowed
    $script = Join-Path $Folder 'pester.ps1'
    Set-Content -LiteralPath $script -Value @(
        "Remove-Item -LiteralPath '$borrowed'"
        "`$env:GIGACHAT_TEST_MODULE = '$copy'"
        "Import-Module '$(Join-Path $PSScriptRoot 'Pester.psm1')'"
        "Invoke-PesterShare -PesterPath '$PesterPath' -CountsPath '$(Join-Path $Folder 'pester')'"
    )
    $command = @(Get-PowerShellCommand) + '-NoProfile', '-NonInteractive', '-File', $script | ForEach-Object { "`"$_`"" }
    Invoke-Measured (Join-Path $copy 'bin/GigaChat.Loader.dll') ($command -join ' ') (Join-Path $Folder 'both') $earlier
    Write-Host (Format-Coverage -XunitReport $earlier -Report (Join-Path $Folder 'both.json'))
}

Export-ModuleMember -Function Measure-Coverage, Read-Coverage, Format-Coverage
