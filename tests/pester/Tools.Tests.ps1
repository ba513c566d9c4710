# What build/Tools.psm1 fetches is unpacked only if it is the pinned file; and what build.ps1 is given to test is a package.
BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'build/Tools.psm1')

    # An archive with one file, 'папка/pwsh'.
    function New-Archive([string] $Name) {
        $source = Join-Path $TestDrive "source-$Name"
        $null = New-Item -ItemType Directory -Path (Join-Path $source 'папка') -Force
        Set-Content -LiteralPath (Join-Path $source 'папка/pwsh') -Value 'содержимое' -NoNewline
        $path = Join-Path $TestDrive $Name
        if ($Name -like '*.zip') { [System.IO.Compression.ZipFile]::CreateFromDirectory($source, $path); return $path }
        $file = [System.IO.File]::Create($path)
        $gzip = [System.IO.Compression.GZipStream]::new($file, [System.IO.Compression.CompressionMode]::Compress)
        [System.Formats.Tar.TarFile]::CreateFromDirectory($source, $gzip, $false)
        $gzip.Dispose()
        $path
    }
}

Describe 'Expand-VerifiedArchive' {
    It 'unpacks <Name> with the pinned hash' -ForEach @(@{ Name = 'a.zip' }, @{ Name = 'a.tar.gz' }, @{ Name = 'a.tgz' }) {
        $archive = New-Archive $Name
        $target = Join-Path $TestDrive "target-$Name"
        Expand-VerifiedArchive -Path $archive -Hash (Get-FileHash -LiteralPath $archive).Hash.ToLowerInvariant() -Destination $target
        Get-Content -LiteralPath (Join-Path $target 'папка/pwsh') | Should -Be 'содержимое'
    }

    It 'unpacks nothing of <Name> with another hash, and deletes it' -ForEach @(@{ Name = 'b.zip' }, @{ Name = 'b.tar.gz' }) {
        $archive = New-Archive $Name
        $target = Join-Path $TestDrive "target-$Name"
        $hash = (Get-FileHash -LiteralPath $archive).Hash.ToLowerInvariant()
        $other = ($hash[0] -eq '0' ? '1' : '0') + $hash.Substring(1)
        { Expand-VerifiedArchive -Path $archive -Hash $other -Destination $target } | Should -Throw "*$hash*$other*"
        Test-Path -LiteralPath $target | Should -BeFalse
        Test-Path -LiteralPath $archive | Should -BeFalse
    }
}

Describe 'Get-PowerShellRelease' {
    It 'is <Name> for <Platform>' -ForEach @(
        @{ Platform = 'win-x64'; Name = 'PowerShell-*-win-x64.zip' }
        @{ Platform = 'linux-arm64'; Name = 'powershell-*-linux-arm64.tar.gz' }
        @{ Platform = 'osx-arm64'; Name = 'powershell-*-osx-arm64.tar.gz' }
    ) {
        $release = Get-PowerShellRelease -Line 7.4 -Platform $Platform
        $release.Name | Should -BeLikeExactly $Name
        $release.Uri | Should -BeExactly "https://github.com/PowerShell/PowerShell/releases/download/v$($release.Version)/$($release.Name)"
    }

    It 'is an error where there is no pin: <Because>' -ForEach @(
        @{ Line = '7.5'; Platform = 'linux-x64'; Because = '*7.4, 7.6*' }
        @{ Line = '7.6'; Platform = 'linux-s390x'; Because = "*'linux-s390x'*" }
    ) {
        { Get-PowerShellRelease -Line $Line -Platform $Platform } | Should -Throw $Because
    }
}

Describe 'build.ps1 -Package' {
    BeforeAll {
        $build = Join-Path $root 'build.ps1'
        $package = Join-Path $TestDrive 'GigaChat.1.2.3.nupkg'
        Set-Content -LiteralPath $package -Value ''
    }

    It 'is refused where the task does not test: <Task>' -ForEach @(@{ Task = 'build' }, @{ Task = 'pack' }) {
        { & $build $Task -Package $package } | Should -Throw "*for 'test' alone*"
    }

    It 'is refused where it is no package: <Name>' -ForEach @(@{ Name = 'missing.nupkg' }, @{ Name = 'source.txt' }) {
        $path = Join-Path $TestDrive $Name
        if ($Name -like '*.txt') { Set-Content -LiteralPath $path -Value '' }
        { & $build test -Package $path } | Should -Throw "*is no .nupkg*" -ErrorId 'ParameterArgumentValidationError,build.ps1'
    }
}
