# What the module brings of others, and the notices about it. Versions come from the lock files, everything else from the packages
# themselves; build/ThirdParty.psd1 says what a package leaves out. build/Sbom.psm1 makes the same known to tools.

# Where NuGet keeps the packages that it restored.
function Get-PackageFolder {
    $line = & dotnet nuget locals global-packages --list
    if ("$line" -notmatch 'global-packages:\s*(.+)$') { throw "dotnet does not say where packages are kept: $line" }
    $Matches[1].Trim()
}

# Licence, project, copyright and notices of a package that lies in a folder.
function Get-PackagePaper([string] $Folder, [hashtable] $Known) {
    $metadata = ([xml] (Get-Content -LiteralPath (Get-Item -Path (Join-Path $Folder '*.nuspec')).FullName -Raw)).package.metadata
    $expression = $metadata.SelectSingleNode("*[local-name()='license'][@type='expression']").InnerText
    $text = Get-ChildItem -LiteralPath $Folder -File | Where-Object Name -match '^LICEN[SC]E(\.(txt|md))?$' | Get-Content
    $notices = Get-ChildItem -LiteralPath $Folder -File | Where-Object Name -match '^THIRD-?PARTY-?NOTICES(\.txt)?$' | Get-Content -Raw
    @{
        License   = $Known.License ?? $expression
        Project   = $metadata.repository.url ?? $metadata.projectUrl
        # A licence names its holder; the description of a package often has another form of the name.
        Copyright = $Known.Copyright ?? (@($text) -match '^\s*Copyright (\(c\)|©|\d)' | Select-Object -First 1) ?? $metadata.copyright
        Notices   = "$notices".Replace("`r", '').Trim()
    }
}

# The packages that the files in bin/ are from. A file that is, byte for byte, in no package that the lock files name is an error, and
# so is a package without a licence whose text lies in build/licenses.
function Get-ShippedPackage {
    param(
        [Parameter(Mandatory)] [string[]] $LockFile,
        [Parameter(Mandatory)] [string] $BinPath,
        [string] $PackageFolder = (Get-PackageFolder),
        [hashtable] $Known = (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'ThirdParty.psd1'))
    )

    $locks = $LockFile | ForEach-Object { Get-Content -LiteralPath $_ -Raw | ConvertFrom-Json -AsHashtable }
    $locked = foreach ($framework in $locks.dependencies.Values) {
        foreach ($name in $framework.Keys) {
            if ($framework[$name].type -eq 'Project') { continue }
            $folder = Join-Path $PackageFolder "$name/$($framework[$name].resolved)".ToLowerInvariant()
            # A package of another framework that ships nothing need not be restored.
            if (-not (Test-Path -LiteralPath $folder)) { continue }
            [pscustomobject]@{
                Name     = $name
                Version  = $framework[$name].resolved
                Folder   = $folder
                IsDirect = $framework[$name].type -eq 'Direct'
                Needs    = @($framework[$name].dependencies.Keys)
            }
        }
    }
    $direct = @($locked | Where-Object IsDirect).Name
    $locked = $locked | Sort-Object Name, Version -Unique
    $files = foreach ($package in $locked) {
        foreach ($file in Get-ChildItem -LiteralPath $package.Folder -Recurse -File) {
            [pscustomobject]@{ Name = $file.Name; Path = $file.FullName; Package = $package }
        }
    }
    $shipped = foreach ($file in Get-ChildItem -LiteralPath $BinPath -Recurse -File | Where-Object Name -notlike 'GigaChat.*') {
        $hash = (Get-FileHash -LiteralPath $file.FullName).Hash
        $source = $files | Where-Object Name -eq $file.Name | Where-Object { (Get-FileHash -LiteralPath $_.Path).Hash -eq $hash } |
            Select-Object -First 1
        if (-not $source) { throw "'$($file.Name)' is shipped, and is in no package that the lock files name." }
        # Native libraries of several platforms have one name, each in a folder of its own.
        $name = [System.IO.Path]::GetRelativePath($BinPath, $file.FullName).Replace('\', '/')
        [pscustomobject]@{ Package = $source.Package; Name = $name; Sha256 = $hash.ToLowerInvariant() }
    }
    $names = @($shipped.Package.Name | Sort-Object -Unique)
    $strange = @($Known.Keys | Where-Object { $_ -notin $names })
    if ($strange) { throw "build/ThirdParty.psd1 names what is not shipped: $($strange -join ', ')" }
    foreach ($group in $shipped | Group-Object { $_.Package.Name } | Sort-Object Name) {
        $package = $group.Group[0].Package
        $papers = Get-PackagePaper $package.Folder ($Known[$package.Name] ?? @{})
        $missing = 'License', 'Project', 'Copyright' | Where-Object { -not $papers[$_] }
        if ($missing) { throw "The package $($package.Name) does not say its $($missing -join ', '): build/ThirdParty.psd1 has to." }
        if (-not (Test-Path -LiteralPath (Join-Path $PSScriptRoot "licenses/$($papers.License).txt"))) {
            throw "The package $($package.Name) is under '$($papers.License)', and build/licenses has no text of that name."
        }
        [pscustomobject]@{
            Name      = $package.Name
            Version   = $package.Version
            License   = $papers.License
            Project   = $papers.Project
            Copyright = "$($papers.Copyright)".Trim()
            Notices   = $papers.Notices
            Files     = @($group.Group | Select-Object Name, Sha256)
            IsDirect  = $package.Name -in $direct
            Needs     = @($package.Needs | Where-Object { $_ -in $names } | Sort-Object)
        }
    }
}

