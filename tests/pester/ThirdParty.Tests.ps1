# Notices and bill of materials know a new package by the lock file and by what it says of itself; where that is not enough, the build
# stops.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../build/ThirdParty.psm1')

    # A package as NuGet unpacks it, with one library.
    function New-Package([string] $Name, [string] $File, [string] $Metadata, [string] $License) {
        if (-not $Metadata) { $Metadata = '<license type="expression">MIT</license>' }
        $folder = Join-Path $store "$Name/1.2.3".ToLowerInvariant()
        $null = New-Item -ItemType Directory -Path (Join-Path $folder 'lib/net8.0') -Force
        Set-Content -LiteralPath (Join-Path $folder "lib/net8.0/$File") -Value "IL of $File" -NoNewline
        if ($License) { Set-Content -LiteralPath (Join-Path $folder 'LICENSE.TXT') -Value $License }
        Set-Content -LiteralPath (Join-Path $folder "$($Name.ToLowerInvariant()).nuspec") -Value @"
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
<id>$Name</id>$Metadata<copyright>© Имярек</copyright><repository type="git" url="https://example.org/$Name" /></metadata></package>
"@
        $lock.dependencies.'net8.0'[$Name] = @{ type = 'Direct'; resolved = '1.2.3' }
    }

    function Add-ShippedFile([string] $Name, [string] $Content = "IL of $Name") {
        Set-Content -LiteralPath (Join-Path $bin $Name) -Value $Content -NoNewline
    }

    function Get-Shipped([hashtable] $Known = @{}) {
        $path = Join-Path $TestDrive 'packages.lock.json'
        $lock | ConvertTo-Json -Depth 6 | Set-Content -LiteralPath $path
        Get-ShippedPackage -LockFile $path -BinPath $bin -PackageFolder $store -Known $Known
    }
}

Describe 'Get-ShippedPackage' {
    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $store, $bin = 'store', 'bin' | ForEach-Object { (New-Item -ItemType Directory -Path (Join-Path $folder $_)).FullName }
        $lock = @{ version = 2; dependencies = @{ 'net8.0' = @{ 'gigachat.client' = @{ type = 'Project' } } } }
        Add-ShippedFile 'GigaChat.Client.dll'
    }

    It 'takes version, licence, project and copyright from the package, whatever its library is called' {
        New-Package 'New.Library' 'new_library.core.dll' -License "The MIT License`n`n  Copyright (c) 2026 Имярек`n`nPermission is granted"
        Add-ShippedFile 'new_library.core.dll'
        $package = Get-Shipped
        $package.Name, $package.Version, $package.License | Should -Be 'New.Library', '1.2.3', 'MIT'
        $package.Project | Should -Be 'https://example.org/New.Library'
        $package.Copyright | Should -Be 'Copyright (c) 2026 Имярек'
        $package.Files.Name | Should -Be 'new_library.core.dll'
        $package.Files.Sha256 | Should -Be (Get-FileHash -LiteralPath (Join-Path $bin 'new_library.core.dll')).Hash
    }

    It 'takes the copyright of the description where there is no licence text, and leaves out what ships nothing' {
        New-Package 'New.Library' 'New.Library.dll'
        New-Package 'Build.Only' 'Build.Only.dll'
        Add-ShippedFile 'New.Library.dll'
        $package = Get-Shipped
        $package.Name | Should -Be 'New.Library'
        $package.Copyright | Should -Be '© Имярек'
    }

    It 'says which packages a package needs' {
        New-Package 'New.Library' 'New.Library.dll'
        New-Package 'Its.Part' 'Its.Part.dll'
        $lock.dependencies.'net8.0'['Its.Part'].type = 'Transitive'
        $lock.dependencies.'net8.0'['New.Library'].dependencies = @{ 'Its.Part' = '1.2.3'; 'Not.Shipped' = '1.0.0' }
        'New.Library.dll', 'Its.Part.dll' | ForEach-Object { Add-ShippedFile $_ }
        $part, $library = Get-Shipped
        $library.Needs | Should -Be 'Its.Part'
        $library.IsDirect | Should -BeTrue
        $part.IsDirect | Should -BeFalse
    }

    It 'stops at a file that no package has' {
        New-Package 'New.Library' 'New.Library.dll'
        Add-ShippedFile 'New.Library.dll' 'something else'
        { Get-Shipped } | Should -Throw "'New.Library.dll' is shipped, and is in no package*"
    }

    It 'stops at a package that names no licence, unless the list does' {
        New-Package 'New.Library' 'New.Library.dll' -Metadata '<licenseUrl>https://example.org/licence</licenseUrl>'
        Add-ShippedFile 'New.Library.dll'
        { Get-Shipped } | Should -Throw 'The package New.Library does not say its License*'
        (Get-Shipped @{ 'New.Library' = @{ License = 'MIT' } }).License | Should -Be 'MIT'
    }

    It 'stops at a licence whose text is not here' {
        New-Package 'New.Library' 'New.Library.dll' -Metadata '<license type="expression">MPL-2.0</license>'
        Add-ShippedFile 'New.Library.dll'
        { Get-Shipped } | Should -Throw "*under 'MPL-2.0'*"
    }

    It 'stops where the list names what is not shipped' {
        { Get-Shipped @{ 'Old.Library' = @{ License = 'MIT' } } } | Should -Throw '*names what is not shipped: Old.Library'
    }
}

Describe 'Get-CompiledFramework' {
    BeforeEach {
        $store = Join-Path $TestDrive ([guid]::NewGuid())
        $folder = (New-Item -ItemType Directory -Path (Join-Path $store 'microsoft.netcore.app.crossgen2.linux-x64/10.0.99')).FullName
        Set-Content -LiteralPath (Join-Path $folder 'LICENSE.TXT') -Value "The MIT License (MIT)`n`nCopyright (c) Имярек"
        Set-Content -LiteralPath (Join-Path $folder 'compiler.nuspec') -Value (
            '<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>' +
            '<license type="expression">MIT</license><repository type="git" url="https://example.org/dotnet" /></metadata></package>')
    }

    It 'is .NET with the licence and the notices of the compiler that puts its code into native images' {
        Set-Content -LiteralPath (Join-Path $folder 'THIRD-PARTY-NOTICES.TXT') -Value 'Чужой код.'
        $framework = Get-CompiledFramework -PackageFolder $store -Version 10.0.99
        $framework.Name, $framework.Version, $framework.License | Should -Be 'Microsoft.NETCore.App', '10.0.99', 'MIT'
        $framework.Copyright | Should -Be 'Copyright (c) Имярек'
        $path = Join-Path $TestDrive 'notices.txt'
        $package = [pscustomobject]@{
            Name = 'Чужая'; Version = '1.0'; Copyright = '© Имярек'; License = 'MIT'; Project = 'https://example.org'; Notices = ''
        }
        Write-ThirdPartyNotice -Package $package -Framework $framework -Path $path
        $text = Get-Content -LiteralPath $path -Raw
        $text | Should -Match (
            '(?s)Code of \.NET is compiled into .*\.NET 10\.0\.99\s+Copyright \(c\) Имярек\s+MIT, https://example\.org/dotnet')
        $text | Should -Match '(?s)Notices that come with Microsoft\.NETCore\.App\s+Чужой код\.'
    }

    It 'stops where there are no notices, or no such compiler' {
        { Get-CompiledFramework -PackageFolder $store -Version 10.0.99 } | Should -Throw '*has no notices*'
        { Get-CompiledFramework -PackageFolder $store -Version 10.0.98 } | Should -Throw '*version 10.0.98, is not in*'
    }
}
