# Certificates of the server that are not accepted, and what to do about them.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ConnectionChecks.ps1
}

AfterAll { Stop-Emulator $emulator }

Describe 'Test-GigaChatConnection' {
    BeforeEach { Clear-Session $emulator }
    AfterEach { Set-Certificate 'full' }
    AfterAll { Disconnect-GigaChat -All }

    Context 'the certificate' {
        It 'that is <Kind> fails, and the key stays here' -ForEach @(
            @{ Kind = 'wrong-host'; Says = '*wrong.example*not for this host*'; Advises = '*-AuthUri*' }
            @{ Kind = 'expired'; Says = '*expired on*'; Advises = "*clock of this computer is right*owner*" }
            @{ Kind = 'not-yet-valid'; Says = '*is not valid until*'; Advises = "*clock of this computer is right*" }
            @{ Kind = 'self-signed'; Says = '*self-signed*'; Advises = '*-CertificateAuthorityPath*' }
            @{ Kind = 'other-ca'; Says = '*Other Root CA*'; Advises = '*-CertificateAuthorityPath*' }
            @{
                Kind = 'no-intermediate'; Says = '*GigaChat Emulator Sub CA*unknown here*'
                Advises = '*missing certificate*-CertificateAuthorityPath*'
            }
        ) {
            Set-Certificate $Kind
            $checks = Test-GigaChatConnection @parameters @key
            foreach ($check in $checks[2, 5]) {
                $check.Status | Should -Be 'Failed'
                $check.Detail | Should -BeLike $Says
                $check.Detail | Should -BeLike '*The chain ends in*'
                $check.Advice | Should -BeLike $Advises
            }
            $checks[6, 7].Status | Should -Be 'Skipped', 'Skipped'
            Assert-Explained $checks
            # Where only dates stand against it, the server is asked for the time, with nothing in the request.
            foreach ($sent in Get-SentRequest $emulator) {
                $sent.method | Should -Be 'HEAD'
                $sent.headers.Authorization | Should -BeNullOrEmpty
            }
            if ($Kind -notin 'expired', 'not-yet-valid') { Get-SentRequest $emulator | Should -BeNullOrEmpty }
        }

        It 'that is not checked is a warning' {
            Set-Certificate 'other-ca'
            $checks = Test-GigaChatConnection @parameters @key -SkipCertificateCheck -WarningVariable warnings `
                -WarningAction SilentlyContinue
            $checks[2, 5].Status | Should -Be 'Warning', 'Warning'
            $checks[-1].Status | Should -Be 'Passed'
            $warnings | Should -HaveCount 1
        }
    }
}
