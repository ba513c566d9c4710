# The connections of a session: their names, and what is shown of them.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $personal = @{ AuthorizationKey = $emulator.authorizationKey }
    $corporate = @{ AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate' }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Get-GigaChatConnection' {
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
