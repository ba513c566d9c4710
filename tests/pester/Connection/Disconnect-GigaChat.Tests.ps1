BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/BackgroundChat.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $personal = @{ AuthorizationKey = $emulator.authorizationKey }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Disconnect-GigaChat' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'forgets: the next call has no connection' {
        $connection = Connect-GigaChat @parameters @personal -PassThru
        Disconnect-GigaChat | Should -BeNullOrEmpty
        (Get-ErrorOf { Invoke-GigaChat 'Привет' }).FullyQualifiedErrorId |
            Should -Be 'GigaChatNotConnected,GigaChat.Commands.InvokeGigaChatCommand'
        $e = Get-ErrorOf { Invoke-GigaChat 'Привет' -Connection $connection }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatNotConnected,GigaChat.Commands.InvokeGigaChatCommand'
        $e.Exception.Message | Should -BeLike '*"Default"*closed*Connect-GigaChat*'
        (Get-SentRequest $emulator).path | Should -Be '/api/v2/oauth'
        Connect-GigaChat @parameters @personal
        Get-SentRequest $emulator | Should -HaveCount 2 -Because 'the token was forgotten too'
    }

    It 'closes the sockets' {
        Connect-GigaChat @parameters @personal
        $null = Invoke-GigaChat 'Привет'
        Disconnect-GigaChat
        $null = Wait-Emulator $emulator @{ connectionsOpen = 0 }
    }

    It 'is a clean-up that may be repeated, unless it names a connection that is not there' {
        Disconnect-GigaChat -ErrorAction Stop
        Disconnect-GigaChat -All -ErrorAction Stop
        Disconnect-GigaChat 'Нет*' -ErrorAction Stop
        $e = Get-ErrorOf { Disconnect-GigaChat 'Нет' }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatNotConnected,GigaChat.Commands.DisconnectGigaChatCommand'
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'the default one'; Script = { Disconnect-GigaChat }; Left = 'База 1', 'База [2]', 'Другая' }
        @{ Name = 'a name'; Script = { Disconnect-GigaChat Другая }; Left = 'Default', 'База 1', 'База [2]' }
        @{ Name = 'a name with brackets'; Script = { Disconnect-GigaChat 'База [2]' }; Left = 'Default', 'База 1', 'Другая' }
        @{ Name = 'a wildcard'; Script = { Disconnect-GigaChat 'База*' }; Left = 'Default', 'Другая' }
        @{
            Name = 'objects from the pipe'; Script = { Get-GigaChatConnection Д* | Disconnect-GigaChat }
            Left = 'Default', 'База 1', 'База [2]'
        }
        @{ Name = 'all'; Script = { Disconnect-GigaChat -All }; Left = @() }
    ) {
        foreach ($name in 'Default', 'База 1', 'База [2]', 'Другая') { Connect-GigaChat @parameters @personal -Name $name }
        & $Script
        (Get-GigaChatConnection).Name | Should -Be $Left
    }

    It 'ends what is under way at once: <Name>' -ForEach @(
        @{ Name = 'a request'; Fault = @{ kind = 'hang-before-headers' }; With = @{}; Prompt = 'Вопрос' }
        @{ Name = 'a stream'; Fault = @{ kind = 'hang-after-headers'; afterChunks = 0 }; With = @{ Stream = $true }; Prompt = 'Вопрос' }
        @{ Name = 'requests of a pipeline'; Fault = @{ kind = 'hang-before-headers' }; With = @{}; Prompt = 'Раз,Два' }
    ) {
        Connect-GigaChat @parameters @personal
        Add-Fault $emulator (@{ on = 'chat' } + $Fault)
        $job = Start-Chat $Prompt $With
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Disconnect-GigaChat
        Complete-Chat $job | Should -Be 'GigaChatNotConnected,GigaChat.Commands.InvokeGigaChatCommand'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10 -Because 'no time limit of 60 s ended it'
    }
}
