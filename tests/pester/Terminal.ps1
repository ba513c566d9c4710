# Runs code in a pseudo-terminal, whose bytes are read: what a person's terminal would be sent. Dot-sourced after Common.ps1.

# util-linux's script makes the terminal. BSD's (macOS) has other parameters, and Windows has none.
$script:HasTerminal = $IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore)

# Runs code in a PowerShell of its own, connected by its environment, and returns all that reached its terminal. A line of -Typed is typed
# when a prompt stands there; a hashtable has bytes for the terminal in Send, and in After the pattern that the screen since the last ones
# has to match first; Do runs before them.
function Invoke-InTerminal($Emulator, [string] $Code, [int] $Columns = 80, [hashtable] $Environment = @{}, [object[]] $Typed = @()) {
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).ps1"
    "[Console]::OutputEncoding = [Text.UTF8Encoding]::new()`nImport-Module '$ModulePath'`n$Code" | Set-Content -LiteralPath $file
    $shell = New-PowerShellStartInfo '-NoProfile', '-Command', ". '$file'"
    $command = (@($shell.FileName) + @($shell.ArgumentList) | ForEach-Object { "'" + $_.Replace("'", "'\''") + "'" }) -join ' '
    $start = [System.Diagnostics.ProcessStartInfo]::new('script')
    foreach ($argument in '-qefc', "stty cols $Columns rows 50 -echo; exec $command", '/dev/null') { $start.ArgumentList.Add($argument) }
    foreach ($name in $shell.Environment.Keys) { $start.Environment[$name] = $shell.Environment[$name] }
    $settings = @{
        GIGACHAT_CREDENTIALS = $Emulator.authorizationKey; GIGACHAT_BASE_URL = $Emulator.baseUri; GIGACHAT_AUTH_URL = $Emulator.authUri
        GIGACHAT_CA_BUNDLE_FILE = $Emulator.caPath; NO_PROXY = 'localhost,127.0.0.1'; TERM = 'xterm-256color'; LC_ALL = 'C.UTF-8'
    }
    $null = $start.Environment.Remove('NO_COLOR')
    foreach ($set in $settings, $Environment) { foreach ($name in $set.Keys) { $start.Environment[$name] = $set[$name] } }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $start.StandardInputEncoding = $start.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $output = [System.Text.StringBuilder]::new()
        $buffer = [char[]]::new(4096)
        $lines = [System.Collections.Generic.Queue[object]]::new($Typed)
        $seen = $asked = 0
        while ($true) {
            $read = $process.StandardOutput.ReadAsync($buffer, 0, $buffer.Length)
            if (-not $read.Wait(60000)) { throw "The terminal did not go on: $output" }
            if ($read.Result -eq 0) { break }
            $null = $output.Append($buffer, 0, $read.Result)
            # .NET asks the terminal where its cursor stands before it reads a line, and waits for the answer.
            $questions = [regex]::Matches("$output", '\e\[6n')
            for (; $asked -lt $questions.Count; $asked++) {
                $line = (Remove-Style $output.ToString(0, $questions[$asked].Index)) -split "\r?\n|\e\[6n" | Select-Object -Last 1
                $process.StandardInput.Write("`e[10;$($line.Length + 1)R")
            }
            # A line is typed when its prompt stands there.
            if ($lines.Count -eq 0) { continue }
            $next = $lines.Peek() -is [hashtable] ? $lines.Peek() : @{ Send = $lines.Peek() + "`r"; After = '> \r?$' }
            if ((Remove-Style $output.ToString($seen, $output.Length - $seen)) -match $next.After) {
                $seen = $output.Length
                $null = $lines.Dequeue()
                if ($next.Do) { $null = & $next.Do }
                $process.StandardInput.Write($next.Send)
            }
        }
        "$output" -replace "`r`n", "`n"
    }
    finally {
        if (-not $process.HasExited) { $process.Kill($true) }
        $process.Dispose()
        Remove-Item -LiteralPath $file
    }
}

# What a terminal was sent, without colours and without what PowerShell itself switches on and off.
function Remove-Style([string] $Text) {
    $Text -replace '\e\[[0-9;:]*m' -replace '\e\[\?(1[hl]|1;?\d*[hl]|2004[hl])' -replace '\e\[[0-9]*[JCAK]|\e[=>]'
}
