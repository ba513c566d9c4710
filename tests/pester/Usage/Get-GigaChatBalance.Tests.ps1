BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $prepaid = Connect-Emulator $emulator -With @{ Name = 'Prepaid'; PassThru = $true }
    $paid = Connect-Emulator $emulator -Corporate -With @{ Name = 'Paid'; PassThru = $true }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-GigaChatBalance' {
    It 'writes one object for each model' {
        $balance = Get-GigaChatBalance -Connection $prepaid
        $balance.Model | Should -Be 'embeddings', 'GigaChat-Pro', 'GigaChat-Max', 'GigaChat'
        $balance[3].Tokens | Should -Be 900000
    }

    It 'says that an account that pays as it goes has none' {
        $e = Get-ErrorOf { Get-GigaChatBalance -Connection $paid @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
        $e.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $e.Exception.Message | Should -BeLike '*has no balance*'
        $e.Exception.RequestId | Should -Not -BeNullOrEmpty
    }
}
