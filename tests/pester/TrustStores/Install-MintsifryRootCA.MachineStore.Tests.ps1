BeforeDiscovery {
    # What the tests of the machine's store need: they run as root, in a mount namespace where the stores are copies.
    $anchors = '/usr/local/share/ca-certificates', '/etc/pki/ca-trust/source/anchors',
        '/etc/pki/trust/anchors', '/etc/ca-certificates/trust-source/anchors'
    $whyNot = if (-not $IsLinux) { 'this is not Linux' }
    elseif (-not [Environment]::IsPrivilegedProcess) { 'this is not root' }
    elseif ((Test-Path -LiteralPath $anchors) -notcontains $true) { 'there is none' }
    elseif (-not (Get-Command unshare -CommandType Application -ErrorAction Ignore)) { 'there is no unshare' }
    else {
        $said = & unshare --mount sh -c 'mount -t tmpfs tmpfs /etc && mount -o remount,bind,ro /' 2>&1
        if ($LASTEXITCODE -ne 0) { "there can be no mount namespace: $said" }
    }
    if ($whyNot) { Write-Host "Left out: the tests of the machine's certificate store, because $whyNot." }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1

    $rootSha256 = 'D26D2D0231B7C39F92CC738512BA54103519E4405D68B5BD703E9788CA8ECF31'
    $certificates = Join-Path $Root 'src/GigaChat.Client/Trust/Certificates'
    $pwsh = @(Get-PowerShellCommand)

    # Runs a script in a pwsh whose user has an empty home, so that the real user's store stays as it is.
    function Invoke-InNewHome([string] $UserHome, [string] $Script, [string[]] $Through = @()) {
        $previous = $env:HOME
        try {
            $env:HOME = $UserHome
            $command = "`$ErrorActionPreference = 'Stop'; `$WarningPreference = 'SilentlyContinue'; Import-Module '$ModulePath'; $Script"
            $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
            $tool, $arguments = $Through + $pwsh + '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', $encoded
            $output = & $tool @arguments 2>&1
            if ($LASTEXITCODE -ne 0) { throw "pwsh failed: $output" }
            $output
        }
        finally { $env:HOME = $previous }
    }

    # Runs a script as root of a machine whose certificate stores, and what their tools keep, are copies in memory. Beside them only
    # the user's home can be written, for temporary files too. All that ends with the last process in it, however that ends.
    function Invoke-OnCopy([string] $UserHome, [string] $Script) {
        Invoke-InNewHome $UserHome $Script -Through 'unshare', '--mount', '--propagation', 'private', 'sh', '-c', @'
            set -e
            for folder in /etc /usr/local/share/ca-certificates /var/lib/ca-certificates /var/lib/ca-certificates-java /var/lib/dpkg; do
                [ -d "$folder" ] || continue
                cd "$folder"
                mount -t tmpfs -o mode=755 tmpfs "$folder"
                cp -a . "$folder"
            done
            mount -t tmpfs -o mode=755 tmpfs /var/log
            mount --bind "$0" "$0"
            export TMPDIR="$0"
            cd /
            mount -o remount,bind,ro /
            exec "$@"
'@, $UserHome
    }

    # The files and links of the stores, but for Java's, whose entries bear the date of their making.
    function Get-MachineStore {
        $folders = '/usr/local/share/ca-certificates', '/etc/ssl', '/etc/pki', '/etc/ca-certificates', '/var/lib/ca-certificates'
        $items = Get-ChildItem -LiteralPath $folders -Recurse -Force -ErrorAction Ignore | Where-Object FullName -NotLike '*java*'
        foreach ($item in $items) {
            "$($item.FullName) $($item.UnixMode) $($item.LinkTarget ?? ($item.PSIsContainer ? '' : (Get-FileHash -LiteralPath $item).Hash))"
        }
    }

    function New-TestCertificate([string] $Subject, [bool] $Authority = $true, [switch] $Expired) {
        $key = [System.Security.Cryptography.ECDsa]::Create()
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $key, 'SHA256')
        $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($Authority,
            $false, 0, $true))
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

