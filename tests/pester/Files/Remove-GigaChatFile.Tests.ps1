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

Describe 'Remove-GigaChatFile' {
    BeforeEach {
        Reset-Emulator $emulator
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey -RetryIntervalSec 1 -TimeoutSec 5 @connect
    }

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
