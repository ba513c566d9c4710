# Settings from the environment and from .env files.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $key = $emulator.authorizationKey
    $addresses = @{
        GIGACHAT_BASE_URL       = $emulator.baseUri
        GIGACHAT_AUTH_URL       = $emulator.authUri
        GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath
    }

    function Set-Variables([hashtable] $Values) {
        foreach ($name in $Values.Keys) { [Environment]::SetEnvironmentVariable($name, $Values[$name]) }
    }

    function Clear-Variables {
        Get-ChildItem env: | Where-Object Name -match '^(GIGACHAT|GIGA|SBER)_' | Where-Object Name -notlike 'GIGACHAT_TEST_*' | Remove-Item
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Connect-GigaChat from the environment' {
    BeforeAll {
        # Signs in by these variables and asks.
        function Assert-SignedIn([string[]] $Names, [string[]] $Values, [string] $SignIn) {
            for ($i = 0; $i -lt $Values.Count; $i++) { [Environment]::SetEnvironmentVariable($Names[$i], $Values[$i]) }
            Connect-GigaChat @parameters
            (Get-GigaChatConnection).SignIn | Should -Be $SignIn
            (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
        }
    }

    BeforeEach { Clear-Session $emulator }
    AfterEach { Clear-Variables }
    AfterAll { Disconnect-GigaChat -All }

    It 'finds <SignIn> in <Names>' -ForEach @(
        @{ Names = 'GIGACHAT_CREDENTIALS'; Values = { $key }; SignIn = 'AuthorizationKey' }
        @{ Names = 'GIGACHAT_API_KEY'; Values = { $key }; SignIn = 'AuthorizationKey' }
        @{ Names = 'GIGACHAT_AUTH_KEY'; Values = { $key }; SignIn = 'AuthorizationKey' }
        @{ Names = 'GIGA_CREDENTIALS'; Values = { $key }; SignIn = 'AuthorizationKey' }
        @{ Names = 'SBER_AUTH'; Values = { $key }; SignIn = 'AuthorizationKey' }
        @{
            Names = 'GIGACHAT_CLIENT_ID', 'GIGACHAT_CLIENT_SECRET'; Values = { $emulator.clientId, $emulator.clientSecret }
            SignIn = 'ClientSecret'
        }
        @{ Names = 'SBER_ID', 'SBER_SECRET'; Values = { $emulator.clientId, $emulator.clientSecret }; SignIn = 'ClientSecret' }
        @{ Names = 'GIGACHAT_CLIENT_ID', 'GIGACHAT_CLIENT_SECRET'; Values = { $emulator.clientId, $key }; SignIn = 'ClientSecret' }
        @{ Names = 'GIGACHAT_USER', 'GIGACHAT_PASSWORD'; Values = { $emulator.user, $emulator.password }; SignIn = 'Password' }
        @{ Names = 'GIGACHAT_ACCESS_TOKEN'; Values = { (Invoke-Control $emulator Post tokens).value }; SignIn = 'AccessToken' }
    ) { Assert-SignedIn $Names (& $Values) $SignIn }

    It 'finds a certificate in <Names>' -Tag 'NotInWine: it imports no private keys' -ForEach @(
        @{ Names = 'GIGACHAT_CERT_FILE', 'GIGACHAT_KEY_FILE'; Values = { $emulator.clientCertificatePath, $emulator.clientKeyPath } }
        @{
            Names  = 'GIGACHAT_CERT_FILE', 'GIGACHAT_KEY_FILE', 'GIGACHAT_KEY_FILE_PASSWORD'
            Values = { $emulator.clientCertificatePath, $emulator.clientEncryptedKeyPath, $emulator.clientKeyPassword }
        }
    ) { Assert-SignedIn $Names (& $Values) Certificate }

    It 'takes the first way it finds, in the order of the documentation' -Tag 'NotInWine: it imports no private keys' {
        $ways = [ordered]@{
            SBER_AUTH             = 'AuthorizationKey', $key
            SBER_ID               = 'ClientSecret', $emulator.clientId
            GIGACHAT_USER         = 'Password', $emulator.user
            GIGACHAT_ACCESS_TOKEN = 'AccessToken', (Invoke-Control $emulator Post tokens).value
            GIGACHAT_CERT_FILE    = 'Certificate', $emulator.clientCertificatePath
        }
        Set-Variables @{
            SBER_SECRET = $emulator.clientSecret; GIGACHAT_PASSWORD = $emulator.password; GIGACHAT_KEY_FILE = $emulator.clientKeyPath
        }
        foreach ($name in $ways.Keys) { [Environment]::SetEnvironmentVariable($name, $ways[$name][1]) }
        foreach ($name in $ways.Keys) {
            (Connect-GigaChat @parameters -PassThru).SignIn | Should -Be $ways[$name][0]
            [Environment]::SetEnvironmentVariable($name, $null)
        }
    }

    It 'takes <Name> from there' -ForEach @(
        @{
            Name = 'the scope'; Values = @{ GIGACHAT_SCOPE = 'GIGACHAT_API_CORP' }; Key = 'corporateKey'; Property = 'Scope'
            Is = 'GIGACHAT_API_CORP'
        }
        @{
            Name = 'the model'; Values = @{ GIGACHAT_MODEL = 'GigaChat-2-Max' }; Key = 'authorizationKey'; Property = 'Model'
            Is = 'GigaChat-2-Max'
        }
        @{
            Name = 'the checks'; Values = @{ GIGACHAT_VERIFY_SSL_CERTS = 'False' }; Key = 'authorizationKey'; Property = 'Trust'
            Is = 'None (check turned off)'
        }
        @{
            Name = 'the checks by another name'; Values = @{ GIGACHAT_VERIFY_SSL = '0' }; Key = 'authorizationKey'; Property = 'Trust'
            Is = 'None (check turned off)'
        }
        @{
            Name = 'the checks by the oldest name'; Values = @{ GIGA_VERIFY_SSL_CERTS = 'off' }; Key = 'authorizationKey'
            Property = 'Trust'; Is = 'None (check turned off)'
        }
        @{
            Name = 'the authorities'; Values = @{ GIGACHAT_VERIFY_SSL_CERTS = 'true' }; Key = 'authorizationKey'; Property = 'Trust'
            Is = 'System, Mintsifry, ca.pem'
        }
    ) {
        Set-Variables ($addresses + $Values + @{ GIGACHAT_CREDENTIALS = $emulator.$Key })
        (Connect-GigaChat -PassThru -WarningAction SilentlyContinue).$Property | Should -Be $Is
    }

    It 'refuses the path of <_> where the location is no file system, and connects nowhere' -ForEach @(
        'GIGACHAT_LOG_PATH', 'GIGACHAT_CA_BUNDLE_FILE'
    ) {
        Set-Variables ($addresses + @{ GIGACHAT_CREDENTIALS = $key })
        Set-Variables @{ $_ = 'calls.jsonl' }
        Push-Location Env:
        try {
            foreach ($call in { Connect-GigaChat }, { Invoke-GigaChat 'Привет' }) {
                $failure = Get-ErrorOf $call
                $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
                $failure.Exception.Message | Should -Match 'calls\.jsonl'
            }
        }
        finally { Pop-Location }
        Join-Path (Get-Location) 'calls.jsonl' | Should -Not -Exist
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'takes the time limit and the number of repetitions from there' {
        Set-Variables ($addresses + @{ GIGACHAT_CREDENTIALS = $key; GIGACHAT_TIMEOUT = '0.2'; GIGACHAT_MAX_RETRIES = '0' })
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'signin' }
        $e = Get-ErrorOf { Connect-GigaChat }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatTimeout,*'
        $e.Exception.Message | Should -BeLike '*0.2 s*'
        # That was too short for a busy machine's answer.
        $env:GIGACHAT_TIMEOUT = '30'
        Add-Fault $emulator @{ kind = 'status'; on = 'signin'; status = 503 }
        (Get-ErrorOf { Connect-GigaChat }).FullyQualifiedErrorId | Should -BeLike 'GigaChatServerError,*'
    }

    It 'lets the parameters win, also over what cannot be used' {
        Set-Variables @{
            GIGACHAT_CREDENTIALS =
                [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(
                    '00000000-0000-0000-0000-000000000008:00000000-0000-0000-0000-000000000009'))
            GIGACHAT_SCOPE = 'нет такой'; GIGACHAT_MODEL = 'Другая'; GIGACHAT_BASE_URL = 'https://localhost:1/v1'
            GIGACHAT_AUTH_URL = 'адрес'
            GIGACHAT_TIMEOUT = 'долго'; GIGACHAT_MAX_RETRIES = '-1'; GIGACHAT_CA_BUNDLE_FILE = '/нет/такого.pem'; GIGACHAT_VERIFY_SSL = 'no'
        }
        $connection =
            Connect-GigaChat @parameters -AuthorizationKey $key -Scope Personal -Model 'GigaChat-2' -TimeoutSec 5 -MaximumRetryCount 1 `
                -SkipCertificateCheck:$false -PassThru
        $connection.Scope | Should -Be 'GIGACHAT_API_PERS'
        $connection.Model | Should -Be 'GigaChat-2'
        $connection.Trust | Should -Be 'System, Mintsifry, ca.pem'
        (Get-SentRequest $emulator).headers.Authorization | Should -Be "Basic $key"
    }

    It 'names the variable that cannot be used: <Name>' -ForEach @(
        @{ Name = 'GIGACHAT_TIMEOUT'; Value = 'долго' }
        @{ Name = 'GIGACHAT_MAX_RETRIES'; Value = 'много' }
        @{ Name = 'GIGACHAT_BASE_URL'; Value = 'адрес' }
        @{ Name = 'GIGACHAT_VERIFY_SSL_CERTS'; Value = 'возможно' }
    ) {
        Set-Variables ($addresses + @{ GIGACHAT_CREDENTIALS = $key } )
        [Environment]::SetEnvironmentVariable($Name, $Value)
        $e = Get-ErrorOf { Connect-GigaChat }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $e.Exception.Message | Should -BeLike "*$Name*"
        # A secret may be in the wrong variable.
        $e.Exception.Message | Should -Not -BeLike "*$Value*"
    }

    It 'says how to sign in where nothing is set' {
        $e = Get-ErrorOf { Connect-GigaChat @parameters }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatNotConnected,*'
        $e.Exception.Message | Should -BeLike '*-AuthorizationKey*GIGACHAT_CREDENTIALS*'
    }
}

Describe 'Connect-GigaChat -EnvironmentFile' {
    BeforeEach {
        Clear-Session $emulator
        $file = Join-Path $TestDrive 'секреты.env'
    }
    AfterEach { Clear-Variables }
    AfterAll { Disconnect-GigaChat -All }

    It 'reads a file with <Name>' -ForEach @(
        @{ Name = 'plain lines'; Text = { "SBER_AUTH=$key`nGIGACHAT_MODEL=Модель`n" } }
        @{ Name = 'a byte-order mark and CRLF'; Text = { "`u{FEFF}SBER_AUTH=$key`r`nGIGACHAT_MODEL=Модель`r`n" } }
        @{
            Name = 'export, quotes and comments'
            Text = { "# Ключ проекта`nexport SBER_AUTH=`"$key`"`n`nexport GIGACHAT_MODEL='Модель' # имя" }
        }
        @{ Name = 'spaces'; Text = { " SBER_AUTH = $key `n GIGACHAT_MODEL = Модель `n" } }
    ) {
        [IO.File]::WriteAllText($file, (& $Text))
        (Connect-GigaChat @parameters -EnvironmentFile $file -PassThru).Model | Should -Be 'Модель'
        (Get-SentRequest $emulator).headers.Authorization | Should -Be "Basic $key"
        [Environment]::GetEnvironmentVariable('SBER_AUTH') | Should -BeNullOrEmpty -Because 'the process keeps its own environment'
    }

    It 'keeps a password with a dollar sign, a hash and a colon as it is' {
        Set-Content -LiteralPath $file "GIGACHAT_USER=оператор`nGIGACHAT_PASSWORD='a`$HOME#b:в'"
        (Get-ErrorOf { Connect-GigaChat @parameters -EnvironmentFile $file }).Exception.StatusCode | Should -Be 401
        $sent = Get-SentRequest $emulator
        [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($sent.headers.Authorization.Substring(6))) |
            Should -BeExactly 'оператор:a$HOME#b:в'
    }

    It 'wins over the environment, which fills the gaps' {
        Set-Variables (
            $addresses + @{
                GIGACHAT_CREDENTIALS = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('чужой:ключ')); GIGACHAT_MODEL = 'Другая'
            })
        Set-Content -LiteralPath $file "GIGACHAT_API_KEY=$key`nGIGACHAT_MODEL=Модель"
        Push-Location $TestDrive
        try { $connection = Connect-GigaChat -EnvironmentFile секреты.env -PassThru }
        finally { Pop-Location }
        $connection.Model | Should -Be 'Модель'
        $connection.BaseUri | Should -Be $emulator.baseUri
    }

    It 'says what is wrong with <Name>' -ForEach @(
        @{
            Name = 'a missing file'; Path = { Join-Path $TestDrive 'нет.env' }; Id = 'GigaChatFileNotFound'
            Says = '*нет.env*does not exist*'
        }
        @{ Name = 'a folder'; Path = { "$TestDrive" }; Id = 'GigaChatFileNotFound'; Says = '*is a folder*' }
        @{
            Name = 'a file without a key'; Path = { Set-Content -LiteralPath $file 'GIGACHAT_MODEL=Модель'; $file }
            Id = 'GigaChatNotConnected'; Says = '*GIGACHAT_CREDENTIALS*'
        }
        @{
            Name = 'a wrong key in it'; Path = { Set-Content -LiteralPath $file 'GIGACHAT_CREDENTIALS=ключ'; $file }
            Id = 'GigaChatKeyInvalid'; Says = '*Base64*'
        }
    ) {
        $path = & $Path
        $e = Get-ErrorOf { Connect-GigaChat @parameters -EnvironmentFile $path }
        $e.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $e.Exception.Message | Should -BeLike $Says
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}

Describe 'A command without a connection' {
    BeforeEach { Clear-Session $emulator }
    AfterEach { Clear-Variables }
    AfterAll { Disconnect-GigaChat -All }

    It 'makes one from the environment, once' {
        Set-Variables ($addresses + @{ GIGACHAT_CREDENTIALS = $key })
        (Invoke-GigaChat 'Раз').Text | Should -Be 'Эхо: Раз'
        (Invoke-GigaChat 'Два').Text | Should -Be 'Эхо: Два'
        (Get-SentRequest $emulator).path | Should -Be '/api/v2/oauth', '/v1/chat/completions', '/v1/chat/completions'
        (Get-GigaChatConnection).Name | Should -Be 'Default'
    }

    It 'warns when the environment turns the certificate check off' {
        Set-Variables ($addresses + @{ GIGACHAT_CREDENTIALS = $key; GIGACHAT_VERIFY_SSL_CERTS = 'false' })
        $null = Invoke-GigaChat 'Раз' -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*certificate check is off*'
    }

    It 'ends with <Id> where there is <Name>' -ForEach @(
        @{ Name = 'nothing'; Values = @{}; Id = 'GigaChatNotConnected'; Says = '*Connect-GigaChat*GIGACHAT_CREDENTIALS*' }
        @{ Name = 'a wrong key'; Values = @{ GIGACHAT_CREDENTIALS = 'ключ' }; Id = 'GigaChatKeyInvalid'; Says = '*Base64*' }
        @{
            Name = 'a secret without its id'; Values = @{ GIGACHAT_CLIENT_SECRET = '00000000-0000-0000-0000-000000000002' }
            Id = 'GigaChatNotConnected'; Says = '*Connect-GigaChat*'
        }
    ) {
        Set-Variables $Values
        # Terminating: the pipeline does not go on with the next prompt.
        $e = try { 'Раз', 'Два' | Invoke-GigaChat -ErrorAction SilentlyContinue } catch { $_ }
        $e | Should -HaveCount 1
        $e.FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.InvokeGigaChatCommand"
        $e.Exception.Message | Should -BeLike $Says
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}
