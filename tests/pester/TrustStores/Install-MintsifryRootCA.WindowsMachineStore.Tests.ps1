# The machine's store of Windows, for real. There can be no copy of it, so the tests run only where that was asked for: on the machines
# of the public CI, which are thrown away afterwards.
BeforeDiscovery {
    $whyNot = if (-not $IsWindows) { 'this is not Windows' }
    elseif ($env:GIGACHAT_TEST_MACHINE_STORE -ne '1') { 'GIGACHAT_TEST_MACHINE_STORE is not 1' }
    elseif (-not [Environment]::IsPrivilegedProcess) { 'this is not an administrator' }
    if ($whyNot) { Write-Host "Left out: the tests of the machine's certificate store of Windows, because $whyNot." }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/TrustStoreTools.ps1

    # Whether another program trusts the sub CA of the service: certutil, of Windows itself.
    function Test-ByCertutil {
        $null = & certutil.exe -f -verify (Join-Path $certificates 'russian_trusted_sub_ca_2024.pem') 2>&1
        $LASTEXITCODE -eq 0
    }
}

Describe 'The machine store of Windows' -Skip:([bool] $whyNot) -Tag 'NotInWine: its root store is read anew from the system at each start' {
    It 'takes the certificates, each where it belongs, and is as before after the removal' {
        (Get-MintsifryRootCA -Scope LocalMachine).Status | Should -Be @('NotPresent', 'NotPresent', 'NotPresent')
        try {
            $new = @(Install-MintsifryRootCA -Scope LocalMachine -Force -PassThru)
            $new.Status | Should -Be @('Installed', 'Installed', 'Installed')
            $new.Path | Should -BeLike 'Cert:\LocalMachine\*'
            Get-Item -LiteralPath $new.Path | ForEach-Object { $_.GetCertHashString('SHA256') } | Should -Contain $rootSha256
            @($new.Path -like 'Cert:\LocalMachine\Root\*').Count | Should -Be 1
            @($new.Path -like 'Cert:\LocalMachine\CA\*').Count | Should -Be 2
            Test-MintsifryRootCA | Should -BeTrue
            Test-ByCertutil | Should -BeTrue
            (Install-MintsifryRootCA -Scope LocalMachine -Force -PassThru).Status |
                Should -Be @('AlreadyPresent', 'AlreadyPresent', 'AlreadyPresent')
        }
        finally { $removed = @(Uninstall-MintsifryRootCA -Scope LocalMachine -Force -PassThru) }
        $removed.Status | Should -Be @('Removed', 'Removed', 'Removed')
        Test-Path -LiteralPath $new.Path | Should -Be @($false, $false, $false)
        (Uninstall-MintsifryRootCA -Scope LocalMachine -Force -PassThru).Status | Should -Be @('NotPresent', 'NotPresent', 'NotPresent')
    }
}