Describe 'The machine store' -Skip:([bool] $whyNot) {
    BeforeAll {
        $userHome = Join-Path $TestDrive 'root'
        $null = New-Item -ItemType Directory -Path $userHome
        $env:GIGACHAT_TEST_CERTIFICATES = $certificates
        $before = Get-MachineStore
        $known = @"
            function Get-MachineStore { ${function:Get-MachineStore} }
            function Get-JavaStatus { @((Get-MintsifryRootCA -Store Java).Status) }
            `$pwsh, [string[]] `$first = '$($pwsh -join "', '")'

"@
        $result = Invoke-OnCopy $userHome ($known + @'
            # A machine that has the certificates, or whose tool was not run after a change, is brought to where the test begins.
            Remove-Item env:JAVA_HOME -ErrorAction Ignore
            Uninstall-MintsifryRootCA -Scope LocalMachine -Force
            $null = switch ((Get-MintsifryRootCA -Scope LocalMachine -Store System)[0].Store) {
                RedHat { update-ca-trust extract 2>&1 }
                Arch { trust extract-compat 2>&1 }
                default { update-ca-certificates 2>&1 }
            }
            $before = Get-MachineStore
            $new = @(Install-MintsifryRootCA -Scope LocalMachine -Force -PassThru)
            [pscustomobject]@{
                Installed    = $new
                Test         = Test-MintsifryRootCA
                Files        = @(Get-Item -LiteralPath ($new.Path | Sort-Object -Unique) |
                        Select-Object UnixMode, @{ Name = 'Text'; Expression = { Get-Content -LiteralPath $_ -Raw } })
                Java         = Get-JavaStatus
                NewProcess   = & $pwsh @first -NoProfile -Command {
                    $chain = [System.Security.Cryptography.X509Certificates.X509Chain]::new()
                    $chain.ChainPolicy.RevocationMode = 'NoCheck'
                    $file = Join-Path $env:GIGACHAT_TEST_CERTIFICATES 'russian_trusted_sub_ca_2024.pem'
                    $chain.Build([System.Security.Cryptography.X509Certificates.X509Certificate2]::new($file))
                }
                Again        = @(Install-MintsifryRootCA -Scope LocalMachine -Force -PassThru)
                Removed      = @(Uninstall-MintsifryRootCA -Scope LocalMachine -Force -PassThru)
                RemovedAgain = @(Uninstall-MintsifryRootCA -Scope LocalMachine -Force -PassThru)
                JavaAtLast   = Get-JavaStatus
                Left         = @(Compare-Object @($before) @(Get-MachineStore) | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" })
            } | ConvertTo-Json -Depth 4 -EnumsAsStrings
'@) | ConvertFrom-Json
    }
    AfterAll { Remove-Item env:GIGACHAT_TEST_CERTIFICATES -ErrorAction Ignore }

    It 'takes the certificates' {
        $result.Installed.Status | Should -Be @('Installed', 'Installed', 'Installed')
        Split-Path -Leaf $result.Installed.Path | Should -Contain 'gigachat-mintsifry-d26d2d02.crt'
        $result.Test | Should -BeTrue
    }
    It 'writes files that the tools can read' {
        $result.Files | Should -HaveCount 3
        foreach ($file in $result.Files) {
            $file.UnixMode | Should -Be '-rw-r--r--'
            $file.Text | Should -Match '^-----BEGIN CERTIFICATE-----\n[^-\r]+\n-----END CERTIFICATE-----\n$'
        }
    }
    It 'counts for a new process' { $result.NewProcess | Should -BeTrue }
    It 'can be installed again' { $result.Again.Status | Should -Be @('AlreadyPresent', 'AlreadyPresent', 'AlreadyPresent') }
    It 'is as before after the removal' {
        $result.Removed.Status | Should -Be @('Removed', 'Removed', 'Removed')
        $result.RemovedAgain.Status | Should -Be @('NotPresent', 'NotPresent', 'NotPresent')
        $result.Left | Should -BeNullOrEmpty
    }
    It 'takes Java along where its package listens, and leaves nothing there' {
        $hasJava = Test-Path -LiteralPath /usr/bin/keytool
        if ($hasJava -and (Test-Path -LiteralPath /etc/ca-certificates/update.d/jks-keystore)) {
            $result.Java | Should -Be @('Installed', 'Installed', 'Installed')
        }
        $gone = $hasJava ? 'NotPresent' : 'Skipped'
        $result.JavaAtLast | Should -Be @($gone, $gone, $gone)
    }
    It 'of this machine was only read' {
        $before | Should -Not -BeNullOrEmpty
        Get-MachineStore | Should -BeExactly $before
    }
}

Describe 'What would be done' {
    It 'is listed by -WhatIf and not done' -Skip:(-not $IsLinux -or -not (Test-Path /usr/sbin/update-ca-certificates)) {
        $tool, $arguments = $pwsh + '-NoProfile', '-NonInteractive', '-Command',
            "Import-Module '$ModulePath'; Install-MintsifryRootCA -Scope LocalMachine -WhatIf"
        $lines = & $tool @arguments
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
        @{
            Case = 'an HTML page'; Name = 'page.pem'; Content = '<!DOCTYPE html><title>404</title>'; Id = 'GigaChatInvalidRequest'
            Text = '*HTML*'
        }
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
        @{
            Case = 'a leaf certificate, whatever -Force says'; Arguments = @{ Subject = 'CN=leaf'; Authority = $false }; Force = $true
            Text = '*is no CA*'
        }
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
        Invoke-InNewHome $userHome ("try { Install-MintsifryRootCA -Path '$certificates/russian_trusted_root_ca.pem', '/nowhere.pem' " +
            "-Force } catch { 'refused' }") | Should -Be 'refused'
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
        Invoke-InNewHome $userHome ("(Install-MintsifryRootCA -Path '$path' -Force -PassThru).Status; (Uninstall-MintsifryRootCA " +
            "-Path '$path' -Force -PassThru).Status") |
            Should -Be @('Installed', 'Removed')
    }
}

Describe 'Other stores' -Skip:(-not $IsLinux) {
    It 'are left out with a reason, not an error' {
        $warnings = $null
        $rows = Install-MintsifryRootCA -Store Java -Scope CurrentUser -Force -PassThru -WarningVariable warnings `
            -WarningAction SilentlyContinue
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
