# An index of documents, and saved vectors.
param([Parameter(Mandatory)] [hashtable] $Bench)

$documents = $Bench.Long ? 10000 : 1000
$folder = Join-Path $Bench.Temporary 'documents'
foreach ($i in 1..$documents) {
    $path = Join-Path $folder "$($i % 100)/$i.md"
    $null = [System.IO.Directory]::CreateDirectory((Split-Path $path))
    # Ten sections are ten pieces.
    $sections = 1..10 | ForEach-Object { "# Раздел $_`n`nПравило $($i * $_) о складе $($i % 997) и отпуске $($_ * 31 % 83)." }
    [System.IO.File]::WriteAllText($path, $sections -join "`n`n")
}
$index = Join-Path $Bench.Temporary 'index.db'
$built = Measure-Milliseconds { Update-GigaChatIndex $index -Path $folder -Recurse }
$status = Get-GigaChatIndex $index
$t = Measure-InTurn -Rounds $Bench.Rounds -Works ([ordered]@{
        update = { Update-GigaChatIndex $index -Path $folder -Recurse }
        search = { $null = Search-GigaChatIndex $index 'Правило об отпуске на складе 17' }
    })
New-Row ('update of an index of {0:N0} files, nothing changed' -f $documents) 'seconds' ((Get-Median $t.update) / 1000) 2 (
    'built in {0:0} s' -f ($built / 1000)) ' s'
New-Row ('search among {0:N0} pieces of 1,024 numbers, warm' -f $status.Pieces) 'seconds' ((Get-Median $t.search) / 1000) 0.5 (
    'with the request for the query; the index has {0:0} MB' -f ($status.Size / 1MB)) ' s'

$count = $Bench.Long ? 20000 : 2000
$embeddings = 1..$count | ForEach-Object { "Обычный текст номер $_, в несколько десятков знаков" } | New-GigaChatEmbedding
$numbers = $count * 1024 * 4
$npy = Join-Path $Bench.Temporary 'vectors.npy'
$t = Measure-InTurn -Rounds $Bench.Rounds -Works ([ordered]@{
        save = { $embeddings | Export-GigaChatEmbedding $npy -Force }
        load = { $null = Import-GigaChatEmbedding $npy }
    })
$save, $load = (Get-Median $t.save), (Get-Median $t.load)
$size = (Get-ChildItem -LiteralPath $npy, ($npy -replace 'npy$', 'jsonl') | Measure-Object Length -Sum).Sum
New-Row ('{0:N0} vectors saved as .npy with their texts' -f $count) 'bytes of the numbers' ($size / $numbers) 1.1 (
    '{0:0} MB' -f ($size / 1MB))
# The goal is 200 MB/s.
New-Row 'time to save them' 'seconds' ($save / 1000) ($numbers / 200e6) ('{0:0} MB/s' -f ($numbers / 1e3 / $save)) ' s'
New-Row 'time to load them' 'seconds' ($load / 1000) ($numbers / 200e6) ('{0:0} MB/s' -f ($numbers / 1e3 / $load)) ' s'
