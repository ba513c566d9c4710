BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    $prepaid = Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect -Name Prepaid -PassThru
    $paid = Connect-GigaChat -AuthorizationKey $emulator.corporateKey -Scope Corporate @connect -Name Paid -PassThru
    $human = 'Вчера утром мы с братом поехали на старую дачу, где ещё дед сажал яблони, и весь день чинили покосившийся забор.'
    $machine =
        ('Как языковая модель я могу предложить вам несколько вариантов решения этой задачи 🙂, каждый из которых имеет свои ' +
            'преимущества и свои недостатки.')
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
