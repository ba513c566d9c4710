#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Searches a folder of text documents by meaning.
.DESCRIPTION
    Splits the documents into parts, converts the parts to vectors and saves them as an index next to the documents. Further
    searches send only the query and documents that have changed (by SHA-256). A part that is too long for the model
    (514 tokens with Embeddings) is halved until it fits. A document that fails causes an error and is tried again next time.
.PARAMETER Query
    What to look for: a question or a description.
.PARAMETER Path
    The folder, including subfolders.
.PARAMETER Include
    The names of the documents to search.
.PARAMETER IndexPath
    The index (JSON). It contains the text of the documents, so protect it like them.
.PARAMETER PieceLength
    The maximum length of a part in characters. A token has three to four of them.
.PARAMETER First
    The number of results.
.PARAMETER Threshold
    The minimum score, from -1 to 1.
.PARAMETER Encoding
    The encoding of text without a byte order mark: a name or a code page (utf8, 1251, 866).
.PARAMETER Model
    The model of the embeddings.
.EXAMPLE
    ./Find-Document.ps1 'how do I get a new pass' -Path ~/regulations -First 3
.EXAMPLE
    ./Find-Document.ps1 'отпуск за свой счёт' -Path //files/hr -Threshold 0.7 | Format-List Path, Line, Text
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Query,
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Container })] [string] $Path = '.',
    [ValidateNotNullOrEmpty()] [string[]] $Include = @('*.txt', '*.md', '*.log', '*.csv'),
    [ValidateNotNullOrEmpty()] [string] $IndexPath = (Join-Path $Path '.gigachat-index.json'),
    [ValidateRange(1, 100)] [int] $First = 5,
    [ValidateRange(-1.0, 1.0)] [double] $Threshold = -1,
    [ValidateRange(100, 10000)] [int] $PieceLength = 1200,
    [ValidateNotNullOrEmpty()] [string] $Encoding = 'utf8',
    [ValidateNotNullOrEmpty()] [string] $Model = 'Embeddings'
)

$onFileError = $ErrorActionPreference
$ErrorActionPreference = 'Stop'
$textEncoding = $Encoding -as [int] ? [int] $Encoding : $Encoding
$root = (Resolve-Path -LiteralPath $Path).ProviderPath

# Whole lines up to the length; a single line that is longer becomes a piece by itself and is halved where it must be.
function Split-Document([string] $Text) {
    $piece, $start, $number = '', 1, 0
    foreach ($line in $Text -split '\r?\n') {
        $number++
        if ($piece.Trim() -and ($piece.Length + $line.Length -gt $PieceLength)) {
            @{ Line = $start; Text = $piece.Trim() }; $piece, $start = '', $number
        }
        $piece += "$line`n"
    }
    if ($piece.Trim()) { @{ Line = $start; Text = $piece.Trim() } }
}

function Add-Vector([object[]] $Piece) {
    $found = @($Piece.Text | New-GigaChatEmbedding -Model $Model -ErrorAction SilentlyContinue -ErrorVariable failures)
    $refused = @(
        $failures | ForEach-Object { if ($_.FullyQualifiedErrorId -notlike 'GigaChatTooLarge*') { throw $_ }; [string] $_.TargetObject }
    )
    $next = 0
    foreach ($one in $Piece) {
        if ($one.Text -in $refused) {
            $half = [int] ($one.Text.Length / 2)
            Add-Vector @{ Line = $one.Line; Text = $one.Text.Substring(0, $half) }, @{ Line = $one.Line; Text = $one.Text.Substring($half) }
            continue
        }
        $bytes = [byte[]]::new($found[$next].Vector.Length * 4)
        [Buffer]::BlockCopy($found[$next++].Vector, 0, $bytes, 0, $bytes.Length)
        [pscustomobject]@{ Line = $one.Line; Text = $one.Text; Vector = [Convert]::ToBase64String($bytes) }
    }
}

$old, $isNew = @{}, $false
if (Test-Path -LiteralPath $IndexPath) {
    $saved = Get-Content -LiteralPath $IndexPath -Raw | ConvertFrom-Json
    # Vectors of another model, or of pieces of another length, do not fit together.
    if ($saved.Model -eq $Model -and $saved.PieceLength -eq $PieceLength) {
        foreach ($document in $saved.Documents) { $old[$document.Path] = $document }
    }
}
$files = @(Get-ChildItem -LiteralPath $root -Recurse -File -Include $Include)
$documents = foreach ($file in $files) {
    Write-Progress 'Reading documents' -Status $file.Name
    try {
        $name = [System.IO.Path]::GetRelativePath($root, $file.FullName)
        $hash = (Get-FileHash -LiteralPath $file.FullName).Hash
        if ($old[$name].Hash -eq $hash) { $old[$name]; continue }
        $isNew = $true
        $pieces = @(Split-Document (Get-Content -LiteralPath $file.FullName -Raw -Encoding $textEncoding))
        Write-Verbose "$name has changed: $($pieces.Count) pieces."
        [pscustomobject]@{ Path = $name; Hash = $hash; Pieces = @($pieces.Count ? (Add-Vector $pieces) : @()) }
    }
    catch {
        if ($_.FullyQualifiedErrorId -match
            '^GigaChat(NotConnected|KeyInvalid|AuthenticationFailed|ScopeMismatch|CertificateNotTrusted)') { throw }
        Write-Error -Message "$($file.FullName): $_" -ErrorId DocumentNotRead -Exception $_.Exception -TargetObject $file `
            -ErrorAction $onFileError
    }
}
Write-Progress 'Reading documents' -Completed
if ($isNew -or @($documents).Count -ne $old.Count) {
    # Written beside and moved, so that a break leaves the old index whole.
    @{ Model = $Model; PieceLength = $PieceLength; Documents = @($documents) } | ConvertTo-Json -Depth 5 -Compress |
        Set-Content -LiteralPath "$IndexPath.new" -Encoding utf8
    Move-Item -LiteralPath "$IndexPath.new" -Destination $IndexPath -Force
}

$embeddings = foreach ($document in $documents) {
    foreach ($piece in $document.Pieces) {
        $bytes = [Convert]::FromBase64String($piece.Vector)
        $vector = [float[]]::new($bytes.Length / 4)
        [Buffer]::BlockCopy($bytes, 0, $vector, 0, $bytes.Length)
        [pscustomobject]@{
            Text = $piece.Text; Vector = $vector; Model = $Model; Source = @{ Path = Join-Path $root $document.Path; Line = $piece.Line }
        }
    }
}
if (-not $embeddings) { return }
Find-GigaChatSimilar $Query -Embedding $embeddings -First $First -Threshold $Threshold | ForEach-Object {
    [pscustomobject]@{ Score = [Math]::Round($_.Score, 3); Path = $_.Source.Path; Line = $_.Source.Line; Text = $_.Text }
}
