#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Searches a folder of documents by meaning and by words.
.DESCRIPTION
    The index beside the documents is brought up to date first: the next search embeds nothing but the question and what has changed since.
    A document that fails is an error and is tried again next time.
.PARAMETER Query
    What to look for: a question or a description.
.PARAMETER Path
    The folder, with all below it.
.PARAMETER IndexPath
    The index. It holds the text of the documents, so keep it where they are kept.
.PARAMETER First
    So many of the best.
.PARAMETER Threshold
    The lowest score that counts, -1 to 1.
.EXAMPLE
    ./Find-Document.ps1 'how do I get a new pass' -Path ~/regulations -First 3
.EXAMPLE
    ./Find-Document.ps1 'отпуск за свой счёт' -Path //files/hr -IndexPath ~/hr.db -Threshold 0.7 | Format-List Source, Line, Text
#>
[CmdletBinding()]
[OutputType('GigaChat.IndexHit')]
param(
    [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Query,
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Container })] [string] $Path = '.',
    [ValidateNotNullOrEmpty()] [string] $IndexPath = (Join-Path $Path '.gigachat-index.db'),
    [ValidateRange(1, 100)] [int] $First = 5,
    [ValidateRange(-1.0, 1.0)] [double] $Threshold = -1
)

Update-GigaChatIndex $IndexPath -LiteralPath $Path -Recurse
Search-GigaChatIndex $IndexPath $Query -First $First -Threshold $Threshold
