# Dot-sourced after Common.ps1 by the tests of files: files to upload.

# A file of 100 letters A, or another number of them.
function New-TestFile([string] $Name, [int] $Size = 100) {
    $path = Join-Path $TestDrive $Name
    [System.IO.File]::WriteAllBytes($path, [byte[]] (, 65 * $Size))
    Get-Item -LiteralPath $path
}

# A file of any size, without filling memory with it.
function New-LargeFile([string] $Name, [long] $Size) {
    $stream = [System.IO.File]::Create((Join-Path $TestDrive $Name))
    $stream.SetLength($Size)
    $stream.Dispose()
    Get-Item -LiteralPath (Join-Path $TestDrive $Name)
}
