BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../../..'
    Import-Module (Join-Path $root 'build/HelpPages.psm1')
    . $PSScriptRoot/JobPage.ps1
    $pages = foreach ($file in Get-ChildItem -Path (Join-Path $root 'docs/*/*-*.md'), (Join-Path $root 'docs/jobs/*.md')) {
        $page = (Test-JobPage $file.FullName) ? (Read-JobPage $file.FullName) : (Read-HelpPage $file.FullName)
        $index = 0
        $process = Join-Path $PSScriptRoot "HelpExamples/$($page.Name).psd1"
        $platform = (Test-Path -LiteralPath $process) ? (Import-PowerShellDataFile -LiteralPath $process)['Platform'] : $null
        $isElsewhere = $platform -and -not (Get-Variable "Is$platform" -ValueOnly)
        @{
            Page = $file.FullName; Name = $page.Name; Culture = $page.Culture; IsElsewhere = $isElsewhere
            Examples = @($page.Examples | ForEach-Object { @{ Index = $index++; Title = $_.Title; Output = "$($_.Output)" } })
        }
    }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $told = $emulator | Select-Object * -ExcludeProperty Process | ConvertTo-Json

    # A page's output is what was shown, empty lines apart. '…' stands for anything in its line, on a line of its own for any lines or none.
    function Assert-Shown([string] $Actual, [string] $Expected) {
        $actual, $expected = $Actual, $Expected |
            ForEach-Object { ($_ -replace '[\u00a0\u202f]', ' ' -split "`n").TrimEnd().Where{ $_ } -join "`n" }
        $lines = $expected -split "`n" |
            ForEach-Object { $_ -eq '…' ? '(?:[^\n]*\n)*' : ([regex]::Escape($_) -replace '…', '[^\n]*') + '\n' }
        if ("$actual`n" -cnotmatch "\A$(-join $lines)\z") {
            $actual | Should -BeExactly $expected -Because 'this is what the example shows'
        }
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Examples of <Name>, <Culture>' -ForEach $pages {
    BeforeAll {
        if ($IsElsewhere) { return }
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive "$Culture-$($Name.Replace('/', '-'))")).FullName
        $shown = @(& $PSScriptRoot/Invoke-HelpExample.ps1 -Path $Page -Emulator $told -Folder $folder)
    }

    It '<Title>' -ForEach $Examples -Skip:$IsElsewhere {
        Assert-Shown $shown[$Index] $Output
    }
}
