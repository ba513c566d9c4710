<#
.SYNOPSIS
    Builds, tests, shows and packs the module.
.DESCRIPTION
    build  the module into out/GigaChat, importable as it lies (the default)
    test   xunit and Pester; ends with the line "N passed, N failed, N skipped". With -Package the module is neither built nor
           packed: the Pester tests run against this .nupkg, which `pack` made. With -Coverage it measures which lines and branches
           of the module both suites run, instead of judging it
    test-windows  on Linux, the Pester tests in Windows' code, through Wine: the module with win-x64's native code, in PowerShell for
           Windows. With -Path some of the tests
    demo   the main job against the emulator, on screen
    help   refreshes syntax and parameter tables of the pages in docs/ from the cmdlets (their prose is written by hand)
    bench  the module against a bare HttpClient and Invoke-RestMethod; writes docs/performance.md
    pack   a .nupkg in out/ with native code for all platforms, for Install-PSResource from a local repository. With
           -CertificateThumbprint, on Windows, its files are signed
    release-notes  what CHANGELOG.md says of this version, in out/release-notes.md; fails where it says nothing, or -Tag is
           another version
    clean  removes what the other tasks made
.EXAMPLE
    ./build.ps1 test
.EXAMPLE
    ./build.ps1 test -Package out/GigaChat.0.1.0-preview1.nupkg
.EXAMPLE
    ./build.ps1 release-notes -Tag v0.1.0-preview1
.EXAMPLE
    ./build.ps1 test-windows -Path tests/pester/Windows,tests/pester/Files
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('build', 'test', 'test-windows', 'demo', 'help', 'bench', 'pack', 'release-notes', 'clean')]
    [string] $Task = 'build',

    # test: the package to be tested instead of one that is built and packed from these sources.
    [ValidateScript({ $_ -like '*.nupkg' -and (Test-Path -LiteralPath $_ -PathType Leaf) }, ErrorMessage = "'{0}' is no .nupkg.")]
    [string] $Package,

    # test: measures coverage. It takes longer, and tests of times and of hashes may fail on assemblies that are measured.
    [switch] $Coverage,

    # pack: the certificate for signing code, in the personal store of the user or of the computer.
    [string] $CertificateThumbprint,

    # pack: who says when the files were signed.
    [uri] $TimestampServer = 'http://timestamp.digicert.com',

    # release-notes: the tag that is to be released.
    [string] $Tag,

    # test-windows: folders and files of tests to be run instead of all, with commas between (build.sh passes them as one text).
    [ValidateScript({ (Test-Path -LiteralPath ($_ -split ',')) -notcontains $false }, ErrorMessage = "'{0}' does not exist.")]
    [string[]] $Path
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$taskOf = @{
    Package = 'test'; Coverage = 'test'; CertificateThumbprint = 'pack'; TimestampServer = 'pack'; Tag = 'release-notes'; Path = 'test-windows'
}
foreach ($name in $PSBoundParameters.Keys) {
    if ($taskOf.ContainsKey($name) -and $taskOf[$name] -ne $Task) { throw "-$name is for '$($taskOf[$name])' alone." }
}
if ($Package -and $Coverage) { throw '-Coverage measures what is built here, and so not a -Package.' }

$root = $PSScriptRoot
$out = Join-Path $root 'out'
$module = Join-Path $out 'GigaChat'
$emulator = Join-Path $root 'tests/GigaChat.Emulator'
$system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
$thisPlatform = "$system-$([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
$packedPlatforms = 'linux-arm64', 'linux-x64', 'osx-arm64', 'win-arm64', 'win-x64'
# Native libraries have no IL that could serve elsewhere, so they are there for every platform that PowerShell is made for.
$nativePlatforms = 'linux-arm64', 'linux-musl-x64', 'linux-x64', 'osx-arm64', 'osx-x64', 'win-arm64', 'win-x64'
'ThirdParty', 'Sbom', 'Release', 'Signing', 'PowerShellHost', 'Pester', 'Coverage', 'WindowsRun' |
    ForEach-Object { Import-Module (Join-Path $root "build/$_.psm1") }

