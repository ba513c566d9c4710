# The tests are the same in every run, and each is counted: whichever process finds them, and whatever this machine has.
BeforeAll {
    $run = Join-Path $PSScriptRoot 'Run.ps1'
    Import-Module (Join-Path $PSScriptRoot '../../build/PowerShellHost.psm1')
    $pwsh = @(Get-PowerShellCommand)
}

Describe 'The tests' {
    It 'are the same in two shares as in one run elsewhere: of another language, other tools, and deaf to Ctrl+C' {
        # Modules that tests ask for, each in name only, and a PATH that leads to .NET alone.
        $modules = Join-Path $TestDrive 'modules'
        foreach ($name in 'PSScriptAnalyzer', 'Microsoft.PowerShell.SecretStore') {
            $null = New-Item -ItemType Directory -Path (Join-Path $modules $name)
            New-ModuleManifest -Path (Join-Path $modules "$name/$name.psd1")
        }
        $dotnet = Get-Item -LiteralPath (Get-Command dotnet -CommandType Application -TotalCount 1).Source
        $elsewhere = @{
            LANG = 'ru_RU.UTF-8'; LC_ALL = 'ru_RU.UTF-8'; TZ = 'Asia/Vladivostok'
            PATH = Split-Path ($dotnet.ResolveLinkTarget($true) ?? $dotnet).FullName
            PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
        }
        $deaf = $IsWindows ? @() : '/bin/sh', '-c', 'trap "" INT; exec "$@"', 'sh'
        $lists = @(
            @{ Environment = @{}; Arguments = '-Share', '1/2' }
            @{ Environment = @{}; Arguments = '-Share', '2/2' }
            @{ Through = $deaf; Environment = $elsewhere; Arguments = @() }
        ) | ForEach-Object -ThrottleLimit 3 -Parallel {
            $arguments = '-NoProfile', '-NonInteractive', '-File', $using:run, '-List' + $_.Arguments
            $command = @($_.Through) + $using:pwsh + $arguments | Where-Object { $_ }
            $start = [System.Diagnostics.ProcessStartInfo]::new($command[0], [string[]] $command[1..99])
            foreach ($pair in $_.Environment.GetEnumerator()) { $start.Environment[$pair.Key] = $pair.Value }
            $start.RedirectStandardOutput = $true
            $start.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
            $process = [System.Diagnostics.Process]::Start($start)
            $lines = $process.StandardOutput.ReadToEnd() -split '\r?\n' -like '*.Tests.ps1: *'
            $process.WaitForExit()
            @{ IsWhole = -not $_.Arguments; ExitCode = $process.ExitCode; Tests = $lines }
            $process.Dispose()
        }
        $lists.ExitCode | Should -Be 0, 0, 0
        $shares, $whole = $lists.Where({ -not $_.IsWhole }, 'Split')
        $shares | ForEach-Object { $_.Tests.Count | Should -BeGreaterThan 500 }
        Compare-Object @($shares.Tests) @($whole.Tests) -CaseSensitive | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } |
            Should -BeNullOrEmpty
    }
}

