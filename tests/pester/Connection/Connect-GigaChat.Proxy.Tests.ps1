# The way through a proxy: by parameter, by environment, and around it.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = (Get-ConnectParameter $emulator) + @{ AuthorizationKey = $emulator.authorizationKey; MaximumRetryCount = 0 }
    $parameters.Remove('NoProxy')
    $hosts = ([uri] $emulator.authUri).Authority, ([uri] $emulator.baseUri).Authority

    function Get-Connect { (Invoke-Control $emulator Get proxy).connects }

    function Set-Proxy([hashtable] $Settings) { $null = Invoke-Control $emulator Put proxy $Settings }

    function Get-Credential([string] $User, [string] $Password) { [pscredential]::new($User, (ConvertTo-Secret $Password)) }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Connect-GigaChat -Proxy' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'carries the requests to both addresses: <Name>' -ForEach @(
        @{ Name = 'with a scheme'; Proxy = { $emulator.proxyUri } }
        @{ Name = 'host name and port'; Proxy = { "localhost:$(([uri] $emulator.proxyUri).Port)" } }
        @{ Name = 'address and port'; Proxy = { ([uri] $emulator.proxyUri).Authority } }
    ) {
        Connect-GigaChat @parameters -Proxy (& $Proxy)
        (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
        (Get-Connect).target | Should -Be $hosts
        (Get-Connect).status | Should -Be 200, 200
    }

    It 'signs in to the proxy with -ProxyCredential, Cyrillic and a colon in the password' {
        Set-Proxy @{ user = 'прокси'; password = 'пароль:2' }
        Connect-GigaChat @parameters -Proxy $emulator.proxyUri -ProxyCredential (Get-Credential 'прокси' 'пароль:2')
        $null = Invoke-GigaChat 'Привет'
        (Get-Connect | Where-Object status -EQ 200).target | Should -Be $hosts
        (Get-Connect | Where-Object status -EQ 200).user | Should -Be 'прокси', 'прокси'
    }

    It 'signs in with the name and password of the address' {
        Set-Proxy @{ user = 'user'; password = 'p@ss' }
        $address = $emulator.proxyUri -replace '//', '//user:p%40ss@'
        Connect-GigaChat @parameters -Proxy $address
        (Get-Connect)[-1].status | Should -Be 200
    }

    It 'speaks of -ProxyCredential when the proxy wants <Name>' -ForEach @(
        @{ Name = 'a user name and password'; With = @{} }
        @{
            Name = 'another password'
            With = @{ ProxyCredential = [pscredential]::new('прокси', (ConvertTo-SecureString 'не тот' -AsPlainText -Force)) }
        }
    ) {
        Set-Proxy @{ user = 'прокси'; password = 'пароль' }
        $e = Get-ErrorOf { Connect-GigaChat @parameters @With -Proxy $emulator.proxyUri }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatConnectionFailed,GigaChat.Commands.ConnectGigaChatCommand'
        $e.CategoryInfo.Category | Should -Be 'ConnectionError'
        $e.Exception.Message | Should -BeLike '*407*-ProxyCredential*'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'names the address that the proxy refuses, <Status>' -ForEach @(@{ Status = 403 }, @{ Status = 502 }) {
        Set-Proxy @{ refuseStatus = $Status }
        $e = Get-ErrorOf { Connect-GigaChat @parameters -Proxy $emulator.proxyUri }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatConnectionFailed,*'
        $e.Exception.Message | Should -BeLike "*$($hosts[0])*$Status*"
    }

    It 'names the proxy that is not there, and no password of it' {
        $e = Get-ErrorOf { Connect-GigaChat @parameters -Proxy 'http://user:TopSecret1@localhost:1' }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatConnectionFailed,*'
        $e.Exception.Message | Should -BeLike 'Cannot reach the proxy http://localhost:1*-NoProxy*'
        $e.Exception.Message | Should -Not -BeLike '*9443*'
        $e.Exception.ToString() | Should -Not -BeLike '*TopSecret1*'
    }

    It 'names the proxy whose name is not found' {
        $e = Get-ErrorOf { Connect-GigaChat @parameters -Proxy 'http://proxy.invalid:3128' }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatConnectionFailed,*'
        $e.Exception.Message | Should -BeLike '*proxy http://proxy.invalid:3128*'
    }

    It 'refuses before anything is sent: <Name>' -ForEach @(
        @{
            Name = '-ProxyCredential without -Proxy'
            With = @{ ProxyCredential = [pscredential]::new('п', (ConvertTo-SecureString 'п' -AsPlainText -Force)) }
            Says = '*require -Proxy*'
        }
        @{ Name = '-ProxyUseDefaultCredentials without -Proxy'; With = @{ ProxyUseDefaultCredentials = $true }; Says = '*require -Proxy*' }
        @{ Name = '-Proxy with -NoProxy'; With = @{ Proxy = 'http://localhost:1'; NoProxy = $true }; Says = '*cannot be used together*' }
        @{
            Name = 'a proxy that can be none'; With = @{ Proxy = 'ftp://user:TopSecret1@localhost' }
            Says = '*"localhost"*http://host:port*'
        }
    ) {
        $e = Get-ErrorOf { Connect-GigaChat @parameters @With }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.ConnectGigaChatCommand'
        $e.Exception.Message | Should -BeLike $Says
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}

Describe 'A proxy of the environment' {
    BeforeEach { Clear-Session $emulator }

    BeforeAll {
        # .NET reads these variables once in a process.
        function Invoke-BehindProxy([string] $Proxy, [hashtable] $With = @{}) {
            $json = $parameters + $With | ConvertTo-Json
            Invoke-InNewProcess -Environment @{ https_proxy = $Proxy; NO_PROXY = $null } -ArgumentList $json {
                param($json)
                $parameters = $json | ConvertFrom-Json -AsHashtable
                try {
                    Connect-GigaChat @parameters
                    (Invoke-GigaChat 'Привет').Text
                }
                catch { "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" }
            }
        }
    }

    It 'is used' {
        Invoke-BehindProxy $emulator.proxyUri | Should -Be 'Эхо: Привет'
        (Get-Connect).target | Should -Be $hosts
    }

    It 'is passed by with -NoProxy' {
        Invoke-BehindProxy $emulator.proxyUri @{ NoProxy = $true } | Should -Be 'Эхо: Привет'
        Get-Connect | Should -BeNullOrEmpty
    }

    It 'gives way to -Proxy' {
        Invoke-BehindProxy 'http://localhost:1' @{ Proxy = $emulator.proxyUri } | Should -Be 'Эхо: Привет'
        (Get-Connect).target | Should -Be $hosts
    }

    It 'is named where it is not there, without its password' {
        $text = Invoke-BehindProxy 'http://user:TopSecret1@localhost:1'
        $text | Should -BeLike 'GigaChatConnectionFailed,*Cannot reach the proxy http://localhost:1*HTTPS_PROXY*-NoProxy*'
        $text | Should -Not -BeLike '*TopSecret1*'
    }
}
