# How the build and the tests start another PowerShell, in a PowerShell with a program of its own and in one that runs in `dotnet`.
BeforeDiscovery {
    # The two ways to start the PowerShell that runs now. A program beside the assemblies may be made for another platform.
    $program = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    $runs = try { [bool] (& $program -NoProfile -NonInteractive -Version) } catch { $false }
    $ways = @(
        @{ Way = 'a program'; Runs = $runs; Command = @($program) }
        @{ Way = 'dotnet'; Runs = [bool] (Get-Command dotnet -CommandType Application -ErrorAction Ignore) -and
            (Test-Path (Join-Path $PSHOME 'pwsh.runtimeconfig.json'))
            Command = @('dotnet', (Join-Path $PSHOME 'pwsh.dll'))
        }
    )
}

BeforeAll {
    $module = (Resolve-Path (Join-Path $PSScriptRoot '../../build/PowerShellHost.psm1')).ProviderPath
    Import-Module $module
}

Describe 'Get-PowerShellCommand' {
    It 'is the program that runs, where it is PowerShell' {
        Get-PowerShellCommand -ProcessPath '/opt/microsoft/powershell/7/pwsh' -PowerShellHome '/opt/microsoft/powershell/7' |
            Should -BeExactly '/opt/microsoft/powershell/7/pwsh'
    }

    It 'is dotnet and the assembly, where PowerShell was restored as a tool' {
        $folder = Join-Path $TestDrive 'инструмент'
        Get-PowerShellCommand -ProcessPath '/usr/bin/dotnet' -PowerShellHome $folder |
            Should -BeExactly '/usr/bin/dotnet', (Join-Path $folder 'pwsh.dll')
    }
}

Describe 'Another PowerShell, from one that is <Way>' -ForEach $ways {
    BeforeAll {
        # Runs code in a PowerShell that was started this way, and returns what that wrote as text.
        function Invoke-Way([string] $Code) {
            $file, $first = $Command
            $text = "Import-Module '$module'; [Console]::OutputEncoding = [System.Text.Encoding]::UTF8; $Code"
            $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($text))
            & $file @(@($first).Where{ $_ }) -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded
        }
    }

    It 'is of the same version and takes arguments' -Skip:(-not $Runs) {
        Invoke-Way 'Invoke-PowerShell -NoProfile -NonInteractive -Command "`$PSHOME; ''Привет''; exit 3"; $LASTEXITCODE' |
            Should -BeExactly $PSHOME, 'Привет', '3'
    }

    It 'gives objects back, and its errors as errors' -Skip:(-not $Runs) {
        $written = Invoke-Way {
            $objects = Invoke-PowerShellScript -ErrorAction SilentlyContinue -ErrorVariable failed -ArgumentList 'Ёж', @{ Число = 7 } {
                param($name, $table)
                [pscustomobject]@{ Name = $name; Number = $table['Число'] }
                Get-Date -Year 2026 -Month 11 -Day 26
                Write-Error 'не вышло'
            }
            $objects[0].Name; $objects[0].Number + 1; $objects[1].Year; "$($failed[0])"
        }
        $written | Should -BeExactly 'Ёж', '8', '2026', 'не вышло'
    }

    It 'can be killed, since no starter stands between' -Skip:(-not $Runs) {
        $written = Invoke-Way {
            $start = New-PowerShellStartInfo '-NoProfile', '-NonInteractive', '-Command', '$PID; $null = [Console]::In.ReadLine()'
            $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
            $process = [System.Diagnostics.Process]::Start($start)
            $process.StandardOutput.ReadLine() -eq $process.Id
            $process.Kill()
            $process.WaitForExit(30000)
        }
        $written | Should -BeExactly 'True', 'True'
    }

    It 'is one program, for what takes no arguments before its own' -Skip:(-not $Runs) {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive "папка $($Command.Count)")
        $script = Join-Path $folder 'пример.ps1'
        '$PSHOME; $args' | Set-Content -LiteralPath $script
        Invoke-Way "& (Get-PowerShellProgram '$folder') -NoProfile -NonInteractive -File '$script' 'а б'" | Should -BeExactly $PSHOME, 'а б'
    }
}

Describe 'No script of the repository' {
    It 'starts PowerShell by the path of this process, which may be dotnet, or by its name, which may be missing' {
        $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
        $scripts = Get-ChildItem -LiteralPath $root -Recurse -Include *.ps1, *.psm1 |
            Where-Object { [System.IO.Path]::GetRelativePath($root, $_.FullName) -notmatch '(^|[\\/])(out|obj|bin|\.[^\\/]*)[\\/]' }
        $scripts.Count | Should -BeGreaterThan 50
        $found = foreach ($script in $scripts) {
            $ast = [System.Management.Automation.Language.Parser]::ParseFile($script.FullName, [ref] $null, [ref] $null)
            $calls = $ast.FindAll({
                $args[0] -is [System.Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -match '^pwsh(\.exe)?$'
            }, $true)
            $paths = $ast.FindAll({
                $args[0] -is [System.Management.Automation.Language.MemberExpressionAst] -and
                    $args[0].Extent.Text -eq ('(Get-Process -Id $PID)' + '.Path')
            }, $true)
            @($calls) + @($paths) | ForEach-Object { "$($script.Name): $($_.Extent.StartLineNumber)" }
        }
        $found | Should -BeNullOrEmpty
    }
}
