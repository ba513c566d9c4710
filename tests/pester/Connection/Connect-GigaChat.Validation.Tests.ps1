BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $parameters.SkipValidation = $false
    $key = @{ AuthorizationKey = $emulator.authorizationKey; MaximumRetryCount = 0 }

    # The message of a failing connection, in a language.
    function Get-MessageIn([string] $Language, [hashtable] $With) {
        $before = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = $Language
            (Get-ErrorOf { Connect-GigaChat @With }).Exception.Message
        }
        finally { [cultureinfo]::CurrentUICulture = $before }
    }

    # The parameters of a test: addresses with their places filled, the proxy instead of none.
    function Get-Setting([hashtable] $With) {
        $all = $parameters + $key
        foreach ($name in $With.Keys) { $all[$name] = $ExecutionContext.InvokeCommand.ExpandString($With[$name]) }
        if ($With.Proxy) { $all.Remove('NoProxy') }
        $all
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Connect-GigaChat tries the way that it was given' {
    BeforeEach {
        Clear-Session $emulator
        # A token is held: no sign-in shows what is wrong.
        Connect-Emulator $emulator -With @{ Name = 'Смотритель' }
        $null = Invoke-Control $emulator Delete requests
        $api = ([uri] $emulator.baseUri).Authority
        $proxy = ([uri] $emulator.proxyUri).Authority
    }

    It 'with one request for the models' {
        Connect-GigaChat @parameters @key
        (Get-SentRequest $emulator).path | Should -BeExactly '/v1/models'
        (Get-GigaChatConnection Default).RequestCount | Should -Be 0
    }

    It 'unless -SkipValidation' {
        $without = $parameters.Clone()
        $without.Remove('SkipValidation')
        Connect-GigaChat @without @key -SkipValidation
        Get-SentRequest $emulator | Should -BeNullOrEmpty
        Connect-GigaChat @without -AccessToken 'not.a.token' -SkipValidation
        Get-GigaChatConnection Default | Should -HaveCount 1
    }

    It 'and says of <Name> what to write' -ForEach @(
        @{
            Name = 'the address of the sign-in'; With = @{ BaseUri = '$($emulator.authUri)' }; Id = 'AddressWrong'
            Category = 'InvalidArgument'
            Says = '*"$($emulator.authUri)" is the sign-in address*https://api.giga.chat/v1*-BaseUri*'
            Russian = '*«$($emulator.authUri)» — адрес входа*https://api.giga.chat/v1*-BaseUri*'
        }
        @{
            Name = 'the address of a method'; With = @{ BaseUri = 'https://$api/v1/chat/completions' }; Id = 'AddressWrong'
            Category = 'InvalidArgument'
            Says = '*address of a single API method*base address is $($emulator.baseUri). *-BaseUri*'
            Russian = '*адрес отдельного метода*базовый адрес — $($emulator.baseUri). *-BaseUri*'
        }
        @{
            Name = 'an address without its version'; With = @{ BaseUri = 'https://$api' }; Id = 'AddressWrong'
            Category = 'InvalidArgument'
            Says = '*"https://$api/" is not the GigaChat API*403*https://api.giga.chat/v1*-BaseUri*-SkipValidation*'
            Russian = '*По адресу «https://$api/» нет API*403*https://api.giga.chat/v1*-BaseUri*-SkipValidation*'
        }
        @{
            Name = 'the known host without its version'; With = @{ BaseUri = 'https://api.giga.chat' }; Id = 'AddressWrong'
            Category = 'InvalidArgument'
            Says = '*has no API version*the base address is https://api.giga.chat/v1*-BaseUri*'
            Russian = '*не указана версия API*базовый адрес — https://api.giga.chat/v1*-BaseUri*'
        }
        @{
            Name = 'plain HTTP at a TLS port'; With = @{ BaseUri = 'http://$api/v1' }; Id = 'AddressWrong'; Category = 'InvalidArgument'
            Says = '*$api expects TLS*https://$api/v1*-BaseUri*'; Russian = '*$api ожидает TLS*https://$api/v1*-BaseUri*'
        }
        @{
            Name = 'TLS at a plain port'; With = @{ BaseUri = 'https://$proxy/v1' }; Id = 'ConnectionFailed'; Category = 'ConnectionError'
            Says = '*$proxy does not use TLS*http://$proxy/v1*-BaseUri*'
            Russian = '*$proxy не поддерживает TLS на этом порту*http://$proxy/v1*'
        }
        @{
            Name = 'an unknown host'; With = @{ BaseUri = 'https://gigachat.invalid/v1' }; Id = 'ConnectionFailed'
            Category = 'ConnectionError'; Says = '*gigachat.invalid*'; Russian = '*gigachat.invalid*'
        }
        @{
            Name = 'a proxy of plain HTTP that is called https'; With = @{ Proxy = 'https://$proxy' }; Id = 'ConnectionFailed'
            Category = 'ConnectionError'; Says = '*proxy https://$proxy does not use TLS*specify it as http://$proxy.*-Proxy*'
            Russian = '*Прокси https://$proxy не поддерживает TLS*укажите http://$proxy.*-Proxy*'
        }
        @{
            Name = 'a proxy that is a TLS server'; With = @{ Proxy = 'http://$api' }; Id = 'ConnectionFailed'
            Category = 'ConnectionError'; Says = '*proxy http://$api rejected*malformed*https://$api*-Proxy*'
            Russian = '*Прокси http://$api не распознал*https://$api*-Proxy*'
        }
        @{
            Name = 'a proxy that is not there'; With = @{ Proxy = 'http://localhost:1' }; Id = 'ConnectionFailed'
            Category = 'ConnectionError'; Says = 'Cannot reach the proxy http://localhost:1*-NoProxy*'
            Russian = '*Прокси http://localhost:1 недоступен*-NoProxy*'
        }
    ) {
        $all = Get-Setting $With
        $e = Get-ErrorOf { Connect-GigaChat @all }
        $e.FullyQualifiedErrorId | Should -Be "GigaChat$Id,GigaChat.Commands.ConnectGigaChatCommand"
        $e.CategoryInfo.Category | Should -Be $Category
        $e.Exception.Message | Should -BeLike $ExecutionContext.InvokeCommand.ExpandString($Says)
        Get-MessageIn 'ru-RU' $all | Should -BeLike $ExecutionContext.InvokeCommand.ExpandString($Russian)
        (Get-GigaChatConnection).Name | Should -BeExactly 'Смотритель'
    }

    It 'and says of a proxy that is silent which scheme it may have' {
        $null = Invoke-Control $emulator Put proxy @{ mode = 'silent' }
        $all = Get-Setting @{ Proxy = 'https://$proxy' }
        $all.TimeoutSec = 1
        $e = Get-ErrorOf { Connect-GigaChat @all }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatTimeout,*'
        $e.Exception.Message | Should -BeLike "*https://$proxy did not answer over TLS within 0.5 s*specify it as http://$proxy.*-Proxy*"
        Get-MessageIn 'ru-RU' $all | Should -BeLike "*https://$proxy не ответил по TLS*укажите http://$proxy.*-Proxy*"
    }

    It 'and finds a certificate that the system does not trust' {
        $all = $parameters + $key
        $all.Remove('CertificateAuthorityPath')
        $e = Get-ErrorOf { Connect-GigaChat @all -SystemTrustOnly }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatCertificateNotTrusted,*'
    }

    It 'and finds a token that is not one' {
        $e = Get-ErrorOf { Connect-GigaChat @parameters -AccessToken 'not.a.token' }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatAuthenticationFailed,*'
        (Get-GigaChatConnection).Name | Should -BeExactly 'Смотритель'
    }

    It 'and works also where the service does not list models now (<Status>)' -ForEach @(
        @{ Status = 402 }, @{ Status = 403 }, @{ Status = 429 }, @{ Status = 500 }, @{ Status = 503 }
    ) {
        Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = $Status }
        Connect-GigaChat @parameters @key -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        $warned[0].Message | Should -BeLike "Connected, but*(${Status}*)*"
        (Invoke-GigaChat 'Привет').Text | Should -BeExactly 'Эхо: Привет'
    }
}

