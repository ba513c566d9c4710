<#
.SYNOPSIS
    Measures the module against what a user would have without it, and writes the ratios to docs/performance.md.
.DESCRIPTION
    Everything is measured in one run, side by side and in turns, because machines are shared and noisy; what counts are
    medians and ratios. Started by ./build.sh bench, which builds the module, the emulator and the bare client first.
.PARAMETER Quick
    Fewer rounds, and the long runs short: to try the script, not to quote figures.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $EmulatorPath,
    [Parameter(Mandatory)] [string] $BarePath,
    [string] $ReportPath,
    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$ProgressPreference = 'SilentlyContinue'
# What PowerShell tells its makers at every start is no part of anybody's work.
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'

$rounds = $Quick ? 3 : 9
$long = $Quick ? 10000 : 100000
Import-Module (Join-Path $PSScriptRoot '../build/PowerShellHost.psm1')
$rows = [System.Collections.Generic.List[object]]::new()

function Get-Median([double[]] $Numbers) {
    $sorted = $Numbers | Sort-Object
    $sorted[[int][math]::Floor($sorted.Count / 2)]
}

function Measure-Milliseconds([scriptblock] $Work) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = . $Work
    $watch.Elapsed.TotalMilliseconds
}

# Runs the works in turns and returns the median time of each, in milliseconds an item.
function Measure-InTurns([System.Collections.IDictionary] $Works, [int] $Items = 1, [int] $Rounds = $script:rounds) {
    $times = @{}
    foreach ($name in $Works.Keys) { $null = . $Works[$name]; $times[$name] = [System.Collections.Generic.List[double]]::new() }
    foreach ($round in 1..$Rounds) {
        foreach ($name in $Works.Keys) { $times[$name].Add((Measure-Milliseconds $Works[$name]) / $Items) }
    }
    $medians = @{}
    foreach ($name in $Works.Keys) { $medians[$name] = Get-Median $times[$name] }
    $medians
}

# Without a goal: a figure to compare with.
function Add-Row([string] $What, [string] $Against, [double] $Value, [Nullable[double]] $Goal, [string] $Detail, [string] $Unit = '') {
    $row = [pscustomobject]@{
        What = $What; Against = $Against
        Measured = '{0:0.00}{1}' -f $Value, $Unit; 'At most' = $null -eq $Goal ? '–' : '{0:0.##}{1}' -f $Goal, $Unit
        Met = $null -eq $Goal ? '–' : $Value -le $Goal ? 'yes' : 'no'; Detail = $Detail
    }
    $rows.Add($row)
    Write-Host ('{0,-44} {1,9} (at most {2,7})  {3}' -f $What, $row.Measured, $row.'At most', $Detail)
}

# The least that a module with objects to show can be: one cmdlet, one view, one type.
function New-SmallestModule([string] $Folder) {
    $null = New-Item -ItemType Directory -Path $Folder
    Add-Type -OutputAssembly (
        Join-Path $Folder 'Smallest.dll') -TypeDefinition ('using System.Management.Automation; [Cmdlet("Get", "Smallest")] public ' +
            'class GetSmallestCommand : Cmdlet { }')
    Set-Content -LiteralPath (
        Join-Path $Folder 'Smallest.Format.ps1xml') ('<Configuration><ViewDefinitions><View><Name>Smallest</Name><ViewSelectedBy>' +
            '<TypeName>Smallest</TypeName></ViewSelectedBy><ListControl><ListEntries><ListEntry><ListItems><ListItem><PropertyName>' +
            'Text</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl></View></ViewDefinitions></Configuration>')
    Set-Content -LiteralPath (
        Join-Path $Folder 'Smallest.Types.ps1xml') ('<Types><Type><Name>Smallest</Name><Members><AliasProperty><Name>Words</Name>' +
            '<ReferencedMemberName>Text</ReferencedMemberName></AliasProperty></Members></Type></Types>')
    $manifest = Join-Path $Folder 'Smallest.psd1'
    Set-Content -LiteralPath $manifest ("@{ RootModule = 'Smallest.dll'; ModuleVersion = '1.0.0'; GUID = '$([guid]::NewGuid())'; " +
        "FormatsToProcess = 'Smallest.Format.ps1xml'; TypesToProcess = 'Smallest.Types.ps1xml'; CmdletsToExport = 'Get-Smallest'; " +
        "FunctionsToExport = @(); VariablesToExport = @(); AliasesToExport = @() }")
    $manifest
}

