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
    . $PSScriptRoot/TrustStoreTools.ps1

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
