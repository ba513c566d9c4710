# What is shipped: the package goes into a clean profile and works there; its papers are in order.
BeforeDiscovery {
    # The environment names the place of the profile, except on Windows.
    $canInstall = -not $IsWindows -and ($env:GIGACHAT_TEST_PACKAGE -or (Get-Command Compress-PSResource -ErrorAction Ignore))
    if (-not $canInstall) { Write-Host 'Left out: the test of an installation, because that takes Linux or macOS, and PSResourceGet 1.1.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    Import-Module (Join-Path $Root 'build/Release.psm1')
    $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $ModulePath 'GigaChat.psd1')
}

Describe 'The manifest' {
    It 'is valid and exports what it names, no more' {
        $module = Test-ModuleManifest -Path (Join-Path $ModulePath 'GigaChat.psd1')
        $module.Version | Should -Be $manifest.ModuleVersion
        $names = (Get-Command -Module GigaChat).Name
        $manifest.CmdletsToExport | Should -Be ($names | Sort-Object)
        foreach ($list in 'FunctionsToExport', 'VariablesToExport', 'AliasesToExport') { @($manifest[$list]) | Should -HaveCount 0 }
    }

    It 'has what the Gallery needs' {
        $data = $manifest.PrivateData.PSData
        foreach ($name in 'LicenseUri', 'ProjectUri', 'IconUri') { ([uri] $data[$name]).Scheme | Should -Be 'https' -Because $name }
        $data.Tags | Should -Contain 'PSEdition_Core'
        $data.Tags | Where-Object { $_ -match '\s' } | Should -BeNullOrEmpty
        foreach ($name in $manifest.CmdletsToExport) {
            $data.Tags | Should -Contain "PSCmdlet_$name"
            $data.Tags | Should -Contain "PSCommand_$name"
        }
        # The Gallery takes no more than 4,000 characters of tags.
        ($data.Tags -join ' ').Length | Should -BeLessThan 4000
        $manifest.Description | Should -Match 'Not an official product of Sber'
        $data.ReleaseNotes | Should -Not -BeNullOrEmpty
        $manifest.Description | Should -Match 'GigaChat в PowerShell'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        Test-Path -LiteralPath (Join-Path $Root 'docs/pictures/icon.png') | Should -BeTrue
    }

    It 'has the version of the assemblies, and is a preview where they are' {
        $version = (Get-ModuleInformation).Version
        "$($manifest.ModuleVersion)-$($manifest.PrivateData.PSData.Prerelease)".TrimEnd('-') | Should -Be $version
        (Get-Command Invoke-GigaChat).ImplementingType.Assembly.GetCustomAttributes(
            [System.Reflection.AssemblyInformationalVersionAttribute], $false).InformationalVersion | Should -BeLike "$version*"
    }

    It 'leads to pages of the project' {
        $data = $manifest.PrivateData.PSData
        foreach ($name in 'LicenseUri', 'IconUri') { $data[$name] | Should -BeLikeExactly "$($data.ProjectUri)/*" -Because $name }
        Join-Path $Root (($data.LicenseUri -split '/main/')[1]) | Should -Exist
        Join-Path $Root (($data.IconUri -split '/main/')[1]) | Should -Exist
        $data.ReleaseNotes | Should -BeLikeExactly "*$($data.ProjectUri)/blob/main/CHANGELOG.md"
    }
}

