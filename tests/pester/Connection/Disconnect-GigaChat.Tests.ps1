# Connections as a session keeps them: names, settings of a call, disconnecting, replacing, what Get-GigaChatConnection shows.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $personal = @{ AuthorizationKey = $emulator.authorizationKey }
    $corporate = @{ AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate' }

    # A chat that does not end by itself, in another runspace; returns the job once the emulator has the request.
    function Start-Chat([string] $Prompt, [hashtable] $With = @{}) {
        $job = Start-ThreadJob -ArgumentList $ModulePath, $Prompt, $With {
            param($module, $prompt, $with)
            Import-Module $module
            try { $prompt -split ',' | Invoke-GigaChat @with -ErrorAction Stop | ForEach-Object Text }
            catch { $_.FullyQualifiedErrorId }
        }
        $null = Wait-Emulator $emulator @{ chatsInFlight = 1 }
        $job
    }

    function Complete-Chat($Job) { $Job | Receive-Job -Wait -AutoRemoveJob }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Connections' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    Context 'names' {
        BeforeEach {
            Connect-GigaChat @parameters @personal
            Connect-GigaChat @parameters @corporate -Name 'Компания'
        }

        It 'keeps several, and the one named Default serves where none is named' {
            (Get-GigaChatConnection).Name | Should -Be 'Default', 'Компания'
            $null = Invoke-GigaChat 'Привет'
            (Get-GigaChatConnection Default).RequestCount | Should -Be 1
            (Get-GigaChatConnection Компания).RequestCount | Should -Be 0
        }

        It 'takes -Connection as <Name>' -ForEach @(
            @{ Name = 'a name'; Connection = { 'Компания' } }
            @{ Name = 'a name in other letters'; Connection = { 'компания' } }
            @{ Name = 'an object'; Connection = { Get-GigaChatConnection 'Комп*' } }
        ) {
            $connection = & $Connection
            (Invoke-GigaChat 'Привет' -Connection $connection).Text | Should -Be 'Эхо: Привет'
            (Get-GigaChatModel GigaChat -Connection $connection).Id | Should -Be 'GigaChat'
            (Get-GigaChatConnection).RequestCount | Should -Be 0, 2
        }

        It 'names a connection that is not there' {
            $e = Get-ErrorOf { Invoke-GigaChat 'Привет' -Connection 'Нет' }
            $e.FullyQualifiedErrorId | Should -Be 'ParameterArgumentTransformationError,GigaChat.Commands.InvokeGigaChatCommand'
            $e.Exception.Message | Should -BeLike '*"Нет"*Get-GigaChatConnection*'
            $e = Get-ErrorOf { Get-GigaChatConnection 'Нет' }
            $e.FullyQualifiedErrorId | Should -Be 'GigaChatNotConnected,GigaChat.Commands.GetGigaChatConnectionCommand'
            $e.TargetObject | Should -Be 'Нет'
            Get-GigaChatConnection 'Нет*' | Should -BeNullOrEmpty
        }

        It 'completes names' {
            (TabExpansion2 'Disconnect-GigaChat -Name к' -cursorColumn 27).CompletionMatches.CompletionText | Should -Be 'Компания'
            (TabExpansion2 'Connect-GigaChat -Scope Cor' -cursorColumn 27).CompletionMatches.CompletionText | Should -Be 'Corporate'
        }
    }

    Context 'Disconnect-GigaChat' {
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

    Context 'a new connection in the place of an old one' {
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

    Context 'Get-GigaChatConnection' {
        It 'counts requests and tokens, and shows the rest on a few lines' {
            Connect-GigaChat @parameters @personal -Model 'GigaChat-2-Max'
            $replies = 'Раз', 'Два' | Invoke-GigaChat
            $connection = Get-GigaChatConnection
            $connection.RequestCount | Should -Be 2
            $connection.TokensUsed | Should -Be ($replies.Usage | Measure-Object TotalTokens -Sum).Sum
            $connection.Scope | Should -Be 'GIGACHAT_API_PERS'
            $connection.MaximumConcurrency | Should -Be 1
            "$connection" | Should -Be "Default ($($emulator.baseUri))"
            $shown = $connection | Out-String -Width 80
            foreach ($text in 'AuthorizationKey', 'GIGACHAT_API_PERS', 'GigaChat-2-Max', $emulator.baseUri, $emulator.authUri, 'ca.pem') {
                $shown | Should -Match ([regex]::Escape($text))
            }
        }
    }
}
