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

# The demo speaks the language of the session.
function Select-Text($English, $Russian) { $PSUICulture -like 'ru*' ? $Russian : $English }

# The next answer of the emulator.
function Set-Answer([string] $English, [string] $Russian, [int] $Chunks) {
    $body = @{ text = Select-Text $English $Russian }
    if ($Chunks) { $body.chunks = $Chunks }
    $null = Invoke-RestMethod @answer -Body ($body | ConvertTo-Json)
}

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
    $null = New-Item -Path $log -Value (Select-Text @'
02:00:01 INFO  Backup started
02:13:44 ERROR Disk D: is full, 12 MB left
02:13:45 WARN  Retry in 60 s
02:14:45 ERROR No backup was made
'@ @'
02:00:01 INFO  Резервное копирование начато
02:13:44 ERROR Диск D: заполнен, осталось 12 МБ
02:13:45 WARN  Повтор через 60 с
02:14:45 ERROR Копия не создана
'@)

    . Show (Select-Text 'Sign in. The key comes from a vault, a prompt or the environment; here it is the emulator''s.' (
            'Вход. Ключ берут из хранилища секретов, с клавиатуры или из переменной окружения; здесь это ключ эмулятора.')) {
        Connect-GigaChat -AuthorizationKey $key -BaseUri $emulator.baseUri -AuthUri $emulator.authUri `
            -CertificateAuthorityPath $emulator.caPath
    }

    Set-Answer 'The error 0x80070070 means that the disk is full. Free some space, or choose another disk.' (
        'Код 0x80070070 означает, что на диске не хватает места. Освободите место или выберите другой диск.')
    . Show (Select-Text 'Ask.' 'Вопрос.') (Select-Text {
            Invoke-GigaChat 'What does the error 0x80070070 mean?'
        } {
            Invoke-GigaChat 'Что означает ошибка 0x80070070?'
        })

    Set-Answer 'No backup was made: disk D: is full, and trying again after a minute did not help.' (
        'Копия не создана: на диске D: кончилось место. Повтор через минуту не помог.')
    . Show (Select-Text 'Pipe a log file into a prompt. The whole of it goes into one request.' (
            'Журнал по конвейеру в запрос. Он уходит целиком, одним запросом.')) (Select-Text {
            Get-Content -LiteralPath $log | Invoke-GigaChat 'What happened last night? One sentence.'
        } {
            Get-Content -LiteralPath $log | Invoke-GigaChat 'Что случилось ночью? Одним предложением.'
        })

    $null = Invoke-RestMethod @settings -Body '{ "chunkDelayMs": 60 }'
    Set-Answer 'Remove old backups from D:, start the job again, and look at its log.' (
        'Очистите D: от старых копий, затем запустите задание ещё раз и проверьте журнал.') -Chunks 14
    . Show (Select-Text 'Stream the answer while it comes, and keep the reply.' (
            'Ответ по мере поступления; объект ответа сохраняется.')) (Select-Text {
            $reply = Invoke-GigaChat 'What should I do in the morning?' -Stream
            $reply | Select-Object Model, FinishReason, @{ n = 'Tokens'; e = { $_.Usage.TotalTokens } }, Duration
        } {
            $reply = Invoke-GigaChat 'Что мне сделать утром?' -Stream
            $reply | Select-Object Model, FinishReason, @{ n = 'Tokens'; e = { $_.Usage.TotalTokens } }, Duration
        })
    $null = Invoke-RestMethod @settings -Body '{ "chunkDelayMs": 0 }'

    Set-Answer 'Move the backups to a larger disk, or keep fewer of them.' 'Перенесите копии на больший диск или храните меньше копий.'
    . Show (Select-Text 'Go on with the same conversation.' 'Продолжение той же беседы.') (Select-Text {
            $reply | Invoke-GigaChat 'And if it fills up again?' | ForEach-Object Conversation | ForEach-Object Messages
        } {
            $reply | Invoke-GigaChat 'А если места снова не хватит?' | ForEach-Object Conversation | ForEach-Object Messages
        })

    . Show (Select-Text 'Turn texts into vectors.' 'Тексты в векторы.') (Select-Text {
            'the disk is full', 'no space left on the volume' | New-GigaChatEmbedding
        } {
            'диск заполнен', 'нет места на томе' | New-GigaChatEmbedding
        })

    . Show (Select-Text 'List the models.' 'Список моделей.') {
        Get-GigaChatModel GigaChat-2*
    }

    . Show (Select-Text 'What this cost, and when the token ends.' 'Сколько это стоило и когда истекает токен.') {
        Get-GigaChatConnection | Select-Object Name, Trust, RequestCount, TokensUsed, TokenExpires
        Disconnect-GigaChat
    }
}
finally {
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(5000)) { $process.Kill() }
    if (Test-Path -LiteralPath $log) { Remove-Item -LiteralPath $log }
}
