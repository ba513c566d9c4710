# Dot-sourced by Measure.ps1: an index of documents, and saved vectors.
Write-Host "`nAn index of documents, and saved vectors"
$documents = $Quick ? 1000 : 10000
$documentFolder = Join-Path $temporary 'documents'
foreach ($i in 1..$documents) {
    $documentPath = Join-Path $documentFolder "$($i % 100)/$i.md"
    $null = [System.IO.Directory]::CreateDirectory((Split-Path $documentPath))
    # Ten sections are ten pieces.
    $sections = 1..10 | ForEach-Object { "# Раздел $_`n`nПравило $($i * $_) о складе $($i % 997) и отпуске $($_ * 31 % 83)." }
    [System.IO.File]::WriteAllText($documentPath, $sections -join "`n`n")
}
$indexPath = Join-Path $temporary 'index.db'
$built = Measure-Milliseconds { Update-GigaChatIndex $indexPath -Path $documentFolder -Recurse }
$status = Get-GigaChatIndex $indexPath
$pieces = $status.Pieces
$t = Measure-InTurns ([ordered]@{
        update = { Update-GigaChatIndex $indexPath -Path $documentFolder -Recurse }
        search = { $null = Search-GigaChatIndex $indexPath 'Правило об отпуске на складе 17' }
    })
Add-Row ('update of an index of {0:N0} files, nothing changed' -f $documents) 'seconds' ($t.update / 1000) 2 (
    'built in {0:0} s, {1:N0} pieces' -f ($built / 1000), $pieces) ' s'
Add-Row ('search among {0:N0} pieces of 1,024 numbers, warm' -f $pieces) 'seconds' ($t.search / 1000) 0.5 (
    'with the request for the query; the file has {0:0} MB' -f ($status.Size / 1MB)) ' s'

$vectors = $Quick ? 2000 : 20000
$embeddings = 1..$vectors | ForEach-Object { "Обычный текст номер $_, в несколько десятков знаков" } | New-GigaChatEmbedding
$numbers = $vectors * 1024 * 4
$npy = Join-Path $temporary 'vectors.npy'
$t = Measure-InTurns ([ordered]@{
        save = { $embeddings | Export-GigaChatEmbedding $npy -Force }
        load = { $null = Import-GigaChatEmbedding $npy }
    })
$size = (Get-ChildItem -LiteralPath $npy, ($npy -replace 'npy$', 'jsonl') | Measure-Object Length -Sum).Sum
Add-Row ('{0:N0} vectors saved' -f $vectors) 'bytes of the numbers' ($size / $numbers) 1.1 ('{0:0} MB' -f ($size / 1MB))
# 200 MB/s.
Add-Row 'time to save them' 'seconds' ($t.save / 1000) ($numbers / 200e6) ('{0:0} MB/s' -f ($numbers / 1e3 / $t.save)) ' s'
Add-Row 'time to load them' 'seconds' ($t.load / 1000) ($numbers / 200e6) ('{0:0} MB/s' -f ($numbers / 1e3 / $t.load)) ' s'
