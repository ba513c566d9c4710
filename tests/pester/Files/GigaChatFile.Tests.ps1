BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -Name Первый -AuthorizationKey $emulator.authorizationKey -UserId 'иванов' @connect

    function New-TestFile([string] $Name, [int] $Size = 100) {
        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllBytes($path, [byte[]] (, 65 * $Size))
        Get-Item -LiteralPath $path
    }

    # A file of any size, without filling memory with it.
    function New-LargeFile([string] $Name, [long] $Size) {
        $stream = [System.IO.File]::Create((Join-Path $TestDrive $Name))
        $stream.SetLength($Size)
        $stream.Dispose()
        Get-Item -LiteralPath (Join-Path $TestDrive $Name)
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Files of the service' {
    BeforeEach {
        Invoke-Control $emulator Post reset
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 -TimeoutSec 5 @connect
        $out = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
    }

    Context 'Add-GigaChatFile' {
        It 'sends a form as browsers do: <name> as <type>' -TestCases @(
            @{ name = 'Отчёт за март.docx'; type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
            @{ name = 'план [1].PPTX'; type = 'application/pptx' }
            @{ name = 'таблица.xlsx'; type = 'application/vnd.ms-excel' }
            @{ name = 'photo.jpeg'; type = 'image/jpeg' }
            @{ name = 'звук.mp3'; type = 'audio/mp3' }
        ) {
            $file = New-TestFile $name | Add-GigaChatFile
            $file.GetType().FullName | Should -Be 'GigaChat.GigaChatFile'
            $file.FileName | Should -BeExactly $name
            $file.Size | Should -Be 100
            $file.Purpose | Should -Be 'general'
            $file.AccessPolicy | Should -Be 'private'
            $file.CreatedAt.Offset | Should -Be ([timespan]::Zero)
            ([datetimeoffset]::UtcNow - $file.CreatedAt).TotalMinutes | Should -BeLessThan 5
            $sent = Get-SentRequest $emulator '/v1/files'
            $sent.headers.'Content-Type' | Should -Match '^multipart/form-data; boundary=[A-Za-z0-9-]+$'
            $sent.body |
                Should -BeLike "*form-data; name=`"file`"; filename=`"$([WildcardPattern]::Escape($name))`"`r`nContent-Type: $type`r`n*"
            $sent.body | Should -BeLike "*name=`"purpose`"`r`n`r`ngeneral`r`n*"
            $sent.headers.'Content-Length' | Should -Be $sent.bodyLength
        }

        It 'escapes what would end the name' -Skip:$IsWindows {
            (New-TestFile 'так "называемый".txt' | Add-GigaChatFile).FileName | Should -Be 'так %22называемый%22.txt'
        }

        It 'takes wildcards, and names with brackets letter by letter' {
            $folder = New-Item -ItemType Directory -Path (Join-Path $out 'a[1]')
            'раз' | Set-Content -LiteralPath (Join-Path $folder 'один[x].txt')
            'два' | Set-Content -LiteralPath (Join-Path $folder 'два.txt')
            @(Get-ChildItem -LiteralPath $folder | Add-GigaChatFile).Count | Should -Be 2
            Push-Location -LiteralPath $folder
            try { @(Add-GigaChatFile *.txt).FileName | Sort-Object | Should -Be @('два.txt', 'один[x].txt' | Sort-Object) }
            finally { Pop-Location }
            (Add-GigaChatFile -LiteralPath (Join-Path $folder 'один[x].txt')).FileName | Should -Be 'один[x].txt'
        }

        It 'refuses <name> of <size> bytes before anything is sent' -TestCases @(
            @{ name = 'велик.pdf'; size = 40MB + 1; id = 'GigaChatTooLarge' }
            @{ name = 'велик.png'; size = 15MB + 1; id = 'GigaChatTooLarge' }
            @{ name = 'велик.wav'; size = 35MB + 1; id = 'GigaChatTooLarge' }
            @{ name = 'пусто.txt'; size = 0; id = 'GigaChatInvalidRequest' }
            @{ name = 'архив.zip'; size = 10; id = 'GigaChatInvalidRequest' }
            @{ name = 'без расширения'; size = 10; id = 'GigaChatInvalidRequest' }
        ) {
            $file = New-LargeFile $name $size
            $failure = Get-ErrorOf { $file | Add-GigaChatFile }
            $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
            $failure.TargetObject | Should -Be $file.FullName
            $failure.Exception.Message | Should -BeLike "*$name*"
            Get-SentRequest $emulator '/v1/files' | Should -BeNullOrEmpty
        }

        It 'goes on after a file that cannot be sent' {
            $files = @(New-TestFile 'один.txt') + @(New-TestFile 'архив.rar') + @(New-TestFile 'три.txt')
            $stored = @($files | Add-GigaChatFile -ErrorAction SilentlyContinue -ErrorVariable failures)
            $stored.FileName | Should -Be 'один.txt', 'три.txt'
            $failures.Count | Should -Be 1
            (Get-ErrorOf { Add-GigaChatFile (Join-Path $out 'нет.txt') }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
            (Get-ErrorOf { Add-GigaChatFile -LiteralPath $out }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
        }

        It 'sends 40 MB and keeps memory flat' {
            $file = New-LargeFile 'большой.pdf' 40MB
            $null = New-TestFile 'первый.txt' | Add-GigaChatFile
            $before = [GC]::GetTotalAllocatedBytes()
            ($file | Add-GigaChatFile).Size | Should -Be 40MB
            ([GC]::GetTotalAllocatedBytes() - $before) / 1MB | Should -BeLessThan 8
        }

        It 'sends the whole body again after <kind>' -TestCases @(
            @{ kind = 'status' }
            @{ kind = 'cut-request' }
            @{ kind = 'drop-before-headers' }
            @{ kind = 'expire-token' }
        ) {
            $file = New-LargeFile 'снова.pdf' 3MB
            Invoke-Control $emulator Post faults @{ kind = $kind; on = 'upload'; bytes = 1MB; status = 503 }
            ($file | Add-GigaChatFile).Size | Should -Be 3MB
            $sent = @(Get-SentRequest $emulator '/v1/files')
            $sent.Count | Should -Be 2
            $sent[1].bodyLength | Should -BeGreaterThan 3MB
        }

        It 'gives up when the service takes nothing for too long' {
            Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -TimeoutSec 1 @connect
            Invoke-Control $emulator Post faults @{ kind = 'stall-request'; on = 'upload'; bytes = 1 }
            $file = New-LargeFile 'молчание.pdf' 30MB
            (Get-ErrorOf { $file | Add-GigaChatFile }).FullyQualifiedErrorId | Should -BeLike 'GigaChatTimeout,*'
        }

        It 'says what to do when the service finds the file too large' {
            Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'upload'; status = 413 }
            $file = New-TestFile 'впритык.pdf'
            $failure = Get-ErrorOf { $file | Add-GigaChatFile }
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatTooLarge,*'
            $failure.Exception.Message | Should -BeLike '*впритык.pdf*'
        }
    }

    Context 'Get-GigaChatFile' {
        It 'lists all files, or those asked for' {
            $a, $b = (New-TestFile 'а.txt'), (New-TestFile 'б.txt') | Add-GigaChatFile
            @(Get-GigaChatFile).Id | Should -Be $a.Id, $b.Id
            (Get-GigaChatFile $b.Id).FileName | Should -Be 'б.txt'
            @($b, $a | Get-GigaChatFile).FileName | Should -Be 'б.txt', 'а.txt'
            @($a.Id | Get-GigaChatFile).Id | Should -Be $a.Id
        }

        It 'names an id that is not there and goes on' {
            $a = New-TestFile 'а.txt' | Add-GigaChatFile
            $unknown = '00000000-0000-0000-0000-000000000000'
            $found = @($unknown, $a.Id | Get-GigaChatFile -ErrorAction SilentlyContinue -ErrorVariable failures)
            $found.Id | Should -Be $a.Id
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be $unknown
        }

        It 'sends nothing for <id>, which would be another address' -TestCases @(
            @{ id = '..' }, @{ id = '../models' }, @{ id = 'a/content' }, @{ id = 'a?b' }
        ) {
            (Get-ErrorOf { Get-GigaChatFile $id }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
            (Get-ErrorOf { Remove-GigaChatFile $id -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
            Get-SentRequest $emulator '/v1/*' | Should -BeNullOrEmpty
        }

        It 'keeps the files of user ids apart' {
            $mine = New-TestFile 'личное.txt' | Add-GigaChatFile -Connection Первый
            (Get-SentRequest $emulator '/v1/files').headers.'X-Client-ID' | Should -Be 'иванов'
            (Get-GigaChatFile -Connection Первый).Id | Should -Be $mine.Id
            Get-GigaChatFile | Should -BeNullOrEmpty
            $failure = Get-ErrorOf { Get-GigaChatFile $mine.Id }
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
            $failure.Exception.Message | Should -BeLike "*Access to file '$($mine.Id)' is denied*-UserId*"
        }

        It 'shows sizes with units' {
            $null = New-LargeFile 'смета.xlsx' 1500000 | Add-GigaChatFile
            Get-GigaChatFile | Out-String -Width 120 | Should -Match '1[.,]4 MB\s+\d{4}-\d\d-\d\d \d\d:\d\d\s+смета\.xlsx'
        }
    }

    Context 'Remove-GigaChatFile' {
        It 'removes files, ids and objects with an id' {
            $a, $b, $c = (New-TestFile 'а.txt'), (New-TestFile 'б.txt'), (New-TestFile 'в.txt') | Add-GigaChatFile
            $a, $b.Id, [pscustomobject] @{ Id = $c.Id } | Remove-GigaChatFile -Confirm:$false | Should -BeNullOrEmpty
            Get-GigaChatFile | Should -BeNullOrEmpty
        }

        It 'removes nothing with -WhatIf, and asks by default' {
            $a = New-TestFile 'а.txt' | Add-GigaChatFile
            $a | Remove-GigaChatFile -WhatIf
            (Get-GigaChatFile).Id | Should -Be $a.Id
            $meta = [System.Management.Automation.CommandMetadata] (Get-Command Remove-GigaChatFile)
            $meta.SupportsShouldProcess | Should -BeTrue
            $meta.ConfirmImpact | Should -Be 'High'
        }

        It 'reports a file that is gone' {
            $a = New-TestFile 'а.txt' | Add-GigaChatFile
            $a | Remove-GigaChatFile -Confirm:$false
            (Get-ErrorOf { $a | Remove-GigaChatFile -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
        }
    }

    Context 'Save-GigaChatFile' {
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
            Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -TimeoutSec 1 -RetryIntervalSec 1 -MaximumRetryCount 1 @connect
            $a = New-TestFile 'важное.txt' 200000 | Add-GigaChatFile
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
            Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -TimeoutSec 1 @connect
            $a = New-LargeFile 'медленно.pdf' 512KB | Add-GigaChatFile
            Invoke-Control $emulator Put settings @{ downloadDelayMs = 250 }
            ($a | Save-GigaChatFile -Destination $out -PassThru).Length | Should -Be 512KB
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

        It 'saves 40 MB and keeps memory flat' {
            $a = New-LargeFile 'большой.pdf' 40MB | Add-GigaChatFile
            $before = [GC]::GetTotalAllocatedBytes()
            ($a | Save-GigaChatFile -Destination $out -PassThru).Length | Should -Be 40MB
            ([GC]::GetTotalAllocatedBytes() - $before) / 1MB | Should -BeLessThan 8
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
}
