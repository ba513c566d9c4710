BeforeDiscovery {
    $isRoot = $IsLinux -and (id -u) -eq '0'
    $mayChangeMachine = $isRoot -and (Test-Path -LiteralPath /usr/sbin/update-ca-certificates) -and $env:GIGACHAT_TEST_MACHINE_STORE -eq '1'
}

BeforeAll {
    . $PSScriptRoot/Common.ps1

    $rootSha256 = 'D26D2D0231B7C39F92CC738512BA54103519E4405D68B5BD703E9788CA8ECF31'
    $certificates = Join-Path $Root 'src/GigaChat.Client/Trust/Certificates'

    # Runs a script in a pwsh whose user has an empty home, so that the real user's store stays as it is.
    function Invoke-InNewHome([string] $UserHome, [string] $Script) {
        $previous = $env:HOME
        try {
            $env:HOME = $UserHome
            $command = "`$ErrorActionPreference = 'Stop'; `$WarningPreference = 'SilentlyContinue'; Import-Module '$ModulePath'; $Script"
            $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
            $output = Invoke-PowerShell -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1
            if ($LASTEXITCODE -ne 0) { throw "pwsh failed: $output" }
            $output
        }
        finally { $env:HOME = $previous }
    }

    function New-TestCertificate([string] $Subject, [bool] $Authority = $true, [switch] $Expired) {
        $key = [System.Security.Cryptography.ECDsa]::Create()
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $key, 'SHA256')
        $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($Authority, $false, 0, $true))
        $end = if ($Expired) { [DateTimeOffset]::UtcNow.AddDays(-1) } else { [DateTimeOffset]::UtcNow.AddDays(1) }
        $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-2), $end).ExportCertificatePem()
    }
}

Describe 'The user store' -Skip:(-not $IsLinux) {
    BeforeAll {
        $userHome = Join-Path $TestDrive 'home'
        $null = New-Item -ItemType Directory -Path $userHome
        $env:GIGACHAT_TEST_CERTIFICATES = $certificates
        $whatIf = Invoke-InNewHome $userHome 'Install-MintsifryRootCA -WhatIf -Force -PassThru'
        $result = Invoke-InNewHome $userHome @'
            $sub = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Join-Path $env:GIGACHAT_TEST_CERTIFICATES 'russian_trusted_sub_ca_2024.pem'))
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

Describe 'The machine store' -Skip:(-not $mayChangeMachine) {
    BeforeAll {
        $folder = '/usr/local/share/ca-certificates'
        $bundle = '/etc/ssl/certs/ca-certificates.crt'
        # What other changes were pending is not ours to notice.
        $null = & /usr/sbin/update-ca-certificates 2>&1
        $before = @(Get-ChildItem -LiteralPath $folder -Recurse -File | Get-FileHash | ForEach-Object { "$($_.Path) $($_.Hash)" })
        $bundleBefore = (Get-FileHash -LiteralPath $bundle).Hash
        $linksBefore = @(Get-ChildItem -LiteralPath /etc/ssl/certs -Name)
        $installed = @(Install-MintsifryRootCA -Scope LocalMachine -Force -PassThru)
    }
    AfterAll { Uninstall-MintsifryRootCA -Scope LocalMachine -Force }

    It 'takes the certificates' {
        $installed.Status | Should -Be @('Installed', 'Installed', 'Installed')
        $installed.Path | Should -Contain "$folder/gigachat-mintsifry-d26d2d02.crt"
        Test-MintsifryRootCA | Should -BeTrue
    }
    It 'writes files that the tools can read' {
        $file = Get-Item -LiteralPath "$folder/gigachat-mintsifry-d26d2d02.crt"
        $file.UnixMode | Should -Be '-rw-r--r--'
        Get-Content -LiteralPath $file -Raw | Should -Match '^-----BEGIN CERTIFICATE-----\n[^-\r]+\n-----END CERTIFICATE-----\n$'
    }
    It 'counts for a new process' {
        Invoke-PowerShell -NoProfile -Command "`$c = [System.Security.Cryptography.X509Certificates.X509Chain]::new(); `$c.ChainPolicy.RevocationMode = 'NoCheck'
            `$c.Build([System.Security.Cryptography.X509Certificates.X509Certificate2]::new('$certificates/russian_trusted_sub_ca_2024.pem'))" | Should -Be 'True'
    }
    It 'can be installed again' {
        (Install-MintsifryRootCA -Scope LocalMachine -Force -PassThru).Status | Should -Be @('AlreadyPresent', 'AlreadyPresent', 'AlreadyPresent')
    }
    It 'is as before after the removal' {
        (Uninstall-MintsifryRootCA -Scope LocalMachine -Force -PassThru).Status | Should -Be @('Removed', 'Removed', 'Removed')
        (Uninstall-MintsifryRootCA -Scope LocalMachine -Force -PassThru).Status | Should -Be @('NotPresent', 'NotPresent', 'NotPresent')
        @(Get-ChildItem -LiteralPath $folder -Recurse -File | Get-FileHash | ForEach-Object { "$($_.Path) $($_.Hash)" }) | Should -Be $before
        (Get-FileHash -LiteralPath $bundle).Hash | Should -Be $bundleBefore
        @(Get-ChildItem -LiteralPath /etc/ssl/certs -Name) | Should -Be $linksBefore
    }
    It 'leaves nothing in Java either' -Skip:(-not (Get-Command keytool -ErrorAction Ignore)) {
        (Get-MintsifryRootCA -Store Java).Status | Should -Be @('NotPresent', 'NotPresent', 'NotPresent')
    }
}

Describe 'What would be done' {
    It 'is listed by -WhatIf and not done' -Skip:(-not $IsLinux -or -not (Test-Path /usr/sbin/update-ca-certificates)) {
        $lines = Invoke-PowerShell -NoProfile -NonInteractive -Command "Import-Module '$ModulePath'; Install-MintsifryRootCA -Scope LocalMachine -WhatIf"
        $lines -join "`n" | Should -Match 'gigachat-mintsifry-d26d2d02\.crt'
        $lines -join "`n" | Should -Match '/usr/sbin/update-ca-certificates'
        '/usr/local/share/ca-certificates/gigachat-mintsifry-d26d2d02.crt' | Should -Not -Exist
    }
    It 'asks before a change' {
        foreach ($name in 'Install-MintsifryRootCA', 'Uninstall-MintsifryRootCA') {
            $attribute = (Get-Command $name).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
            $attribute.SupportsShouldProcess | Should -BeTrue
            $attribute.ConfirmImpact | Should -Be 'High'
        }
    }
}

