<#
.SYNOPSIS
    Records a session against the emulator and draws it as a terminal: session.svg and session.ru.svg of the READMEs.
.DESCRIPTION
    Every line of the pictures was really typed and printed; only the model's answers are given to the emulator beforehand.
    Needs a built module and emulator: ./build.sh test or demo makes both.
.EXAMPLE
    pwsh docs/pictures/Record-Session.ps1
#>
[CmdletBinding()]
param(
    # The folder of the built module.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/GigaChat'),

    # GigaChat.Emulator.dll.
    [string] $EmulatorPath = (Join-Path $PSScriptRoot '../../tests/GigaChat.Emulator/bin/Release/net10.0/GigaChat.Emulator.dll'),

    # Where the pictures go.
    [string] $Destination = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../build/PowerShellHost.psm1')
. (Join-Path $PSScriptRoot 'ConvertTo-TerminalPicture.ps1')

$sessions = @{
    'session'    = @{
        Culture  = 'en-US'
        Log      = '02:00:01 INFO  Backup started', '02:13:44 ERROR Disk D: is full, 12 MB left', '02:14:45 ERROR No copy was made'
        Commands = @(
            @{ Type = 'Connect-GigaChat -AuthorizationKey (Get-Secret GigaChat)' }
            @{ Type = "Get-Content backup.log | Invoke-GigaChat 'What went wrong last night? One sentence.'"; Answers = 'No backup was made: disk D: ran full at 02:13, and the retry a minute later failed as well.' }
            @{ Type = "Get-ChildItem *.log | Invoke-GigaChat 'An error in here? yes or no' | Select-Object Text, Source"; Answers = 'yes', 'no' }
            @{ Type = "class Finding { [string] `$Time; [ValidateSet('warning', 'error')] [string] `$Level; [string] `$Text }" }
            @{ Type = "Get-Content backup.log | Invoke-GigaChat 'List the problems' -Schema ([Finding[]]) -AsObject"; Answers = '[{"Time":"02:13:44","Level":"error","Text":"Disk D: is full"},{"Time":"02:14:45","Level":"error","Text":"No copy was made"}]' }
            @{ Type = "Invoke-GigaChat 'And now?' -Model GigaChat-9" }
        )
    }
    'session.ru' = @{
        Culture  = 'ru-RU'
        Log      = '02:00:01 INFO  Резервное копирование начато', '02:13:44 ERROR Диск D: заполнен, осталось 12 МБ', '02:14:45 ERROR Копия не создана'
        Commands = @(
            @{ Type = 'Connect-GigaChat -AuthorizationKey (Get-Secret GigaChat)' }
            @{ Type = "Get-Content backup.log | Invoke-GigaChat 'Что случилось ночью? Одним предложением.'"; Answers = 'Копия не создана: в 02:13 на диске D: кончилось место, и повтор через минуту тоже не удался.' }
            @{ Type = "Get-ChildItem *.log | Invoke-GigaChat 'Есть ошибки? да или нет' | Select-Object Text, Source"; Answers = 'да', 'нет' }
            @{ Type = "class Finding { [string] `$Time; [ValidateSet('warning', 'error')] [string] `$Level; [string] `$Text }" }
            @{ Type = "Get-Content backup.log | Invoke-GigaChat 'Перечисли проблемы' -Schema ([Finding[]]) -AsObject"; Answers = '[{"Time":"02:13:44","Level":"error","Text":"Диск D: заполнен"},{"Time":"02:14:45","Level":"error","Text":"Копия не создана"}]' }
            @{ Type = "Invoke-GigaChat 'А теперь?' -Model GigaChat-9" }
        )
    }
}

# Runs the commands in a PowerShell of their own and returns what a terminal would show.
$record = {
    param($json)
    $session = $json | ConvertFrom-Json
    [cultureinfo]::CurrentUICulture = $session.Culture
    $PSStyle.OutputRendering = 'Ansi'
    Import-Module $session.Module
    $emulator = $session.Emulator
    function Get-Secret { ConvertTo-SecureString $emulator.authorizationKey -AsPlainText -Force }
    foreach ($command in $session.Commands) {
        foreach ($answer in $command.Answers) {
            $null = Invoke-RestMethod "$($emulator.controlUri)/answers" -Method Post -NoProxy -ContentType 'application/json; charset=utf-8' -Body (@{ text = $answer } | ConvertTo-Json)
        }
        "$($PSStyle.Foreground.BrightGreen)PS$($PSStyle.Reset) > $($command.Type)"
        # Errors come in their place, as on a screen.
        $text = . ([scriptblock]::Create($command.Type)) 2>&1 | Out-String -Width 104
        if ($text.Trim()) { $text.Trim("`r", "`n"); '' }
    }
}

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
$start.ArgumentList.Add($EmulatorPath)
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$process = [System.Diagnostics.Process]::Start($start)
$folder = New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) "gigachat-session-$PID")
$before = @{}
try {
    $emulator = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    $variables = @{ GIGACHAT_BASE_URL = $emulator.baseUri; GIGACHAT_AUTH_URL = $emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath; NO_PROXY = 'localhost,127.0.0.1' }
    foreach ($name in $variables.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $variables[$name])
    }
    foreach ($name in $sessions.Keys) {
        $session = $sessions[$name]
        Set-Content -LiteralPath (Join-Path $folder 'backup.log') -Value $session.Log
        Set-Content -LiteralPath (Join-Path $folder 'web.log') -Value '03:00:00 INFO  ok'
        $json = @{ Module = "$(Resolve-Path $ModulePath)"; Emulator = $emulator; Culture = $session.Culture; Commands = $session.Commands } | ConvertTo-Json -Depth 4
        Push-Location $folder
        try { $lines = Invoke-PowerShellScript $record $json }
        finally { Pop-Location }
        $lines = ($lines -join "`n").Replace("$folder$([System.IO.Path]::DirectorySeparatorChar)", '') -split '\r?\n'
        ConvertTo-TerminalPicture -Line $lines -Title 'pwsh' | Set-Content -LiteralPath (Join-Path $Destination "$name.svg") -Encoding utf8NoBOM
    }
}
finally {
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Remove-Item -LiteralPath $folder -Recurse
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(5000)) { $process.Kill() }
}
