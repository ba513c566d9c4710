BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Connect-GigaChat -TokenBudget' {
    BeforeEach { Clear-Session $emulator }

    It 'refuses further prompts before they are sent and ends the pipeline' {
        Connect-Emulator $emulator -With @{ TokenBudget = 3 }
        Get-GigaChatConnection | Out-String | Should -Match 'TokensLeft\s+: 3'
        $null = Invoke-GigaChat 'Расскажи что-нибудь длинное о Москве'
        $before = @(Get-SentRequest $emulator '*/chat/completions').Count
        { 'раз', 'два' | Invoke-GigaChat -ErrorAction Continue } | Should -Throw -ErrorId 'GigaChatBudgetExceeded,*'
        $failure = Get-ErrorOf { Invoke-GigaChat 'ещё' }
        $failure.CategoryInfo.Category | Should -Be LimitsExceeded
        $failure.Exception.Message | Should -Match '-TokenBudget'
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be $before
        (Get-GigaChatConnection).TokensLeft | Should -Be 0
        Get-GigaChatModel | Should -Not -BeNullOrEmpty
    }

    It 'is shared by all runspaces' {
        Connect-Emulator $emulator -Corporate -With @{ TokenBudget = 3 }
        $null = Invoke-GigaChat 'Расскажи что-нибудь длинное о Москве'
        $ids = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            try { Invoke-GigaChat 'ещё' } catch { $_.FullyQualifiedErrorId }
        }
        $ids | Should -BeLike 'GigaChatBudgetExceeded,*'
        $ids.Count | Should -Be 3
    }

    It 'is read from the environment' {
        $env:GIGACHAT_TOKEN_BUDGET = '1000'
        try {
            Connect-Emulator $emulator
            (Get-GigaChatConnection).TokenBudget | Should -Be 1000
            $env:GIGACHAT_TOKEN_BUDGET = 'много'
            (Get-ErrorOf { Connect-Emulator $emulator }).FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest*'
        }
        finally { Remove-Item env:GIGACHAT_TOKEN_BUDGET }
    }
}