Describe 'Connect-GigaChat -Model' {
    BeforeEach { Clear-Session $emulator }

    It 'warns of a model that the account does not have' {
        Connect-GigaChat @parameters @key -Model 'nosuch' -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        $warned[0].Message | Should -BeLike 'The model "nosuch" is not available*GigaChat, *-Model*GIGACHAT_MODEL*'
        (Get-GigaChatConnection).Model | Should -BeExactly 'nosuch'
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try { Connect-GigaChat @parameters @key -Model 'nosuch' -WarningVariable warned -WarningAction SilentlyContinue }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
        $warned[0].Message | Should -BeLike 'Модель «nosuch» недоступна*GigaChat, *-Model*GIGACHAT_MODEL*'
    }

    It 'says nothing of one that it has, nor where models were not asked' {
        Connect-GigaChat @parameters @key -Model 'GigaChat-2-Max' -WarningVariable warned
        $without = $parameters.Clone()
        $without.Remove('SkipValidation')
        Connect-GigaChat @without @key -Model 'nosuch' -SkipValidation -WarningVariable +warned
        $warned | Should -BeNullOrEmpty
    }
}

Describe 'GIGACHAT_SESSION_ID' {
    BeforeEach { Clear-Session $emulator }
    AfterEach { Remove-Item env:GIGACHAT_SESSION_ID -ErrorAction Ignore }

    It 'is the session of requests outside of a conversation, for Connect-GigaChat and for a connection from the environment' {
        $env:GIGACHAT_SESSION_ID = 'сессия-1'
        Connect-Emulator $emulator
        $null = Get-GigaChatModel
        Connect-Emulator $emulator -With @{ SessionId = 'своя' }
        $null = Get-GigaChatModel
        @(Get-SentRequest $emulator '*/models').headers.'X-Session-ID' | Should -BeExactly 'сессия-1', 'своя'
        $null = Invoke-Control $emulator Delete requests
        $shown = Invoke-Child $emulator 'Get-GigaChatModel GigaChat | ForEach-Object Id'
        $shown.Screen.Trim() | Should -BeExactly 'GigaChat'
        (Get-SentRequest $emulator '*/models/*').headers.'X-Session-ID' | Should -BeExactly 'сессия-1'
    }

    It 'is read from a file, too' {
        $file = Join-Path $TestDrive 'set.env'
        Set-Content -LiteralPath $file -Value 'GIGACHAT_SESSION_ID=из-файла', "GIGACHAT_CREDENTIALS=$($emulator.authorizationKey)"
        Connect-GigaChat @parameters -EnvironmentFile $file
        (Get-SentRequest $emulator '*/models').headers.'X-Session-ID' | Should -BeExactly 'из-файла'
    }
}
