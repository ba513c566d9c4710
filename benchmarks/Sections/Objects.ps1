# What objects take to become text.
param([Parameter(Mandatory)] [hashtable] $Bench)

$table = 1..10000 | ForEach-Object {
    [pscustomobject]@{ Id = $_; User = "user$_"; Subject = "Не печатает принтер $_"; Body = 'Добрый день! ' * 10; Date = '2026-01-01' }
} | ConvertTo-Csv | ConvertFrom-Csv
$silent = New-SilentRunspace $Bench.ModulePath
$silent.SessionStateProxy.SetVariable('table', $table)
$t = Measure-InTurn -Rounds $Bench.Rounds -Works ([ordered]@{
        json = { Invoke-Silently $silent '$null = $table | ConvertTo-Json -Compress' }
        ours = { Invoke-Silently $silent '$null = $table | Invoke-GigaChat p -WhatIf' }
    })
$silent.Dispose()
New-RatioRow '10,000 rows of a CSV into a prompt' 'ConvertTo-Json' $t.ours $t.json 1.2
