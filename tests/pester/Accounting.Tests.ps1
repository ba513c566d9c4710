BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    $prepaid = Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect -Name Prepaid -PassThru
    $paid = Connect-GigaChat -AuthorizationKey $emulator.corporateKey -Scope Corporate @connect -Name Paid -PassThru
    $human = 'Вчера утром мы с братом поехали на старую дачу, где ещё дед сажал яблони, и весь день чинили покосившийся забор.'
    $machine = 'Как языковая модель я могу предложить вам несколько вариантов решения этой задачи 🙂, каждый из которых имеет свои преимущества и свои недостатки.'
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Measure-GigaChatToken' {
    BeforeEach { $null = Invoke-Control $emulator Delete requests }

    It 'counts many texts in one request, in order' {
        $counts = 1..70 | ForEach-Object { 'я' * $_ } | Measure-GigaChatToken -Connection $prepaid
        $counts.Count | Should -Be 70
        $counts.Characters | Should -Be (1..70)
        $counts[69].Tokens | Should -Be 18
        $counts[69].Model | Should -BeExactly 'GigaChat'
        $counts[69].Source | Should -BeExactly ('я' * 70)
        @(Get-SentRequest $emulator '*/tokens/count').Count | Should -Be 1
    }

    It 'begins a new request after a hundred texts' {
        $counts = 1..101 | Measure-GigaChatToken -Connection $prepaid
        $counts.Text | Should -Be (1..101)
        @(Get-SentRequest $emulator '*/tokens/count').Count | Should -Be 2
    }

    It 'counts an empty line as nothing and does not send it' {
        $counts = 'раз', '', 'два' | Measure-GigaChatToken -Connection $prepaid -Model GigaChat-2-Max
        $counts.Tokens | Should -Be 1, 0, 1
        $body = (Get-SentRequest $emulator '*/tokens/count').body | ConvertFrom-Json
        $body.input | Should -Be 'раз', 'два'
        $body.model | Should -BeExactly 'GigaChat-2-Max'
    }

    It 'takes files as a whole' {
        $path = Join-Path $TestDrive 'письмо.txt'
        "Добрый день!`nДо встречи." | Set-Content -LiteralPath $path -Encoding 1251 -NoNewline
        $count = Get-Item -LiteralPath $path | Measure-GigaChatToken -Connection $prepaid -Encoding 1251
        $count.Characters | Should -Be 24
        $count.Source | Should -BeExactly $path
    }

    It 'halves a request that is too large' {
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'accounting'; status = 413 }
        $counts = 'один', 'два', 'три' | Measure-GigaChatToken -Connection $prepaid
        $counts.Text | Should -Be 'один', 'два', 'три'
        @(Get-SentRequest $emulator '*/tokens/count').Count | Should -Be 3
    }

    It 'names a model that does not exist' {
        $e = Get-ErrorOf { 'раз' | Measure-GigaChatToken -Connection $prepaid -Model Нет @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatModelNotFound,*'
        $e.TargetObject | Should -BeExactly 'раз'
        $e.Exception.Message | Should -BeLike '*"Нет"*'
    }
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
        $checks = 'Слишком коротко – всего шесть слов тут.', $human | Test-GigaChatAIText -Connection $paid -ErrorAction SilentlyContinue -ErrorVariable errors
        $checks.Category | Should -Be 'human'
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $errors[0].Exception.Message | Should -BeLike '*6 of at least 20 words*'
        @(Get-SentRequest $emulator '*/ai/check').Count | Should -Be 1
    }

    It 'says who may use it' {
        $e = Get-ErrorOf { $human | Test-GigaChatAIText -Connection $prepaid @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatPermissionDenied,*'
        $e.Exception.Message | Should -BeLike '*pay as they go*'
        $e.TargetObject | Should -BeExactly $human
    }
}
