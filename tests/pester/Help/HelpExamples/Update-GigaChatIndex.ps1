. $PSScriptRoot/../IndexFolder.ps1
