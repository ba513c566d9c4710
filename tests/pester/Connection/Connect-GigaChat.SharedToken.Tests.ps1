# Which connections share a token: none that accepts other servers.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = (Get-ConnectParameter $emulator) + @{ AuthorizationKey = $emulator.authorizationKey }
    function Get-SignInCount { @(Get-SentRequest $emulator '*/oauth').Count }
}

AfterAll { Stop-Emulator $emulator }

Describe 'A token of a connection with -SkipCertificateCheck' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'is used by no other connection with the same key' {
        Connect-GigaChat @parameters -Name 'без проверки' -SkipCertificateCheck -WarningAction Ignore
        $null = Get-GigaChatModel -Connection 'без проверки'
        Connect-GigaChat @parameters -Name 'строгое'
        $null = Get-GigaChatModel -Connection 'строгое'
        Get-SignInCount | Should -Be 2
        $tokens = (Get-SentRequest $emulator '*/models').headers.Authorization
        $tokens[0] | Should -Not -Be $tokens[-1]
        Connect-GigaChat @parameters -Name 'ещё одно'
        $null = Get-GigaChatModel -Connection 'ещё одно'
        Get-SignInCount | Should -Be 2
    }
}
