BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/TrustStoreTools.ps1
}

Describe 'A change of a store' {
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

Describe 'Install-MintsifryRootCA -Path' {
    It 'names <Case>' -TestCases @(
        @{ Case = 'a missing file'; Name = 'none.pem'; Content = $null; Id = 'GigaChatFileNotFound'; Text = '*none.pem*' }
        @{
            Case = 'a web page'; Name = 'page.pem'; Content = '<!DOCTYPE html><title>404</title>'; Id = 'GigaChatInvalidRequest'
            Text = '*web page*'
        }
        @{ Case = 'an empty file'; Name = 'empty.pem'; Content = ''; Id = 'GigaChatInvalidRequest'; Text = '*empty*' }
        @{ Case = 'a folder'; Name = '.'; Content = $null; Id = 'GigaChatInvalidRequest'; Text = '*folder*' }
    ) {
        $path = Join-Path $TestDrive $Name
        if ($null -ne $Content) { Set-Content -LiteralPath $path -Value $Content -NoNewline }
        $record = Get-ErrorOf { Install-MintsifryRootCA -Path $path -Force }
        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.Exception.Message | Should -BeLike $Text
    }
    It 'refuses <Case>' -Tag 'NotInWine: it makes no keys of elliptic curves' -TestCases @(
        @{
            Case = 'a leaf certificate, whatever -Force says'; Arguments = @{ Subject = 'CN=leaf'; Authority = $false }; Force = $true
            Text = '*is not a CA*'
        }
        @{ Case = 'a root that is not pinned'; Arguments = @{ Subject = 'CN=Another Root' }; Force = $false; Text = '*-Force*' }
        @{ Case = 'a root that ran out'; Arguments = @{ Subject = 'CN=Old'; Expired = $true }; Force = $true; Text = '*expired*' }
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

Describe 'Stores that are not there' -Skip:(-not $IsLinux) {
    It 'are left out with a reason, not an error' {
        $warnings = $null
        $rows = Install-MintsifryRootCA -Store Java -Scope CurrentUser -Force -PassThru -WarningVariable warnings `
            -WarningAction SilentlyContinue
        $rows.Status | Should -Be @('Skipped', 'Skipped', 'Skipped')
        $warnings.Count | Should -Be 1
    }
}
