. $PSScriptRoot/../IndexFolder.ps1
Update-GigaChatIndex "./$folder.db" -Path $folder -Recurse
Add-Answer $Emulator @{ text = $isRussian ? '28 дней (отпуск.md).' : '28 days (leave.md).' }
