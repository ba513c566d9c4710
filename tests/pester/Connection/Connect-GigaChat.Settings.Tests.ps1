# The settings that a connection gives to its requests.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = (Get-ConnectParameter $emulator) + @{ AuthorizationKey = $emulator.authorizationKey }

    function Get-Chat { Get-SentRequest $emulator '*/chat/completions' }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The settings of a connection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'sends -SessionId and -UserId with each request, Cyrillic as it is' {
        Connect-GigaChat @parameters -SessionId 'сеанс-1' -UserId 'Иванов И.И.'
        $reply = Invoke-GigaChat 'Привет'
        $null = Get-GigaChatModel
        foreach ($sent in Get-SentRequest $emulator '/v1/*') {
            $sent.headers.'X-Session-ID' | Should -BeExactly 'сеанс-1'
            $sent.headers.'X-Client-ID' | Should -BeExactly 'Иванов И.И.'
        }
        $reply.SessionId | Should -BeExactly 'сеанс-1'
        (Get-SentRequest $emulator '/api/*').headers.PSObject.Properties.Name | Should -Not -Contain 'X-Client-ID'
    }

    It 'sends no user where none is given, and a session of its own with each chat' {
        Connect-GigaChat @parameters
        $null = 'Раз', 'Два' | Invoke-GigaChat
        $null = Get-GigaChatModel
        foreach ($sent in Get-SentRequest $emulator) { $sent.headers.PSObject.Properties.Name | Should -Not -Contain 'X-Client-ID' }
        (Get-Chat).headers.'X-Session-ID' | Select-Object -Unique | Should -HaveCount 2
        (Get-SentRequest $emulator '*/models').headers.PSObject.Properties.Name | Should -Not -Contain 'X-Session-ID'
    }

    It 'gives -Model to prompts that name none' {
        Connect-GigaChat @parameters -Model 'GigaChat-2-Pro'
        $null = Invoke-GigaChat 'Раз'
        $null = Invoke-GigaChat 'Два' -Model 'GigaChat-2-Max'
        (Get-ChatBody $emulator).model | Should -Be 'GigaChat-2-Pro', 'GigaChat-2-Max'
        Connect-GigaChat @parameters
        $null = Invoke-GigaChat 'Три'
        (Get-LastChat $emulator).model | Should -Be 'GigaChat'
    }

    It 'ends an attempt after -TimeoutSec, without another' {
        Connect-GigaChat @parameters -TimeoutSec 1
        Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'chat' }
        $e = Get-ErrorOf { Invoke-GigaChat 'Привет' }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatTimeout,*'
        $e.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $e.Exception.Message | Should -BeLike '*1 s*-TimeoutSec*'
        Get-Chat | Should -HaveCount 1
    }

    It 'repeats a request <Count> times with -MaximumRetryCount <Given>' -ForEach @(
        @{ Given = 'left out'; With = @{}; Count = 3 }
        @{ Given = 0; With = @{ MaximumRetryCount = 0 }; Count = 0 }
        @{ Given = 1; With = @{ MaximumRetryCount = 1 }; Count = 1 }
    ) {
        Connect-GigaChat @parameters @With
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 503; times = 10; retryAfter = '0' }
        (Get-ErrorOf { Invoke-GigaChat 'Привет' }).FullyQualifiedErrorId | Should -BeLike 'GigaChatServerError,*'
        Get-Chat | Should -HaveCount ($Count + 1)
    }

    It 'waits -RetryIntervalSec before it repeats, and shows that with -Verbose' {
        Connect-GigaChat @parameters -RetryIntervalSec 1
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 503 }
        $output = Invoke-GigaChat 'Привет' -Verbose 4>&1
        $lines = @($output | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
        $lines | Should -HaveCount 3
        $lines[0] | Should -BeLike 'POST */chat/completions -> 503 * (attempt 1)'
        $lines[1] | Should -BeLike 'Attempt 2 in *'
        $lines[2] | Should -BeLike 'POST */chat/completions -> 200 * (attempt 2)'
        $times = [datetime[]] (Get-Chat).time
        # Jitter takes off up to half.
        ($times[1] - $times[0]).TotalSeconds | Should -BeGreaterThan 0.2
    }

    It 'takes a base address with a slash at its end' {
        $settings = $parameters.Clone()
        $settings.BaseUri = "$($emulator.baseUri)/"
        Connect-GigaChat @settings
        $null = Invoke-GigaChat 'Привет'
        (Get-Chat).path | Should -Be '/v1/chat/completions'
    }

    It 'refuses <Name> <Value> as Invoke-RestMethod would' -ForEach @(
        @{ Name = 'MaximumConcurrency'; Value = 0 }
        @{ Name = 'MaximumRetryCount'; Value = -1 }
        @{ Name = 'TimeoutSec'; Value = -1 }
        @{ Name = 'RetryIntervalSec'; Value = 0 }
    ) {
        $wrong = @{ $Name = $Value }
        $e = Get-ErrorOf { Connect-GigaChat @parameters @wrong }
        $e.FullyQualifiedErrorId | Should -Be 'ParameterArgumentValidationError,GigaChat.Commands.ConnectGigaChatCommand'
    }

    It 'takes two ways to sign in for a mistake' {
        $e = Get-ErrorOf { Connect-GigaChat @parameters -AccessToken 'abc' }
        $e.FullyQualifiedErrorId | Should -Be 'AmbiguousParameterSet,GigaChat.Commands.ConnectGigaChatCommand'
    }

    It 'names the parameter <_> as Invoke-RestMethod does, of the same type' -ForEach @(
        'TimeoutSec', 'MaximumRetryCount', 'RetryIntervalSec', 'Proxy', 'ProxyCredential', 'ProxyUseDefaultCredentials', 'NoProxy',
        'SkipCertificateCheck', 'CertificateThumbprint', 'Certificate', 'Credential'
    ) {
        $name = $_
        $theirs = (Get-Command Invoke-RestMethod).Parameters.Values | Where-Object { $_.Name -eq $name -or $_.Aliases -contains $name }
        $ours = (Get-Command Connect-GigaChat).Parameters[$name].ParameterType
        # A certificate with a private key is an X509Certificate2; a number that was not given differs from 0.
        $ours = [Nullable]::GetUnderlyingType($ours) ?? $ours
        $theirs.ParameterType.IsAssignableFrom($ours) | Should -BeTrue
    }
}
