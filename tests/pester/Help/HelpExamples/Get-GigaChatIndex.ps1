. $PSScriptRoot/../IndexFolder.ps1
Update-GigaChatIndex "./$folder.db" -Path $folder -Recurse