$temporary = Join-Path ([System.IO.Path]::GetTempPath()) "gigachat-bench-$PID"
$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
$start.ArgumentList.Add($EmulatorPath)
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$process = [System.Diagnostics.Process]::Start($start)
try {
    $emulator = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    function Set-Emulator([string] $Method, [string] $Path, [string] $Json) {
        $null = Invoke-RestMethod -Method $Method -Uri "$($emulator.controlUri)/$Path" -Body $Json -ContentType 'application/json' -NoProxy
    }
    Set-Emulator Put settings '{ "recordRequests": false, "concurrencyLimit": false, "signInRateLimit": false }'

    Import-Module $ModulePath
    Add-Type -LiteralPath $BarePath
    Connect-GigaChat -AuthorizationKey $emulator.corporateKey -Scope Corporate -BaseUri $emulator.baseUri -AuthUri $emulator.authUri `
        -CertificateAuthorityPath $emulator.caPath -NoProxy
    $bare = [GigaChat.Benchmarks.BareClient]::new($emulator.baseUri, $emulator.authUri, $emulator.corporateKey, 'GIGACHAT_API_CORP',
        $emulator.caPath)
    $token = (
        Invoke-RestMethod $emulator.authUri -Method Post -Body @{ scope = 'GIGACHAT_API_CORP' } -SkipCertificateCheck -NoProxy -Headers @{
            Authorization = "Basic $($emulator.corporateKey)"; RqUID = [guid]::NewGuid().ToString()
        }).access_token
    $headers = @{ Authorization = "Bearer $token" }
    function Invoke-Rest {
        Invoke-RestMethod "$($emulator.baseUri)/chat/completions" -Method Post -Headers $headers -ContentType 'application/json' `
            -SkipCertificateCheck -NoProxy -Body '{"model":"GigaChat","messages":[{"role":"user","content":"p"}]}'
    }

    Write-Host "`nOne call at a time, and through one pipeline"
    $calls = 200
    $t = Measure-InTurns -Items $calls ([ordered]@{
            bare  = { foreach ($i in 1..$calls) { $null = $bare.Chat('p') } }
            ours  = { foreach ($i in 1..$calls) { $null = Invoke-GigaChat 'p' } }
            rest  = { foreach ($i in 1..$calls) { $null = Invoke-Rest } }
            bare2 = { $null = $bare.ChatMany($calls) }
            piped = { 1..$calls | ForEach-Object { "p$_" } | Invoke-GigaChat }
        })
    Add-Row 'Invoke-GigaChat, warm, one call at a time' 'bare HttpClient' ($t.ours / $t.bare) 2.0 (
        '{0:0.00} ms against {1:0.00} ms' -f $t.ours, $t.bare)
    Add-Row 'the same' 'Invoke-RestMethod' ($t.ours / $t.rest) 0.25 ('{0:0.00} ms against {1:0.00} ms' -f $t.ours, $t.rest)
    Add-Row 'prompts through one pipeline, warm' 'bare HttpClient' ($t.piped / $t.bare2) 1.5 (
        '{0:0.00} ms against {1:0.00} ms' -f $t.piped, $t.bare2)

    Write-Host "`n20,000 chunks"
    Set-Emulator Post answers (@{ text = 'я' * 20000; chunks = 20000; times = 1000 } | ConvertTo-Json)
    $first = @{ bare = [System.Collections.Generic.List[double]]::new(); ours = [System.Collections.Generic.List[double]]::new() }
    $t = Measure-InTurns ([ordered]@{
            bare    = { $f = 0.0; $n = $bare.Stream('p', [ref] $f); if ($n -ne 20000) { throw "bare read $n chunks" }; $first.bare.Add($f) }
            asChunk = { $null = Invoke-GigaChat 'p' -AsChunk }
            stream  = { $null = Invoke-GigaChat 'p' -Stream 6> $null }
            begin   = {
                $w = [System.Diagnostics.Stopwatch]::StartNew(); $null = Invoke-GigaChat 'p' -AsChunk | Select-Object -First 1
                $first.ours.Add($w.Elapsed.TotalMilliseconds)
            }
        })
    Set-Emulator Delete answers
    Add-Row '20,000 chunks, -AsChunk' 'bare SSE loop' ($t.asChunk / $t.bare) 1.5 ('{0:0} ms against {1:0} ms' -f $t.asChunk, $t.bare)
    Add-Row '20,000 chunks, -Stream with the host silenced' 'bare SSE loop' ($t.stream / $t.bare) 2.0 (
        '{0:0} ms against {1:0} ms' -f $t.stream, $t.bare)
    $ours, $floor = (Get-Median $first.ours), (Get-Median $first.bare)
    Add-Row 'first chunk of a stream' 'bare SSE loop' ($ours - $floor) 3 ('{0:0.0} ms against {1:0.0} ms' -f $ours, $floor) ' ms'

    Write-Host "`nEmbeddings"
    [string[]] $texts = 1..1000 | ForEach-Object { "текст $_" }
    $t = Measure-InTurns ([ordered]@{ bare = { $null = $bare.Embed($texts) }; ours = { $null = $texts | New-GigaChatEmbedding } })
    Add-Row '1,000 embeddings of 1,024 numbers' 'bare HttpClient + float[]' ($t.ours / $t.bare) 1.2 (
        '{0:0} ms against {1:0} ms' -f $t.ours, $t.bare)

    . $PSScriptRoot/Measure-Index.ps1

    Write-Host "`nObjects as text"
    $table = 1..10000 | ForEach-Object {
        [pscustomobject]@{ Id = $_; User = "user$_"; Subject = "Не печатает принтер $_"; Body = 'Добрый день! ' * 10; Date = '2026-01-01' }
    } | ConvertTo-Csv | ConvertFrom-Csv
    $t = Measure-InTurns ([ordered]@{
            json = { $null = $table | ConvertTo-Json -Compress }
            ours = { $null = $table | Invoke-GigaChat 'p' -WhatIf 6> $null }
        })
    Add-Row '10,000 rows of a CSV into a prompt' 'ConvertTo-Json' ($t.ours / $t.json) 1.2 (
        '{0:0} ms against {1:0} ms' -f $t.ours, $t.json)

    Write-Host "`nNew processes"
    $connect =
        ("Connect-GigaChat -AuthorizationKey '$($emulator.corporateKey)' -Scope Corporate -BaseUri '$($emulator.baseUri)' " +
            "-AuthUri '$($emulator.authUri)' -CertificateAuthorityPath '$($emulator.caPath)' -NoProxy")
    $script = @{
        ours = "Import-Module '$ModulePath'; $connect; `$null = Invoke-GigaChat 'p'"
        rest = ("`$t = (Invoke-RestMethod '$($emulator.authUri)' -Method Post -Body @{ scope = 'GIGACHAT_API_CORP' } " +
            "-SkipCertificateCheck -NoProxy -Headers @{ Authorization = 'Basic $($emulator.corporateKey)'; RqUID = " +
            "[guid]::NewGuid().ToString() }).access_token; `$null = Invoke-RestMethod '$($emulator.baseUri)/chat/completions' -Method " +
            "Post -Headers @{ Authorization = `"Bearer `$t`" } -ContentType 'application/json' -SkipCertificateCheck -NoProxy " +
            "-Body '{`"model`":`"GigaChat`",`"messages`":[{`"role`":`"user`",`"content`":`"p`"}]}'")
    }
    $smallest = New-SmallestModule $temporary
    # What is measured is a difference: more rounds.
    $t = Measure-InTurns -Rounds (3 * $rounds) ([ordered]@{
            empty    = { Invoke-PowerShell -NoProfile -NonInteractive -Command 'exit' }
            import   = { Invoke-PowerShell -NoProfile -NonInteractive -Command "Import-Module '$ModulePath'" }
            smallest = { Invoke-PowerShell -NoProfile -NonInteractive -Command "Import-Module '$smallest'" }
            ours     = { Invoke-PowerShell -NoProfile -NonInteractive -Command $script.ours }
            rest     = { Invoke-PowerShell -NoProfile -NonInteractive -Command $script.rest }
        })
    Add-Row 'Import-Module' 'start of an empty pwsh' (($t.import - $t.empty) / $t.empty) 0.15 (
        '{0:0} ms on top of {1:0} ms' -f ($t.import - $t.empty), $t.empty)
    Add-Row 'the same for a module of one cmdlet, one view, one type' 'start of an empty pwsh' (($t.smallest - $t.empty) / $t.empty) $null (
        '{0:0} ms: what PowerShell takes for any' -f ($t.smallest - $t.empty))
    Add-Row 'new process: import, connect, first answer' 'the same by Invoke-RestMethod' ($t.ours / $t.rest) 1.0 (
        '{0:0} ms against {1:0} ms' -f $t.ours, $t.rest)

    Write-Host "`nMemory, and the cost of an item at growing numbers"
    $costs = foreach ($count in 1000, 10000, $long | Select-Object -Unique) {
        $time = Measure-Milliseconds { 1..$count | ForEach-Object { "p$_" } | Invoke-GigaChat -ThrottleLimit 8 | Out-Null }
        Write-Host ('{0,8:N0} prompts, -ThrottleLimit 8: {1:0.000} ms each' -f $count, ($time / $count))
        [pscustomobject]@{ Count = $count; Milliseconds = $time / $count }
    }
    $script:atTenThousand = 0
    $seen = 0
    1..$long | ForEach-Object { "p$_" } | Invoke-GigaChat -ThrottleLimit 8 | ForEach-Object {
        if (++$seen -eq [math]::Min(10000, $long / 2)) { $script:atTenThousand = [GC]::GetTotalMemory($true) }
    }
    $growth = ([GC]::GetTotalMemory($true) - $script:atTenThousand) / 1MB
    Add-Row ('{0:N0} prompts, -ThrottleLimit 8' -f $long) 'memory after the first 10,000' $growth 10 'live memory after a collection' ' MB'

    if (Get-Command Add-GigaChatFile -ErrorAction Ignore) {
        $file = Join-Path $temporary '40MB.txt'
        $stream = [System.IO.File]::Create($file)
        $stream.SetLength(40MB - 1)
        $stream.Dispose()
        $upload = ("Import-Module '$ModulePath'; $connect; `$null = Invoke-GigaChat 'p'; `$p = Get-Process -Id `$PID; `$before = " +
            "`$p.PeakWorkingSet64; `$null = Add-GigaChatFile '$file'; `$p.Refresh(); (`$p.PeakWorkingSet64 - `$before) / 1MB")
        $growths = foreach ($i in 1..([math]::Min($rounds, 3))) { [double] (Invoke-PowerShell -NoProfile -NonInteractive -Command $upload) }
        Add-Row 'upload of 40 MB' 'growth of the working set' (Get-Median $growths) 16 'peak of the process' ' MB'
    }

    $bare.Dispose()
    Disconnect-GigaChat
}
finally {
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(5000)) { $process.Kill() }
    if (Test-Path -LiteralPath $temporary) { Remove-Item -LiteralPath $temporary -Recurse }
}

if ($ReportPath) {
    & (Join-Path $PSScriptRoot 'Write-Report.ps1') -Rows $rows -Costs $costs -Rounds $rounds -ReportPath $ReportPath
}
