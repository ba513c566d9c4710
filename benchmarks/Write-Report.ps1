<#
.SYNOPSIS
    Writes the measurements of Measure.ps1 into a page.
#>
param(
    [Parameter(Mandatory)] [object[]] $Rows,
    [Parameter(Mandatory)] [object[]] $Costs,
    [Parameter(Mandatory)] [object[]] $Startup,
    [Parameter(Mandatory)] [object[]] $Load,
    [Parameter(Mandatory)] [int] $Rounds,
    [Parameter(Mandatory)] [string] $ReportPath
)

# What was found out about the figures stays when they are measured again.
$marker = '<!-- Everything below this line is written by hand and kept. -->'
$notes = (Test-Path -LiteralPath $ReportPath) ? ((Get-Content -LiteralPath $ReportPath -Raw) -split [regex]::Escape($marker), 2)[1] : ''

$cpu = if ($IsLinux) {
    ((Get-Content /proc/cpuinfo) -match '^model name' | Select-Object -First 1) -replace '^.*:\s*'
} else { $env:PROCESSOR_IDENTIFIER }
$native = (Test-NativeImage ([psobject].Assembly.Location)) ? 'with native code' : 'without native code, as its .NET tool is'
$lines = @(
    '# Performance'
    ''
    'Written by `./build.sh bench`. Everything in the table was measured in one run, side by side and in turns, against the emulator'
    "over HTTPS on the same machine; figures are medians of the ratios of $Rounds pairs or more, with their spread. Processes are measured"
    'after an unmeasured one of their kind, because PowerShell prepares what the process before it needed. What counts are the ratios:'
    'machines differ and are noisy.'
    ''
    "* $([DateTime]::UtcNow.ToString('yyyy-MM-dd')), $([Environment]::ProcessorCount) processors ($cpu)"
    "* $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription); load before and after: $($Load -join ', ')"
    "* PowerShell $($PSVersionTable.PSVersion), $native, on $([System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription)"
    ''
    '| what | against | measured | at most | met | |'
    '|---|---|---:|---:|---|---|'
    $Rows | ForEach-Object { "| $($_.What) | $($_.Against) | $($_.Measured) | $($_.'At most') | $($_.Met) | $($_.Detail) |" }
    ''
    'The cost of an item does not grow with the number of items (milliseconds each; prompts with `-ThrottleLimit 8`):'
    ''
    '| items | prompt | chunk | row | vector |'
    '|---:|---:|---:|---:|---:|'
    $Costs | ForEach-Object {
        '| {0:N0} | {1:0.000} | {2:0.0000} | {3:0.000} | {4:0.000} |' -f $_.Count, $_.Prompts, $_.Chunks, $_.Rows, $_.Vectors
    }
    ''
    'What .NET compiles in a new process, and what it loads:'
    ''
    '| process | methods | ours | assemblies | ours |'
    '|---|---:|---:|---:|---:|'
    $Startup | ForEach-Object { "| $($_.What) | $($_.Methods) | $($_.Ours) | $($_.Assemblies) | $($_.OurAssemblies) |" }
    ''
    $marker
)
[System.IO.File]::WriteAllText($ReportPath, (($lines -join "`n") + ($notes ? $notes : "`n")))
