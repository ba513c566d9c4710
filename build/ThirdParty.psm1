# What the module brings of others: notices for people, a bill of materials (CycloneDX) for tools.

# By the name of the package, which is that of its assembly.
$script:List = @{}
foreach ($maker in (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'ThirdParty.psd1')).Libraries) {
    foreach ($name in $maker.Names) { $List[$name] = $maker }
}

# The packages whose assemblies lie in bin/, with their versions from the lock file.
function Get-ShippedPackage {
    param([Parameter(Mandatory)] [string] $LockFile, [Parameter(Mandatory)] [string] $BinPath)

    $locked = (Get-Content -LiteralPath $LockFile -Raw | ConvertFrom-Json -AsHashtable).dependencies.Values
    $shipped = Get-ChildItem -LiteralPath $BinPath -Filter *.dll | Where-Object BaseName -notlike 'GigaChat.*' | Sort-Object BaseName
    $strange = Compare-Object @($shipped.BaseName) @($List.Keys)
    if ($strange) { throw "build/ThirdParty.psd1 and the shipped libraries differ: $($strange.InputObject -join ', ')" }
    foreach ($file in $shipped) {
        [pscustomobject]@{
            Name      = $file.BaseName
            Version   = ($locked | ForEach-Object { $_[$file.BaseName] } | Select-Object -First 1).resolved
            License   = $List[$file.BaseName].License
            Project   = $List[$file.BaseName].Project
            Copyright = $List[$file.BaseName].Copyright
            Sha256    = (Get-FileHash -LiteralPath $file.FullName -Algorithm SHA256).Hash.ToLowerInvariant()
        }
    }
}

# THIRD-PARTY-NOTICES.txt: who made each library, and the licences in full.
function Write-ThirdPartyNotice {
    param([Parameter(Mandatory)] [object[]] $Package, [Parameter(Mandatory)] [string] $Path)

    $lines = @('GigaChat for PowerShell is shipped with these libraries of others:', '')
    foreach ($one in $Package) { $lines += "$($one.Name) $($one.Version)", "  $($one.Copyright)", "  $($one.License), $($one.Project)", '' }
    foreach ($license in $Package.License | Sort-Object -Unique) {
        $lines += ('-' * 80), $license, '', (Get-Content -LiteralPath (Join-Path $PSScriptRoot "licenses/$license.txt") -Raw).Trim(), ''
    }
    Set-Content -LiteralPath $Path -Value $lines -Encoding utf8NoBOM
}

# sbom.cdx.json: the same for tools, with the hash of each assembly in bin/.
function Write-Sbom {
    param([Parameter(Mandatory)] [object[]] $Package, [Parameter(Mandatory)] [string] $Version, [Parameter(Mandatory)] [string] $Path)

    $components = foreach ($one in $Package) {
        [ordered]@{
            type               = 'library'
            'bom-ref'          = "pkg:nuget/$($one.Name)@$($one.Version)"
            name               = $one.Name
            version            = $one.Version
            hashes             = @(@{ alg = 'SHA-256'; content = $one.Sha256 })
            licenses           = @(@{ license = @{ id = $one.License } })
            copyright          = $one.Copyright
            purl               = "pkg:nuget/$($one.Name)@$($one.Version)"
            externalReferences = @([ordered]@{ type = 'vcs'; url = $one.Project })
        }
    }
    [ordered]@{
        bomFormat    = 'CycloneDX'
        specVersion  = '1.6'
        version      = 1
        metadata     = @{ component = [ordered]@{ type = 'library'; 'bom-ref' = 'GigaChat'; name = 'GigaChat'; version = $Version; licenses = @(@{ license = @{ id = 'MIT' } }) } }
        components   = @($components)
        dependencies = @([ordered]@{ ref = 'GigaChat'; dependsOn = @($components.ForEach({ $_['bom-ref'] })) })
    } | ConvertTo-Json -Depth 8 | Set-Content -LiteralPath $Path -Encoding utf8NoBOM
}

# Fails where a package, or one that it brings, has a known vulnerability. Not every registry tells of them, and dotnet says
# "none" then too: the registry's own index is asked first.
function Assert-NoVulnerability {
    param([Parameter(Mandatory)] [string] $Solution)

    $leftOut = 'Left out: the check of the packages for known vulnerabilities, because {0}.'
    $sources = & dotnet nuget list source --format Short | ForEach-Object { if ($_ -match '^E.* (https?://\S+)$') { $Matches[1] } }
    try {
        $tells = @($sources | Where-Object { (Invoke-RestMethod -Uri $_ -TimeoutSec 10).resources.'@type' -like 'VulnerabilityInfo/*' })
    }
    catch {
        Write-Host ($leftOut -f 'the package registry does not answer')
        return
    }
    if (-not $tells) {
        Write-Host ($leftOut -f 'the package registry has no such information')
        return
    }
    $said = & dotnet list $Solution package --vulnerable --include-transitive --format json
    if ($LASTEXITCODE -ne 0) {
        Write-Host ($leftOut -f 'the package registry does not answer')
        return
    }
    # A project without findings has no frameworks, and a framework may lack either list.
    $packages = foreach ($framework in (($said -join "`n") | ConvertFrom-Json -AsHashtable).projects.frameworks) { $framework.topLevelPackages; $framework.transitivePackages }
    $found = @($packages | Where-Object { $_ } | ForEach-Object { "$($_.id) $($_.resolvedVersion): $($_.vulnerabilities.advisoryurl -join ', ')" } | Sort-Object -Unique)
    if ($found) { throw "Packages with known vulnerabilities: $($found -join '; ')" }
    Write-Host 'No package has a known vulnerability.'
}

Export-ModuleMember -Function Get-ShippedPackage, Write-ThirdPartyNotice, Write-Sbom, Assert-NoVulnerability
