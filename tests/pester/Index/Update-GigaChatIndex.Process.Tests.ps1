# Processes that are killed, and several at a time. Short by default; with GIGACHAT_TEST_FULL=1 as long as the figures of the documentation.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/IndexProcess.ps1
    $isFull = $env:GIGACHAT_TEST_FULL -eq '1'
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false; concurrencyLimit = $false; recordRequests = $false }
    Connect-Emulator $emulator -Corporate

    # Documents of one to three pieces.
    function New-Document([string] $Folder, [int] $Count) {
        foreach ($i in 1..$Count) {
            $sections = 1..(1 + $i % 3) |
                ForEach-Object { "# Раздел $_ документа $i`n`nПравило $($i * $_): слово$($i % 97) слово$($i % 89)." }
            $path = Join-Path $Folder "$($i % 10)/документ $i.md"
            $null = [System.IO.Directory]::CreateDirectory((Split-Path $path))
            [System.IO.File]::WriteAllText($path, $sections -join "`n`n")
        }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Update-GigaChatIndex' {
    It 'is killed again and again, goes on, and makes what an update in one go makes' {
        $count = $isFull ? 10000 : 400
        $kills = $isFull ? 10 : 3
        $folder = Join-Path $TestDrive 'убитые'
        New-Document $folder $count
        $killed, $whole = 'убитый.db', 'целый.db' | ForEach-Object { Join-Path $TestDrive $_ }
        # Every request takes a while, so that the kill comes between them or within one.
        Add-Fault $emulator @{ kind = 'delay'; on = 'embeddings'; delayMs = 60; times = 100000 }
        $done = 0
        foreach ($kill in 1..$kills) {
            $update = Start-IndexProcess $emulator "Update-GigaChatIndex '$killed' -Path '$folder' -Recurse"
            # Some documents further, wherever it is then.
            $goal = $done + (Get-Random -Minimum 1 -Maximum ([math]::Max(2, [int] ($count / $kills / 2))))
            while (-not $update.Process.HasExited) {
                $now = (Test-Path -LiteralPath $killed) ? (Get-GigaChatIndex $killed -ErrorAction Ignore).Documents : 0
                if ($now -ge $goal) { break }
                Start-Sleep -Milliseconds 10
            }
            $update.Process.HasExited | Should -BeFalse -Because 'it is killed while it works'
            $update.Process.Kill($true)
            $update.Process.WaitForExit()
            $before, $done = $done, (Get-GigaChatIndex $killed).Documents
            $done | Should -BeGreaterOrEqual $before
            $done | Should -BeLessThan $count
            Assert-IndexWhole $killed
        }
        $null = Invoke-Control $emulator Delete faults
        Update-GigaChatIndex $killed -Path $folder -Recurse
        Update-GigaChatIndex $whole -Path $folder -Recurse
        Assert-IndexWhole $killed
        $expected = @(Get-IndexContent $whole)
        (Get-GigaChatIndex $killed).Documents | Should -Be $count
        @(Compare-Object $expected @(Get-IndexContent $killed) -CaseSensitive) | Should -BeNullOrEmpty
        $expected.Count | Should -BeGreaterThan $count
    }

    It 'runs in two processes beside searches in four others' {
        $seconds = $isFull ? 60 : 4
        $folders = 'первая', 'вторая' | ForEach-Object { Join-Path $TestDrive $_ }
        $folders | ForEach-Object { New-Document $_ 60 }
        $index, $whole = 'общий.db', 'сверка.db' | ForEach-Object { Join-Path $TestDrive $_ }
        foreach ($folder in $folders) { Update-GigaChatIndex $index -Path $folder -Recurse }
        $updates = foreach ($folder in $folders) {
            Start-IndexProcess $emulator @"
`$end = [datetime]::UtcNow.AddSeconds($seconds); `$rounds = 0
do {
    `$rounds++
    foreach (`$file in Get-ChildItem -LiteralPath '$folder' -Recurse -File | Get-Random -Count 20) {
        Add-Content -LiteralPath `$file.FullName "``n# Дополнение `$rounds``n``nЕщё правило."
    }
    Update-GigaChatIndex '$index' -Path '$folder' -Recurse
} while ([datetime]::UtcNow -lt `$end)
`$rounds
"@
        }
        $searches = 1..4 | ForEach-Object {
            Start-IndexProcess $emulator @"
`$end = [datetime]::UtcNow.AddSeconds($seconds); `$rounds = 0
do {
    `$rounds++
    `$hits = @(Search-GigaChatIndex '$index' "Правило `$rounds" -First 1000)
    `$documents = @(`$hits.Source | Sort-Object -Unique).Count
    if (`$documents -lt 60) { throw "`$documents documents" }
    if (@(`$hits | Group-Object Source, Line | Where-Object Count -gt 1)) { throw 'A piece is there twice.' }
} while ([datetime]::UtcNow -lt `$end)
`$rounds
"@
        }
        foreach ($process in @($updates) + @($searches)) { [int] (Wait-IndexProcess $process) | Should -BeGreaterThan 0 }
        Assert-IndexWhole $index
        foreach ($folder in $folders) { Update-GigaChatIndex $whole -Path $folder -Recurse }
        @(Compare-Object @(Get-IndexContent $whole) @(Get-IndexContent $index) -CaseSensitive) | Should -BeNullOrEmpty
    }
}
