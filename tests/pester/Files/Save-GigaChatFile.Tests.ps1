BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/TestFiles.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Save-GigaChatFile' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 -TimeoutSec 5 @connect
        $out = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
    }

    It 'saves under its own name in a folder, and under a path' {
        $source = New-TestFile 'Отчёт.txt' 100000
        $a = $source | Add-GigaChatFile
        $a | Save-GigaChatFile -Destination $out | Should -BeNullOrEmpty
        (Get-FileHash (Join-Path $out 'Отчёт.txt')).Hash | Should -Be (Get-FileHash $source).Hash
        $saved = Save-GigaChatFile $a.Id (Join-Path $out 'другое имя.bin') -PassThru
        $saved | Should -BeOfType ([System.IO.FileInfo])
        $saved.Length | Should -Be 100000
        Push-Location $out
        try { (Save-GigaChatFile $a.Id -Force -PassThru).FullName | Should -Be (Join-Path $out 'Отчёт.txt') }
        finally { Pop-Location }
        @(Get-ChildItem -Force $out).Count | Should -Be 2
    }

    It 'replaces only with -Force' {
        $a = New-TestFile 'занято.txt' | Add-GigaChatFile
        $path = Join-Path $out 'занято.txt'
        'прежнее' | Set-Content $path
        $failure = Get-ErrorOf { $a | Save-GigaChatFile -Destination $out }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileExists,*'
        $failure.CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content $path | Should -Be 'прежнее'
        Get-SentRequest $emulator '*/content' | Should -BeNullOrEmpty
        $a | Save-GigaChatFile -Destination $out -Force
        (Get-Item $path).Length | Should -Be 100
    }

    It 'leaves the old file alone and nothing half-written when <kind> ends all attempts' -TestCases @(
        @{ kind = 'cut-body'; id = 'GigaChatConnectionFailed' }
        @{ kind = 'html'; id = 'GigaChatServerError' }
        @{ kind = 'hang-after-headers'; id = 'GigaChatTimeout' }
    ) {
        # The limit of the download is none of the upload; half of it is that of connecting, which takes its time on a busy machine.
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect
        $a = New-TestFile 'важное.txt' 200000 | Add-GigaChatFile
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -TimeoutSec 3 -RetryIntervalSec 1 -MaximumRetryCount 1 @connect
        'прежнее' | Set-Content (Join-Path $out 'важное.txt')
        Invoke-Control $emulator Post faults @{ kind = $kind; on = 'download'; times = 2; status = 200 }
        (Get-ErrorOf { $a | Save-GigaChatFile -Destination $out -Force }).FullyQualifiedErrorId | Should -BeLike "$id,*"
        @(Get-ChildItem -Force $out).Name | Should -Be 'важное.txt'
        Get-Content (Join-Path $out 'важное.txt') | Should -Be 'прежнее'
    }

    It 'begins a download that broke anew' {
        $source = New-TestFile 'целиком.txt' 300000
        $a = $source | Add-GigaChatFile
        Invoke-Control $emulator Post faults @{ kind = 'cut-body'; on = 'download' }
        $saved = $a | Save-GigaChatFile -Destination $out -PassThru
        (Get-FileHash $saved).Hash | Should -Be (Get-FileHash $source).Hash
        @(Get-SentRequest $emulator '*/content').Count | Should -Be 2
    }

    It 'takes longer than the time limit as long as something comes' {
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -TimeoutSec 3 @connect
        $a = New-LargeFile 'медленно.pdf' 512KB | Add-GigaChatFile
        Invoke-Control $emulator Put settings @{ downloadDelayMs = 600 }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        ($a | Save-GigaChatFile -Destination $out -PassThru).Length | Should -Be 512KB
        $watch.Elapsed.TotalSeconds | Should -BeGreaterThan 3
    }

    It 'keeps files of one name apart, and refuses one path for several' {
        $files = 1..2 | ForEach-Object { New-TestFile 'то же имя.txt' | Add-GigaChatFile }
        @($files | Save-GigaChatFile -Destination $out -PassThru).Name | Should -Be 'то же имя.txt', "то же имя-$($files[1].Id).txt"
        $failure = Get-ErrorOf { $files | Save-GigaChatFile -Destination (Join-Path $out 'один.txt') -Force }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
    }

    It 'names the folder that is missing' {
        $a = New-TestFile 'а.txt' | Add-GigaChatFile
        $failure = Get-ErrorOf { $a | Save-GigaChatFile -Destination (Join-Path $out 'нет/а.txt') }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*'
        (Get-ErrorOf { $a | Save-GigaChatFile -Destination env:x }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*'
    }

    # Over HTTP/2 .NET lets the server run ahead of a slow reader, by 16 MB at most, in a buffer that doubles: up to 32 MB in all.
    It 'saves 40 MB over HTTP/<Version> and keeps memory flat' -ForEach @(
        @{ Version = '1.1'; Only = $true; Limit = 8 }
        @{ Version = '2'; Only = $false; Limit = 36 }
    ) {
        Set-Emulator $emulator @{ http11Only = $Only }
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -TimeoutSec 5 @connect
        $a = New-LargeFile 'большой.pdf' 40MB | Add-GigaChatFile
        $before = [GC]::GetTotalAllocatedBytes()
        ($a | Save-GigaChatFile -Destination $out -PassThru).Length | Should -Be 40MB
        ([GC]::GetTotalAllocatedBytes() - $before) / 1MB | Should -BeLessThan $Limit
    }

    It 'reports progress of a long transfer' {
        $a = New-LargeFile 'долго.pdf' 1MB | Add-GigaChatFile
        Invoke-Control $emulator Put settings @{ downloadDelayMs = 100 }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript(
                'param($module, $id, $out) Import-Module $module; Save-GigaChatFile $id -Destination $out').AddParameters(
                    @($ModulePath, $a.Id, "$out")).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $bars = @($shell.Streams.Progress | Where-Object Activity -like '*долго.pdf*')
            $bars.Count | Should -BeGreaterThan 2
            $bars[0].PercentComplete | Should -BeIn (1..99)
            $bars[-1].RecordType | Should -Be 'Completed'
        }
        finally { $shell.Dispose() }
    }
}

Describe 'Save-GigaChatFile with the size of the file' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 -TimeoutSec 5 @connect
        $out = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
        $stored = New-TestFile 'Договор.txt' 1000 | Add-GigaChatFile
        Add-Fault $emulator @{ kind = 'status'; on = 'download'; status = 200; body = 'половина'; contentType = 'application/octet-stream' }
    }

    It 'takes nothing of another length: <Case>' -ForEach @(
        @{ Case = 'Add-GigaChatFile'; From = { $stored } }
        @{ Case = 'Get-GigaChatFile'; From = { Get-GigaChatFile } }
        @{ Case = '-File'; From = { } }
    ) {
        $failure = Get-ErrorOf {
            if ($Case -eq '-File') { Save-GigaChatFile -File $stored -Destination (Join-Path $out 'путь.txt') }
            else { & $From | Save-GigaChatFile -Destination $out }
        }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatResponseInvalid,*'
        $failure.Exception.Message | Should -BeLike '*16*1,000*'
        Get-ChildItem -Force $out | Should -BeNullOrEmpty
        Get-SentRequest $emulator '*/content' | Should -HaveCount 1
    }

    It 'takes what comes where only the id is known' {
        Save-GigaChatFile $stored.Id (Join-Path $out 'путь.txt')
        Get-Content (Join-Path $out 'путь.txt') -Raw | Should -BeExactly 'половина'
    }
}