Describe 'Run.ps1' {
    BeforeAll {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'проба')).FullName

        # Runs tests and returns their counts, with the exit code beside them.
        function Get-Count([string] $Tests, [string[]] $Argument = @()) {
            if ($Tests) { Set-Content -LiteralPath (Join-Path $folder 'Один.Tests.ps1') -Value $Tests }
            $counts = Join-Path $TestDrive 'counts.json'
            $tool, $arguments = $pwsh + '-NoProfile', '-NonInteractive', '-File', $run, '-Path', $folder, '-CountsPath', $counts + $Argument
            $null = & $tool @arguments
            Get-Content -LiteralPath $counts -Raw | ConvertFrom-Json | Add-Member ExitCode $LASTEXITCODE -PassThru
        }
    }

    BeforeEach { Get-ChildItem -LiteralPath $folder | Remove-Item }

    It 'counts <Name>' -ForEach @(
        @{ Name = 'each test once, however it ends'; Passed = 2; Failed = 1; Skipped = 3; Tests = @'
Describe 'а' {
    It 'б <_>' -ForEach 1, 2 { }
    It 'в' { throw }
    It 'г' -Skip { }
    It 'д' { Set-ItResult -Skipped }
    It 'е' { Set-ItResult -Inconclusive }
}
'@
        }
        @{ Name = 'the tests that a preparation spoilt'; Passed = 0; Failed = 2; Skipped = 0
            Tests = "BeforeAll { throw 'а' }; Describe 'а' { It 'б' { }; It 'в' { } }"
        }
        @{ Name = 'a clearing up that failed'; Passed = 1; Failed = 1; Skipped = 0
            Tests = "Describe 'а' { AfterAll { throw 'а' }; It 'б' { } }"
        }
        @{ Name = 'a file that cannot be read'; Passed = 0; Failed = 1; Skipped = 0
            Tests = "BeforeDiscovery { throw 'а' }; Describe 'а' { It 'б' { } }"
        }
    ) {
        $count = Get-Count $Tests
        $count.Passed, $count.Failed, $count.Skipped, $count.ExitCode | Should -Be $Passed, $Failed, $Skipped, ([int] ($Failed -gt 0))
    }

    It 'puts each of files that are equally long into one share' {
        foreach ($name in 'а'..'и') { Set-Content -LiteralPath "$folder/$name.Tests.ps1" -Value "Describe '$name' { It 'б' { } }" }
        $counts = '1/2', '2/2' | ForEach-Object { Get-Count -Argument '-Share', $_ }
        $counts.Passed | Should -Be 5, 4
    }

    It 'runs files with a failure once more where it is asked to' {
        $once = Join-Path $TestDrive 'once.txt'
        Set-Content -LiteralPath "$folder/а.Tests.ps1" -Value (
            "Describe 'а' { It 'б' { if (-not (Test-Path '$once')) { Set-Content '$once' 1; throw 'а' } }; It 'в' { } }")
        Set-Content -LiteralPath "$folder/г.Tests.ps1" -Value "Describe 'г' { It 'д' { }; It 'е' -Skip { } }"
        $count = Get-Count -Argument '-TryFailedAgain'
        $count.Passed, $count.Failed, $count.Skipped, $count.ExitCode | Should -Be 3, 0, 1, 0
        Set-Content -LiteralPath "$folder/ж.Tests.ps1" -Value "Describe 'ж' { It 'з' { throw 'ж' } }"
        $count = Get-Count -Argument '-TryFailedAgain'
        $count.Passed, $count.Failed, $count.Skipped, $count.ExitCode | Should -Be 3, 1, 1, 1
    }

    It 'leaves out the files that a table names' {
        foreach ($name in 'а'..'в') { Set-Content -LiteralPath "$folder/$name.Tests.ps1" -Value "Describe '$name' { It 'б' { } }" }
        $table = Join-Path $TestDrive 'table.psd1'
        "@{ 'причина' = '*/а.Tests.ps1', '*/б.*' }" | Set-Content -LiteralPath $table
        (Get-Count -Argument '-LeaveOut', $table).Passed | Should -Be 1
    }
}

Describe 'NotInWine.psd1' {
    It 'names files that there are, each once' {
        $files = Get-ChildItem -LiteralPath $PSScriptRoot -Recurse -Filter *.Tests.ps1 |
            ForEach-Object { [System.IO.Path]::GetRelativePath($PSScriptRoot, $_.FullName).Replace('\', '/') }
        $patterns = (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'NotInWine.psd1')).Values | ForEach-Object { $_ }
        $patterns | Where-Object { -not ($files -like $_) } | Should -BeNullOrEmpty
        $files | Where-Object { $name = $_; @($patterns | Where-Object { $name -like $_ }).Count -gt 1 } | Should -BeNullOrEmpty
    }
}
