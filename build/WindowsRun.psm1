# The Pester tests in Windows' code on another system, through Wine (https://www.winehq.org): no display is needed. PowerShell, .NET and
# the module are those of win-x64; the emulator runs on the system itself.

# The program of Wine; nothing where there is none, or no `script`, which gives it a console.
function Find-Wine {
    [CmdletBinding()]
    [OutputType([string])]
    param()

    if (-not (Get-Command script -CommandType Application -ErrorAction Ignore)) { return }
    (Get-Command wine64, wine -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
}

# A file of this system, as Wine names it.
function ConvertTo-WinePath {
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Path)

    'Z:' + $Path.Replace('/', '\')
}

# A program in Wine, with nothing of this session in its environment but the way to programs: paths would mean nothing there.
function New-WineStartInfo {
    [CmdletBinding()]
    [OutputType([System.Diagnostics.ProcessStartInfo])]
    [System.Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '',
        Justification = 'It makes an object and starts nothing.')]
    param(
        [Parameter(Mandatory)] [string] $Wine,

        # The folder of this Windows: its drive C:, its registry and its user's home.
        [Parameter(Mandatory)] [string] $Prefix,

        [string[]] $ArgumentList = @(),
        [hashtable] $Environment = @{}
    )

    # PowerShell needs a console. Wine has one where its input is a terminal, which `script` makes; what is written goes past it.
    $command = (@($Wine) + $ArgumentList | ForEach-Object { "'" + $_.Replace("'", "'\''") + "'" }) -join ' '
    $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh', [string[]] (
            '-c', 'exec script -qec "$0 >&3 2>&3 3>&-" /dev/null 3>&1 >/dev/null </dev/null', $command))
    $path = $start.Environment['PATH']
    $start.Environment.Clear()
    # Names of files are UTF-8.
    $settings = @{
        PATH = $path; HOME = $Prefix; WINEPREFIX = $Prefix; LANG = 'C.UTF-8'; WINEDEBUG = '-all'
        POWERSHELL_TELEMETRY_OPTOUT = '1'; POWERSHELL_UPDATECHECK = 'Off'
        # The runtime maps code twice otherwise, to write to one and run the other; in Wine it ends in an internal error now and then.
        DOTNET_EnableWriteXorExecute = '0'
    }
    foreach ($set in $settings, $Environment) { foreach ($name in $set.Keys) { $start.Environment[$name] = $set[$name] } }
    $start
}

# Runs a program in Wine to its end and writes its lines as they come; an error where it takes longer than the limit.
function Invoke-Wine {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [System.Diagnostics.ProcessStartInfo] $StartInfo,
        [Parameter(Mandatory)] [timespan] $Limit
    )

    $StartInfo.RedirectStandardOutput = $true
    $StartInfo.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
    $process = [System.Diagnostics.Process]::Start($StartInfo)
    $end = [datetime]::UtcNow + $Limit
    try {
        while ($true) {
            $reading = $process.StandardOutput.ReadLineAsync()
            if (-not $reading.Wait([timespan]::FromSeconds([math]::Max(($end - [datetime]::UtcNow).TotalSeconds, 0)))) {
                $process.Kill($true)
                throw "The program in Wine was ended after $Limit."
            }
            if ($null -eq $reading.Result) { break }
            $reading.Result
        }
    }
    finally { $process.Dispose() }
}

# Makes a Windows of its own in a folder: what an earlier run left in its home, its registry and its stores takes no part.
function New-WinePrefix {
    [CmdletBinding()]
    [System.Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '',
        Justification = 'The folder is one of the build.')]
    param([Parameter(Mandatory)] [string] $Wine, [Parameter(Mandatory)] [string] $Prefix)

    if (Test-Path -LiteralPath $Prefix) { Remove-Item -LiteralPath $Prefix -Recurse -Force }
    $null = New-Item -ItemType Directory -Path $Prefix
    # Without these libraries it asks for no add-ons, for which it would need a display and a network. The programs later need mscoree:
    # Wine looks it up for each assembly that it loads.
    $without = @{ WINEDLLOVERRIDES = 'mscoree,mshtml=' }
    $said = Invoke-Wine (New-WineStartInfo $Wine $Prefix 'wineboot', '-i' -Environment $without) -Limit '00:05:00'
    if (-not (Test-Path -LiteralPath (Join-Path $Prefix 'drive_c/windows'))) { throw "Wine made no Windows in '$Prefix': $said" }
    # Drive Z: is this system's root. Its device may not be read, which Wine would report in each program's errors.
    $null = [System.IO.File]::CreateSymbolicLink("$Prefix/dosdevices/z::", '/dev/null')
    # What .NET supports; without the 32-bit part of Wine it would be Windows 7.
    $version = 'reg', 'add', 'HKCU\Software\Wine', '/v', 'Version', '/d', 'win10', '/f'
    $null = Invoke-Wine (New-WineStartInfo $Wine $Prefix $version) -Limit '00:01:00'
}