# Shows what dotnet said only where it failed: warnings are errors, so a build that passes has nothing to say.
function Invoke-DotNet {
    $said = & dotnet @args '-p:Locked=true' 2>&1
    if ($LASTEXITCODE -ne 0) {
        $said | Out-Host
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

# Makes the assemblies of one platform with native code in them, for a quicker start. The IL in bin/ serves all others.
function Add-NativeImage([string] $Platform, [switch] $Required) {
    $images = Join-Path $module "bin/$Platform"
    $work = Join-Path $out "native/$Platform"
    try {
        foreach ($project in 'GigaChat.PowerShell', 'GigaChat.Loader') {
            $options = @(
                '-c', 'Release', '-r', $Platform, '--self-contained', 'false', '--artifacts-path', $work, '-o', (Join-Path $work 'publish')
                '-v', 'quiet', '-p:PublishReadyToRun=true', "-p:PowerShellHome=$PSHOME"
                # The same sources have been analyzed for the IL.
                '-p:RunAnalyzers=false'
            )
            Invoke-DotNet publish (Join-Path $root "src/$project") @options
        }
    }
    catch {
        if ($Required) { throw "There are no native images for $Platform, and no package without them: $_" }
        Write-Host "Left out: native images for $Platform, because the compiler for them cannot be had. The module starts a little slower."
        return
    }
    $null = New-Item -ItemType Directory -Path $images
    # On Windows the native library of SQLite lies among the assemblies; it is in bin/runtimes already.
    Copy-Item -Path (Join-Path $work 'publish/*.dll') -Destination $images -Exclude GigaChat.Loader.dll, e_sqlite3.dll
    Copy-Item -LiteralPath (Join-Path $work 'publish/ru') -Destination $images -Recurse
}

# Get-Help's files, from the pages in docs/.
function Build-Help {
    Import-Module (Join-Path $root 'build/HelpMaml.psm1') -Force
    # PowerShell looks for the user's culture, then for its parent: ru serves ru-RU, ru-BY, ru-KZ …
    $folders = @{ 'en-US' = 'en-US'; 'ru-RU' = 'ru' }
    foreach ($culture in $folders.Keys) { Export-ModuleHelp (Join-Path $root "docs/$culture") (Join-Path $module $folders[$culture]) }
}

# -Complete, for a package: what cannot be had is an error instead of left out. -Signature has the certificate, if it is to be signed.
function Build-Module([string[]] $Platforms = $thisPlatform, [switch] $Complete, [hashtable] $Signature) {
    # Built beside the final place first: an import in another session may hold the old files on Windows.
    $publish = Join-Path $out 'publish'
    foreach ($folder in $publish, $module) {
        if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
    }
    foreach ($project in 'GigaChat.PowerShell', 'GigaChat.Loader') {
        Invoke-DotNet publish (Join-Path $root "src/$project") -c Release -o $publish -v quiet
    }

    $bin = Join-Path $module 'bin'
    $null = New-Item -ItemType Directory -Path $bin
    Copy-Item -Path (Join-Path $publish '*.dll') -Destination $bin
    Copy-Item -LiteralPath (Join-Path $publish 'ru') -Destination $bin -Recurse
    foreach ($platform in $nativePlatforms) {
        Copy-Item -LiteralPath (Join-Path $publish "runtimes/$platform") -Destination (
            New-Item -ItemType Directory -Path (Join-Path $bin 'runtimes') -Force) -Recurse
    }
    Copy-Item -Path (Join-Path $root 'GigaChat.psd1'), (Join-Path $root 'LICENSE') -Destination $module
    Complete-Manifest (Join-Path $module 'GigaChat.psd1')
    Copy-Item -Path (Join-Path $root 'module/*') -Destination $module -Recurse
    # For users to copy; they are found by the path that about_GigaChat names.
    Copy-Item -LiteralPath (Join-Path $root 'examples/recipes') -Destination (Join-Path $module 'Recipes') -Recurse
    $package = Get-ShippedPackage -LockFile (Get-Item -Path (Join-Path $root 'src/*/packages.lock.json')).FullName -BinPath $bin
    Remove-Item -LiteralPath $publish -Recurse -Force
    Build-Help
    foreach ($platform in $Platforms) { Add-NativeImage $platform -Required:$Complete }
    $hasImages = @($Platforms).Where{ Test-Path -LiteralPath (Join-Path $bin $_) }
    $framework = $hasImages ? (Get-CompiledFramework -Version (Get-FrameworkVersion)) : $null
    Write-ThirdPartyNotice -Package $package -Framework $framework -Path (Join-Path $module 'THIRD-PARTY-NOTICES.txt')
    if ($Signature) { Add-Signature -Path (Get-FileToSign -ModulePath $module -Foreign $package.Files.Name) @Signature }
    # The last of all, because it has the hash of each file.
    Build-Sbom $package $framework -Required:$Complete
    Write-Host "Built $module"
}

# The .NET that native images are compiled for: see Directory.Build.targets.
function Get-FrameworkVersion {
    & dotnet msbuild (Join-Path $root 'src/GigaChat.Loader') -getProperty:BundledNETCoreAppPackageVersion
}

function Build-Sbom($Package, $Framework, [switch] $Required) {
    $information = Get-ModuleInformation
    $project = Join-Path $root 'src/GigaChat.PowerShell/GigaChat.PowerShell.csproj'
    $bom = Read-ToolBom -Project $project -Version $information.Version -Folder (Join-Path $out 'sbom')
    if (-not $bom) {
        if ($Required) { throw 'There is no CycloneDX tool, and no package without its bill of materials: dotnet tool restore.' }
        Write-Host 'Left out: the bill of materials (sbom.cdx.json), because the CycloneDX tool cannot be had.'
        return
    }
    Write-Sbom -Bom $bom -Package $Package -Framework $Framework -Module $information -ModulePath $module -Path (
        Join-Path $module 'sbom.cdx.json')
}

function Build-Emulator {
    Invoke-DotNet build $emulator -c Release -v quiet
}

# Packs the module, unless a package was given, and installs it, as from the Gallery: what is tested is what users get.
function Install-PackedModule {
    if (-not $Package -and -not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        Write-Host ('Left out: the tests run against out/GigaChat as it lies, because Microsoft.PowerShell.PSResourceGet 1.1 is ' +
            'not installed.')
        return $module
    }
    $gallery, $saved, $installed = 'gallery', 'saved', 'installed' | ForEach-Object { Join-Path $out $_ }
    foreach ($folder in $gallery, $saved, $installed) {
        if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
        $null = New-Item -ItemType Directory -Path $folder
    }
    if ($Package) { Copy-Item -LiteralPath $Package -Destination $gallery }
    else { Compress-PSResource -Path $module -DestinationPath $gallery }
    $env:GIGACHAT_TEST_PACKAGE = (Get-ChildItem -LiteralPath $gallery -Filter *.nupkg).FullName
    $name = "gigachat-$PID"
    Register-PSResourceRepository -Name $name -Uri $gallery -Trusted
    try { Save-PSResource -Name GigaChat -Repository $name -Path $saved -Prerelease }
    finally { Unregister-PSResourceRepository -Name $name }
    # Without the folder of the version between, a path to the module can be imported and looked into.
    $copy = Join-Path $installed 'GigaChat'
    Move-Item -Path (Join-Path $saved 'GigaChat/*') -Destination $copy
    $copy
}

# Runs every project of tests/ whose name ends in .Tests. Each writes a report (CTRF, a JSON format), from which the counts are read.
function Invoke-XunitTest {
    $results = Join-Path $out 'TestResults'
    if (Test-Path -LiteralPath $results) { Remove-Item -LiteralPath $results -Recurse -Force }
    foreach ($project in Get-ChildItem -Path (Join-Path $root 'tests') -Filter '*.Tests' -Directory) {
        $report = "$($project.Name).ctrf.json"
        $options = '--results-directory', $results, '--report-xunit-ctrf', '--report-xunit-ctrf-filename', $report
        & dotnet test --project $project.FullName -c Release -v quiet '-p:Locked=true' @options | Out-Host
        $exitCode = $LASTEXITCODE
        $path = Join-Path $results $report
        # A process that was killed or crashed leaves no report.
        if (-not (Test-Path -LiteralPath $path)) { throw "The tests of $($project.Name) did not run to their end: exit code $exitCode." }
        $summary = (Get-Content -LiteralPath $path -Raw | ConvertFrom-Json).results.summary
        # "other" are errors outside of a test, such as a class that could not be cleaned up.
        $failed = $summary.failed + $summary.other
        if ($exitCode -ne 0 -and $failed -eq 0) { throw "The tests of $($project.Name) ended with exit code $exitCode." }
        [pscustomobject]@{ Passed = $summary.passed; Failed = $failed; Skipped = $summary.skipped + $summary.pending }
    }
}

function Invoke-PesterTest {
    $pester = Restore-Pester
    $counts = Join-Path $out 'TestResults/pester'
    $env:GIGACHAT_TEST_MODULE = Install-PackedModule
    Invoke-PesterShare -PesterPath $pester -CountsPath $counts | Out-Host
    Read-PesterCount $counts
}

# The last line of a run of tests, and its exit code.
function Write-Count($Sums) {
    $passed, $failed, $skipped = 'Passed', 'Failed', 'Skipped' | ForEach-Object { ($Sums | Measure-Object -Property $_ -Sum).Sum }
    Write-Host ('{0} passed, {1} failed, {2} skipped' -f $passed, $failed, $skipped)
    if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
}

switch ($Task) {
    'build' { Build-Module }
    'demo' {
        Build-Module
        Build-Emulator
        & (Join-Path $root 'examples/Show-Demo.ps1') -ModulePath $module -EmulatorPath (
            Join-Path $emulator 'bin/Release/net10.0/GigaChat.Emulator.dll')
    }
    'test' {
        if ($Coverage) {
            # Without native images, because IL is what is measured.
            Build-Module @()
            Build-Emulator
            Measure-Coverage -ModulePath $module -PesterPath (Restore-Pester) -Folder (Join-Path $out 'TestResults/coverage')
            return
        }
        if (-not $Package) {
            Build-Module
            Assert-NoVulnerability -Solution (Join-Path $root 'GigaChat.slnx')
        }
        Build-Emulator
        Write-Count @(Invoke-XunitTest; Invoke-PesterTest)
    }
    'test-windows' {
        $wine = $IsLinux ? (Find-Wine) : $null
        if (-not $wine) {
            [Console]::Error.WriteLine($IsWindows ? "This is Windows: 'build.cmd test' runs all tests here." : (
                "Windows' code is run on Linux, with Wine and util-linux's 'script'; one of them is not here. Debian and Ubuntu have " +
                'Wine in the packages wine64 and wine.'))
            exit 2
        }
        Build-Module win-x64 -Complete
        Build-Emulator
        $windows = Join-Path $out 'windows'
        $hostFolder = Join-Path $windows 'host'
        Invoke-DotNet publish (Join-Path $root 'tests/GigaChat.WindowsHost') -c Release -o $hostFolder -v quiet
        # This module comes with PowerShell, and not with the package that is published here.
        Copy-Item -Path (Join-Path $PSHOME 'Modules/*ThreadJob') -Destination (Join-Path $hostFolder 'Modules') -Recurse -Force
        $run = @{
            Wine         = $wine
            HostPath     = Join-Path $hostFolder 'pwsh.exe'
            ModulePath   = $module
            EmulatorPath = Join-Path $emulator 'bin/Release/net10.0/GigaChat.Emulator.dll'
            PesterPath   = Restore-Pester
            Folder       = $windows
        }
        if ($Path) { $run.Path = $Path -split ',' }
        Write-Count (Invoke-WineTest @run)
    }
    'help' {
        # Metadata needs no native images.
        Build-Module @()
        # In a process of its own, so that the module's files are free afterwards.
        $pages = 'en-US', 'ru-RU' | ForEach-Object { Join-Path $root "docs/$_" }
        Invoke-PowerShellScript -ArgumentList (Join-Path $root 'build/HelpSyntax.psm1'), $module, $pages {
            param($syntax, $module, $folders)
            $ErrorActionPreference = 'Stop'
            Import-Module $syntax, $module
            foreach ($folder in $folders) { Update-HelpPage $folder }
        } | Out-Host
        if ($LASTEXITCODE -ne 0) { throw 'The pages could not be refreshed.' }
        Build-Help
    }
    'bench' {
        Build-Module
        Build-Emulator
        $bare = Join-Path $root 'benchmarks/GigaChat.Benchmarks'
        Invoke-DotNet build $bare -c Release -v quiet
        $bench = @{
            ModulePath   = $module
            EmulatorPath = Join-Path $emulator 'bin/Release/net10.0/GigaChat.Emulator.dll'
            BarePath     = Join-Path $bare 'bin/Release/net8.0/GigaChat.Benchmarks.dll'
            ReportPath   = Join-Path $root 'docs/performance.md'
        }
        & (Join-Path $root 'benchmarks/Measure.ps1') @bench
    }
    'pack' {
        $signature = $null
        if ($CertificateThumbprint) {
            Assert-CanSign
            $signature = @{
                Certificate     = Select-SigningCertificate -Thumbprint $CertificateThumbprint -Certificate @(Get-StoredCertificate)
                TimestampServer = $TimestampServer
            }
        }
        Build-Module $packedPlatforms -Complete -Signature $signature
        Assert-NoVulnerability -Solution (Join-Path $root 'GigaChat.slnx')
        if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
            throw 'pack needs Microsoft.PowerShell.PSResourceGet 1.1 or later, which PowerShell 7.5 brings.'
        }
        Get-ChildItem -Path $out -Filter '*.nupkg' | Remove-Item
        Compress-PSResource -Path $module -DestinationPath $out
        Get-ChildItem -Path $out -Filter '*.nupkg' | ForEach-Object { Write-Host "Packed $($_.FullName)" }
    }
    'release-notes' {
        $version = (Get-ModuleInformation).Version
        if ($Tag) { Assert-ReleaseTag -Tag $Tag -Version $version }
        $note = Get-ReleaseNote -Version $version
        $path = Join-Path (New-Item -ItemType Directory -Path $out -Force) 'release-notes.md'
        Set-Content -LiteralPath $path -Value $note -Encoding utf8NoBOM
        Write-Host "The notes of $version are in $path"
    }
    'clean' {
        $folders = @($out) +
            @(Get-ChildItem -Path (Join-Path $root 'src'), (Join-Path $root 'tests'), (Join-Path $root 'examples'),
                (Join-Path $root 'benchmarks') -Directory |
                ForEach-Object { Join-Path $_.FullName 'bin'; Join-Path $_.FullName 'obj' })
        $folders | Where-Object { Test-Path -LiteralPath $_ } | Remove-Item -Recurse -Force
    }
}
