# Dot-sourced after Common.ps1 by the tests of the examples.
$script:Recipes = Join-Path $Root 'examples/recipes'
$script:Unattended = Join-Path $Root 'examples/unattended'
$script:Pwsh = Get-PowerShellProgram $TestDrive

# The answer about logs in which nothing is wrong.
$script:calm = @{ Level = 'ok'; Summary = 'Всё спокойно.'; Findings = @() }

# A folder for PSModulePath where the module stands under its name, so that #Requires finds it in a new process.
function New-ModuleFolder([string] $Path) {
    $null = New-Item -ItemType Directory -Path $Path -Force
    $link = Join-Path $Path 'GigaChat'
    if (-not (Test-Path -LiteralPath $link)) {
        $null = New-Item -ItemType ($IsWindows ? 'Junction' : 'SymbolicLink') -Path $link -Target (
            Resolve-Path -LiteralPath $ModulePath).ProviderPath
    }
    $Path
}

# The environment that leads a new process to the emulator: addresses, paths, and the key unless it comes another way.
function Get-JobEnvironment($Emulator, [string] $ModuleFolder, [switch] $WithoutKey) {
    $settings = @{
        GIGACHAT_BASE_URL = $Emulator.baseUri; GIGACHAT_AUTH_URL = $Emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $Emulator.caPath
        NO_PROXY = 'localhost,127.0.0.1'; NO_COLOR = '1'; LANG = 'C.UTF-8'
        PSModulePath = $ModuleFolder + [System.IO.Path]::PathSeparator + $env:PSModulePath
    }
    if (-not $WithoutKey) { $settings.GIGACHAT_CREDENTIALS = $Emulator.authorizationKey }
    $settings
}

# Runs a program to its end with these variables more, and returns its exit code and what it wrote.
function Invoke-Program([string] $FileName, [string[]] $Argument, [hashtable] $Environment = @{}, [string] $Folder = $TestDrive,
    [switch] $CleanEnvironment) {
    $start = [System.Diagnostics.ProcessStartInfo]::new($FileName)
    if ($CleanEnvironment) { $start.Environment.Clear() }
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    foreach ($one in $Argument) { $start.ArgumentList.Add($one) }
    $start.WorkingDirectory = $Folder
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = $start.StandardErrorEncoding = [System.Text.UTF8Encoding]::new($false)
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $screen = $process.StandardOutput.ReadToEnd() -replace "`r`n", "`n"
    $process.WaitForExit()
    [pscustomobject]@{ ExitCode = $process.ExitCode; Screen = $screen; Errors = $errors.Result }
    $process.Dispose()
}

# The next answer to a chat, as JSON of an object.
function Add-JsonAnswer($Emulator, $Value) { Add-Answer $Emulator @{ text = ConvertTo-Json -InputObject $Value -Depth 8 -Compress } }
