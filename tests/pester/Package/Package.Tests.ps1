# What is shipped: the package goes into a clean profile and works there; its papers are in order.
BeforeDiscovery {
    # The environment names the place of the profile, except on Windows.
    $canInstall = -not $IsWindows -and ($env:GIGACHAT_TEST_PACKAGE -or (Get-Command Compress-PSResource -ErrorAction Ignore))
    if (-not $canInstall) { Write-Host 'Left out: the test of an installation, because that takes Linux or macOS, and PSResourceGet 1.1.' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
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

    It 'has the version of the assemblies' {
        $properties = [xml] (Get-Content -LiteralPath (Join-Path $Root 'Directory.Build.props') -Raw)
        $properties.Project.PropertyGroup.Version | Should -Be $manifest.ModuleVersion
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
        $sbom = Get-Content -LiteralPath (Join-Path $ModulePath 'sbom.cdx.json') -Raw | ConvertFrom-Json
        $notices = Get-Content -LiteralPath (Join-Path $ModulePath 'THIRD-PARTY-NOTICES.txt') -Raw
    }

    It 'name each library that is shipped, and its licence' {
        $shipped.Count | Should -BeGreaterThan 2
        ($sbom.components.components.name | Sort-Object) | Should -Be ($shipped | Sort-Object)
        foreach ($component in $sbom.components) {
            $notices | Should -Match ([regex]::Escape("$($component.name) $($component.version)"))
            $notices | Should -Match ([regex]::Escape($component.licenses[0].license.id))
            $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
        }
        $notices | Should -Match 'Redistribution and use in source and binary forms'
        $notices | Should -Match 'Permission is hereby granted'
    }

    It 'have the hash of each assembly' {
        foreach ($file in $sbom.components.components) {
            $file.hashes[0].content |
                Should -Be (Get-FileHash -LiteralPath (Join-Path $ModulePath "bin/$($file.name)")).Hash.ToLowerInvariant()
        }
    }

    It 'say which library needs which' {
        $references = @($sbom.components.'bom-ref')
        $sbom.dependencies.ref | Should -Be (@('GigaChat') + $references)
        # Whatever is shipped is needed by the module, or by something that it needs.
        ($sbom.dependencies.dependsOn | Sort-Object -Unique) | Should -Be ($references | Sort-Object)
    }

    It 'have the notices of the libraries themselves' {
        # System.Numerics.Tensors has code of AMD's mathematical library, and says so in its own notices.
        $notices | Should -Match 'Notices that come with .*System\.Numerics\.Tensors'
        $notices | Should -Match 'License notice for amd/aocl-libm-ose'
    }

    It 'are beside the licence, and no debris is' {
        (Get-ChildItem -LiteralPath $ModulePath -File).Name | Where-Object { $_ -notmatch '\.(psd1|psm1|ps1xml)$' } | Sort-Object |
            Should -Be 'LICENSE', 'sbom.cdx.json', 'THIRD-PARTY-NOTICES.txt'
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
            Install-PSResource -Name GigaChat -Repository Test -Scope CurrentUser
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