# .NET itself, whose generic code the compiler puts into native images; in the form of a package that ships no file. The compiler belongs
# to the same sources and has their licence and notices.
function Get-CompiledFramework {
    [CmdletBinding()]
    param([string] $PackageFolder = (Get-PackageFolder), [Parameter(Mandatory)] [string] $Version)

    $compiler = Get-Item -Path (Join-Path $PackageFolder "microsoft.netcore.app.crossgen2.*/$Version") | Select-Object -First 1
    if (-not $compiler) { throw "The compiler of native images, version $Version, is not in $PackageFolder." }
    $papers = Get-PackagePaper $compiler.FullName @{}
    if (-not $papers.Notices -or $papers.License -ne 'MIT') { throw "'$compiler' has no notices, or another licence than MIT." }
    [pscustomobject]@{
        Name      = 'Microsoft.NETCore.App'
        Version   = $Version
        License   = $papers.License
        Project   = $papers.Project
        Copyright = "$($papers.Copyright)".Trim()
        Notices   = $papers.Notices
        Files     = @()
        IsDirect  = $true
        Needs     = @()
    }
}

# THIRD-PARTY-NOTICES.txt: who made each library, the licences in full, and what the libraries themselves took from others.
function Write-ThirdPartyNotice {
    param(
        [Parameter(Mandatory)] [object[]] $Package,
        # What Get-CompiledFramework returns, where there are native images.
        [object] $Framework,
        [Parameter(Mandatory)] [string] $Path
    )

    $lines = @('GigaChat for PowerShell is shipped with these libraries of others:', '')
    foreach ($one in $Package) { $lines += "$($one.Name) $($one.Version)", "  $($one.Copyright)", "  $($one.License), $($one.Project)", '' }
    if ($Framework) {
        $lines += 'Code of .NET is compiled into the native copies of the assemblies:', ''
        $lines += ".NET $($Framework.Version)", "  $($Framework.Copyright)", "  $($Framework.License), $($Framework.Project)", ''
        $Package += $Framework
    }
    foreach ($license in $Package.License | Sort-Object -Unique) {
        $lines += ('-' * 80), $license, '', (Get-Content -LiteralPath (Join-Path $PSScriptRoot "licenses/$license.txt") -Raw).Trim(), ''
    }
    foreach ($group in $Package | Where-Object Notices | Group-Object Notices) {
        $lines += ('-' * 80), "Notices that come with $($group.Group.Name -join ', ')", '', $group.Group[0].Notices, ''
    }
    Set-Content -LiteralPath $Path -Value $lines -Encoding utf8NoBOM
}

# Fails where a package, or one that it brings, has a known vulnerability. Not every registry lists them, and dotnet says
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
    # Restored as the lock files say: `dotnet package list` restores by itself otherwise, and rewrites a lock file that does not fit.
    & dotnet restore $Solution '-p:Locked=true' -v quiet | Out-Host
    if ($LASTEXITCODE -ne 0) { throw 'The packages could not be restored as the lock files name them.' }
    $said = & dotnet package list --project $Solution --vulnerable --include-transitive --no-restore --format json
    if ($LASTEXITCODE -ne 0) {
        Write-Host ($leftOut -f 'the package registry does not answer')
        return
    }
    # A project without findings has no frameworks, and a framework may lack either list.
    $frameworks = (($said -join "`n") | ConvertFrom-Json -AsHashtable).projects.frameworks
    $packages = foreach ($framework in $frameworks) { $framework.topLevelPackages; $framework.transitivePackages }
    $found = $packages | Where-Object { $_ } | Sort-Object { $_.id }, { $_.resolvedVersion } -Unique |
        ForEach-Object { "$($_.id) $($_.resolvedVersion): $($_.vulnerabilities.advisoryurl -join ', ')" }
    if ($found) { throw "Packages with known vulnerabilities: $($found -join '; ')" }
    Write-Host 'No package has a known vulnerability.'
}

Export-ModuleMember -Function Get-ShippedPackage, Get-CompiledFramework, Write-ThirdPartyNotice, Assert-NoVulnerability
