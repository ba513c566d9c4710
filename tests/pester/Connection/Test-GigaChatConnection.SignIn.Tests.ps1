# The two requests: the sign-in and the list of models.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ConnectionChecks.ps1
}

AfterAll { Stop-Emulator $emulator }

Describe 'Test-GigaChatConnection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    Context 'the sign-in' {
        It 'says what is wrong with a key: <Name>' -ForEach @(
            @{
                Name = 'unknown'
                Key = {
                    [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(
                        '00000000-0000-0000-0000-00000000000a:00000000-0000-0000-0000-00000000000b'))
                }; Says = '*401, code 6*'; Advises = '*key is not valid*'
            }
            @{ Name = 'none at all'; Key = { 'abc' }; Says = '*not a key; nothing was sent'; Advises = '*not Base64*' }
        ) {
            $planted = & $Key
            $checks = Test-GigaChatConnection @parameters -AuthorizationKey $planted
            $checks[6].Status | Should -Be 'Failed'
            $checks[6].Detail | Should -BeLike $Says
            $checks[6].Advice | Should -BeLike $Advises
            $checks[7].Status | Should -Be 'Skipped'
            Assert-Explained $checks
            Get-Everything $checks | Should -Not -BeLike "*$($planted)*"
        }

        It 'finds the scope of a key: <Scope>' -ForEach @(
            @{ Scope = 'GIGACHAT_API_PERS'; Key = 'authorizationKey' }
            @{ Scope = 'GIGACHAT_API_B2B'; Key = 'b2bKey' }
            @{ Scope = 'GIGACHAT_API_CORP'; Key = 'corporateKey' }
        ) {
            $other = 'GIGACHAT_API_PERS', 'GIGACHAT_API_B2B', 'GIGACHAT_API_CORP' | Where-Object { $_ -ne $Scope }
            foreach ($wrong in $other) {
                $check = (Test-GigaChatConnection @parameters -AuthorizationKey $emulator.$Key -Scope $wrong)[6]
                $check.Detail | Should -BeLike '*code 7*'
                $check.Advice | Should -BeLike "*scope of this key is $Scope.*-Scope $Scope*"
            }
        }

        It 'names the request that the service failed at' {
            Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = 500 }
            $check = (Test-GigaChatConnection @parameters @key)[-1]
            $check.Status | Should -Be 'Failed'
            $check.Detail | Should -BeLike 'HTTP 500*x-request-id*'
            Assert-Explained $check
        }

        It 'recognises a gateway that answers in the place of the service' {
            Add-Fault $emulator @{ kind = 'html'; on = 'signin'; status = 403 }
            $check = (Test-GigaChatConnection @parameters @key)[6]
            $check.Status | Should -Be 'Failed'
            $check.Detail | Should -BeLike 'HTTP 403*'
            $check.Advice | Should -BeLike '*gateway*web page*'
        }

        It 'repeats requests as often as -MaximumRetryCount says' {
            Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = 503; retryAfter = '0' }
            $less = $parameters.Clone()
            $less.MaximumRetryCount = 1
            Test-GigaChatConnection @less @key -Quiet | Should -BeTrue
            @(Get-SentRequest $emulator '/v1/models') | Should -HaveCount 2
        }
    }
}
