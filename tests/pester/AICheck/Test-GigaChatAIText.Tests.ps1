BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $prepaid = Connect-Emulator $emulator -With @{ Name = 'Prepaid'; PassThru = $true }
    $paid = Connect-Emulator $emulator -Corporate -With @{ Name = 'Paid'; PassThru = $true }
    $human = 'Вчера утром мы с братом поехали на старую дачу, где ещё дед сажал яблони, и весь день чинили покосившийся забор.'
    $machine =
        ('Как языковая модель я могу предложить вам несколько вариантов решения этой задачи 🙂, каждый из которых имеет свои ' +
            'преимущества и свои недостатки.')
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Test-GigaChatAIText' {
    BeforeEach { $null = Invoke-Control $emulator Delete requests }

    It 'shows the parts that a model wrote' {
        $check = "$human`n$machine`n$human" | Test-GigaChatAIText -Connection $paid
        $check.Category | Should -BeExactly 'mixed'
        $check.Intervals.Count | Should -Be 1
        $check.Intervals[0].Text | Should -BeExactly $machine
        $check.Model | Should -BeExactly 'GigaCheckDetection'
        $check.Tokens | Should -BeGreaterThan 0
    }

    It 'has no parts where all is of one kind' {
        $checks = $human, $machine | Test-GigaChatAIText -Connection $paid -Model GigaCheckClassification
        $checks.Category | Should -Be 'human', 'ai'
        $checks | ForEach-Object { $_.Intervals.Count | Should -Be 0 }
        ((Get-SentRequest $emulator '*/ai/check')[0].body | ConvertFrom-Json).model | Should -BeExactly 'GigaCheckClassification'
    }

    It 'refuses a short text before sending and goes on with the next' {
        $checks = 'Слишком коротко – всего шесть слов тут.', $human |
            Test-GigaChatAIText -Connection $paid -ErrorAction SilentlyContinue -ErrorVariable errors
        $checks.Category | Should -Be 'human'
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $errors[0].Exception.Message | Should -BeLike '*6 words, at least 20 are needed*'
        @(Get-SentRequest $emulator '*/ai/check').Count | Should -Be 1
    }

    It 'says which accounts may use it' {
        $e = Get-ErrorOf { $human | Test-GigaChatAIText -Connection $prepaid @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
        $e.Exception.Message | Should -BeLike '*pay as they go*'
        $e.TargetObject | Should -BeExactly $human
    }
}
