BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/TestFiles.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -Name Первый -AuthorizationKey $emulator.authorizationKey -UserId 'иванов' @connect
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-GigaChatFile' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 -TimeoutSec 5 @connect
    }

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

    It 'removes nothing by a pattern, though it lists files by one' {
        (Get-ErrorOf { Remove-GigaChatFile 'a?b' -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
        Get-SentRequest $emulator '/v1/*' | Should -BeNullOrEmpty
    }

    It 'sends nothing for <id>, which would be another address' -TestCases @(
        @{ id = '..' }, @{ id = '../models' }, @{ id = 'a/content' }
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
