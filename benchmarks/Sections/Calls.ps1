# One call at a time, through one pipeline, and several at a time.
param([Parameter(Mandatory)] [hashtable] $Bench)

$bare, $rounds = $Bench.Bare, $Bench.Rounds
$calls = 200
function Invoke-Rest {
    Invoke-RestMethod "$($Bench.Emulator.baseUri)/chat/completions" -Method Post -Headers $Bench.Headers -ContentType 'application/json' `
        -SkipCertificateCheck -NoProxy -Body '{"model":"GigaChat","messages":[{"role":"user","content":"p"}]}'
}
$t = Measure-InTurn -Items $calls -Rounds $rounds -Works ([ordered]@{
        bare  = { foreach ($i in 1..$calls) { $null = $bare.Chat('p') } }
        ours  = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' } }
        rest  = { foreach ($i in 1..$calls) { $null = Invoke-Rest } }
        many  = { $null = $bare.ChatMany($calls) }
        piped = { 1..$calls | ForEach-Object { "p$_" } | Invoke-GigaChat -ThrottleLimit 1 }
    })
New-RatioRow 'Invoke-GigaChat, warm, one call at a time' 'bare HttpClient' $t.ours $t.bare 1.3
New-RatioRow 'the same' 'Invoke-RestMethod' $t.ours $t.rest 0.25
New-RatioRow 'prompts through one pipeline, warm' 'bare HttpClient' $t.piped $t.many 1.1

& $Bench.Control Put settings @{ compression = $true }
$t = Measure-InTurn -Items $calls -Rounds $rounds -Works ([ordered]@{
        bare = { foreach ($i in 1..$calls) { $null = $bare.Chat('p') } }
        ours = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' } }
    })
& $Bench.Control Put settings @{ compression = $false }
New-RatioRow 'a warm call, its answer compressed' 'bare HttpClient, as well' $t.ours $t.bare $null

# 1.1 goes through a second connection, to a server that offers nothing else while it is made.
$t = Measure-InTurn -Items $calls -Rounds $rounds -Works ([ordered]@{
        two = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' } }
        one = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' -Connection Http11 } }
    })
New-RatioRow 'a warm call over HTTP/2' 'itself over HTTP/1.1' $t.two $t.one $null

$many = $Bench.Long ? 5000 : 500
$prompts = 1..$many | ForEach-Object { "p$_" }
$t = Measure-InTurn -Items $many -Rounds $rounds -Works ([ordered]@{
        bare = { $null = $bare.ChatParallel($many, 16) }
        ours = { $prompts | Invoke-GigaChat -ThrottleLimit 16 -Connection Wide }
    })
New-RatioRow ('{0:N0} prompts, -ThrottleLimit 16' -f $many) 'bare HttpClient with 16' $t.ours $t.bare 1.15
