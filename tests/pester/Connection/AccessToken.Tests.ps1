# The life of an access token: fetched once, shared, renewed.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ParallelRunspaces.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $personal = $parameters + @{ AuthorizationKey = $emulator.authorizationKey }
    $corporate = $parameters + @{ AuthorizationKey = $emulator.corporateKey; Scope = 'Corporate' }

    function Get-Path { (Get-SentRequest $emulator).path -replace '.*/' }
}

AfterAll { Stop-Emulator $emulator }

Describe 'A token' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'serves many calls after one sign-in' {
        Connect-GigaChat @personal
        $null = 'Раз', 'Два', 'Три' | Invoke-GigaChat
        $null = Get-GigaChatModel
        Get-Path | Should -Be 'oauth', 'completions', 'completions', 'completions', 'models'
        (Get-SentRequest $emulator '/v1/*').headers.Authorization | Select-Object -Unique | Should -HaveCount 1
    }

    It 'is fetched once for 40 runspaces that start together' {
        $variables = @{
            GIGACHAT_CREDENTIALS = $emulator.corporateKey; GIGACHAT_SCOPE = 'GIGACHAT_API_CORP'; GIGACHAT_BASE_URL = $emulator.baseUri
            GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath
        }
        try {
            foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $variables[$name]) }
            # The answer comes late, so that all of them want it.
            Add-Fault $emulator @{ kind = 'delay'; delayMs = 500; on = 'signin' }
            Invoke-Together 40 '(Get-GigaChatModel GigaChat).Id' | Should -Be (@('GigaChat') * 40)
        }
        finally {
            foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $null) }
        }
        $state = Invoke-Control $emulator Get state
        $state.signInRequests | Should -Be 1
        $state.requests | Should -Be 41
        Get-GigaChatConnection | Should -HaveCount 1
    }

    It 'is renewed once when 20 runspaces find it ended' {
        Connect-GigaChat @corporate
        $null = Invoke-Control $emulator Post tokens/expire
        Add-Fault $emulator @{ kind = 'delay'; delayMs = 500; on = 'signin' }
        Invoke-Together 20 '(Get-GigaChatModel GigaChat).Id' | Should -Be (@('GigaChat') * 20)
        (Invoke-Control $emulator Get state).signInRequests | Should -Be 2
    }

    It 'of <Seconds> s is used <Name>' -ForEach @(
        @{ Seconds = 3600; Name = 'for all calls'; Path = 'oauth', 'models', 'models' }
        @{
            Seconds = 59; Name = 'for one call, because it is renewed 60 s before its end'
            Path = 'oauth', 'oauth', 'models', 'oauth', 'models'
        }
        @{ Seconds = 90; Name = 'while it has more than 60 s'; Path = 'oauth', 'models', 'models' }
    ) {
        Set-Emulator $emulator @{ tokenLifetimeSeconds = $Seconds }
        Connect-GigaChat @personal
        $null = Get-GigaChatModel
        $null = Get-GigaChatModel
        Get-Path | Should -Be $Path
    }

    It 'is understood with its end as <Form>' -ForEach @(
        @{ Form = 'ms' }
        @{ Form = 'seconds' }
        @{ Form = 'tokexp' }
    ) {
        Set-Emulator $emulator @{ expiresAtUnit = $Form; tokenLifetimeSeconds = 1800 }
        $left = (Connect-GigaChat @personal -PassThru).TokenExpires - [DateTimeOffset]::UtcNow
        $left.TotalSeconds | Should -BeGreaterThan 1790
        $left.TotalSeconds | Should -BeLessOrEqual 1800
        $null = Get-GigaChatModel
        Get-Path | Should -Be 'oauth', 'models'
    }

    It 'that the service refuses is renewed, and the request sent once more' {
        Connect-GigaChat @personal
        Add-Fault $emulator @{ kind = 'expire-token'; on = 'chat' }
        (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
        Get-Path | Should -Be 'oauth', 'completions', 'oauth', 'completions'
        $chats = Get-SentRequest $emulator '*/completions'
        $chats.status | Should -Be 401, 200
        $chats[0].body | Should -BeExactly $chats[1].body
        $chats[0].headers.Authorization | Should -Not -Be $chats[1].headers.Authorization
    }

    It 'that is refused twice is an error, after exactly two requests' {
        Connect-GigaChat @personal
        Add-Fault $emulator @{ kind = 'status'; status = 401; on = 'chat'; times = 9; body = '{"status":401,"message":"Unauthorized"}' }
        $e = Get-ErrorOf { Invoke-GigaChat 'Привет' }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatAuthenticationFailed,GigaChat.Commands.InvokeGigaChatCommand'
        $e.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $e.Exception.StatusCode | Should -Be 401
        $e.Exception.ServiceMessage | Should -Be 'Unauthorized'
        Get-Path | Should -Be 'oauth', 'completions', 'oauth', 'completions'
    }

    It 'ends the pipeline where it cannot be renewed' {
        Connect-GigaChat @personal
        $null = Invoke-Control $emulator Post tokens/expire
        Add-Fault $emulator @{
            kind = 'status'; status = 401; on = 'signin'; times = 9; body = '{"code":6,"message":"credentials doesn''t match db data"}'
        }
        $e = try { 'Раз', 'Два' | Invoke-GigaChat -ErrorAction SilentlyContinue } catch { $_ }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatAuthenticationFailed,GigaChat.Commands.InvokeGigaChatCommand'
        $e.Exception.ServiceCode | Should -Be 6
        Get-Path | Should -Be 'oauth', 'completions', 'oauth'
    }

    It 'is shared by two connections with the same key, and outlives one of them' {
        Connect-GigaChat @personal
        Connect-GigaChat @personal -Name 'Второе'
        $null = Get-GigaChatModel
        Disconnect-GigaChat
        $null = Get-GigaChatModel -Connection 'Второе'
        Get-Path | Should -Be 'oauth', 'models', 'models'
        (Get-SentRequest $emulator '/v1/*').headers.Authorization | Select-Object -Unique | Should -HaveCount 1
    }

    It 'is not shared with another key' {
        Connect-GigaChat @personal
        Connect-GigaChat @corporate -Name 'Компания'
        Get-Path | Should -Be 'oauth', 'oauth'
        (Get-GigaChatConnection).Scope | Should -Be 'GIGACHAT_API_PERS', 'GIGACHAT_API_CORP'
    }
}
