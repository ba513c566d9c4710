# Dot-sourced after Common.ps1 by tests of what the runspaces of a process share.

# Runs a script in many runspaces that begin together; the names of errors come back as text.
function Invoke-Together([int] $Count, [string] $Script) {
    $barrier = [Threading.Barrier]::new($Count)
    try {
        1..$Count | ForEach-Object -ThrottleLimit $Count -Parallel {
            Import-Module $using:ModulePath
            $null = ($using:barrier).SignalAndWait(60000)
            $number = $_
            try { . ([scriptblock]::Create($using:Script)) } catch { $_.FullyQualifiedErrorId }
        }
    }
    finally { $barrier.Dispose() }
}
