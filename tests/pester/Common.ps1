# Dot-sourced by every test file: the built module, and an emulator of the service for those that ask for one.
$ErrorActionPreference = 'Stop'
$script:Root = Resolve-Path (Join-Path $PSScriptRoot '../..')
$script:ModulePath = if ($env:GIGACHAT_TEST_MODULE) { $env:GIGACHAT_TEST_MODULE } else { Join-Path $Root 'out/GigaChat' }
$script:EmulatorPath = Join-Path $Root 'tests/GigaChat.Emulator/bin/Release/net10.0/GigaChat.Emulator.dll'
Import-Module $ModulePath, (Join-Path $Root 'build/PowerShellHost.psm1')

# Tests count the requests that they make themselves; those of the validation say -SkipValidation:$false.
$PSDefaultParameterValues['Connect-GigaChat:SkipValidation'] = $true

# Answers that a test has queued are given in the order in which requests come: one after the other, unless a test says otherwise.
$PSDefaultParameterValues['Invoke-GigaChat:ThrottleLimit'] = $PSDefaultParameterValues['New-GigaChatEmbedding:ThrottleLimit'] = 1

# Tests read English texts, whatever language the machine speaks.
[cultureinfo]::CurrentUICulture = 'en-US'

# Keys in the environment of the test run take no part in the tests.
Get-ChildItem env: | Where-Object Name -match '^(GIGACHAT|GIGA|SBER)_' | Where-Object Name -notmatch '^GIGACHAT_(TEST|REQUIRE)_' |
    Remove-Item
# The emulator is on this machine, whatever proxy leads to the others.
Remove-Item env:no_proxy -ErrorAction Ignore
$env:NO_PROXY = 'localhost,127.0.0.1'

# Starts an emulator and returns what a client needs to know, with the process beside it.
function Start-Emulator {
    if ($env:GIGACHAT_TEST_EMULATORS) { return Connect-EmulatorPort $env:GIGACHAT_TEST_EMULATORS }
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.ArgumentList.Add($EmulatorPath)
    # It stops when its input ends, so it outlives no test run, however that ends.
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $emulator = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    if (-not $emulator) { throw 'The emulator did not start.' }
    $emulator | Add-Member Process $process -PassThru
}

