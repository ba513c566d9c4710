# How the figures are taken: in turns, in pairs, with their spread.

Import-Module (Join-Path $PSScriptRoot '../build/PowerShellHost.psm1')

function Get-Median([double[]] $Numbers) {
    $sorted = @($Numbers | Sort-Object)
    $middle = [math]::DivRem($sorted.Count, 2)
    $middle.Item2 ? $sorted[$middle.Item1] : ($sorted[$middle.Item1 - 1] + $sorted[$middle.Item1]) / 2
}

function Measure-Milliseconds([scriptblock] $Work) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = . $Work
    $watch.Elapsed.TotalMilliseconds
}

# Runs the works in turns and returns the times of each, in milliseconds an item, one a round. Every round begins with another work, so
# that none always follows the same one. Before that each runs alone for some seconds: .NET compiles a method anew, and twice, once it was
# called thirty times, beside the calls and on the same processors, and for thousands of calls all are several times as slow as later.
function Measure-InTurn {
    param(
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Works,
        [int] $Items = 1,
        [Parameter(Mandatory)] [int] $Rounds,
        [double] $WarmUpSeconds,
        # Each measured run follows an unmeasured one of the same work. PowerShell keeps a profile of the methods that its last process
        # compiled and compiles those first in the next one, so a process is quicker after its like than after another.
        [switch] $AfterItsLike
    )

    $names = @($Works.Keys)
    $times = @{}
    foreach ($name in $names) {
        $times[$name] = [System.Collections.Generic.List[double]]::new()
        if ($AfterItsLike) { continue }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        do { $null = . $Works[$name] } while ($watch.Elapsed.TotalSeconds -lt $WarmUpSeconds)
    }
    foreach ($round in 0..($Rounds - 1)) {
        foreach ($place in 0..($names.Count - 1)) {
            $name = $names[($place + $round) % $names.Count]
            if ($AfterItsLike) { $null = . $Works[$name] }
            # So that none pays for what another left behind.
            else { [GC]::Collect() }
            $times[$name].Add((Measure-Milliseconds $Works[$name]) / $Items)
        }
    }
    $times
}

# A runspace with the module, whose host has no screen: -WhatIf writes past all streams to the host.
function New-SilentRunspace([string] $ModulePath) {
    $runspace = [runspacefactory]::CreateRunspace()
    $runspace.Open()
    Invoke-Silently $runspace "Import-Module '$ModulePath'"
    $runspace
}

function Invoke-Silently([runspace] $Runspace, [string] $Script) {
    $shell = [powershell]::Create($Runspace)
    try {
        $null = $shell.AddScript($Script).Invoke()
        if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
    }
    finally { $shell.Dispose() }
}

# Minimum, median and maximum as text, with as many digits as tell something.
function Format-Spread([double[]] $Numbers, [string] $Unit) {
    $median = Get-Median $Numbers
    $digits = $median -ge 100 ? 'N0' : $median -ge 10 ? 'N1' : 'N2'
    $sorted = @($Numbers | Sort-Object)
    '{0} {1} ({2}–{3})' -f $median.ToString($digits), $Unit, $sorted[0].ToString($digits), $sorted[-1].ToString($digits)
}

# One line of the table. Without a goal: a figure to compare with.
function New-Row([string] $What, [string] $Against, [double] $Value, [Nullable[double]] $Goal, [string] $Detail, [string] $Unit = '') {
    $row = [pscustomobject]@{
        What      = $What
        Against   = $Against
        Measured  = '{0:0.00}{1}' -f $Value, $Unit
        'At most' = $null -eq $Goal ? '–' : '{0:0.##}{1}' -f $Goal, $Unit
        Met       = $null -eq $Goal ? '–' : $Value -le $Goal ? 'yes' : 'no'
        Detail    = $Detail
    }
    Write-Host ('{0,-60} {1,9} (at most {2,7})  {3}' -f $What, $row.Measured, $row.'At most', $Detail)
    $row
}

# A line of two works that were measured in turns: the median of the ratios of their pairs, and the spread of those.
function New-RatioRow([string] $What, [string] $Against, [double[]] $Ours, [double[]] $Theirs, [Nullable[double]] $Goal) {
    [double[]] $ratios = foreach ($i in 0..($Ours.Count - 1)) { $Ours[$i] / $Theirs[$i] }
    $sorted = @($ratios | Sort-Object)
    New-Row $What $Against (Get-Median $ratios) $Goal (
        '{0:0.00}–{1:0.00}; {2} against {3}' -f $sorted[0], $sorted[-1], (Format-Spread $Ours 'ms'), (Format-Spread $Theirs 'ms'))
}

# How busy the machine is, of one minute; nothing where the system does not say.
function Get-MachineLoad {
    if ($IsLinux) { [double] (-split [System.IO.File]::ReadAllText('/proc/loadavg'))[0] }
}

# Whether PowerShell's own assemblies hold native code: those of its packages for systems do, those of its .NET tool do not, and what
# PowerShell itself takes to start and to call a cmdlet is different then.
function Test-NativeImage([string] $Path) {
    $stream = [System.IO.File]::OpenRead($Path)
    try { [System.Reflection.PortableExecutable.PEReader]::new($stream).PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -gt 0 }
    finally { $stream.Dispose() }
}

# What .NET compiled in a process of PowerShell, and what it loaded. DOTNET_JitStdOutFile takes a line for each method.
function Measure-Startup([string] $Command) {
    $file = [System.IO.Path]::GetTempFileName()
    $report = '; [Console]::Out.WriteLine(([AppDomain]::CurrentDomain.GetAssemblies().Where{ -not $_.IsDynamic }).Location -join "`n")'
    try {
        $start = New-PowerShellStartInfo -ArgumentList '-NoProfile', '-NonInteractive', '-Command', ($Command + $report)
        $start.RedirectStandardOutput = $true
        $start.Environment['DOTNET_JitStdOutFile'] = $file
        $start.Environment['DOTNET_JitDisasmSummary'] = '1'
        # PowerShell's profile of the last start would compile what that one needed.
        $start.Environment['XDG_CACHE_HOME'] = [System.IO.Path]::GetDirectoryName($file) + '/no-such-folder'
        $process = [System.Diagnostics.Process]::Start($start)
        $assemblies = $process.StandardOutput.ReadToEnd() -split "`r?`n" | Where-Object { $_ }
        $process.WaitForExit()
        $methods = [System.IO.File]::ReadAllLines($file) -match 'JIT compiled' -notmatch '\[(Tier1|Instrumented)'
        [pscustomobject]@{
            Methods        = $methods.Count
            OurMethods     = @($methods -match 'GigaChat')
            Assemblies     = $assemblies.Count
            OurAssemblies  = @($assemblies -match '[\\/]GigaChat[\\/]bin[\\/]')
        }
    }
    finally { Remove-Item -LiteralPath $file }
}

Export-ModuleMember -Function Get-Median, Measure-Milliseconds, Measure-InTurn, New-SilentRunspace, Invoke-Silently, Format-Spread,
    New-Row, New-RatioRow, Get-MachineLoad, Test-NativeImage, Measure-Startup
