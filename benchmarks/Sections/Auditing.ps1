# What a log of calls costs, and how fast texts are masked.
param([Parameter(Mandatory)] [hashtable] $Bench)

$calls, $rounds = 200, $Bench.Rounds
$emulator = $Bench.Emulator
$logged = @{
    AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate'; BaseUri = $emulator.baseUri; AuthUri = $emulator.authUri
    CertificateAuthorityPath = $emulator.caPath; NoProxy = $true; Name = 'Logged'
}
$log = Join-Path ([System.IO.Path]::GetTempPath()) "gigachat-bench-$PID.jsonl"
Connect-GigaChat @logged -LogPath $log
$t = Measure-InTurn -Items $calls -Rounds $rounds -Works ([ordered]@{
        plain  = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' } }
        logged = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' -Connection Logged } }
    })
Disconnect-GigaChat Logged
Remove-Item -LiteralPath $log
New-RatioRow 'a warm call with -LogPath' 'the same without' $t.logged $t.plain 1.02

$lines = ('2026-11-26 20:35:12,123 INFO [pool-1] 10.20.30.40 GET /orders/12345 user=ivan@example.ru took 12.5 ms',
    'Nov 26 20:35:12 db1 sshd[2210]: Accepted publickey for root from 203.0.113.7 port 51122 ssh2: ED25519 SHA256:abcdef0123456789',
    '{"level":"info","message":"Клиент позвонил","phone":"+7 916 123-45-67","order":1234567890,"password":"Qwerty123"}', '') -join "`n"
$text = $lines * [int](10MB / [System.Text.Encoding]::UTF8.GetByteCount($lines))
$rules = [GigaChat.TextMaskRules]::Create([string[]] 'All')
$t = Measure-InTurn -Rounds $rounds -Works ([ordered]@{ mask = { $null = [GigaChat.TextMasker]::new($rules).Mask($text) } })
$median = Get-Median $t.mask
New-Row '10 MB of logs masked, all kinds' '20 MB a second' $median 500 ('{0:0} MB a second' -f (10000 / $median)) ' ms'
