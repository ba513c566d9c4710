# A conversation and a stored file, for the tests of this folder.
$emulator = Start-Emulator
Connect-Emulator $emulator
$conversation = New-GigaChatConversation
$null = Invoke-GigaChat 'Привет' -Conversation $conversation
[System.IO.File]::WriteAllText("$TestDrive\отчёт.txt", 'текст отчёта')

# A new stored file: a reset of the emulator forgets those before.
function New-StoredFile { (Add-GigaChatFile "$TestDrive\отчёт.txt").Id }

# What cmdlets write to a path, by the name of what they write.
$writers = @{
    'a conversation' = { param($path, [switch] $Force) Export-GigaChatConversation $conversation -Path $path -Force:$Force }
    'a download'     = { param($path, [switch] $Force) Save-GigaChatFile (New-StoredFile) -Destination $path -Force:$Force }
    'an answer'      = { param($path) Invoke-GigaChatRestMethod models -OutFile $path }
}
