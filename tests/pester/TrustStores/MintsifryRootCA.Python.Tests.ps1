BeforeDiscovery {
    if ($IsWindows) { Write-Host 'Left out: the tests of a made-up Python, which is a script of a shell.' }
    $python = (Get-Command python3 -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
    $hasPython = -not $IsWindows -and $python
    if (-not $hasPython) { Write-Host 'Left out: the test with a real Python, because there is none.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    # As root no tool is run out of a folder that others can write to, as the one for temporary files is.
    $folder = [Environment]::IsPrivilegedProcess ? "/opt/gigachat-test-$PID" : "$TestDrive/python"
    $site = "$folder/lib/certifi"
    $bundle = "$site/cacert.pem"
    if (-not $IsWindows) { $null = New-Item -ItemType Directory "$folder/bin", $site }

    # A program that answers as a Python with certifi does.
    function New-Python([string] $Name, [string] $Text) {
        $path = "$folder/bin/$Name"
        Set-Content -LiteralPath $path "#!/bin/sh`n$Text"
        chmod 755 $path
        $path
    }
}

AfterAll { if ($folder -and (Test-Path $folder) -and $folder -ne "$TestDrive/python") { Remove-Item -LiteralPath $folder -Recurse } }

Describe 'The bundle of a Python' -Skip:$IsWindows {
    BeforeEach {
        $python = New-Python python3 "echo '`"$bundle`"'"
        $before = "# Сертификаты`r`n# без конца строки"
        [System.IO.File]::WriteAllText($bundle, $before)
        chmod 640 $bundle
        Remove-Item "$site/gigachat-*" -ErrorAction Ignore
        $with = @{ Store = 'Python'; PythonPath = $python }
    }

    It 'takes the certificates, shows them, and gives them up without a trace' {
        (Get-MintsifryRootCA @with).Status | Should -Be 'NotPresent', 'NotPresent', 'NotPresent'
        Test-MintsifryRootCA @with -WarningAction SilentlyContinue | Should -BeFalse
        $rows = Install-MintsifryRootCA @with -Force -PassThru
        $rows.Status | Should -Be 'Installed', 'Installed', 'Installed'
        $rows[0].Store, $rows[0].Path | Should -Be 'Python', $bundle
        (Get-Item $bundle).UnixMode | Should -BeExactly '-rw-r-----'
        Test-MintsifryRootCA @with | Should -BeTrue
        (Install-MintsifryRootCA @with -Force -PassThru).Status | Should -Be 'AlreadyPresent', 'AlreadyPresent', 'AlreadyPresent'
        (Uninstall-MintsifryRootCA @with -Force -PassThru).Status | Should -Be 'Removed', 'Removed', 'Removed'
        [System.IO.File]::ReadAllText($bundle) | Should -BeExactly $before
        (Get-ChildItem $site -Force).Name | Should -Be 'cacert.pem'
    }

    It 'notices that an upgrade lost them' {
        Install-MintsifryRootCA @with -Force
        [System.IO.File]::WriteAllText($bundle, '# new')
        $rows = Get-MintsifryRootCA @with
        $rows.Status | Should -Be 'Failed', 'Failed', 'Failed'
        $rows[0].Detail | Should -BeLike '*upgrade of certifi*'
        Test-MintsifryRootCA @with -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeFalse
        $warnings | Should -BeLike "*$bundle*upgrade of certifi*"
    }

    It 'is found on the PATH, and shown with -WhatIf without a change' {
        $path = $env:PATH
        try {
            $env:PATH = "$folder/bin"
            (Get-MintsifryRootCA -Store Python).Path | Should -Be $bundle, $bundle, $bundle
            Install-MintsifryRootCA -Store Python -WhatIf
        }
        finally { $env:PATH = $path }
        [System.IO.File]::ReadAllText($bundle) | Should -BeExactly $before
    }

    It 'names a Python without certifi, one that fails, and one that is not there' {
        $without = New-Python without 'echo "ModuleNotFoundError: No module named certifi" >&2; exit 1'
        $broken = New-Python broken 'printf "\033[31mкрасный"'
        $rows = Get-MintsifryRootCA -Store Python -PythonPath $without, $broken, "$folder/nowhere"
        $rows[0].Status, $rows[3].Status, $rows[6].Status | Should -Be 'Skipped', 'Failed', 'Failed'
        $rows[0].Detail | Should -BeExactly "`"$without`" has no certifi, so its programs do not use a bundle of their own."
        $rows[3].Detail | Should -Not -Match "`e"
        $rows[6].Detail | Should -BeLike "*$folder/nowhere*"
    }

    It 'needs -Store Python for -PythonPath, and no -Uri beside -Store' {
        { Get-MintsifryRootCA -PythonPath $python } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
        { Test-MintsifryRootCA -Uri localhost -Store Python -PythonPath $python } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
    }
}

Describe 'A real Python' -Skip:(-not $hasPython) {
    It 'uses the bundle that was found, in a virtual environment' {
        $environment = "$folder/environment"
        $real = (Get-Command python3 -CommandType Application | Select-Object -First 1).Source
        & $real -m venv --without-pip $environment 2>&1 | Out-Null
        $package = @(Get-ChildItem "$environment/lib/python*/site-packages")[0].FullName + '/certifi'
        $null = New-Item -ItemType Directory $package
        Set-Content "$package/__init__.py" "import os`ndef where():`n    return os.path.join(os.path.dirname(__file__), 'cacert.pem')"
        Set-Content "$package/cacert.pem" '# none'
        $with = @{ Store = 'Python'; PythonPath = $environment }
        $rows = @(Install-MintsifryRootCA @with -Force -PassThru -ErrorAction SilentlyContinue)
        if ([Environment]::IsPrivilegedProcess -and $rows[0].Status -eq 'Failed') {
            # The interpreter that the environment leads to is not root's alone, so that it is not run.
            $rows[0].Detail | Should -BeLike '*is not run as root*'
            return
        }
        $rows.Status | Should -Be 'Installed', 'Installed', 'Installed'
        & "$environment/bin/python3" -c ("import ssl, certifi; c = ssl.create_default_context(cafile=certifi.where()); " +
            "print(sum('Russian Trusted' in str(a) for a in c.get_ca_certs()))") | Should -Be 3
        (Uninstall-MintsifryRootCA @with -Force -PassThru).Status | Should -Be 'Removed', 'Removed', 'Removed'
    }
}
