#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Collects information and asks about it in parallel with ForEach-Object -Parallel.
.DESCRIPTION
    For work in which collecting is the slow part. Runspaces share the connections of the process, so nobody signs in twice, no
    key is passed on, and the request limit of the connection applies to all of them together. If the information is already
    there, Invoke-GigaChat -ThrottleLimit is simpler. An item that fails is an object with Error.
.PARAMETER InputObject
    The items: names of servers, paths …
.PARAMETER Collect
    The script block that collects information about one item ($_).
.PARAMETER Prompt
    What to ask about it.
.PARAMETER ThrottleLimit
    The number of runspaces at the same time.
.EXAMPLE
    'web1', 'web2' | ./Invoke-ParallelPrompt.ps1 -Prompt 'Is this site well?' -Collect { Invoke-RestMethod "https://$_/health" }
.EXAMPLE
    (Get-ChildItem /var/log/*.log).FullName |
        ./Invoke-ParallelPrompt.ps1 -Prompt 'What went wrong?' -Collect {
            Select-String -LiteralPath $_ -Pattern error | Select-Object -Last 50 -ExpandProperty Line
        }
#>
[CmdletBinding(PositionalBinding = $false)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, ValueFromPipeline)] [AllowNull()] [object] $InputObject,
    [Parameter(Mandatory)] [ValidateNotNull()] [scriptblock] $Collect,
    [Parameter(Mandatory)] [ValidateNotNullOrEmpty()] [string] $Prompt,
    [ValidateRange(1, 64)] [int] $ThrottleLimit = 8
)

begin {
    $items = [System.Collections.Generic.List[object]]::new()
    # A new runspace has no modules yet: this one's copy is the one with the connection. Script blocks go over as text.
    $module = Join-Path (Get-Module GigaChat).ModuleBase GigaChat.psd1
    $code = "$Collect"
}

process { if ($null -ne $InputObject) { $items.Add($InputObject) } }

end {
    $items | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
        $ErrorActionPreference = 'Stop'
        $item = $_
        try {
            Import-Module $using:module
            $reply = $item | ForEach-Object ([scriptblock]::Create($using:code)) | Invoke-GigaChat $using:Prompt -Together
            [pscustomobject]@{ Item = $item; Text = $reply.Text; Tokens = $reply.Usage.TotalTokens; Error = $null }
        }
        catch {
            [pscustomobject]@{ Item = $item; Text = $null; Tokens = 0; Error = "$_" }
        }
    }
}
