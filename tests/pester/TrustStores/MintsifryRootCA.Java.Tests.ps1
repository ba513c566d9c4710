BeforeDiscovery {
    $keytool = (Get-Command keytool -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
    # A link into the runtime, whose other files it needs.
    $hasKeytool = -not $IsWindows -and $keytool -and (Test-Path -LiteralPath $keytool)
    if (-not $hasKeytool) { Write-Host 'Left out: the tests of a Java store, because there is no keytool.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $home0 = $env:JAVA_HOME
    # keytool takes ASCII alone.
    $password = 'own-password-7'
}

AfterAll { $env:JAVA_HOME = $home0 }

Describe 'A Java store with a password of its own' -Skip:(-not $hasKeytool) {
    BeforeAll {
        # A runtime of our own: the tool of the installed one, and another store.
        # As root no tool is run out of a folder that others can write to, as the one for temporary files is.
        $folder = [Environment]::IsPrivilegedProcess ? "/opt/gigachat-test-$PID" : "$TestDrive"
        $runtime = Join-Path $folder 'jdk'
        $null = New-Item -ItemType Directory "$runtime/bin", "$runtime/lib/security"
        $link = (Get-Command keytool -CommandType Application | Select-Object -First 1).Source
        $tool = (Get-Item -LiteralPath $link).ResolveLinkTarget($true)
        $real = $tool ? $tool.FullName : $link
        Set-Content -LiteralPath "$runtime/bin/keytool" "#!/bin/sh`nexec '$real' `"`$@`""
        chmod +x "$runtime/bin/keytool"
        $env:JAVA_HOME = $runtime
        $store = "$runtime/lib/security/cacerts"
        $env:OWN_PASSWORD = $password
        & $real -genkeypair -alias mine -keyalg EC -dname CN=mine -keystore $store -storepass:env OWN_PASSWORD -storetype PKCS12 2>$null
        $LASTEXITCODE | Should -Be 0
        Remove-Item env:OWN_PASSWORD
    }

    AfterAll { if ($folder -ne "$TestDrive") { Remove-Item -LiteralPath $folder -Recurse } }

    It 'is said to have one, and where it goes' {
        $rows = Get-MintsifryRootCA -Store Java
        $rows.Status | Should -Be 'Failed', 'Failed', 'Failed'
        $rows[0].Detail | Should -BeExactly "$store is protected by its own password. Specify it with -JavaStorePassword."
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try {
            @(Get-MintsifryRootCA -Store Java)[0].Detail |
                Should -BeExactly "$store защищён отдельным паролем. Укажите его в -JavaStorePassword."
        }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
    }

    It 'is said to have another' {
        @(Get-MintsifryRootCA -Store Java -JavaStorePassword 'another-one')[0].Detail |
            Should -BeExactly "The password in -JavaStorePassword is wrong for $store."
    }

    It 'is read, filled and emptied with it, and no command line has the password' {
        $with = @{ Store = 'Java'; JavaStorePassword = (ConvertTo-Secret $password) }
        (Get-MintsifryRootCA @with).Status | Should -Be 'NotPresent', 'NotPresent', 'NotPresent'
        $rows = Install-MintsifryRootCA -Scope LocalMachine @with -Force -PassThru -Verbose 4> "$TestDrive/verbose.txt"
        $rows.Status | Should -Be 'Installed', 'Installed', 'Installed'
        (Get-MintsifryRootCA @with).Status | Should -Be 'Installed', 'Installed', 'Installed'
        (Uninstall-MintsifryRootCA -Scope LocalMachine @with -Force -PassThru).Status | Should -Be 'Removed', 'Removed', 'Removed'
        $said = Get-Content -Raw "$TestDrive/verbose.txt"
        $said | Should -Match '-storepass:env'
        $said | Should -Not -Match $password
    }

    It 'is left alone where another store is asked for' {
        { Get-MintsifryRootCA -JavaStorePassword $password } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
    }
}

Describe 'A JAVA_HOME that leads nowhere' {
    It 'is named, and the installed Java is taken' -Skip:(-not $hasKeytool) {
        $env:JAVA_HOME = Join-Path $TestDrive 'нет'
        $rows = Get-MintsifryRootCA -Store Java
        $rows.Status | Should -Not -Contain 'Skipped'
        $rows.Path | Should -BeLike '*cacerts'
        $rows.Path | Should -Not -BeLike "$env:JAVA_HOME*"
    }
}
