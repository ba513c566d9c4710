# A connection that takes the place of one with the same name.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/BackgroundChat.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $personal = @{ AuthorizationKey = $emulator.authorizationKey }
    $corporate = @{ AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate' }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Connect-GigaChat in the place of another connection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'lets a pipeline finish on the old one, which then closes' {
        Connect-GigaChat @parameters @personal
        $old = Get-GigaChatConnection
        Add-Fault $emulator @{ kind = 'delay'; delayMs = 300; on = 'chat'; times = 2 }
        $job = Start-Chat 'Раз,Два'
        Connect-GigaChat @parameters @corporate
        Complete-Chat $job | Should -Be 'Эхо: Раз', 'Эхо: Два'
        $old.RequestCount | Should -Be 2
        (Get-GigaChatConnection).RequestCount | Should -Be 0
        (Get-ErrorOf { Invoke-GigaChat 'Привет' -Connection $old }).FullyQualifiedErrorId | Should -BeLike 'GigaChatNotConnected,*'
    }

    It 'keeps the token when the key is the same' {
        Connect-GigaChat @parameters @personal
        Connect-GigaChat @parameters @personal -Model 'GigaChat-2'
        (Get-GigaChatConnection).TokenExpires | Should -Not -BeNullOrEmpty
        $null = Invoke-GigaChat 'Привет'
        (Get-SentRequest $emulator).path | Should -Be '/api/v2/oauth', '/v1/chat/completions'
        (Get-LastChat $emulator).model | Should -Be 'GigaChat-2'
    }
}
