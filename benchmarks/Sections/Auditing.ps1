# What a log of calls costs, and how fast texts are masked.
param([Parameter(Mandatory)] [hashtable] $Bench)

$emulator = $Bench.Emulator
$connect = @{
    AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate'; BaseUri = $emulator.baseUri; AuthUri = $emulator.authUri
    CertificateAuthorityPath = $emulator.caPath; NoProxy = $true
}
$log = Join-Path ([System.IO.Path]::GetTempPath()) "gigachat-bench-$PID.jsonl"
Connect-GigaChat @connect -Name Plain
Connect-GigaChat @connect -Name Logged -LogPath $log
# Short runs in turns, with the same parameters: a line of the log takes some microseconds, which the noise of longer runs would hide.
$calls = 20
$t = Measure-InTurn -Items $calls -Rounds ($Bench.Long ? 400 : 40) -Works ([ordered]@{
        plain  = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' -Connection Plain } }
        logged = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' -Connection Logged } }
    })
Disconnect-GigaChat Plain
Disconnect-GigaChat Logged
Remove-Item -LiteralPath $log
New-RatioRow 'a warm call with -LogPath' 'the same without' $t.logged $t.plain 1.02

# Lines of logs with something of each kind in them, most of it different in each.
$lines = foreach ($i in 100..999) {
    "2026-11-26 20:35:12,$i INFO [pool-1] 10.20.30.$($i % 256) GET /orders/12$i user=ivan$i@example.ru took $i.5 ms"
    "Nov 26 20:35:12 db1 sshd[2$i]: Accepted publickey for root from 203.0.113.$($i % 256) port 51$i ssh2: ED25519 SHA256:abcdef0123456$i"
    "{`"level`":`"info`",`"message`":`"Клиент позвонил`",`"phone`":`"+7 916 $i-45-67`",`"order`":1234567$i,`"password`":`"Qwerty$i`"}"
    if ($i % 10 -eq 0) { "карта 4111 1111 1111 1111, СНИЛС 112-233-445 95, ИНН 7707083893, паспорт 4510 123$i, заказ 1234567890123$i" }
}
$lines = ($lines -join "`n") + "`n"
$text = $lines * [int](10MB / [System.Text.Encoding]::UTF8.GetByteCount($lines))
$rules = [GigaChat.TextMaskRules]::Create([string[]] 'All')
$t = Measure-InTurn -Rounds $Bench.Rounds -Works ([ordered]@{ mask = { $null = [GigaChat.TextMasker]::new($rules).Mask($text) } })
$median = Get-Median $t.mask
New-Row '10 MB of logs masked, all kinds' '20 MB a second' $median 500 ('{0:0} MB a second' -f (10000 / $median)) ' ms'
