# Processes that work on one index, and all that is in it, for the tests of kills and of several processes at a time.

# Starts code in a PowerShell of its own, connected by its environment.
function Start-IndexProcess($Emulator, [string] $Code) {
    $start = New-PowerShellStartInfo '-NoProfile', '-NonInteractive', '-Command', (
        "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'; Import-Module '$ModulePath'; $Code")
    $settings = @{
        GIGACHAT_CREDENTIALS = $Emulator.corporateKey; GIGACHAT_SCOPE = 'GIGACHAT_API_CORP'; GIGACHAT_BASE_URL = $Emulator.baseUri
        GIGACHAT_AUTH_URL = $Emulator.authUri; GIGACHAT_CA_BUNDLE_FILE = $Emulator.caPath; NO_PROXY = 'localhost,127.0.0.1'; NO_COLOR = '1'
    }
    foreach ($name in $settings.Keys) { $start.Environment[$name] = $settings[$name] }
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    [pscustomobject]@{
        Process = $process
        Output  = $process.StandardOutput.ReadToEndAsync()
        Errors  = $process.StandardError.ReadToEndAsync()
    }
}

# Waits for a process and fails with what it said where it failed.
function Wait-IndexProcess($Started) {
    if (-not $Started.Process.WaitForExit(180000)) { $Started.Process.Kill($true); throw 'The process did not end.' }
    if ($Started.Process.ExitCode -ne 0) { throw "The process ended with $($Started.Process.ExitCode): $($Started.Errors.Result)" }
    $Started.Output.Result
    $Started.Process.Dispose()
}

# Opens an index by the module's own library, which only its load context has.
function Open-IndexDatabase([string] $Path) {
    $context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'GigaChat'
    $library = $context.Assemblies | Where-Object { $_.GetName().Name -eq 'Microsoft.Data.Sqlite' }
    $connection = [Activator]::CreateInstance($library.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$Path;Pooling=False")
    $connection.Open()
    $connection
}

# The rows of a query, each as one text.
function Read-IndexRow([string] $Path, [string] $Query) {
    $connection = Open-IndexDatabase $Path
    try {
        $statement = $connection.CreateCommand()
        $statement.CommandText = $Query
        $reader = $statement.ExecuteReader()
        while ($reader.Read()) { (0..($reader.FieldCount - 1) | ForEach-Object { $reader.GetValue($_) }) -join '|' }
        $reader.Dispose()
    }
    finally { $connection.Dispose() }
}

# All that is in an index, in an order that does not depend on the way there.
function Get-IndexContent([string] $Path) {
    Read-IndexRow $Path ('SELECT source, hex(hash), recipe, number, line, text, hex(vector), ' +
        '(SELECT count(*) FROM words WHERE rowid = pieces.id) FROM documents LEFT JOIN pieces ON document = documents.id ' +
        'LEFT JOIN vectors ON piece = pieces.id ORDER BY source, number')
}

# Whether the file is whole, and no row is left over from a document that is gone.
function Assert-IndexWhole([string] $Path) {
    Read-IndexRow $Path 'PRAGMA integrity_check' | Should -BeExactly 'ok'
    $orphans = Read-IndexRow $Path ('SELECT (SELECT count(*) FROM pieces WHERE document NOT IN (SELECT id FROM documents)) + ' +
        '(SELECT count(*) FROM vectors WHERE piece NOT IN (SELECT id FROM pieces)) + ' +
        '(SELECT count(*) FROM words) - (SELECT count(*) FROM pieces)')
    $orphans | Should -BeExactly '0'
}
