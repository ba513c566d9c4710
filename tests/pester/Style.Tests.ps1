# The scripts of the repository keep the rules of PSScriptAnalyzer, wherever that is installed. Where GIGACHAT_REQUIRE_ANALYZER is 1, as
# in the public CI, its absence is a failure.
BeforeDiscovery {
    $isDue = $env:GIGACHAT_REQUIRE_ANALYZER -eq '1' -or (Get-Module -ListAvailable PSScriptAnalyzer)
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $scripts = Get-ChildItem -LiteralPath $root -Recurse -Include *.ps1, *.psm1, *.psd1 | Where-Object FullName -NotMatch '[\\/](out|obj|bin|\.tools)[\\/]'
    $cases = $scripts | ForEach-Object { @{ Path = $_.FullName; Name = [System.IO.Path]::GetRelativePath($root, $_.FullName) } }
}

Describe 'PSScriptAnalyzer' -Skip:(-not $isDue) {
    BeforeAll {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) { throw 'GIGACHAT_REQUIRE_ANALYZER is 1, and PSScriptAnalyzer is not installed.' }
    }

    It 'has nothing to say about <Name>' -ForEach $cases {
        $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
        $settings = Join-Path ($Path.StartsWith($PSScriptRoot) ? $PSScriptRoot : $root) 'PSScriptAnalyzerSettings.psd1'
        # The files that the manifest names lie beside it once the module is built.
        Invoke-ScriptAnalyzer -Path $Path -Settings $settings -ErrorAction Ignore | ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
