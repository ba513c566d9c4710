<#
.SYNOPSIS
    Shows the main job of the module against the emulator: connect, ask, pipe a log in, stream, embed, list models.
.DESCRIPTION
    No key and no network are needed. Run it through ./build.sh demo (or pwsh ./build.ps1 demo), which builds both first.
.PARAMETER ModulePath
    The folder of the built module.
.PARAMETER EmulatorPath
    GigaChat.Emulator.dll.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $EmulatorPath
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

# Says what is about to run, then runs it and shows what it writes.
function Show([string] $What, [scriptblock] $Command) {
    Write-Host
    Write-Host "# $What" -ForegroundColor DarkGray
    foreach ($line in $Command.ToString().Trim() -split '\r?\n') { Write-Host "PS> $($line.Trim())" -ForegroundColor Cyan }
    . $Command | Out-Host
}

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
$start.ArgumentList.Add($EmulatorPath)
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$process = [System.Diagnostics.Process]::Start($start)
$log = Join-Path ([System.IO.Path]::GetTempPath()) "backup [ночь] $PID.log"
try {
    $emulator = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    $key = ConvertTo-SecureString $emulator.authorizationKey -AsPlainText -Force
    $answer = @{
        Method = 'Post'; Uri = "$($emulator.controlUri)/answers"; ContentType = 'application/json; charset=utf-8'; NoProxy = $true
    }
    $settings = @{ Method = 'Put'; Uri = "$($emulator.controlUri)/settings"; ContentType = 'application/json'; NoProxy = $true }
    Set-Content -LiteralPath $log -Encoding utf8 -Value @(
        '02:00:01 INFO  Резервное копирование начато'
        '02:13:44 ERROR Диск D: заполнен, осталось 12 МБ'
        '02:13:45 WARN  Повтор через 60 с'
        '02:14:45 ERROR Копия не создана'
    )

    . Show 'Sign in. The key comes from a vault, a prompt or the environment; here it is the emulator''s.' {
        Connect-GigaChat -AuthorizationKey $key -BaseUri $emulator.baseUri -AuthUri $emulator.authUri `
            -CertificateAuthorityPath $emulator.caPath
    }

    $null = Invoke-RestMethod @answer -Body (
        @{ text = 'Код 0x80070070 означает, что на диске не хватает места. Освободите место или выберите другой диск.' } | ConvertTo-Json)
    . Show 'Ask.' {
        Invoke-GigaChat 'Что означает ошибка 0x80070070?'
    }

    $null = Invoke-RestMethod @answer -Body (
        @{ text = 'Копия не создана: на диске D: кончилось место. Повтор через минуту не помог.' } | ConvertTo-Json)
    . Show 'Pipe a log file into a prompt. The whole of it goes into one request.' {
        Get-Content -LiteralPath $log | Invoke-GigaChat 'Что случилось ночью? Одним предложением.'
    }

    $null = Invoke-RestMethod @settings -Body '{ "chunkDelayMs": 60 }'
    $null = Invoke-RestMethod @answer -Body (
        @{ text = 'Очистите D: от старых копий, затем запустите задание ещё раз и проверьте журнал.'; chunks = 14 } | ConvertTo-Json)
    . Show 'Stream the answer while it comes, and keep the reply.' {
        $reply = Invoke-GigaChat 'Что мне сделать утром?' -Stream
        $reply | Select-Object Model, FinishReason, @{ n = 'Tokens'; e = { $_.Usage.TotalTokens } }, Duration
    }
    $null = Invoke-RestMethod @settings -Body '{ "chunkDelayMs": 0 }'

    . Show 'Go on with the same conversation.' {
        $reply | Invoke-GigaChat 'А если места снова не хватит?' | ForEach-Object Conversation | ForEach-Object Messages
    }

    . Show 'Turn texts into vectors.' {
        'диск заполнен', 'нет места на томе' | New-GigaChatEmbedding
    }

    . Show 'List the models.' {
        Get-GigaChatModel GigaChat-2*
    }

    . Show 'What this cost, and when the token ends.' {
        Get-GigaChatConnection | Select-Object Name, Trust, RequestCount, TokensUsed, TokenExpires
        Disconnect-GigaChat
    }
}
finally {
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(5000)) { $process.Kill() }
    if (Test-Path -LiteralPath $log) { Remove-Item -LiteralPath $log }
}
