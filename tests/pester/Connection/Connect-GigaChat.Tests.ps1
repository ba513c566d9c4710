# The ways to sign in that need no file: what Connect-GigaChat sends, and what it writes.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $key = $emulator.authorizationKey

    function Get-SignIn { Get-SentRequest $emulator '/api/v2/oauth' }

    function ConvertFrom-Basic([string] $Header) {
        $Header | Should -BeLike 'Basic *'
        [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Header.Substring(6)))
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Connect-GigaChat' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    Context '-AuthorizationKey' {
        It 'signs in at once with <Name>, and writes nothing' -ForEach @(
            @{ Name = 'a secure string'; Value = { ConvertTo-Secret $key } }
            @{ Name = 'a string'; Value = { $key } }
            @{ Name = 'the bytes that a vault hands out'; Value = { , [Text.Encoding]::UTF8.GetBytes($key) } }
            @{ Name = 'client id and secret in clear'; Value = { "$($emulator.clientId):$($emulator.clientSecret)" } }
            @{
                Name = 'spaces and line breaks around and in it'
                Value = { "`u{FEFF} $($key.Substring(0, 40))`r`n$($key.Substring(40)) `n" }
            }
            @{ Name = 'quotes around it'; Value = { "'$key'" } }
            @{ Name = 'the word Basic before it'; Value = { "Basic $key" } }
        ) {
            Connect-GigaChat @parameters -AuthorizationKey (& $Value) | Should -BeNullOrEmpty
            $sent = Get-SentRequest $emulator
            $sent.path | Should -Be '/api/v2/oauth'
            $sent.status | Should -Be 200
            $sent.headers.Authorization | Should -Be "Basic $key"
            (Get-GigaChatConnection).SignIn | Should -Be 'AuthorizationKey'
            (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
        }

        It 'writes the connection with -PassThru' {
            $connection = Connect-GigaChat @parameters -AuthorizationKey $key -PassThru
            $connection | Should -BeOfType GigaChat.GigaChatConnection
            $connection.Name | Should -Be 'Default'
            $connection.BaseUri | Should -Be $emulator.baseUri
            $connection.AuthUri | Should -Be $emulator.authUri
            $connection.TokenExpires.Offset | Should -Be ([timespan]::Zero)
            $connection.TokenExpires - [DateTimeOffset]::UtcNow | Should -BeGreaterThan '00:29:00'
        }

        It 'sends the sign-in as the service demands it' {
            Connect-GigaChat @parameters -AuthorizationKey $key
            $sent = Get-SignIn
            $sent.method | Should -Be 'POST'
            $sent.port | Should -Be 'auth'
            $sent.body | Should -BeExactly 'scope=GIGACHAT_API_PERS'
            $sent.headers.'Content-Type' | Should -BeExactly 'application/x-www-form-urlencoded'
            $sent.headers.Accept | Should -BeExactly 'application/json'
            $sent.headers.RqUID | Should -Match '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
        }

        It 'sends another RqUID each time, also when it repeats' {
            Add-Fault $emulator @{ kind = 'status'; on = 'signin'; status = 503; retryAfter = '0' }
            Connect-GigaChat @parameters -AuthorizationKey $key
            Disconnect-GigaChat
            Connect-GigaChat @parameters -AuthorizationKey $key
            $sent = Get-SignIn
            $sent.status | Should -Be 503, 200, 200
            $sent.headers.RqUID | Select-Object -Unique | Should -HaveCount 3
        }

        It 'names itself to both addresses' {
            Connect-GigaChat @parameters -AuthorizationKey $key
            $null = Invoke-GigaChat 'Привет'
            $null = Get-GigaChatModel
            $sent = Get-SentRequest $emulator
            $sent.path | Should -Be '/api/v2/oauth', '/v1/chat/completions', '/v1/models'
            $sent.headers.'User-Agent' | Select-Object -Unique | Should -Match '^GigaChat-PowerShell/\d+\.\d+\.\d+ \(\.NET '
        }

        It 'takes -Scope <Scope> for <Sent>' -ForEach @(
            @{ Scope = 'Personal'; Sent = 'GIGACHAT_API_PERS'; Key = 'authorizationKey'; Limit = 1 }
            @{ Scope = 'GIGACHAT_API_PERS'; Sent = 'GIGACHAT_API_PERS'; Key = 'authorizationKey'; Limit = 1 }
            @{ Scope = 'B2B'; Sent = 'GIGACHAT_API_B2B'; Key = 'b2bKey'; Limit = 10 }
            @{ Scope = 'gigachat_api_b2b'; Sent = 'GIGACHAT_API_B2B'; Key = 'b2bKey'; Limit = 10 }
            @{ Scope = 'corporate'; Sent = 'GIGACHAT_API_CORP'; Key = 'corporateKey'; Limit = 10 }
            @{ Scope = 'GIGACHAT_API_CORP'; Sent = 'GIGACHAT_API_CORP'; Key = 'corporateKey'; Limit = 10 }
        ) {
            $connection = Connect-GigaChat @parameters -AuthorizationKey $emulator.$Key -Scope $Scope -PassThru
            (Get-SignIn).body | Should -BeExactly "scope=$Sent"
            $connection.Scope | Should -BeExactly $Sent
            $connection.MaximumConcurrency | Should -Be $Limit
        }
    }

    Context '-Credential' {
        It 'makes the key of client id and secret' {
            $credential = [pscredential]::new($emulator.clientId, (ConvertTo-Secret $emulator.clientSecret))
            Connect-GigaChat @parameters -Credential $credential
            (Get-SignIn).headers.Authorization | Should -Be "Basic $key"
            (Get-GigaChatConnection).SignIn | Should -Be 'ClientSecret'
        }

        It 'takes a password that already is the key for the key' {
            Connect-GigaChat @parameters -Credential ([pscredential]::new('что угодно', (ConvertTo-Secret $key)))
            $sent = Get-SignIn
            $sent.status | Should -Be 200
            $sent.headers.Authorization | Should -Be "Basic $key"
        }
    }

    Context '-UserCredential' {
        It 'signs in at the API address, name and password in UTF-8, colons in the password kept' {
            Connect-GigaChat @parameters -UserCredential ([pscredential]::new($emulator.user, (ConvertTo-Secret $emulator.password)))
            $sent = Get-SentRequest $emulator
            $sent.method | Should -Be 'POST'
            $sent.path | Should -Be '/v1/token'
            $sent.status | Should -Be 200
            $sent.port | Should -Be 'api'
            $sent.body | Should -BeNullOrEmpty
            ConvertFrom-Basic $sent.headers.Authorization | Should -BeExactly 'оператор:пароль:1'
            $connection = Get-GigaChatConnection
            $connection.SignIn | Should -Be 'Password'
            $connection.TokenExpires - [DateTimeOffset]::UtcNow | Should -BeGreaterThan '00:29:00'
        }

        It 'uses the token it got, and renews it when the service refuses it' {
            Connect-GigaChat @parameters -UserCredential ([pscredential]::new($emulator.user, (ConvertTo-Secret $emulator.password)))
            (Invoke-GigaChat 'Доброе утро').Text | Should -Be 'Эхо: Доброе утро'
            $null = Invoke-Control $emulator Post tokens/expire
            (Invoke-GigaChat 'Добрый вечер').Text | Should -Be 'Эхо: Добрый вечер'
            (Get-SentRequest $emulator).path |
                Should -Be '/v1/token', '/v1/chat/completions', '/v1/chat/completions', '/v1/token', '/v1/chat/completions'
        }

        It 'says that name or password are wrong' {
            $e = Get-ErrorOf { Connect-GigaChat @parameters -UserCredential ([pscredential]::new('оператор', (ConvertTo-Secret 'не тот'))) }
            $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatAuthenticationFailed,*'
            $e.Exception.StatusCode | Should -Be 401
            $e.Exception.Message | Should -BeLike '*user name or password*'
        }
    }

    Context '-AccessToken' {
        BeforeAll { $token = (Invoke-Control $emulator Post tokens).value }

        It 'sends <Name> with each request and signs in nowhere' -ForEach @(
            @{ Name = 'the token'; Value = { ConvertTo-Secret $token } }
            @{ Name = 'a string with a line break'; Value = { "$token`n" } }
            @{ Name = 'the token without the word Bearer'; Value = { "Bearer $token" } }
        ) {
            Connect-GigaChat @parameters -AccessToken (& $Value)
            Get-SentRequest $emulator | Should -BeNullOrEmpty
            (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
            $sent = Get-SentRequest $emulator
            $sent.path | Should -Be '/v1/chat/completions'
            $sent.headers.Authorization | Should -BeExactly "Bearer $token"
            $connection = Get-GigaChatConnection
            $connection.SignIn | Should -Be 'AccessToken'
            $connection.TokenExpires | Should -BeNullOrEmpty
        }

        It 'asks for a new sign-in, and does not repeat, when the token has ended' {
            $short = (Invoke-Control $emulator Post tokens @{ lifetimeSeconds = 0 }).value
            Connect-GigaChat @parameters -AccessToken $short
            $e = Get-ErrorOf { Invoke-GigaChat 'Привет' }
            $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatAuthenticationFailed,*'
            $e.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $e.Exception.ServiceMessage | Should -Be 'Token has expired'
            $e.Exception.Message | Should -BeLike '*Connect-GigaChat*'
            (Get-SentRequest $emulator).status | Should -Be 401
        }
    }
}
