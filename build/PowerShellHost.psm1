# Another PowerShell, of the same version as this one, for what needs a process of its own.

# The program to start, and the arguments that come before all others. A PowerShell that was restored as a .NET tool runs in `dotnet`;
# the program that lies beside its assemblies is made for one platform, so it serves only where this process is it.
function Get-PowerShellCommand {
    [CmdletBinding()]
    [OutputType([string[]])]
    param(
        [string] $ProcessPath = [Environment]::ProcessPath,
        [string] $PowerShellHome = $PSHOME
    )

    $ProcessPath
    if ([System.IO.Path]::GetFileNameWithoutExtension($ProcessPath) -eq 'dotnet') { Join-Path $PowerShellHome 'pwsh.dll' }
}

# pwsh with these arguments, for System.Diagnostics.Process.
function New-PowerShellStartInfo {
    [CmdletBinding()]
    [OutputType([System.Diagnostics.ProcessStartInfo])]
    [System.Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '',
        Justification = 'It makes an object and starts nothing.')]
    param([string[]] $ArgumentList = @())

    $program, $first = Get-PowerShellCommand
    $start = [System.Diagnostics.ProcessStartInfo]::new($program)
    foreach ($argument in @($first) + $ArgumentList) { if ($null -ne $argument) { $start.ArgumentList.Add($argument) } }
    $start
}

# Runs pwsh with these arguments. What it writes is text; $LASTEXITCODE is its exit code.
function Invoke-PowerShell {
    $program, $first = Get-PowerShellCommand
    $all = @($first).Where{ $_ } + $args
    & $program @all
}

# Runs a script block in a process of its own and writes the objects that it wrote. `pwsh -Command { … } -args …` does this, too, but only
# for a program named pwsh; the switches are those that PowerShell itself gives then.
function Invoke-PowerShellScript {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [scriptblock] $ScriptBlock,
        [AllowNull()] [AllowEmptyCollection()] [object[]] $ArgumentList = @()
    )

    $arguments = [System.Management.Automation.PSSerializer]::Serialize([System.Collections.ArrayList] $ArgumentList)
    $code, $arguments = "$ScriptBlock", $arguments |
        ForEach-Object { [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($_)) }
    # Its errors, warnings and verbose lines are read as objects, too, only where its error output is redirected.
    Invoke-PowerShell -NoProfile -NonInteractive -OutputFormat XML -EncodedCommand $code -EncodedArguments $arguments 2>&1 |
        ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $PSCmdlet.WriteError($_) } else { $_ } }
}

# One program named pwsh, for what takes no arguments before its own (crontabs, units, sshd): this very program, or a script that
# becomes it, laid into a folder of the caller's.
function Get-PowerShellProgram {
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Folder)

    $program, $assembly = Get-PowerShellCommand
    if (-not $assembly) { return $program }
    $path = Join-Path $Folder ($IsWindows ? 'pwsh.cmd' : 'pwsh')
    if ($IsWindows) { Set-Content -LiteralPath $path -Value "@`"$program`" `"$assembly`" %*"; return $path }
    Set-Content -LiteralPath $path -Value '#!/bin/sh', "exec '$program' '$assembly' `"`$@`""
    [System.IO.File]::SetUnixFileMode($path, 'UserRead, UserWrite, UserExecute')
    $path
}

Export-ModuleMember -Function Get-PowerShellCommand, New-PowerShellStartInfo, Invoke-PowerShell, Invoke-PowerShellScript,
    Get-PowerShellProgram
