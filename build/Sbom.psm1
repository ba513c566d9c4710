# sbom.cdx.json, the bill of materials (CycloneDX) of the module. The CycloneDX tool reads which packages and projects the module is
# built from; what it does not know is added here: which files are shipped, with the hash of each, who supplies the module, and .NET's
# code in native images.

# What the tool says of the module's main project, as tables; null where the tool cannot be had. The project was restored before: neither
# restores nor asks a registry.
function Read-ToolBom {
    [CmdletBinding()]
    [OutputType([System.Collections.IDictionary])]
    param(
        [Parameter(Mandatory)] [string] $Project,
        [Parameter(Mandatory)] [string] $Version,
        [Parameter(Mandatory)] [string] $Folder
    )

    # dotnet looks for the manifest of tools from here upwards.
    Push-Location -LiteralPath $PSScriptRoot
    try {
        $said = & dotnet tool restore 2>&1
        # Another tool of the manifest may be what cannot be had.
        $null = & dotnet tool run dotnet-CycloneDX -- --version 2>&1
        if ($LASTEXITCODE -ne 0) {
            Write-Verbose "$said"
            return
        }
        $options = @(
            '--output', $Folder, '--filename', 'bom.json', '--output-format', 'UnsafeJson', '--spec-version', '1.6'
            '--set-name', 'GigaChat', '--set-version', $Version, '--set-type', 'Library'
            '--disable-package-restore', '--include-project-references', '--recursive'
        )
        $said = & dotnet tool run dotnet-CycloneDX -- $Project @options 2>&1
        if ($LASTEXITCODE -ne 0) { throw "CycloneDX ended with exit code $LASTEXITCODE`: $($said -join "`n")" }
    }
    finally { Pop-Location }
    Get-Content -LiteralPath (Join-Path $Folder 'bom.json') -Raw | ConvertFrom-Json -AsHashtable
}

# The component that a file of the module belongs to: a package, one of the module's own assemblies, or else the module.
function Find-Owner([string] $File, [hashtable] $PackageOf, [string[]] $Own) {
    if ($PackageOf.ContainsKey($File)) { return $PackageOf[$File] }
    # A native copy has the name of the assembly that it is a copy of; texts in another language have it before .resources.
    if ($File -match '^bin/[^/]+/([^/]+)$' -and $PackageOf.ContainsKey("bin/$($Matches[1])")) { return $PackageOf["bin/$($Matches[1])"] }
    if ($File -match '^bin/.*?(GigaChat\.\w+)(\.resources)?\.dll$' -and $Matches[1] -in $Own) { return $Matches[1] }
    'GigaChat'
}

# Writes the bill of materials of a module that is built, and signed if it is to be.
function Write-Sbom {
    [CmdletBinding()]
    param(
        # What Read-ToolBom returns.
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Bom,
        # What Get-ShippedPackage returns.
        [Parameter(Mandatory)] [object[]] $Package,
        # What Get-CompiledFramework returns, where there are native images.
        [object] $Framework,
        # What Get-ModuleInformation returns.
        [Parameter(Mandatory)] [object] $Module,
        [Parameter(Mandatory)] [string] $ModulePath,
        [Parameter(Mandatory)] [string] $Path
    )

    $known = @{}
    foreach ($component in $Bom.components) { $known[$component.name] = $component }
    $licenses = @(@{ license = @{ id = 'MIT' } })
    $supplier = [ordered]@{ name = $Module.Supplier; url = @($Module.ProjectUri) }
    $parts = [ordered]@{}
    $packageOf = @{}

    # The module's own assemblies. The tool knows those that its main project refers to.
    $assemblies = Get-ChildItem -LiteralPath (Join-Path $ModulePath 'bin') -File | Where-Object Name -like 'GigaChat.*.dll'
    $own = @($assemblies.BaseName | Sort-Object)
    foreach ($name in $own) {
        $parts[$name] = $known[$name] ?? [ordered]@{ type = 'library'; 'bom-ref' = "$name@$($Module.Version)"; name = $name }
        $parts[$name].version = $Module.Version
        $parts[$name].supplier = $supplier
        $parts[$name].licenses = $licenses
    }
    foreach ($one in $Package) {
        $component = $known[$one.Name]
        if (-not $component -or $component.version -ne $one.Version) {
            throw "'$($one.Name)' $($one.Version) is shipped, and CycloneDX does not find it in what the module is built from."
        }
        # Where a package has only the address of its licence, the tool knows none.
        $component.licenses = @(@{ license = @{ id = $one.License } })
        $component.copyright = $one.Copyright
        $parts[$one.Name] = $component
        foreach ($file in $one.Files) { $packageOf["bin/$($file.Name)"] = $one.Name }
    }
    if ($Framework) {
        $parts[$Framework.Name] = [ordered]@{
            type      = 'framework'; 'bom-ref' = "$($Framework.Name)@$($Framework.Version)"
            name      = $Framework.Name; version = $Framework.Version
            licenses  = @(@{ license = @{ id = $Framework.License } })
            copyright = $Framework.Copyright
        }
    }

    $files = @{ GigaChat = [System.Collections.Generic.List[object]]::new() }
    foreach ($name in $parts.Keys) { $files[$name] = [System.Collections.Generic.List[object]]::new() }
    foreach ($file in Get-ChildItem -LiteralPath $ModulePath -Recurse -File | Where-Object FullName -ne $Path | Sort-Object FullName) {
        $name = [System.IO.Path]::GetRelativePath($ModulePath, $file.FullName).Replace('\', '/')
        $hash = (Get-FileHash -LiteralPath $file.FullName).Hash.ToLowerInvariant()
        $files[(Find-Owner $name $packageOf $own)].Add(
            [ordered]@{ type = 'file'; name = $name; hashes = @([ordered]@{ alg = 'SHA-256'; content = $hash }) })
    }
    foreach ($name in $parts.Keys) { if ($files[$name].Count) { $parts[$name].components = $files[$name] } }

    $shipped = @($parts.Values.'bom-ref')
    $depends = @{}
    foreach ($one in $Bom.dependencies) { $depends[$one.ref] = @(@($one['dependsOn']).Where{ $_ -in $shipped }) }
    # The tool takes everything for a direct need of the main project; what others bring is left to them.
    $main = $Bom.metadata.component.'bom-ref'
    $brought = @($depends.Keys.Where{ $_ -ne $main }.ForEach{ $depends[$_] })
    $depends[$parts['GigaChat.PowerShell'].'bom-ref'] = @($depends[$main].Where{ $_ -notin $brought }) +
        @($Framework ? $parts[$Framework.Name].'bom-ref' : $null).Where{ $_ }
    $depends[$main] = @($own.ForEach{ $parts[$_].'bom-ref' })

    $Bom.metadata.supplier = $supplier
    $Bom.metadata.component = [ordered]@{
        type = 'library'; 'bom-ref' = $main; name = 'GigaChat'; version = $Module.Version; supplier = $supplier; licenses = $licenses
        externalReferences = @([ordered]@{ type = 'vcs'; url = $Module.ProjectUri }); components = $files['GigaChat']
    }
    $Bom.components = @($parts.Values)
    $Bom.dependencies = @(foreach ($ref in @($main) + $shipped) { [ordered]@{ ref = $ref; dependsOn = @($depends[$ref]).Where{ $_ } } })
    $Bom | ConvertTo-Json -Depth 10 | Set-Content -LiteralPath $Path -Encoding utf8NoBOM
}

Export-ModuleMember -Function Read-ToolBom, Write-Sbom
