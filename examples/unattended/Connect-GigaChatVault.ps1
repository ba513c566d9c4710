#Requires -Version 7.4
#Requires -Modules GigaChat, Microsoft.PowerShell.SecretManagement

<#
.SYNOPSIS
    Signs in with a key from a vault of SecretManagement.
.DESCRIPTION
    The key goes from the vault straight into the connection and is never text in a variable. Any vault will do: SecretStore,
    KeePass, Azure Key Vault, HashiCorp Vault …; a credential of client id and secret is taken too.
    To put the key there, once: Set-Secret GigaChat (Read-Host 'Authorization key' -AsSecureString)
    A SecretStore that nobody is there to unlock is opened with -UnlockPath, or was set up once with
    Set-SecretStoreConfiguration -Authentication None -Interaction None, which leaves it to the rights on its files.
.PARAMETER Name
    The secret.
.PARAMETER Vault
    The vault; without it the one that has the secret.
.PARAMETER Scope
    The key's scope.
.PARAMETER UnlockPath
    A file with the password of the SecretStore, readable by the job's user alone.
.PARAMETER PassThru
    Writes the connection.
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
