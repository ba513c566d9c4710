# How many chats a connection sends at a time: as the account may, or as -MaximumConcurrency says.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ParallelRunspaces.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $personal = $parameters + @{ AuthorizationKey = $emulator.authorizationKey }
    $corporate = $parameters + @{ AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate' }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The concurrency of a connection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'lets one request through at a time for an individual, from any runspace' {
        Connect-GigaChat @personal
        Add-Fault $emulator @{ kind = 'delay'; delayMs = 50; on = 'chat'; times = 8 }
        Invoke-Together 8 '(Invoke-GigaChat "Вопрос $number").Text' | Sort-Object | Should -Be (1..8 | ForEach-Object { "Эхо: Вопрос $_" })
        $state = Invoke-Control $emulator Get state
        $state.maxChatsInFlight | Should -Be 1
        (Get-SentRequest $emulator '*/completions').status | Should -Be (@(200) * 8) -Because 'callers wait instead of being refused'
    }

    It 'lets <Most> through for a company <Name>' -ForEach @(
        @{ Name = 'by itself'; With = @{}; Most = 10 }
        @{ Name = 'with -MaximumConcurrency 3'; With = @{ MaximumConcurrency = 3 }; Most = 3 }
    ) {
        Connect-GigaChat @corporate @With
        Add-Fault $emulator @{ kind = 'delay'; delayMs = 300; on = 'chat'; times = 20 }
        $replies = 1..20 | ForEach-Object { "Вопрос $_" } | Invoke-GigaChat -ThrottleLimit 20
        $replies.Text | Should -Be (1..20 | ForEach-Object { "Эхо: Вопрос $_" })
        (Invoke-Control $emulator Get state).maxChatsInFlight | Should -Be $Most
    }

    It 'gives the place back after an error, and after a pipeline that ended early' {
        Connect-GigaChat @personal
        Add-Fault $emulator @{ kind = 'status'; status = 400; on = 'chat'; body = '{"status":400,"message":"нет"}' }
        Get-ErrorOf { Invoke-GigaChat 'Раз' } | Should -Not -BeNullOrEmpty
        Add-Answer $emulator @{ text = 'Длинный ответ по кускам'; chunks = 10; chunkDelayMs = 20 }
        (Invoke-GigaChat 'Два' -AsChunk | Select-Object -First 1).Text | Should -Not -BeNullOrEmpty
        $null = Wait-Emulator $emulator @{ chatsInFlight = 0 }
        (Invoke-GigaChat 'Три' -TimeoutSec 10).Text | Should -Be 'Эхо: Три'
    }
}
