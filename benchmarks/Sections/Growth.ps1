# How cost and memory grow with the number of items.
param([Parameter(Mandatory)] [hashtable] $Bench)

$silent = New-SilentRunspace $Bench.ModulePath
$longest = $Bench.Long ? 100000 : 10000
foreach ($count in 1000, 10000, $longest | Select-Object -Unique) {
    $silent.SessionStateProxy.SetVariable('rows', @(1..$count | ForEach-Object { [pscustomobject]@{ Id = $_; Text = "строка $_" } }))
    & $Bench.Control Post answers @{ text = 'я' * $count; chunks = $count }
    $chunks = Measure-Milliseconds { Invoke-GigaChat 'p' -AsChunk | Out-Null }
    & $Bench.Control Delete answers
    $cost = [pscustomobject]@{
        Count   = $count
        Prompts = (Measure-Milliseconds { 1..$count | ForEach-Object { "p$_" } | Invoke-GigaChat -ThrottleLimit 8 | Out-Null }) / $count
        Chunks  = $chunks / $count
        Rows    = (Measure-Milliseconds { Invoke-Silently $silent '$rows | Invoke-GigaChat p -WhatIf' }) / $count
        Vectors = (Measure-Milliseconds { 1..$count | ForEach-Object { "p$_" } | New-GigaChatEmbedding | Out-Null }) / $count
    }
    $Bench.Costs.Add($cost)
    Write-Host ('{0,8:N0}: a prompt {1:0.000} ms, a chunk {2:0.0000} ms, a row {3:0.000} ms, a vector {4:0.000} ms' -f $count,
        $cost.Prompts, $cost.Chunks, $cost.Rows, $cost.Vectors)
}
$silent.Dispose()

$script:atBeginning = 0
$script:seen = 0
1..$longest | ForEach-Object { "p$_" } | Invoke-GigaChat -ThrottleLimit 8 | ForEach-Object {
    if (++$script:seen -eq [math]::Min(10000, $longest / 2)) { $script:atBeginning = [GC]::GetTotalMemory($true) }
}
$growth = ([GC]::GetTotalMemory($true) - $script:atBeginning) / 1MB
New-Row ('{0:N0} prompts, -ThrottleLimit 8' -f $longest) 'memory after the first 10,000' $growth 10 'live memory after a collection' ' MB'

$file = Join-Path $Bench.Temporary '40MB.txt'
$stream = [System.IO.File]::Create($file)
$stream.SetLength(40MB - 1)
$stream.Dispose()
$upload = ("Import-Module '$($Bench.ModulePath)'; $($Bench.Connect); `$null = Invoke-GigaChat 'p'; `$p = Get-Process -Id `$PID; " +
    "`$before = `$p.PeakWorkingSet64; `$null = Add-GigaChatFile '$file'; `$p.Refresh(); (`$p.PeakWorkingSet64 - `$before) / 1MB")
$growths = foreach ($i in 1..([math]::Min($Bench.Rounds, 3))) {
    # What it says before, such as a warning, is not the figure.
    [double] @(Invoke-PowerShell -NoProfile -NonInteractive -Command $upload)[-1]
}
New-Row 'upload of 40 MB' 'growth of the working set' (Get-Median $growths) 16 'peak of the process' ' MB'
