# Version and address stand in one place; what a release must have stops it where it is missing.
BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'build/Release.psm1')
    $module = Get-ModuleInformation
}

Describe 'The version' {
    It 'stands in GigaChat.psd1 alone' {
        $number = (Import-PowerShellDataFile -LiteralPath (Join-Path $root 'GigaChat.psd1')).ModuleVersion
        $module.Version | Should -BeLikeExactly "$number*"
        $found = Get-ChildItem -LiteralPath $root -File | Where-Object Name -match '\.(psd1|props|targets|json)$' |
            Where-Object Name -ne 'GigaChat.psd1'
        $found += Get-ChildItem -Path "$root/src/*", "$root/module" -Recurse -Include *.csproj, *.psd1
        $found.Count | Should -BeGreaterThan 7
        $found | Select-String "(?<![\d.])$([regex]::Escape($number))(?!\d)" | ForEach-Object { "$_" } | Should -BeNullOrEmpty
    }

    It 'is that of the assemblies' -Tag 'NotInWine: it does not have the .NET SDK' {
        $names = 'Version', 'AssemblyName'
        $said = & dotnet msbuild (Join-Path $root 'src/GigaChat.Loader') $names.ForEach{ "-getProperty:$_" } | ConvertFrom-Json
        $said.Properties.Version | Should -BeExactly $module.Version
        $said.Properties.AssemblyName | Should -BeExactly "GigaChat.Loader-$($module.Version)"
    }

    It 'is read with the name of a preview or without one: <Prerelease>' -ForEach @(
        @{ Prerelease = 'beta2'; Version = '1.2.3-beta2' }
        @{ Prerelease = ''; Version = '1.2.3' }
    ) {
        $path = Join-Path $TestDrive 'GigaChat.psd1'
        Set-Content -LiteralPath $path -Value (
            "@{ ModuleVersion = '1.2.3'; CompanyName = 'Имярек'; PrivateData = @{ PSData = @{ Prerelease = '$Prerelease'; " +
            "ProjectUri = 'https://example.org/проект' } } }")
        $read = Get-ModuleInformation $path
        $read.Version | Should -BeExactly $Version
        $read.IsPrerelease | Should -Be ([bool] $Prerelease)
    }

    It 'is installed as <_> says: with -Prerelease as long as it is a preview' -ForEach 'README.md', 'README.ru.md' {
        $lines = @(Get-Content -LiteralPath (Join-Path $root $_)) -match '(Install|Save)-PSResource GigaChat'
        $lines.Count | Should -Be 3
        @($lines -match '-Prerelease').Count | Should -Be ($module.IsPrerelease ? 3 : 0)
    }
}

Describe 'The address of the project' {
    It 'stands in GigaChat.psd1, and beside it only where build.ps1 help writes it' {
        $name = ([uri] $module.ProjectUri).AbsolutePath
        $kinds = '*.md', '*.psd1', '*.psm1', '*.ps1', '*.resx', '*.cs', '*.yml', '*.props', '*.csproj'
        $found = Get-ChildItem -LiteralPath $root -Recurse -File -Include $kinds |
            Where-Object FullName -NotMatch '[\\/](out|obj|bin)[\\/]' | Select-String -SimpleMatch $name
        @($found | Where-Object Path -like '*GigaChat.psd1') | Should -HaveCount 1
        $found | Where-Object Path -notlike '*GigaChat.psd1' | Where-Object Line -notlike "online version: $($module.PageUri)/docs/*" |
            ForEach-Object { "$_" } | Should -BeNullOrEmpty
    }

    It 'names the account of CODEOWNERS' {
        $account = ([uri] $module.ProjectUri).Segments[1].Trim('/')
        $lines = @(Get-Content -LiteralPath (Join-Path $root '.github/CODEOWNERS')) -notmatch '^(#|\s*$)'
        $lines.Count | Should -BeGreaterThan 3
        $lines | Where-Object { ($_ -split '\s+', 2)[1] -ne "@$account" } | Should -BeNullOrEmpty
    }
}

