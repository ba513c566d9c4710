#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Asks about many computers over PowerShell remoting with SSH.
.DESCRIPTION
    By default, the computers are only read and the questions are asked from here: they need neither the module nor access to the
    service, and the key stays here. -OnTarget asks from the computers themselves, which then need the module. The key is sent
    over SSH; outside Windows nothing else encrypts it, and root can read it there. Give such computers a key of
    their own, or set it in their environment.

    The computers need PowerShell and this line in sshd_config: Subsystem powershell /usr/bin/pwsh -sshs
    A computer that cannot be reached causes an error; the others are processed. Replies are objects: Machine, Text, Tokens.
.PARAMETER HostName
    The computers, as SSH knows them.
.PARAMETER Collect
    The script block that collects information on each computer.
.PARAMETER Option
    Options for ssh, such as @{ UserKnownHostsFile = '/etc/ssh/fleet_hosts' }. Do not turn the check of host keys off.
.PARAMETER AuthorizationKey
    With -OnTarget, the key, if it is not in the environment of the computers.
.PARAMETER ModulePath
    With -OnTarget, the path of the module, if it is not installed.
.PARAMETER Prompt
    What to ask about each computer.
.PARAMETER UserName
    The user name.
.PARAMETER KeyFilePath
    The private key of SSH.
.PARAMETER Port
    The port of SSH.
.PARAMETER ThrottleLimit
    The number of computers at the same time.
.PARAMETER OnTarget
    Asks from the computers.
.EXAMPLE
    Get-Content servers.txt | ./Invoke-FleetPrompt.ps1 'Is this machine well?' -UserName admin -KeyFilePath ~/.ssh/id_ed25519
.EXAMPLE
    ./Invoke-FleetPrompt.ps1 'Which service failed, and why?' -HostName web1, web2 -OnTarget -Collect {
        journalctl -p err --since today | Select-Object -Last 100
    }
#>
[CmdletBinding(DefaultParameterSetName = 'Here')]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Prompt,
    [Parameter(Mandatory, ValueFromPipeline)] [ValidateNotNullOrEmpty()] [string[]] $HostName,
    [ValidateNotNull()] [scriptblock] $Collect = {
        Get-Process | Sort-Object WS -Descending | Select-Object -First 5 Name, Id, @{ n = 'MB'; e = { [int] ($_.WS / 1MB) } }
        [System.IO.DriveInfo]::GetDrives() | Where-Object { $_.IsReady -and $_.TotalSize } |
            Select-Object Name, @{ n = 'FreePercent'; e = { [int] (100 * $_.AvailableFreeSpace / $_.TotalSize) } }
        if (Get-Command journalctl -ErrorAction Ignore) { journalctl -p err -n 20 --no-pager 2>&1 | ForEach-Object { "$_" } }
    },
    [ValidateNotNullOrEmpty()] [string] $UserName,
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $KeyFilePath,
    [ValidateRange(1, 65535)] [int] $Port = 22,
    [ValidateNotNull()] [hashtable] $Option = @{},
    [ValidateRange(1, 64)] [int] $ThrottleLimit = 16,
    [Parameter(Mandatory, ParameterSetName = 'Target')] [switch] $OnTarget,
    [Parameter(ParameterSetName = 'Target')] [ValidateNotNull()] [securestring] $AuthorizationKey,
    [Parameter(ParameterSetName = 'Target')] [ValidateNotNullOrEmpty()] [string] $ModulePath = 'GigaChat'
)

begin { $names = [System.Collections.Generic.List[string]]::new() }

process { $names.AddRange($HostName) }

end {
    # Nobody is there to be asked for a password.
    $options = @{ BatchMode = 'yes' }
    foreach ($name in $Option.Keys) { $options[$name] = $Option[$name] }
    $way = @{ Port = $Port; Options = $options; ConnectingTimeout = 30000 }
    if ($UserName) { $way.UserName = $UserName }
    if ($KeyFilePath) { $way.KeyFilePath = (Resolve-Path -LiteralPath $KeyFilePath).ProviderPath }
    $sessions = @(New-PSSession -HostName $names @way)
    if ($sessions.Count -eq 0) { return }
    try {
        if ($OnTarget) {
            $key, $module, $code = $AuthorizationKey, $ModulePath, "$Collect"
            Invoke-Command -Session $sessions -ThrottleLimit $ThrottleLimit -ScriptBlock {
                Import-Module $using:module -ErrorAction Stop
                if ($using:key) { Connect-GigaChat -AuthorizationKey $using:key }
                & ([scriptblock]::Create($using:code)) | Invoke-GigaChat $using:Prompt -Together |
                    Select-Object Text, @{ n = 'Tokens'; e = { $_.Usage.TotalTokens } }
                Disconnect-GigaChat -All
            } | Select-Object @{ n = 'Machine'; e = 'PSComputerName' }, Text, Tokens
        }
        else {
            # What comes back knows the machine it is from. Its remoting properties are not material.
            $found = Invoke-Command -Session $sessions -ThrottleLimit $ThrottleLimit -ScriptBlock $Collect | Group-Object PSComputerName
            foreach ($silent in $sessions.ComputerName | Where-Object { $_ -notin $found.Name }) {
                Write-Warning "$silent wrote nothing to ask about."
            }
            foreach ($machine in $found) {
                $material = $machine.Group |
                    ForEach-Object {
                        $_ -is [string] ? "$_" : ($_ | Select-Object -ExcludeProperty PSComputerName, RunspaceId, PSShowComputerName)
                    }
                $reply = $material | Invoke-GigaChat $Prompt -Together
                if ($reply) { [pscustomobject]@{ Machine = $machine.Name; Text = $reply.Text; Tokens = $reply.Usage.TotalTokens } }
            }
        }
    }
    finally { $sessions | Remove-PSSession }
}
