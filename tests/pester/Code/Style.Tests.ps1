# The scripts of the repository keep the rules of PSScriptAnalyzer, wherever that is installed. Where GIGACHAT_REQUIRE_ANALYZER is 1, as
# in the public CI, its absence is a failure.
BeforeDiscovery {
    $isDue = $env:GIGACHAT_REQUIRE_ANALYZER -eq '1' -or (Get-Module -ListAvailable PSScriptAnalyzer)
    if (-not $isDue) { Write-Host 'Left out: the rules of PSScriptAnalyzer, because it is not installed.' }
    $root = Resolve-Path (Join-Path $PSScriptRoot '../../..')
    # Names within the repository, wherever that lies: what is built is left out, and folders that Windows would not hide.
    $cases = Get-ChildItem -LiteralPath $root -Recurse -Include *.ps1, *.psm1, *.psd1 |
        ForEach-Object { @{ Path = $_.FullName; Name = [System.IO.Path]::GetRelativePath($root, $_.FullName) } } |
        Where-Object Name -NotMatch '(^|[\\/])(out|obj|bin|\.[^\\/]*)[\\/]'
}

Describe 'PSScriptAnalyzer' -Skip:(-not $isDue) {
    BeforeAll {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
            throw 'GIGACHAT_REQUIRE_ANALYZER is 1, and PSScriptAnalyzer is not installed.'
        }
    }

    It 'has nothing to say about <Name>' -ForEach $cases {
        $root = Resolve-Path (Join-Path $PSScriptRoot '../../..')
        $settings =
            Join-Path ($Path.StartsWith((Split-Path $PSScriptRoot)) ? (Split-Path $PSScriptRoot) : $root) 'PSScriptAnalyzerSettings.psd1'
        # The files that the manifest names lie beside it once the module is built.
        Invoke-ScriptAnalyzer -Path $Path -Settings $settings -ErrorAction Ignore |
            ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