Describe 'The paths of CODEOWNERS' {
    It 'exist' {
        @(Get-Content -LiteralPath (Join-Path $root '.github/CODEOWNERS')) -match '^/' |
            ForEach-Object { ($_ -split '\s+')[0] } | Where-Object { -not (Test-Path -LiteralPath (Join-Path $root $_)) } |
            Should -BeNullOrEmpty
    }
}

Describe 'Get-ReleaseNote' {
    BeforeAll {
        function Get-Note([string] $Changelog, [string] $Version = '1.2.3-beta2') {
            $path = Join-Path $TestDrive 'CHANGELOG.md'
            Set-Content -LiteralPath $path -Value $Changelog
            Get-ReleaseNote -Version $Version -ChangelogPath $path
        }
    }

    It 'is the section of the version, whatever stands around it' {
        Get-Note ("# Список`n`n## [Unreleased]`n`n- не это`n`n## [1.2.3-beta2] - 2026-11-27`n`n### Added`n`n- Новое.`n`n" +
            "## [1.2.3-beta1] - 2026-11-01`n`n- Старое.") |
            Should -BeExactly "### Added`n`n- Новое."
    }

    It 'is that of the last section, too, and of files of Windows' {
        Get-Note "## [1.2.3-beta2] - 2026-11-27`r`n`r`n- Новое.`r`n" | Should -BeExactly '- Новое.'
    }

    It 'stops a release whose section <Name>' -ForEach @(
        @{ Name = 'is missing'; Changelog = "## [1.2.3] - 2026-11-27`n`n- Другая." }
        @{ Name = 'has no date'; Changelog = "## [1.2.3-beta2]`n`n- Новое." }
        @{ Name = 'is that of another version that looks like it'; Changelog = "## [1.2.3-beta20] - 2026-11-27`n`n- Другая." }
        @{ Name = 'has the version as an expression'; Changelog = "## [1x2y3-beta2] - 2026-11-27`n`n- Другая." }
        @{ Name = 'is empty'; Message = '*is empty.'
            Changelog = "## [1.2.3-beta2] - 2026-11-27`n`n### Added`n`n## [1.0.0] - 2026-01-01`n`n- Старое."
        }
    ) {
        { Get-Note $Changelog } | Should -Throw ($Message ?? "CHANGELOG.md has no section '## ``[1.2.3-beta2``] - <yyyy-mm-dd>'.")
    }
}

Describe 'build.ps1 release-notes' {
    It 'refuses the tag <_>' -ForEach '0.1.0', 'v0.0.1', 'v0.1.0-preview0', 'V0.1.0-preview1', 'main' {
        { & (Join-Path $root 'build.ps1') release-notes -Tag $_ } | Should -Throw "*'$_' does not fit the version*'v$($module.Version)'*"
    }
}

Describe 'Publish-Package.ps1' {
    It 'publishes into a folder, and refuses a gallery without a key' {
        if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'PSResourceGet 1.1 is not installed'
        }
        $source, $target, $gallery = 'исходники/Проба', 'пакеты', 'галерея' |
            ForEach-Object { (New-Item -ItemType Directory -Path (Join-Path $TestDrive $_)).FullName }
        New-ModuleManifest -Path "$source/Проба.psd1" -Description 'Проба' -Author 'Имярек' -ModuleVersion 1.2.3 -Prerelease 'beta2'
        Compress-PSResource -Path $source -DestinationPath $target
        $package = (Get-ChildItem -LiteralPath $target -Filter *.nupkg).FullName
        $name = "gigachat-test-$PID"
        $publish = Join-Path $root 'build/Publish-Package.ps1'
        $before = $env:GALLERY_KEY
        $env:GALLERY_KEY = $null
        try {
            Register-PSResourceRepository -Name $name -Uri $gallery -Trusted
            & $publish -Path $package -Repository $name 6> $null
            { & $publish -Path $package -Repository PSGallery } | Should -Throw '*needs the key of the Gallery in the variable GALLERY_KEY.'
        }
        finally {
            $env:GALLERY_KEY = $before
            Unregister-PSResourceRepository -Name $name
        }
        (Get-ChildItem -LiteralPath $gallery).Name | Should -Be 'Проба.1.2.3-beta2.nupkg'
    }
}
