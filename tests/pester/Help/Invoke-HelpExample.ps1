<#
.SYNOPSIS
    Runs the examples of a help page or of a page in docs/jobs as they are, in order, and writes what each shows on a screen of 120 columns.
.DESCRIPTION
    The examples of a page share one session, which speaks the language of the page and has a folder of its own. Before them runs
    HelpExamples/<page>.ps1, dot-sourced in that session and folder, with $Emulator, $Culture and the functions of Common.ps1. It
    makes files, adds answers, and may set:
      $Typed          what a person types, in order: at Read-Host, at questions of -Confirm, in Enter-GigaChat
      $BeforeExample  script blocks that run before an example: @{ 2 = { Add-Answer $Emulator @{ text = '…' } } }
    The session is connected as a company, but for pages about connections and certificates.

    HelpExamples/<page>.psd1, where there is one, has the examples run in a process of its own, with the variables it names;
    '{folder}' in their values is the page's folder: @{ Environment = @{ HOME = '{folder}/home' } }
    Where it names a platform (Platform = 'Linux'), the test leaves the page out on others.
.EXAMPLE
    pwsh -NoProfile -File tests/pester/Help/Invoke-HelpExample.ps1 docs/ru-RU/Get-GigaChatModel.md
    Shows what the page's output blocks should say.
#>
param(
    [Parameter(Mandatory)] [string] $Path,

    # The output of Start-Emulator, as JSON. Without it an emulator is started, and the titles of the examples are shown.
    [string] $Emulator,

    # The examples run in this folder; without it in a temporary one.
    [string] $Folder,

    # Writes one JSON array: what a test in another process reads.
    [switch] $AsJson,

    # Set in the process of its own.
    [switch] $IsChild
)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/../Common.ps1
. $PSScriptRoot/../ScriptedHost.ps1
Import-Module (Join-Path $Root 'build/HelpPages.psm1')
. $PSScriptRoot/JobPage.ps1
$full = (Resolve-Path -LiteralPath $Path).Path
$page = (Test-JobPage $full) ? (Read-JobPage $full) : (Read-HelpPage $full)
$setup = Join-Path $PSScriptRoot "HelpExamples/$($page.Name).ps1"
$process = Join-Path $PSScriptRoot "HelpExamples/$($page.Name).psd1"

# Runs code in the session, as if it was typed: each statement for itself, everything to the screen.
function Invoke-Typed($Runspace, [string] $Code) {
    $tokens = $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $tokens, [ref] $errors)
    if ($errors) { throw $errors[0].Message }
    foreach ($statement in $ast.EndBlock.Statements) {
        $shell = [powershell]::Create($Runspace)
        try {
            $null = $shell.AddScript($statement.Extent.Text)
            $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
            $null = $shell.AddCommand('Out-Default').Invoke()
        }
        catch [System.Management.Automation.MethodInvocationException] {
            $record = $_.Exception.InnerException.ErrorRecord
            $null = [powershell]::Create($Runspace).AddCommand('Out-Default').AddParameter('InputObject', $record).Invoke()
        }
        finally { $shell.Dispose() }
    }
}

# Runs what belongs to the test, not to the example; an error ends it all.
function Invoke-Beside($Runspace, [scriptblock] $Script, [object[]] $ArgumentList) {
    $shell = [powershell]::Create($Runspace)
    try {
        $null = $shell.AddScript($Script.ToString())
        foreach ($argument in $ArgumentList) { $null = $shell.AddArgument($argument) }
        $null = $shell.Invoke()
        if ($shell.HadErrors -and $shell.Streams.Error.Count) { throw $shell.Streams.Error[0] }
    }
    finally { $shell.Dispose() }
}

function Invoke-Page($Page, $Emulator, [string] $Folder) {
    $before = @{}
    Get-ChildItem env: | ForEach-Object { $before[$_.Name] = $_.Value }
    $scripted = [ScriptedHost]::new($Page.Culture)
    $terminal = $scripted.Terminal
    $runspace = [runspacefactory]::CreateRunspace($scripted)
    $runspace.ThreadOptions = 'ReuseThread'
    $runspace.Open()
    try {
        Invoke-Beside $runspace {
            param($common, $setup, $emulatorIs, $folder, $culture, $isConnected)
            . $common
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $culture
            $Emulator, $Culture, $Typed, $BeforeExample = $emulatorIs, $culture, @(), @{}
            Set-Location -LiteralPath $folder
            Clear-Session $Emulator
            if ($isConnected) { Connect-Emulator $Emulator -Corporate }
            if (Test-Path -LiteralPath $setup) { . $setup }
            $ErrorActionPreference = 'Continue'
        } "$PSScriptRoot/../Common.ps1", $setup, $Emulator, $Folder, $Page.Culture, ($Page.Name -notmatch
            '^(Connect|Disconnect)-|-GigaChatConnection$|MintsifryRootCA$|^jobs/certificates$')
        $variables = $runspace.SessionStateProxy.PSVariable
        foreach ($line in $variables.GetValue('Typed')) { $terminal.Typed.Enqueue($line) }
        $beforeExample = $variables.GetValue('BeforeExample')
        $number = 0
        foreach ($example in $Page.Examples) {
            $number++
            if ($beforeExample[$number]) { Invoke-Beside $runspace $beforeExample[$number] }
            $null = $terminal.Text.Clear()
            Invoke-Typed $runspace $example.Code
            $plain = [System.Management.Automation.Internal.StringDecorated]::new($terminal.Text.ToString()).ToString('PlainText')
            (($plain -split '\r?\n').TrimEnd() -join "`n").Trim("`n")
        }
    }
    finally {
        $runspace.Dispose()
        foreach ($name in (Get-ChildItem env:).Name) { if (-not $before.ContainsKey($name)) { Remove-Item -LiteralPath "env:$name" } }
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        Disconnect-GigaChat -All
    }
}

$own = $Emulator ? $null : (Start-Emulator)
$service = $own ?? ($Emulator | ConvertFrom-Json)
$place = $Folder ? $Folder : (New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid()))).FullName
try {
    if ((Test-Path -LiteralPath $process) -and -not $IsChild) {
        $environment = @{}
        foreach ($pair in (Import-PowerShellDataFile -LiteralPath $process).Environment.GetEnumerator()) {
            $environment[$pair.Key] = $pair.Value.Replace('{folder}', $place)
        }
        $described = $service | Select-Object * -ExcludeProperty Process | ConvertTo-Json -Compress
        $shown = Invoke-InNewProcess -Environment $environment -ArgumentList $PSCommandPath, $page.Path, $described, $place -Script {
            param($runner, $path, $emulator, $folder)
            & $runner -Path $path -Emulator $emulator -Folder $folder -AsJson -IsChild
        } | ConvertFrom-Json
    }
    else { $shown = @(Invoke-Page $page $service $place) }
}
finally {
    if ($own) { Stop-Emulator $own }
    if (-not $Folder) { Remove-Item -LiteralPath $place -Recurse -Force }
}

if ($AsJson) { ConvertTo-Json @($shown) -Compress }
elseif ($own) { for ($i = 0; $i -lt $shown.Count; $i++) { "### $($page.Examples[$i].Title)`n`n$($shown[$i])`n" } }
else { $shown }
