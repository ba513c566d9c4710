# Streams of 20,000 chunks, and how soon the first one comes.
param([Parameter(Mandatory)] [hashtable] $Bench)

$bare, $rounds = $Bench.Bare, $Bench.Rounds
& $Bench.Control Post answers (@{ text = 'я' * 20000; chunks = 20000; times = 100000 })
$first = @{ bare = [System.Collections.Generic.List[double]]::new(); ours = [System.Collections.Generic.List[double]]::new() }
$t = Measure-InTurn -Rounds $rounds -Works ([ordered]@{
        bare    = { $f = 0.0; $n = $bare.Stream('p', [ref] $f); if ($n -ne 20000) { throw "bare read $n chunks" }; $first.bare.Add($f) }
        asChunk = { $null = Invoke-GigaChat 'p' -AsChunk }
        http11  = { $null = Invoke-GigaChat 'p' -AsChunk -Connection Http11 }
        stream  = { $null = Invoke-GigaChat 'p' -Stream 6> $null }
        bareV2  = { $n = $bare.StreamV2('p'); if ($n -ne 20000) { throw "bare read $n chunks" } }
        v2      = { $null = Invoke-GigaChat 'p' -AsChunk -ApiVersion V2 }
        begin   = {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $null = Invoke-GigaChat 'p' -AsChunk | Select-Object -First 1
            $first.ours.Add($watch.Elapsed.TotalMilliseconds)
        }
    })
& $Bench.Control Delete answers
New-RatioRow '20,000 chunks, -AsChunk' 'bare SSE loop' $t.asChunk $t.bare 0.8
New-RatioRow '20,000 chunks of version 2, -AsChunk' 'bare SSE loop' $t.v2 $t.bareV2 1.0
New-RatioRow '20,000 chunks, -Stream with the host silenced' 'bare SSE loop' $t.stream $t.bare 2.0
New-RatioRow '20,000 chunks over HTTP/2' 'themselves over HTTP/1.1' $t.asChunk $t.http11 $null
# Without the runs that warmed up.
$ours, $floor = (Get-Median $first.ours[(-$rounds)..-1]), (Get-Median $first.bare[(-$rounds)..-1])
New-Row 'first chunk of a stream' 'bare SSE loop' ($ours - $floor) 3 ('{0:0.0} ms against {1:0.0} ms' -f $ours, $floor) ' ms'