Describe 'The papers' {
    BeforeAll {
        $bin = Join-Path $ModulePath 'bin'
        # Native libraries lie below, each in the folder of its platform.
        $files = @(Get-ChildItem -LiteralPath $bin -Filter *.dll) +
            @(Get-ChildItem -LiteralPath (Join-Path $bin 'runtimes') -Recurse -File)
        $shipped = @($files | Where-Object BaseName -notlike 'GigaChat.*' |
            ForEach-Object { [System.IO.Path]::GetRelativePath($bin, $_.FullName).Replace('\', '/') })
        # The CycloneDX tool cannot be had everywhere; what is packed for others is not packed without it.
        $sbom = Get-Content -LiteralPath (Join-Path $ModulePath 'sbom.cdx.json') -Raw -ErrorAction Ignore | ConvertFrom-Json
        $noSbom = 'the module was built without the CycloneDX tool'
        $libraries = @($sbom.components | Where-Object purl)
        $notices = Get-Content -LiteralPath (Join-Path $ModulePath 'THIRD-PARTY-NOTICES.txt') -Raw
    }

    It 'name each library that is shipped, and its licence' {
        if (-not $sbom) { Set-ItResult -Skipped -Because $noSbom }
        $shipped.Count | Should -BeGreaterThan 2
        $libraries.components.name | Where-Object { $_ -notmatch '^bin/(linux|osx|win)-' } | Sort-Object |
            Should -Be ($shipped | ForEach-Object { "bin/$_" } | Sort-Object)
        foreach ($component in $libraries) {
            $notices | Should -Match ([regex]::Escape("$($component.name) $($component.version)"))
            $notices | Should -Match ([regex]::Escape($component.licenses[0].license.id))
            $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
        }
        $notices | Should -Match 'Redistribution and use in source and binary forms'
        $notices | Should -Match 'Permission is hereby granted'
    }

    It 'have the hash of each file of the module, native copies and all, and name no other' {
        if (-not $sbom) { Set-ItResult -Skipped -Because $noSbom }
        $listed = @($sbom.metadata.component.components) + @($sbom.components.components).Where{ $_ }
        $there = @(Get-ChildItem -LiteralPath $ModulePath -Recurse -File | Where-Object Name -ne 'sbom.cdx.json' |
            ForEach-Object { [System.IO.Path]::GetRelativePath($ModulePath, $_.FullName).Replace('\', '/') })
        $there.Count | Should -BeGreaterThan 50
        Compare-Object $listed.name $there -CaseSensitive | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } |
            Should -BeNullOrEmpty
        foreach ($file in $listed) {
            $file.hashes[0].content |
                Should -Be (Get-FileHash -LiteralPath (Join-Path $ModulePath $file.name)).Hash.ToLowerInvariant() -Because $file.name
        }
    }

    It 'have the module''s own assemblies, each with its native copies' {
        if (-not $sbom) { Set-ItResult -Skipped -Because $noSbom }
        $own = @($sbom.components | Where-Object name -like 'GigaChat.*')
        $assemblies = Get-ChildItem -LiteralPath $bin -File | Where-Object Name -like 'GigaChat.*.dll'
        ($own.name | Sort-Object) | Should -Be ($assemblies.BaseName | Sort-Object)
        foreach ($component in $own) {
            $component.version | Should -BeExactly (Get-ModuleInformation).Version
            $component.supplier.name | Should -Be $manifest.CompanyName
            $component.components.name | Should -Contain "bin/$($component.name).dll"
        }
        foreach ($folder in Get-ChildItem -LiteralPath $bin -Directory | Where-Object Name -match '^(linux|osx|win)-') {
            ($own | Where-Object name -eq GigaChat.Client).components.name | Should -Contain "bin/$($folder.Name)/GigaChat.Client.dll"
            ($libraries | Where-Object name -eq Polly.Core).components.name | Should -Contain "bin/$($folder.Name)/Polly.Core.dll"
        }
    }

    It 'say by what, when and by whom they were made' {
        if (-not $sbom) { Set-ItResult -Skipped -Because $noSbom }
        $sbom.serialNumber | Should -Match '^urn:uuid:[0-9a-f-]{36}$'
        [datetime] $sbom.metadata.timestamp | Should -BeGreaterThan ([datetime]::UtcNow.AddYears(-1))
        $sbom.metadata.tools.components.name | Should -BeLike 'CycloneDX*'
        $sbom.metadata.supplier.name | Should -Be $manifest.CompanyName
        $sbom.metadata.supplier.url | Should -Be $manifest.PrivateData.PSData.ProjectUri
        $sbom.metadata.component.version | Should -BeExactly (Get-ModuleInformation).Version
    }

    It 'say which library needs which' {
        if (-not $sbom) { Set-ItResult -Skipped -Because $noSbom }
        $references = @($sbom.components.'bom-ref')
        $sbom.dependencies.ref | Should -Be (@($sbom.metadata.component.'bom-ref') + $references)
        # Whatever is shipped is needed by the module, or by something that it needs.
        ($sbom.dependencies.dependsOn | Sort-Object -Unique) | Should -Be ($references | Sort-Object)
        $needs = @{}
        foreach ($one in $sbom.dependencies) { $needs[($one.ref -replace '@[^@]*$' -replace '^pkg:nuget/')] = $one.dependsOn }
        $needs['GigaChat.Client'] | Should -BeLike 'pkg:nuget/*'
        @($needs['GigaChat.PowerShell']) -like 'pkg:nuget/*' | ForEach-Object { ($_ -split '[/@]')[1] } | Sort-Object |
            Should -Be 'dotenv.net', 'Markdig'
        $needs['Microsoft.Data.Sqlite.Core'] | Should -BeLike 'pkg:nuget/SQLitePCLRaw.core@*'
    }

    It 'have the licence and the notices of .NET, whose code is in native images' {
        $images = Get-ChildItem -LiteralPath $bin -Directory | Where-Object Name -match '^(linux|osx|win)-'
        if (-not $images) { Set-ItResult -Skipped -Because 'the module was built without them' }
        $version = [regex]::Match($notices, '(?m)^Code of \.NET is compiled into .*\n\n\.NET (10\.\d+\.\d+)').Groups[1].Value
        $version | Should -Not -BeNullOrEmpty
        $notices | Should -Match 'Notices that come with .*\bMicrosoft\.NETCore\.App\b'
        if ($sbom) { ($sbom.components | Where-Object type -eq framework).version | Should -Be $version }
    }

    It 'have the notices of the libraries themselves' {
        # System.Numerics.Tensors has code of AMD's mathematical library, and says so in its own notices.
        $notices | Should -Match 'Notices that come with .*System\.Numerics\.Tensors'
        $notices | Should -Match 'License notice for amd/aocl-libm-ose'
    }

    It 'are beside the licence, and no debris is' {
        (Get-ChildItem -LiteralPath $ModulePath -File).Name | Where-Object { $_ -notmatch '\.(psd1|psm1|ps1xml)$' } | Sort-Object |
            Should -Be @('LICENSE'; if ($sbom) { 'sbom.cdx.json' }; 'THIRD-PARTY-NOTICES.txt')
        Get-ChildItem -LiteralPath $ModulePath -Recurse -File | Where-Object Name -match '\.(pdb|deps\.json|xml)$' |
            Where-Object Name -notlike '*-Help.xml' | Should -BeNullOrEmpty
        # PowerShell brings its own; a copy would be the stub that cmdlets are compiled against.
        Get-ChildItem -LiteralPath $ModulePath -Recurse -Filter 'System.Management.Automation.dll' | Should -BeNullOrEmpty
    }
}

Describe 'The recipes' {
    It 'are in the package, where about_GigaChat says' {
        $recipes = (Get-ChildItem -LiteralPath (Join-Path $Root 'examples/recipes')).Name | Sort-Object
        (Get-ChildItem -LiteralPath (Join-Path $ModulePath 'Recipes')).Name | Sort-Object | Should -Be $recipes
        foreach ($culture in 'en-US', 'ru-RU') {
            Get-Content -LiteralPath (Join-Path $Root "docs/$culture/about_GigaChat.md") -Raw |
                Should -BeLike '*Get-Module GigaChat -ListAvailable*Join-Path $module.ModuleBase Recipes*'
        }
    }
}

Describe 'The native images' {
    BeforeDiscovery {
        # What the header of a file says it is for. The compiler marks images for Linux and macOS so that no other system takes them:
        # https://github.com/dotnet/runtime/blob/main/docs/design/coreclr/botr/readytorun-format.md
        $machines = @(
            @{ Platform = 'linux-arm64'; Machine = 0xAA64 -bxor 0x7B79 }
            @{ Platform = 'linux-x64'; Machine = 0x8664 -bxor 0x7B79 }
            @{ Platform = 'osx-arm64'; Machine = 0xAA64 -bxor 0x4644 }
            @{ Platform = 'win-arm64'; Machine = 0xAA64 }
            @{ Platform = 'win-x64'; Machine = 0x8664 }
        )
    }

    It 'of <Platform> are code for that platform' -ForEach $machines {
        $images = Join-Path $ModulePath "bin/$Platform"
        if (-not (Test-Path -LiteralPath $images)) { Set-ItResult -Skipped -Because 'the module was built without them' }
        foreach ($image in Get-ChildItem -LiteralPath $images -Filter *.dll) {
            $reader = [System.Reflection.PortableExecutable.PEReader]::new([System.IO.File]::OpenRead($image.FullName))
            try { [int] $reader.PEHeaders.CoffHeader.Machine | Should -Be $Machine -Because $image.FullName }
            finally { $reader.Dispose() }
        }
    }

    It 'are there for each assembly but the loader, with native code in them' {
        $folders = Get-ChildItem -LiteralPath (Join-Path $ModulePath 'bin') -Directory | Where-Object Name -match '^(linux|osx|win)-'
        if (-not $folders) { Set-ItResult -Skipped -Because 'the module was built without them' }
        $plain = (Get-ChildItem -LiteralPath (Join-Path $ModulePath 'bin') -Filter *.dll -Exclude GigaChat.Loader.dll).Name
        foreach ($folder in $folders) {
            $images = Get-ChildItem -LiteralPath $folder.FullName -Filter *.dll
            ($images.Name | Sort-Object) | Should -Be ($plain | Sort-Object) -Because $folder.Name
            foreach ($image in $images) {
                $reader = [System.Reflection.PortableExecutable.PEReader]::new([System.IO.File]::OpenRead($image.FullName))
                try { $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size | Should -BeGreaterThan 0 -Because $image.FullName }
                finally { $reader.Dispose() }
            }
        }
    }
}

Describe 'The package' -Skip:(-not $canInstall) {
    It 'is installed from a repository into a clean profile, and loads by itself when a cmdlet is called' {
        # .NET takes no data folder that does not exist.
        $gallery, $profileFolder, $null = 'репозиторий', 'профиль', 'профиль/.local/share' |
            ForEach-Object { (New-Item -ItemType Directory -Path (Join-Path $TestDrive $_)).FullName }
        if ($env:GIGACHAT_TEST_PACKAGE) { Copy-Item -LiteralPath $env:GIGACHAT_TEST_PACKAGE -Destination $gallery }
        else { Compress-PSResource -Path $ModulePath -DestinationPath $gallery }
        $script = {
            param($gallery)
            $ErrorActionPreference = 'Stop'
            $ProgressPreference = 'SilentlyContinue'
            Register-PSResourceRepository -Name Test -Uri $gallery -Trusted
            Install-PSResource -Name GigaChat -Prerelease -Repository Test -Scope CurrentUser
            Get-MintsifryRootCA -ErrorAction Ignore | Out-Null
            $module = Get-Module GigaChat
            @{ Base = $module.ModuleBase; Version = "$($module.Version)"; Commands = $module.ExportedCmdlets.Count } | ConvertTo-Json
        }
        $before = @{ HOME = $env:HOME; XDG_DATA_HOME = $env:XDG_DATA_HOME; PSModulePath = $env:PSModulePath }
        try {
            $env:HOME = $profileFolder
            $env:XDG_DATA_HOME = $null
            # The new process finds its modules by its own profile.
            $env:PSModulePath = $null
            $result = Invoke-PowerShellScript $script $gallery | ConvertFrom-Json
        }
        finally { foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) } }
        $result.Base | Should -BeLike "$profileFolder*"
        $result.Version | Should -Be $manifest.ModuleVersion
        $result.Commands | Should -Be $manifest.CmdletsToExport.Count
    }
}
