#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Asks in the background, with a thread job for each prompt, or a process job with -AsProcess.
.DESCRIPTION
    Returns the jobs immediately. A thread job runs in this process, uses its connection and returns the reply objects themselves.
    A process job (Start-Job) is isolated; it signs in with the settings in the environment or with -AuthorizationKey, and
    returns copies of the replies with Text, FinishReason and other properties.
    Errors are in the error stream of the job: Receive-Job shows them.
.PARAMETER Prompt
    The prompts, one per job.
.PARAMETER Path
    A file to send with each prompt.
.PARAMETER ThrottleLimit
    The number of thread jobs at the same time; the others wait.
.PARAMETER AsProcess
    Uses process jobs.
.PARAMETER AuthorizationKey
    The key for process jobs, if it is not in the environment. It is passed only through the pipe between the processes.
.EXAMPLE
    $jobs = ./Start-PromptJob.ps1 'What is wrong?', 'Who was signed in?' -Path auth.log
    $jobs | Receive-Job -Wait -AutoRemoveJob | Select-Object Source, Text
.EXAMPLE
    'Write a runbook for a full disk' | ./Start-PromptJob.ps1 -AsProcess -AuthorizationKey (Get-Secret GigaChat) |
        Receive-Job -Wait -AutoRemoveJob
#>
[CmdletBinding(DefaultParameterSetName = 'Thread')]
[OutputType([System.Management.Automation.Job])]
param(
    [Parameter(Mandatory, Position = 0, ValueFromPipeline)] [ValidateNotNullOrEmpty()] [string[]] $Prompt,
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $Path,
    [Parameter(ParameterSetName = 'Thread')] [ValidateRange(1, 64)] [int] $ThrottleLimit = 5,
    [Parameter(Mandatory, ParameterSetName = 'Process')] [switch] $AsProcess,
    [Parameter(ParameterSetName = 'Process')] [ValidateNotNull()] [securestring] $AuthorizationKey
)

begin {
    $ErrorActionPreference = 'Stop'
    $module = Join-Path (Get-Module GigaChat).ModuleBase GigaChat.psd1
    $file = $Path ? (Resolve-Path -LiteralPath $Path).ProviderPath : $null
    $work = {
        param($Module, $Prompt, $File, $Key)
        Import-Module $Module -ErrorAction Stop
        if ($Key) { Connect-GigaChat -AuthorizationKey $Key }
        if ($File) { Invoke-GigaChat $Prompt -LiteralPath $File } else { Invoke-GigaChat $Prompt }
    }
}

process {
    foreach ($text in $Prompt) {
        # Named by the prompt, so that Get-Job tells them apart.
        $job = @{
            Name = "GigaChat: $($text.Length -gt 40 ? $text.Substring(0, 40) : $text)"; ScriptBlock = $work
            ArgumentList = $module, $text, $file, $AuthorizationKey
        }
        if ($AsProcess) { Start-Job @job } else { Start-ThreadJob @job -ThrottleLimit $ThrottleLimit }
    }
}
