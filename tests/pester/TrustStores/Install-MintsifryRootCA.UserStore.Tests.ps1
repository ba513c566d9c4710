# Install-, Get-, Test- and Uninstall-MintsifryRootCA with the store of .NET in the user's home.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/TrustStoreTools.ps1
}

Describe 'The user store' -Skip:(-not $IsLinux) {
    BeforeAll {
        $userHome = Join-Path $TestDrive 'home'
        $null = New-Item -ItemType Directory -Path $userHome
        $env:GIGACHAT_TEST_CERTIFICATES = $certificates
        $whatIf = Invoke-InNewHome $userHome 'Install-MintsifryRootCA -WhatIf -Force -PassThru'
        $result = Invoke-InNewHome $userHome @'
            $sub = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new(
                (Join-Path $env:GIGACHAT_TEST_CERTIFICATES 'russian_trusted_sub_ca_2024.pem'))
            function Test-Chain {
                $chain = [System.Security.Cryptography.X509Certificates.X509Chain]::new()
                $chain.ChainPolicy.RevocationMode = 'NoCheck'
                $chain.Build($sub)
            }
            function Get-StoreFile { @(Get-ChildItem -LiteralPath (Join-Path $HOME '.dotnet') -Recurse -File -ErrorAction Ignore).Count }
            [pscustomobject]@{
                FilesAtFirst   = Get-StoreFile
                TestAtFirst    = Test-MintsifryRootCA
                ChainAtFirst   = Test-Chain
                WithoutPass    = @(Install-MintsifryRootCA -Force).Count
                Again          = @(Install-MintsifryRootCA -Force -PassThru)
                Test           = Test-MintsifryRootCA
                Chain          = Test-Chain
                Shown          = @(Get-MintsifryRootCA -Scope CurrentUser)
                Files          = Get-StoreFile
                Removed        = @(Uninstall-MintsifryRootCA -Confirm:$false -PassThru)
                RemovedAgain   = @(Uninstall-MintsifryRootCA -Force -PassThru)
                TestAtLast     = Test-MintsifryRootCA
                ChainAtLast    = Test-Chain
                FilesAtLast    = Get-StoreFile
            } | ConvertTo-Json -Depth 4 -EnumsAsStrings
'@ | ConvertFrom-Json
    }
    AfterAll { Remove-Item env:GIGACHAT_TEST_CERTIFICATES -ErrorAction Ignore }

    It 'is untouched by -WhatIf, also with -Force' {
        $whatIf -join "`n" | Should -Match 'What if: [\s\S]+8FF915CCAB7BC16F8C5C8099D53E0E115B3AEC2F'
        $result.FilesAtFirst | Should -Be 0
    }
    It 'trusts nothing at first' {
        $result.TestAtFirst | Should -BeFalse
        $result.ChainAtFirst | Should -BeFalse
    }
    It 'takes the certificates and trusts them at once' {
        $result.Test | Should -BeTrue
        $result.Chain | Should -BeTrue
        $result.Files | Should -Be 3
    }
    It 'writes nothing without -PassThru' { $result.WithoutPass | Should -Be 0 }
    It 'can be installed again' { $result.Again.Status | Should -Be @('AlreadyPresent', 'AlreadyPresent', 'AlreadyPresent') }
    It 'shows what is there, by hash' {
        $result.Shown.Status | Should -Be @('Installed', 'Installed', 'Installed')
        $result.Shown[0].Sha256 | Should -Be $rootSha256
        $result.Shown[0].Thumbprint | Should -Be '8FF915CCAB7BC16F8C5C8099D53E0E115B3AEC2F'
        $result.Shown[0].Store | Should -Be 'DotNet'
    }
    It 'gives them back, twice' {
        $result.Removed.Status | Should -Be @('Removed', 'Removed', 'Removed')
        $result.RemovedAgain.Status | Should -Be @('NotPresent', 'NotPresent', 'NotPresent')
    }
    It 'is as before at last' {
        $result.TestAtLast | Should -BeFalse
        $result.ChainAtLast | Should -BeFalse
        $result.FilesAtLast | Should -Be 0
    }
}

Describe 'Newer certificates' -Skip:(-not $IsLinux) {
    It 'come from the pipeline, bring their root and go again' {
        $userHome = Join-Path $TestDrive 'home3'
        $null = New-Item -ItemType Directory -Path $userHome
        $result = Invoke-InNewHome $userHome @"
            `$sub = Get-Item '$certificates/russian_trusted_sub_ca_2024.pem'
            [pscustomobject]@{
                Installed = @(`$sub | Install-MintsifryRootCA -Force -PassThru)
                Removed   = @(Uninstall-MintsifryRootCA -LiteralPath `$sub.FullName -Force -PassThru)
            } | ConvertTo-Json -Depth 4 -EnumsAsStrings
"@ | ConvertFrom-Json
        $result.Installed.Status | Should -Be @('Installed', 'Installed')
        $result.Installed[0].Sha256 | Should -Be $rootSha256
        $result.Removed.Status | Should -Be 'Removed'
    }
    It 'may be a root that the user vouches for' {
        $userHome = Join-Path $TestDrive 'home4'
        $null = New-Item -ItemType Directory -Path $userHome
        $path = Join-Path $TestDrive 'root.pem'
        New-TestCertificate 'CN=Vouched For' | Set-Content -LiteralPath $path
        Invoke-InNewHome $userHome ("(Install-MintsifryRootCA -Path '$path' -Force -PassThru).Status; (Uninstall-MintsifryRootCA " +
            "-Path '$path' -Force -PassThru).Status") |
            Should -Be @('Installed', 'Removed')
    }
}