Describe 'Bad input' {
    It 'names <Case>' -TestCases @(
        @{ Case = 'a missing file'; Name = 'none.pem'; Content = $null; Id = 'GigaChatFileNotFound'; Text = '*none.pem*' }
        @{ Case = 'an HTML page'; Name = 'page.pem'; Content = '<!DOCTYPE html><title>404</title>'; Id = 'GigaChatInvalidRequest'; Text = '*HTML*' }
        @{ Case = 'an empty file'; Name = 'empty.pem'; Content = ''; Id = 'GigaChatInvalidRequest'; Text = '*empty*' }
        @{ Case = 'a directory'; Name = '.'; Content = $null; Id = 'GigaChatInvalidRequest'; Text = '*directory*' }
    ) {
        $path = Join-Path $TestDrive $Name
        if ($null -ne $Content) { Set-Content -LiteralPath $path -Value $Content -NoNewline }
        $record = Get-ErrorOf { Install-MintsifryRootCA -Path $path -Force }
        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.Exception.Message | Should -BeLike $Text
    }
    It 'refuses <Case>' -TestCases @(
        @{ Case = 'a leaf certificate, whatever -Force says'; Arguments = @{ Subject = 'CN=leaf'; Authority = $false }; Force = $true; Text = '*is no CA*' }
        @{ Case = 'a root that is not pinned'; Arguments = @{ Subject = 'CN=Another Root' }; Force = $false; Text = '*-Force*' }
        @{ Case = 'a root that ran out'; Arguments = @{ Subject = 'CN=Old'; Expired = $true }; Force = $true; Text = '*run out*' }
    ) {
        $path = Join-Path $TestDrive 'certificate.pem'
        New-TestCertificate @Arguments | Set-Content -LiteralPath $path
        $record = Get-ErrorOf { Install-MintsifryRootCA -Path $path -Force:$Force -Confirm:$false }
        $record.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $record.Exception.Message | Should -BeLike $Text
    }
    It 'changes nothing where one of two files is wrong' -Skip:(-not $IsLinux) {
        $userHome = Join-Path $TestDrive 'home2'
        $null = New-Item -ItemType Directory -Path $userHome
        Invoke-InNewHome $userHome "try { Install-MintsifryRootCA -Path '$certificates/russian_trusted_root_ca.pem', '/nowhere.pem' -Force } catch { 'refused' }" | Should -Be 'refused'
        Get-ChildItem -LiteralPath $userHome -Recurse -File -Filter *.pfx -Force | Should -BeNullOrEmpty
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
        Invoke-InNewHome $userHome "(Install-MintsifryRootCA -Path '$path' -Force -PassThru).Status; (Uninstall-MintsifryRootCA -Path '$path' -Force -PassThru).Status" |
            Should -Be @('Installed', 'Removed')
    }
}

Describe 'Other stores' -Skip:(-not $IsLinux) {
    It 'are left out with a reason, not an error' {
        $warnings = $null
        $rows = Install-MintsifryRootCA -Store Java -Scope CurrentUser -Force -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        $rows.Status | Should -Be @('Skipped', 'Skipped', 'Skipped')
        $warnings.Count | Should -Be 1
    }
}

Describe 'Test-MintsifryRootCA -Uri' {
    It 'is an error, not an answer, where nobody listens' {
        $record = Get-ErrorOf { Test-MintsifryRootCA -Uri 127.0.0.1:1 }
        $record.FullyQualifiedErrorId | Should -BeLike 'GigaChatConnectionFailed,*'
    }
    It 'wants HTTPS' {
        (Get-ErrorOf { Test-MintsifryRootCA -Uri http://api.giga.chat }).FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
    }
}
