# Dot-sourced after Common.ps1 by tests of connections that are closed or replaced while a chat is under way.

# A chat that does not end by itself, in another runspace; returns the job once the emulator has the request.
function Start-Chat([string] $Prompt, [hashtable] $With = @{}) {
    $job = Start-ThreadJob -ArgumentList $ModulePath, $Prompt, $With {
        param($module, $prompt, $with)
        Import-Module $module
        try { $prompt -split ',' | Invoke-GigaChat @with -ErrorAction Stop | ForEach-Object Text }
        catch { $_.FullyQualifiedErrorId }
    }
    $null = Wait-Emulator $emulator @{ chatsInFlight = 1 }
    $job
}

# What the chat wrote: its replies, or the id of its error.
function Complete-Chat($Job) { $Job | Receive-Job -Wait -AutoRemoveJob }
