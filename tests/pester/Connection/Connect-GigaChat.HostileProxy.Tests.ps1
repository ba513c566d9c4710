# A proxy of the environment gives nothing away: neither its own password, nor what plain HTTP carries to this machine.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = (Get-ConnectParameter $emulator) + @{ AuthorizationKey = $emulator.authorizationKey; MaximumRetryCount = 0 }
    $parameters.Remove('NoProxy')
    $password = 'planted-Пароль-0123456789'
    $address = $emulator.proxyUri -replace '//', "//user:$([uri]::EscapeDataString($password))@"

    # All that is written, with the exceptions behind errors. .NET reads the variables once in a process.
    function Invoke-BehindProxy([string] $Variable, [string] $Proxy, [hashtable] $With) {
        Invoke-InNewProcess -Environment @{ $Variable = $Proxy; NO_PROXY = $null } -ArgumentList ($With | ConvertTo-Json) {
            param($json)
            $parameters = $json | ConvertFrom-Json -AsHashtable
            $all = & {
                try {
                    Connect-GigaChat @parameters -Verbose -Debug
                    Get-GigaChatModel -Verbose -Debug | Select-Object -First 1 -ExpandProperty Id
                }
                catch { $_.Exception.ToString() }
                if ($parameters.AuthorizationKey) { Test-GigaChatConnection @parameters -Verbose -Debug | Format-List * | Out-String }
            } *>&1
            $all | ForEach-Object { "$_" }
        }
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The password of a proxy from the environment' {
    BeforeEach { Clear-Session $emulator }

    It 'is known to the proxy, and not shown' {
        $null = Invoke-Control $emulator Put proxy @{ user = 'user'; password = $password }
        $written = Invoke-BehindProxy https_proxy $address $parameters
        $written | Should -Contain 'GigaChat'
        (Invoke-Control $emulator Get proxy).connects.user | Should -Contain 'user'
        $written -join "`n" | Should -Not -Match 'planted|0123456789'
    }

    It 'is not shown where the proxy refuses the way' {
        $null = Invoke-Control $emulator Put proxy @{ user = 'user'; password = $password; refuseStatus = 502 }
        $written = (Invoke-BehindProxy https_proxy $address $parameters) -join "`n"
        $written | Should -BeLike '*proxy*'
        $written | Should -Not -Match 'planted|0123456789'
    }
}

Describe 'Plain HTTP to this machine' {
    It 'takes no proxy, and the diagnosis knows of none' {
        $written = Invoke-BehindProxy http_proxy 'http://localhost:1' @{
            AccessToken = 'planted-token-0123456789'; BaseUri = "$($emulator.adversaryUri)/adversary/good/v1"; MaximumRetryCount = 0
        }
        $written | Should -Contain 'GigaChat'
        $written = Invoke-InNewProcess -Environment @{ http_proxy = 'http://localhost:1'; NO_PROXY = $null } `
            -ArgumentList "$($emulator.adversaryUri)/adversary/good/v1" {
                param($address)
                $check = Test-GigaChatConnection -AccessToken 'planted-token-0123456789' -BaseUri $address
                $check | ForEach-Object { "$($_.Step) $($_.Target) $($_.Succeeded)" }
            }
        $written -match '^Tcp ' | Should -Be "Tcp $(([uri] $emulator.adversaryUri).Authority) True"
    }
}
