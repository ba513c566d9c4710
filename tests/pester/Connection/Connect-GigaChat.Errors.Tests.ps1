# What Connect-GigaChat refuses: before anything is sent, and after the service said no.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $key = $emulator.authorizationKey
    $text = Join-Path $TestDrive 'заметки.txt'
    Set-Content -LiteralPath $text 'Это не сертификат.'
}

AfterAll { Stop-Emulator $emulator }

Describe 'Connect-GigaChat' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    Context 'a key that cannot be one' {
        It 'is refused before it is sent: <Name>' -ForEach @(
            @{ Name = 'nothing'; Value = { '' }; Says = '*is empty*' }
            @{ Name = 'white space'; Value = { " `r`n" }; Says = '*is empty*' }
            @{ Name = 'the client id alone'; Value = { $emulator.clientId }; Says = '*single UUID*-Credential*' }
            @{
                Name = 'the client secret alone, encoded'
                Value = { [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($emulator.clientSecret)) }; Says = '*single UUID*'
            }
            @{ Name = 'an access token'; Value = { (Invoke-Control $emulator Post tokens).value }; Says = '*access token*-AccessToken*' }
            @{
                Name = 'the key encoded once more'; Value = { [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($key)) }
                Says = '*in Base64 twice*'
            }
            @{ Name = 'no Base64'; Value = { 'ключ от GigaChat' }; Says = '*is not Base64*' }
            @{ Name = 'half of the key'; Value = { $key.Substring(0, 45) }; Says = '*is not Base64*' }
            @{
                Name = 'Base64 of something else'; Value = { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('привет')) }
                Says = '*does not contain clientId:clientSecret*'
            }
            @{ Name = 'a secret without its id'; Value = { ":$($emulator.clientSecret)" }; Says = '*missing*' }
        ) {
            $value = & $Value
            $e = Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey $value }
            $e.FullyQualifiedErrorId | Should -Be 'GigaChatKeyInvalid,GigaChat.Commands.ConnectGigaChatCommand'
            $e.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $e.TargetObject | Should -Be 'Default'
            $e.Exception.Message | Should -BeLike $Says
            Get-SentRequest $emulator | Should -BeNullOrEmpty
            Get-GigaChatConnection | Should -BeNullOrEmpty
        }

        It 'is refused before it is sent: <Set> with <Name>' -ForEach @(
            @{
                Set = 'Credential'; Name = 'an empty secret'; Value = { [pscredential]::new($emulator.clientId, [securestring]::new()) }
                Says = '*missing*'
            }
            @{
                Set = 'UserCredential'; Name = 'an empty password'; Value = { [pscredential]::new('оператор', [securestring]::new()) }
                Says = '*missing*'
            }
            @{
                Set = 'UserCredential'; Name = 'a colon in the name'
                Value = { [pscredential]::new('домен:оператор', (ConvertTo-Secret 'п')) }; Says = '*has a colon*'
            }
            @{ Set = 'AccessToken'; Name = 'nothing'; Value = { '' }; Says = '*empty*' }
            @{ Set = 'AccessToken'; Name = 'words'; Value = { 'это не токен' }; Says = '*is not an access token*' }
        ) {
            $secret = @{ $Set = & $Value }
            $e = Get-ErrorOf { Connect-GigaChat @parameters @secret }
            $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatKeyInvalid,*'
            $e.Exception.Message | Should -BeLike $Says
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'a setting that cannot be used' {
        It 'is refused before anything is sent: <Name>' -ForEach @(
            @{
                Name = 'an unknown scope'; With = { @{ Scope = 'GIGACHAT_API_ALL' } }; Id = 'GigaChatInvalidRequest'
                Says = '*GIGACHAT_API_ALL*Personal*B2B*Corporate*'
            }
            @{
                Name = 'an address without TLS'; With = { @{ BaseUri = 'http://somewhere/v1' } }; Id = 'GigaChatInvalidRequest'
                Says = '*http://somewhere/v1*https*'
            }
            @{
                Name = 'a sign-in address without TLS'; With = { @{ AuthUri = 'http://somewhere/oauth' } }; Id = 'GigaChatInvalidRequest'
                Says = '*http://somewhere/oauth*https*'
            }
            @{
                Name = 'an address without a scheme'; With = { @{ BaseUri = 'api.giga.chat/v1' } }; Id = 'GigaChatInvalidRequest'
                Says = '*api.giga.chat/v1*absolute*'
            }
            @{
                Name = 'an address with a query'; With = { @{ BaseUri = 'https://api.giga.chat/v1?a=b' } }; Id = 'GigaChatInvalidRequest'
                Says = '*query*'
            }
            @{
                Name = 'no file of authorities'; With = { @{ CertificateAuthorityPath = '/нет/такого.pem' } }; Id = 'GigaChatFileNotFound'
                Says = '*такого.pem*file does not exist*'
            }
            @{
                Name = 'a folder of authorities'; With = { @{ CertificateAuthorityPath = "$TestDrive" } }; Id = 'GigaChatInvalidRequest'
                Says = '*folder*'
            }
            @{
                Name = 'a text as authority'; With = { @{ CertificateAuthorityPath = $text } }; Id = 'GigaChatInvalidRequest'
                Says = '*заметки.txt*no certificate*'
            }
            @{
                Name = 'a session id of two lines'; With = { @{ SessionId = "a`r`nX-Evil: b" } }; Id = 'GigaChatInvalidRequest'
                Says = '*-SessionId*'
            }
            @{ Name = 'a user id of two lines'; With = { @{ UserId = "a`nb" } }; Id = 'GigaChatInvalidRequest'; Says = '*-UserId*' }
        ) {
            $settings = $parameters.Clone()
            foreach ($setting in (& $With).GetEnumerator()) { $settings[$setting.Key] = $setting.Value }
            $e = Get-ErrorOf { Connect-GigaChat @settings -AuthorizationKey $key }
            $e.FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.ConnectGigaChatCommand"
            $e.Exception.Message | Should -BeLike $Says
            Get-SentRequest $emulator | Should -BeNullOrEmpty
            Get-GigaChatConnection | Should -BeNullOrEmpty
        }

        It 'may be plain HTTP on this machine' {
            $settings = $parameters.Clone()
            $settings.BaseUri = $emulator.controlUri
            (Connect-GigaChat @settings -AuthorizationKey $key -PassThru).BaseUri.Scheme | Should -Be 'http'
        }
    }

    Context 'the service says no' {
        It 'code <Code> is <Id>, and the message says what to do' -ForEach @(
            @{
                Code = 1; Status = 400; Id = 'GigaChatAuthenticationFailed'; Category = 'AuthenticationError'
                Answer = 'scope data format invalid'; Says = '*scope*-Scope Personal, B2B or Corporate*'
            }
            @{
                Code = 4; Status = 400; Id = 'GigaChatAuthenticationFailed'; Category = 'AuthenticationError'
                Answer = "Can't decode 'Authorization' header"; Says = '*decode*Copy it again*'
            }
            @{
                Code = 5; Status = 400; Id = 'GigaChatAuthenticationFailed'; Category = 'AuthenticationError'; Answer = 'scope is empty'
                Says = '*-AuthUri*'
            }
            @{
                Code = 6; Status = 401; Id = 'GigaChatAuthenticationFailed'; Category = 'AuthenticationError'
                Answer = "credentials doesn't match db data"; Says = '*key is not valid*create a new one*'
            }
            @{
                Code = 7; Status = 401; Id = 'GigaChatScopeMismatch'; Category = 'PermissionDenied'
                Answer = 'scope from db not fully includes consumed scope'; Says = '*-Scope Personal*B2B*Corporate*'
            }
        ) {
            Add-Fault $emulator @{
                kind = 'status'; on = 'signin'; status = $Status; body = (@{ code = $Code; message = $Answer } | ConvertTo-Json)
            }
            $e = Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey $key }
            $e.FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.ConnectGigaChatCommand"
            $e.CategoryInfo.Category | Should -Be $Category
            $e.Exception | Should -BeOfType GigaChat.GigaChatException
            $e.Exception.ServiceCode | Should -Be $Code
            $e.Exception.ServiceMessage | Should -Be $Answer
            $e.Exception.StatusCode | Should -Be $Status
            $e.Exception.Message | Should -BeLike $Says
            Get-SentRequest $emulator | Should -HaveCount 1
        }

        It 'an unknown key ends in code 6' {
            $e = Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey "$($emulator.clientId):чужой" }
            $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatAuthenticationFailed,*'
            $e.Exception.ServiceCode | Should -Be 6
        }

        It 'a key of another kind of account ends in code 7' {
            $e = Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey $key -Scope Corporate }
            $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatScopeMismatch,*'
            $e.Exception.ServiceCode | Should -Be 7
        }

        It '<Name> is <Id>' -ForEach @(
            @{
                Name = 'a gateway with a web page'; Fault = @{ kind = 'html'; status = 403 }; Id = 'GigaChatPermissionDenied'
                Says = '*web page*'
            }
            @{
                Name = 'a sign-in page in place of the token'; Fault = @{ kind = 'html'; status = 200 }; Id = 'GigaChatServerError'
                Says = '*web page*proxy*'
            }
            @{ Name = 'broken JSON'; Fault = @{ kind = 'garbled-json' }; Id = 'GigaChatResponseInvalid'; Says = '*Cannot read*' }
            @{
                Name = 'an answer without a token'; Fault = @{ kind = 'status'; status = 200; body = '{"ok":true}' }
                Id = 'GigaChatResponseInvalid'; Says = '*no valid token*-AuthUri*'
            }
            @{
                Name = 'a redirection'; Fault = @{ kind = 'status'; status = 302; body = '{}' }; Id = 'GigaChatServerError'
                Says = '*another address (302)*'
            }
            @{ Name = 'too many sign-ins'; Fault = @{ kind = 'status'; status = 429 }; Id = 'GigaChatRateLimited'; Says = '*sign-ins*' }
            @{ Name = 'a failure of the service'; Fault = @{ kind = 'status'; status = 500 }; Id = 'GigaChatServerError'; Says = '*(500)*' }
            @{
                Name = 'a connection that drops'; Fault = @{ kind = 'drop-before-headers' }; Id = 'GigaChatConnectionFailed'
                Says = '*localhost*'
            }
            @{ Name = 'silence'; Fault = @{ kind = 'hang-before-headers' }; Id = 'GigaChatTimeout'; Says = '*1 s*-TimeoutSec*' }
        ) {
            Add-Fault $emulator (@{ on = 'signin' } + $Fault)
            $e = Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey $key -MaximumRetryCount 0 -TimeoutSec 1 }
            $e.FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.ConnectGigaChatCommand"
            $e.Exception.Message | Should -BeLike $Says
            Get-SentRequest $emulator | Should -HaveCount 1
        }

        It 'leaves the connection of that name as it was' {
            Connect-GigaChat @parameters -AuthorizationKey $key
            $before = Get-GigaChatConnection
            Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey $emulator.corporateKey } | Should -Not -BeNullOrEmpty
            Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey 'ключ' } | Should -Not -BeNullOrEmpty
            [object]::ReferenceEquals((Get-GigaChatConnection), $before) | Should -BeTrue
            (Invoke-GigaChat 'Ты ещё здесь?').Text | Should -Be 'Эхо: Ты ещё здесь?'
        }

        It 'says so in Russian where that is the language of the session' {
            $culture = [cultureinfo]::CurrentUICulture
            try {
                [cultureinfo]::CurrentUICulture = 'ru-RU'
                (Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey $key -Scope Corporate }).Exception.Message |
                    Should -Match '[а-яё]{4}.*-Scope Personal'
                (Get-ErrorOf { Connect-GigaChat @parameters -AuthorizationKey '' }).Exception.Message | Should -Match '[а-яё]{4}'
            }
            finally { [cultureinfo]::CurrentUICulture = $culture }
        }
    }
}
