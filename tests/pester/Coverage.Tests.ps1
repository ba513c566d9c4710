# What coverlet wrote is counted as coverlet counts it. Measuring takes as long as both suites, so it is no test.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../build/Coverage.psm1')
    function New-Report([string] $Name, [int] $Hits) {
        $path = Join-Path $TestDrive "$Name.json"
        @{
            'GigaChat.Client.dll' = @{
                'а.cs' = @{ 'К' = @{
                        'М()' = @{
                            Lines = @{ '1' = 1; '2' = $Hits; '3' = 0 }
                            Branches = @(@{ Line = 1; Hits = 1 }, @{ Line = 1; Hits = $Hits })
                        }
                        'Н()' = @{ Lines = @{ '9' = 2 }; Branches = @() }
                    }
                }
            }
        } | ConvertTo-Json -Depth 8 | Set-Content -LiteralPath $path
        $path
    }
}

Describe 'Read-Coverage' {
    It 'counts lines and branches of each assembly, and of all' {
        $own, $all = Read-Coverage (New-Report 'а' 0)
        $own.Name, $own.Lines, $own.LinesRun, $own.Branches, $own.BranchesRun | Should -Be 'GigaChat.Client', 4, 2, 2, 1
        $all.Name, $all.Lines, $all.LinesRun, $all.Branches, $all.BranchesRun | Should -Be 'all', 4, 2, 2, 1
    }
}

Describe 'Format-Coverage' {
    It 'shows xunit alone beside both suites' {
        $text = Format-Coverage -XunitReport (New-Report 'а' 0) -Report (New-Report 'б' 1)
        $percent = { param($value) [regex]::Escape(('{0:0.0} %' -f $value)) }
        $text | Should -Match "GigaChat\.Client\s+$(& $percent 50)\s+$(& $percent 50)\s+$(& $percent 75)\s+$(& $percent 100)"
    }
}

Describe 'build.ps1 test -Coverage' {
    It 'measures what is built, and no package' {
        $package = Join-Path $TestDrive 'GigaChat.1.0.0.nupkg'
        Set-Content -LiteralPath $package -Value ''
        { & (Join-Path $PSScriptRoot '../../build.ps1') test -Coverage -Package $package } |
            Should -Throw '-Coverage measures what is built here*'
    }
}
