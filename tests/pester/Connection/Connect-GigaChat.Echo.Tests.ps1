# Secrets in the wrong place: the error of a parameter or of a variable says what is wrong with the value and does not repeat it.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    $parameters = Get-ConnectParameter $emulator

    # All that an error carries along, but the line of the script, which is the caller's.
    function Get-ErrorText([scriptblock] $Script) {
        $e = Get-ErrorOf $Script
        $inner = for ($exception = $e.Exception; $exception; $exception = $exception.InnerException) { "$exception" }
        $whole = $e.Exception | Format-List * -Force | Out-String
        @("$e", $e.ErrorDetails, $e.TargetObject, $e.FullyQualifiedErrorId, $whole) + $inner -join "`n"
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A secret in the wrong place' {
    It 'is not repeated: <Name>' -ForEach @(
        @{ Name = 'password of a proxy'; Says = '*Proxy*address*'; Script = { Connect-GigaChat -Proxy 'http://u:planted@[bad' } }
        @{ Name = 'password of an address'; Says = '*BaseUri*address*'; Script = { Connect-GigaChat -BaseUri 'https://u:planted@[bad/' } }
        @{ Name = 'password of the sign-in'; Says = '*AuthUri*address*'; Script = { Connect-GigaChat -AuthUri 'https://u:planted@[bad/' } }
        @{ Name = 'password of a site'; Says = '*Uri*address*'; Script = { Test-MintsifryRootCA 'https://u:planted@[bad/' } }
        @{
            Name = 'key as certificate'; Says = '*CertificatePath*path*'
            Script = { Connect-GigaChat -CertificatePath "-----BEGIN PRIVATE KEY-----`nplanted`n-----END PRIVATE KEY-----" }
        }
        @{
            Name = 'key as key file'; Says = '*CertificateKeyPath*path*'
            Script = { Connect-GigaChat -CertificatePath a.pem -CertificateKeyPath "-----BEGIN PRIVATE KEY-----planted" }
        }
        @{
            Name = 'authority as its text'; Says = '*CertificateAuthorityPath*path*'
            Script = { Connect-GigaChat -CertificateAuthorityPath a.pem, "-----BEGIN CERTIFICATE-----`nplanted" }
        }
        @{
            Name = 'settings as their file'; Says = '*EnvironmentFile*path*'
            Script = { Connect-GigaChat -EnvironmentFile 'GIGACHAT_CREDENTIALS=planted' }
        }
        @{
            Name = 'key as scope'; Says = '*Personal*'
            Script = { Connect-GigaChat -Scope 'MDAwplantedAAA0ABBBBCCCC==' -AccessToken abcdefabcdefabcdef }
        }
        @{ Name = 'key as thumbprint'; Says = '*'; Script = { Connect-GigaChat -CertificateThumbprint 'MDAwplantedAAA0ABBBBCCCC==' } }
        @{
            Name = 'key as connection'; Says = '*Get-GigaChatConnection*'
            Script = { Invoke-GigaChat x -Connection 'MDAwplantedAAA0ABBBBCCCC==' }
        }
        @{ Name = 'key as name'; Says = '*Get-GigaChatConnection*'; Script = { Disconnect-GigaChat -Name 'MDAwplantedAAA0ABBBBCCCC==' } }
        @{ Name = 'key as name'; Says = '*Get-GigaChatConnection*'; Script = { Get-GigaChatConnection -Name 'MDAwplantedAAA0ABBBBCCCC==' } }
        @{ Name = 'what is no key, by its place'; Says = '*key*'; Script = { Connect-GigaChat 'MDAwplantedAAAABBBBCCCC==' } }
    ) {
        $text = Get-ErrorText $Script
        $text | Should -Not -Match 'planted'
        $text | Should -BeLike $Says
    }

    It 'is not repeated out of the variable <Variable>' -ForEach @(
        @{ Variable = 'GIGACHAT_TIMEOUT' }
        @{ Variable = 'GIGACHAT_BASE_URL' }
        @{ Variable = 'GIGACHAT_AUTH_URL' }
        @{ Variable = 'GIGACHAT_SCOPE' }
        @{ Variable = 'GIGACHAT_MAX_RETRIES' }
        @{ Variable = 'GIGACHAT_VERIFY_SSL_CERTS' }
    ) {
        [Environment]::SetEnvironmentVariable($Variable, 'http://u:planted@[bad')
        try { $text = Get-ErrorText { Connect-GigaChat -AccessToken abcdefabcdefabcdef } }
        finally { [Environment]::SetEnvironmentVariable($Variable, $null) }
        $text | Should -Not -Match 'planted'
        $text | Should -BeLike "*$Variable*"
    }

    It 'signs in with a key that stands without the name of its parameter' {
        (Connect-GigaChat $emulator.authorizationKey @parameters -PassThru).SignIn | Should -Be 'AuthorizationKey'
    }

    It 'shows a name that can be none of that' {
        "$(Get-ErrorOf { Connect-GigaChat -Scope GIGACHAT_API_ALL -AccessToken abcdefabcdefabcdef })" | Should -BeLike '*GIGACHAT_API_ALL*'
        "$(Get-ErrorOf { Invoke-GigaChat x -Connection 'Рабочее' })" | Should -BeLike '*Рабочее*'
    }
}
