# Dot-sourced by Cancellation*.Tests.ps1 after Common.ps1: an emulator, and what the operations that are cancelled need.
$emulator = Start-Emulator
Connect-Emulator $emulator -Corporate
Connect-Emulator $emulator -With @{ Name = 'Лицо' }

$conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
$null = Invoke-GigaChat 'раз' -Conversation $conversation
$folder = New-Item -ItemType Directory (Join-Path $TestDrive 'место')
$upload = Join-Path $TestDrive 'отчёт.txt'
[System.IO.File]::WriteAllText($upload, 'строка отчёта ' * 40000)
# What a download that is broken off must not touch.
'прежнее' | Set-Content -LiteralPath (Join-Path $folder 'отчёт.txt')
$a = @{
    Conversation = $conversation; Folder = "$folder"; Upload = $upload; Attachment = Join-Path $TestDrive 'приложение.txt'
    Connect = Get-ConnectParameter $emulator; Key = $emulator.b2bKey; PersonalKey = $emulator.authorizationKey
    Empty = New-GigaChatConversation
}
Copy-Item -LiteralPath $upload -Destination $a.Attachment

# A service with one file, and with one batch that does not end: two requests.
function Reset-Service {
    Reset-Emulator $emulator
    Set-Emulator $emulator @{ batchLooks = 1000000 }
    # Of this one no upload is remembered.
    [System.IO.File]::SetLastWriteTimeUtc($a.Attachment, [datetime]::UtcNow)
    $a.Stored = (Add-GigaChatFile $upload).Id
    $a.Batch = 'раз' | Start-GigaChatBatch
}

# All that an operation may change on this machine: the conversation, the files and the connections.
function Get-Traces {
    ConvertTo-Json $conversation -Depth 5 -Compress
    Get-ChildItem -LiteralPath $TestDrive -Recurse -Force -File |
        ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" }
    (Get-GigaChatConnection).Name
}

# A PowerShell with a runspace of its own, in which a script can be started; it finds what is above in $a.
function New-Work([string] $Script) {
    $new = [powershell]::Create([initialsessionstate]::CreateDefault())
    $null = $new.AddScript("param(`$module, `$a) `$ErrorActionPreference = 'Stop'; Import-Module `$module; $Script").AddArgument(
        "$ModulePath").AddArgument($a)
    $new
}
