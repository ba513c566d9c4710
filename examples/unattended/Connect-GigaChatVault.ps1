#Requires -Version 7.4
#Requires -Modules GigaChat, Microsoft.PowerShell.SecretManagement

<#
.SYNOPSIS
    Signs in with a key from a SecretManagement vault.
.DESCRIPTION
    The key goes from the vault directly to the connection and is never stored as text in a variable. Any vault works: SecretStore,
    KeePass, Azure Key Vault, HashiCorp Vault …; it can also hold a credential of client id and secret.
    To store the key once: Set-Secret GigaChat (Read-Host 'Authorization key' -AsSecureString)
    -UnlockPath unlocks a SecretStore in unattended jobs. Alternatively, set it up once with
    Set-SecretStoreConfiguration -Authentication None -Interaction None; file permissions then protect it.
.PARAMETER Name
    The secret.
.PARAMETER Vault
    The vault. By default, the one that has the secret.
.PARAMETER Scope
    The scope of the key.
.PARAMETER UnlockPath
    A file with the password of the SecretStore that only the user of the job can read.
.PARAMETER PassThru
    Returns the connection.
.EXAMPLE
    ./Connect-GigaChatVault.ps1; Invoke-GigaChat 'Hello'
.EXAMPLE
    ./Connect-GigaChatVault.ps1 GigaChatCompany -Vault Keys -Scope Corporate -PassThru
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)] [ValidateNotNullOrEmpty()] [string] $Name = 'GigaChat',
    [ValidateNotNullOrEmpty()] [string] $Vault,
    [ValidateNotNullOrEmpty()] [string] $Scope,
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $UnlockPath,
    [switch] $PassThru
)

$ErrorActionPreference = 'Stop'
if ($UnlockPath) {
    $password = [securestring]::new()
    foreach ($character in [System.IO.File]::ReadAllText($UnlockPath).Trim().ToCharArray()) { $password.AppendChar($character) }
    Unlock-SecretStore -Password $password
}

$find = @{ Name = $Name }
if ($Vault) { $find.Vault = $Vault }
$connect = @{ PassThru = $PassThru }
if ($Scope) { $connect.Scope = $Scope }
$secret = Get-Secret @find
if ($secret -is [pscredential]) {
    Connect-GigaChat -Credential $secret @connect
} else { Connect-GigaChat -AuthorizationKey $secret @connect }
