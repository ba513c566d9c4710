# The bill of materials: what the CycloneDX tool says, with what it does not know. Where the two do not fit, the build stops.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../build/Sbom.psm1')

    $module = Join-Path $TestDrive 'GigaChat'
    foreach ($name in 'GigaChat.psd1', 'ru/about.help.txt', 'bin/GigaChat.PowerShell.dll', 'bin/GigaChat.Client.dll', 'bin/Чужая.dll',
        'bin/ru/GigaChat.Client.resources.dll', 'bin/linux-x64/GigaChat.Client.dll', 'bin/linux-x64/Чужая.dll',
        'bin/linux-x64/ru/GigaChat.Client.resources.dll', 'bin/runtimes/win-x64/native/чужая.dll') {
        Set-Content -Path (New-Item -Path (Join-Path $module $name) -Force) -Value $name -NoNewline
    }
    $information = [pscustomobject]@{ Version = '1.2.3-beta2'; Supplier = 'Имярек'; ProjectUri = 'https://example.org/проект' }

    function New-Bom {
        @{
            bomFormat = 'CycloneDX'; specVersion = '1.6'; serialNumber = 'urn:uuid:1'
            metadata = @{ timestamp = '2026-11-27T00:00:00Z'; component = @{ 'bom-ref' = 'GigaChat@1.2.3-beta2' } }
            components = @(
                @{ type = 'library'; 'bom-ref' = 'GigaChat.Client@1.2.3-beta2'; name = 'GigaChat.Client'; version = '1.2.3-beta2' }
                @{ type = 'library'; 'bom-ref' = 'pkg:nuget/Чужая@4.5.6'; name = 'Чужая'; version = '4.5.6'
                    licenses = @(@{ license = @{ name = 'Unknown' } })
                }
                @{ type = 'library'; 'bom-ref' = 'pkg:nuget/Сборка@1.0.0'; name = 'Сборка'; version = '1.0.0' }
            )
            dependencies = @(
                @{ ref = 'GigaChat@1.2.3-beta2'
                    dependsOn = 'GigaChat.Client@1.2.3-beta2', 'pkg:nuget/Чужая@4.5.6', 'pkg:nuget/Сборка@1.0.0'
                }
                @{ ref = 'GigaChat.Client@1.2.3-beta2'; dependsOn = @('pkg:nuget/Чужая@4.5.6') }
                @{ ref = 'pkg:nuget/Чужая@4.5.6' }
            )
        }
    }

    function New-Package([string] $Version = '4.5.6') {
        [pscustomobject]@{
            Name = 'Чужая'; Version = $Version; License = 'MIT'; Copyright = '© Имярек'
            Files = @(@{ Name = 'Чужая.dll' }, @{ Name = 'runtimes/win-x64/native/чужая.dll' })
        }
    }

    function Get-Sbom($Framework) {
        $path = Join-Path $module 'sbom.cdx.json'
        Write-Sbom -Bom (New-Bom) -Package (New-Package) -Framework $Framework -Module $information -ModulePath $module -Path $path
        Get-Content -LiteralPath $path -Raw | ConvertFrom-Json
    }
}

Describe 'Write-Sbom' {
    It 'gives each file to the component that it is of' {
        $sbom = Get-Sbom
        $files = @{}
        foreach ($component in $sbom.components) { $files[$component.name] = @($component.components.name) }
        $files.Keys | Sort-Object | Should -Be 'GigaChat.Client', 'GigaChat.PowerShell', 'Чужая'
        $files['GigaChat.Client'] | Sort-Object | Should -Be 'bin/GigaChat.Client.dll', 'bin/linux-x64/GigaChat.Client.dll',
            'bin/linux-x64/ru/GigaChat.Client.resources.dll', 'bin/ru/GigaChat.Client.resources.dll'
        $files['Чужая'] | Sort-Object | Should -Be 'bin/linux-x64/Чужая.dll', 'bin/runtimes/win-x64/native/чужая.dll', 'bin/Чужая.dll'
        # The file that is written is not in itself.
        $sbom.metadata.component.components.name | Sort-Object | Should -Be 'GigaChat.psd1', 'ru/about.help.txt'
        $sbom.components[0].components[0].hashes[0].alg | Should -Be 'SHA-256'
        $sbom.components[0].components[0].hashes[0].content |
            Should -BeExactly (Get-FileHash -LiteralPath (Join-Path $module 'bin/GigaChat.Client.dll')).Hash.ToLowerInvariant()
    }

    It 'has supplier and licences, and keeps what the tool says of itself' {
        $sbom = Get-Sbom
        $sbom.serialNumber | Should -Be 'urn:uuid:1'
        foreach ($one in $sbom.metadata, $sbom.metadata.component, $sbom.components[0]) {
            $one.supplier.name | Should -Be 'Имярек'
            $one.supplier.url | Should -Be 'https://example.org/проект'
        }
        ($sbom.components | Where-Object name -eq 'Чужая').licenses[0].license.id | Should -Be 'MIT'
    }

    It 'leaves a need to the component that has it' {
        $needs = @{}
        foreach ($one in (Get-Sbom).dependencies) { $needs[$one.ref] = @($one.dependsOn) }
        $needs['GigaChat@1.2.3-beta2'] | Should -Be 'GigaChat.Client@1.2.3-beta2', 'GigaChat.PowerShell@1.2.3-beta2'
        $needs['GigaChat.PowerShell@1.2.3-beta2'] | Should -Be 'GigaChat.Client@1.2.3-beta2'
        $needs['GigaChat.Client@1.2.3-beta2'] | Should -Be 'pkg:nuget/Чужая@4.5.6'
    }

    It 'names .NET where there are native images' {
        $framework = [pscustomobject]@{ Name = 'Microsoft.NETCore.App'; Version = '10.0.99'; License = 'MIT'; Copyright = '© Имярек' }
        $component = (Get-Sbom $framework).components | Where-Object type -eq framework
        $component.name, $component.version | Should -Be 'Microsoft.NETCore.App', '10.0.99'
    }

    It 'stops at a package that the tool does not find, or finds in another version' {
        foreach ($package in (New-Package '4.5.7'), ([pscustomobject]@{ Name = 'Иная'; Version = '1.0'; Files = @() })) {
            { Write-Sbom -Bom (New-Bom) -Package $package -Module $information -ModulePath $module -Path "$module/sbom.cdx.json" } |
                Should -Throw "'$($package.Name)' $($package.Version) is shipped, and CycloneDX does not find it*"
        }
    }
}