# Windows' code in Wine starts no process of the system that it runs on, and needs none: that system, on which the emulator runs, has
# opened a port for it. Its files are on drive Z: there.
function Connect-EmulatorPort([string] $Address) {
    $end = [System.Net.IPEndPoint]::Parse($Address)
    $connection = [System.Net.Sockets.TcpClient]::new("$($end.Address)", $end.Port)
    $emulator = [System.IO.StreamReader]::new($connection.GetStream()).ReadLine() | ConvertFrom-Json
    if (-not $emulator) { throw 'The emulator did not start.' }
    foreach ($property in $emulator.psobject.Properties | Where-Object { "$($_.Value)".StartsWith('/') }) {
        $property.Value = 'Z:' + $property.Value.Replace('/', '\')
    }
    $emulator | Add-Member Process $connection -PassThru
}

function Stop-Emulator($Emulator) {
    if (-not $Emulator) { return }
    if ($Emulator.Process -is [System.Net.Sockets.TcpClient]) { $Emulator.Process.Dispose(); return }
    $Emulator.Process.StandardInput.Close()
    if (-not $Emulator.Process.WaitForExit(5000)) { $Emulator.Process.Kill() }
    $Emulator.Process.Dispose()
}

# Calls the emulator's control address.
function Invoke-Control($Emulator, [string] $Method, [string] $Path, $Body) {
    $call = @{ Method = $Method; Uri = "$($Emulator.controlUri)/$Path"; NoProxy = $true }
    if ($null -ne $Body) { $call.Body = $Body | ConvertTo-Json -Depth 6; $call.ContentType = 'application/json; charset=utf-8' }
    Invoke-RestMethod @call
}

# What the emulator was asked: all of it, or the requests to one path.
function Get-SentRequest($Emulator, [string] $Path = '*') {
    @(Invoke-Control $Emulator Get requests) | ForEach-Object { $_ } | Where-Object path -like $Path
}

# The body of the last chat request, as an object.
function Get-LastChat($Emulator) {
    (Get-SentRequest $Emulator '*/chat/completions' | Select-Object -Last 1).body | ConvertFrom-Json
}

# The parameters that lead Connect-GigaChat to an emulator.
function Get-ConnectParameter($Emulator) {
    @{
        BaseUri                  = $Emulator.baseUri
        AuthUri                  = $Emulator.authUri
        CertificateAuthorityPath = $Emulator.caPath
        NoProxy                  = $true
    }
}

# Between tests: no connections, nothing recorded, no faults, and as many sign-ins a second as the tests make.
function Clear-Session($Emulator) {
    Disconnect-GigaChat -All
    Reset-Emulator $Emulator
    Set-Emulator $Emulator @{ signInRateLimit = $false }
}

# A secure string, as a script would have it.
function ConvertTo-Secret([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

# Runs a script in a process of its own, with the module imported and variables in its environment, and returns what it writes.
function Invoke-InNewProcess([scriptblock] $Script, [object[]] $ArgumentList = @(), [hashtable] $Environment = @{},
    [scriptblock] $BeforeImport = {}) {
    $before = @{}
    foreach ($name in $Environment.Keys) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
    try {
        foreach ($name in $Environment.Keys) { [Environment]::SetEnvironmentVariable($name, $Environment[$name]) }
        $whole = [scriptblock]::Create(("`$ErrorActionPreference = 'Stop'; & { $BeforeImport } @args; Import-Module '$ModulePath'; & { " +
            "$Script } @args"))
        Invoke-PowerShellScript $whole $ArgumentList
    }
    finally {
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    }
}

# Runs something that fails and returns its error record.
function Get-ErrorOf([scriptblock] $Script) {
    try { $null = & $Script -ErrorAction Stop }
    catch { return $_ }
    throw 'There was no error.'
}

# Signs in to an emulator, as the default connection: an individual (one chat at a time), or a company (ten).
function Connect-Emulator($Emulator, [switch] $Corporate, [hashtable] $With = @{}) {
    $parameters = Get-ConnectParameter $Emulator
    if ($Corporate) { $parameters.Scope = 'Corporate' }
    Connect-GigaChat -AuthorizationKey ($Corporate ? $Emulator.corporateKey : $Emulator.authorizationKey) @parameters @With
}

# Clears the requests, answers, faults and settings of the emulator; tokens stay valid.
function Reset-Emulator($Emulator) { $null = Invoke-Control $Emulator Post reset }

# Something that goes wrong with the next requests: @{ kind = 'status'; on = 'chat'; status = 503; times = 2 }.
function Add-Fault($Emulator, [hashtable] $Fault) { $null = Invoke-Control $Emulator Post faults $Fault }

# What the next chat request is answered: @{ text = '…'; finishReason = 'length'; chunks = 5; chunkDelayMs = 20 }.
function Add-Answer($Emulator, [hashtable] $Answer) { $null = Invoke-Control $Emulator Post answers $Answer }

# Changes settings: @{ chunkDelayMs = 50 }.
function Set-Emulator($Emulator, [hashtable] $Settings) { $null = Invoke-Control $Emulator Put settings $Settings }

# Waits for @{ inFlight = 0 } or the like and returns the counters; an error where it doesn't come to that in time.
function Wait-Emulator($Emulator, [hashtable] $Condition) { Invoke-Control $Emulator Post wait $Condition }

# The bodies of all chat requests, as objects.
function Get-ChatBody($Emulator) {
    Get-SentRequest $Emulator '*/chat/completions' | ForEach-Object { $_.body | ConvertFrom-Json }
}

# The last message of each chat request: what the model was asked.
function Get-Question($Emulator) {
    Get-ChatBody $Emulator | ForEach-Object { $_.messages[-1].content }
}

# Runs code in a PowerShell of its own, connected by its environment, and returns what it wrote: to the screen, and errors.
function Invoke-Child($Emulator, [string] $Code) {
    $start = New-PowerShellStartInfo '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$ModulePath'; $Code"
    $settings = @{
        GIGACHAT_CREDENTIALS = $Emulator.authorizationKey; GIGACHAT_BASE_URL = $Emulator.baseUri; GIGACHAT_AUTH_URL = $Emulator.authUri
        GIGACHAT_CA_BUNDLE_FILE = $Emulator.caPath; NO_PROXY = 'localhost,127.0.0.1'; NO_COLOR = '1'
    }
    foreach ($name in $settings.Keys) { $start.Environment[$name] = $settings[$name] }
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = $start.StandardErrorEncoding = [System.Text.UTF8Encoding]::new($false)
    $process = [System.Diagnostics.Process]::Start($start)
    $errors = $process.StandardError.ReadToEndAsync()
    [pscustomobject]@{ Screen = $process.StandardOutput.ReadToEnd() -replace "`r`n", "`n"; Errors = $errors.Result }
    $process.WaitForExit()
    $process.Dispose()
}
