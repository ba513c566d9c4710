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

Describe 'Add-GigaChatFile' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 -TimeoutSec 5 @connect
        $out = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
    }

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
