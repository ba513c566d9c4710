#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Asks in the background: a thread job for each prompt, or a process job with -AsProcess.
.DESCRIPTION
    Writes the jobs at once. A thread job runs in this process: it uses the connection as it is and its replies are the very
    objects. A process job (Start-Job) survives a module that misbehaves; it signs in by itself, with the environment's
    settings or with -AuthorizationKey, and its replies come back as copies, with Text, FinishReason and the rest.
    What fails is the error stream of its job: Receive-Job writes it.
.PARAMETER Prompt
    The prompts, each a job.
.PARAMETER Path
    A file that goes with each prompt.
.PARAMETER ThrottleLimit
    Thread jobs at a time; the others wait.
.PARAMETER AsProcess
    Process jobs.
.PARAMETER AuthorizationKey
    The key for process jobs, where it is not in the environment. It crosses the pipe between the processes only.
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