# Runs the Pester tests in Wine, in several processes at a time, and returns the counts of each.
function Invoke-WineTest {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Wine,

        # The program of win-x64 that is PowerShell, the module, the emulator, the manifest of Pester.
        [Parameter(Mandatory)] [string] $HostPath,
        [Parameter(Mandatory)] [string] $ModulePath,
        [Parameter(Mandatory)] [string] $EmulatorPath,
        [Parameter(Mandatory)] [string] $PesterPath,

        # The folder for the counts.
        [Parameter(Mandatory)] [string] $Folder,

        # The tests: folders and files. Without it all, but for those that NotInWine.psd1 names.
        [string[]] $Path,

        [int] $Processes = [math]::Min([Environment]::ProcessorCount, 4),

        [timespan] $Limit = '00:25:00'
    )

    # Not in the repository: its drives are links to this whole system, which whoever looks through the repository would follow.
    $prefix = Join-Path ([System.IO.Path]::GetTempPath()) "gigachat-wine-$PID"
    New-WinePrefix $Wine $prefix
    # The module lies on drive C:, where users have it.
    Copy-Item -LiteralPath $ModulePath -Destination (Join-Path $prefix 'drive_c/GigaChat') -Recurse
    $counts = Join-Path $Folder 'counts'
    if (Test-Path -LiteralPath $counts) { Remove-Item -LiteralPath $counts -Recurse }

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', [string[]] ($EmulatorPath, '--on-connection'))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $emulators = [System.Diagnostics.Process]::Start($start)
    try {
        $environment = @{ GIGACHAT_TEST_EMULATORS = $emulators.StandardOutput.ReadLine(); GIGACHAT_TEST_MODULE = 'C:\GigaChat' }
        $suite = Join-Path $PSScriptRoot '../tests/pester'
        $run = Resolve-Path -LiteralPath (Join-Path $suite Run.ps1)
        # With -File, a list is one text, which Run.ps1 takes apart.
        $tests = if ($Path) {
            $Processes = [math]::Min($Processes, @(Get-ChildItem -LiteralPath $Path -Recurse -Filter *.Tests.ps1).Count)
            '-Path', ((Resolve-Path -LiteralPath $Path | ForEach-Object { ConvertTo-WinePath $_ }) -join ',')
        }
        else { '-LeaveOut', (ConvertTo-WinePath (Resolve-Path -LiteralPath (Join-Path $suite NotInWine.psd1))) }
        1..$Processes | ForEach-Object -ThrottleLimit $Processes -Parallel {
            $ErrorActionPreference = 'Stop'
            Import-Module (Join-Path $using:PSScriptRoot 'WindowsRun.psm1')
            $arguments = @(
                ConvertTo-WinePath $using:HostPath
                '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', (ConvertTo-WinePath $using:run)
                '-Share', "$_/$using:Processes", '-CountsPath', (ConvertTo-WinePath "$using:counts/$_.json")
                '-PesterPath', (ConvertTo-WinePath $using:PesterPath), '-ExcludeTag', 'NotInWine*', '-TryFailedAgain'
            ) + $using:tests
            Invoke-Wine (New-WineStartInfo $using:Wine $using:prefix $arguments $using:environment) -Limit $using:Limit
        } | Out-Host
    }
    finally {
        # What was ended in Wine, or hangs there, must not outlive the run; nothing else is in this prefix.
        Invoke-Wine (New-WineStartInfo wineserver $prefix '-k') -Limit '00:00:30'
        # The end of its input ends it, with all emulators.
        $emulators.StandardInput.Close()
        if (-not $emulators.WaitForExit(10000)) { $emulators.Kill() }
        $emulators.Dispose()
        Remove-Item -LiteralPath $prefix -Recurse -Force
    }
    $sums = @(Get-ChildItem -Path $counts -Filter *.json -ErrorAction Ignore | Get-Content -Raw | ConvertFrom-Json)
    if ($sums.Count -ne $Processes) { throw 'Not all Pester tests ran in Wine.' }
    $sums
}

Export-ModuleMember -Function Find-Wine, ConvertTo-WinePath, New-WineStartInfo, Invoke-Wine, New-WinePrefix, Invoke-WineTest
