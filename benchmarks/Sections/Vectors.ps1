# Embeddings: how fast they come, what they take in memory, and how fast they are searched.
param([Parameter(Mandatory)] [hashtable] $Bench)

$bare, $rounds = $Bench.Bare, $Bench.Rounds
[string[]] $texts = 1..1000 | ForEach-Object { "текст $_" }
$t = Measure-InTurn -Rounds $rounds -Works ([ordered]@{
        bare = { $null = $bare.Embed($texts) }
        ours = { $null = $texts | New-GigaChatEmbedding -ThrottleLimit 1 }
    })
New-RatioRow '1,000 embeddings of 1,024 numbers' 'bare HttpClient + float[]' $t.ours $t.bare 0.9

& $Bench.Control Put settings @{ compression = $true }
$t = Measure-InTurn -Rounds $rounds -Works ([ordered]@{
        bare = { $null = $bare.Embed($texts) }
        ours = { $null = $texts | New-GigaChatEmbedding }
    })
& $Bench.Control Put settings @{ compression = $false }
New-RatioRow 'the same, answers compressed' 'bare HttpClient + float[], as well' $t.ours $t.bare $null

$count = $Bench.Long ? 20000 : 2000
$before = [GC]::GetTotalMemory($true)
$kept = 1..$count | ForEach-Object { "текст $_" } | New-GigaChatEmbedding
$bytes = [GC]::GetTotalMemory($true) - $before
New-Row ('{0:N0} embeddings in memory' -f $count) 'bytes of their numbers' ($bytes / ($count * 1024 * 4)) 1.3 ('{0:0} MB' -f ($bytes / 1MB))

# The same vectors again and again: what counts is their number.
$search = $Bench.Long ? 100000 : 10000
$many = [GigaChat.Embedding[]]::new($search)
$vectors = [float[][]]::new($search)
foreach ($i in 0..($search - 1)) {
    $many[$i] = $kept[$i % $count]
    # Not $many.Vector, which is the numbers of all of them in a row.
    $vectors[$i] = $many[$i].Vector
}
$query = $kept[7]
$t = Measure-InTurn -Rounds $rounds -Works ([ordered]@{
        bare = { $null = [GigaChat.Benchmarks.BareClient]::Nearest($vectors, $query.Vector, 5) }
        ours = { $null = Find-GigaChatSimilar $query -Embedding $many }
    })
New-RatioRow ('Find-GigaChatSimilar, {0:N0} vectors' -f $search) 'bare loop over TensorPrimitives' $t.ours $t.bare 1.3
