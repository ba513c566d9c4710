#Requires -Version 7.4

<#
.SYNOPSIS
    Writes descriptions of places for a catalogue, from the facts in their rows only.
.DESCRIPTION
    Takes rows of a table and adds a Description. The model is instructed to omit what the row does not say. A description that is
    empty or longer than -MaximumLength causes an error for that row, so that nothing unfit gets into the catalogue.
    Uses Invoke-RowBatch.ps1.
.PARAMETER InputObject
    Rows, for example from Import-Csv.
.PARAMETER Column
    The columns with facts. By default, all columns.
.PARAMETER Style
    The style, in a few words.
.PARAMETER MaximumLength
    The maximum length of a description in characters.
.PARAMETER Destination
    A CSV file for the rows with descriptions. The same command, run again, asks only about missing rows.
.PARAMETER Key
    The column that identifies a row.
.PARAMETER Language
    The language of the answers.
.PARAMETER BatchSize
    Rows in one request.
.PARAMETER ThrottleLimit
    The number of simultaneous requests. Accounts of individuals answer one at a time.
.PARAMETER Model
    The model. By default, that of the connection.
.EXAMPLE
    Import-Csv places.csv | ./New-PlaceDescription.ps1 -Column Name, Street, Opens, Kitchen -Key Id -Destination described.csv
#>
[CmdletBinding(PositionalBinding = $false)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, ValueFromPipeline)] [AllowNull()] [psobject] $InputObject,
    [ValidateNotNullOrEmpty()] [string[]] $Column,
    [ValidateNotNullOrEmpty()] [string] $Style = 'plain and friendly, no superlatives, no exclamation marks',
    [ValidateRange(40, 2000)] [int] $MaximumLength = 400,
    [ValidateNotNullOrEmpty()] [string] $Language = 'Russian',
    [ValidateNotNullOrEmpty()] [string] $Key,
    [ValidateNotNullOrEmpty()] [string] $Destination,
    [ValidateRange(1, 50)] [int] $BatchSize = 10,
    [ValidateRange(1, 64)] [int] $ThrottleLimit = 1,
    [ValidateNotNullOrEmpty()] [string] $Model
)

begin {
    $onRowError = $ErrorActionPreference
    if ($Destination -and -not $Key) { throw [System.ArgumentException]::new('-Destination needs -Key, the column that tells rows apart.') }
    $done = $Destination -and (Test-Path -LiteralPath $Destination) ? @((Import-Csv -LiteralPath $Destination -ErrorAction Stop).$Key) : @()
    $places = [System.Collections.Generic.List[psobject]]::new()
}

process { if ($InputObject -and -not ($Key -and $InputObject.$Key -in $done)) { $places.Add($InputObject) } }

end {
    $call = @{
        Prompt        = @"
Write a description of each place for a catalogue, in $Language, up to $([int] ($MaximumLength * 0.8)) characters. Style: $Style.
Use the facts of the row alone: no prices, hours, dishes or praise that it does not mention.
"@
        Answer        = @{ Description = @{ type = 'string'; description = "up to $MaximumLength characters" } }
        BatchSize     = $BatchSize
        ThrottleLimit = $ThrottleLimit
    }
    foreach ($name in 'Column', 'Model') { if ($PSBoundParameters.ContainsKey($name)) { $call[$name] = $PSBoundParameters[$name] } }
    $places | & $PSScriptRoot/Invoke-RowBatch.ps1 @call | ForEach-Object {
        $length = $_.Description.Trim().Length
        if ($length -eq 0 -or $length -gt $MaximumLength) {
            Write-Error -Message "The description has $length characters." -ErrorId DescriptionUnfit -Category InvalidResult `
                -TargetObject $_ -ErrorAction $onRowError
            return
        }
        if ($Destination) { $_ | Export-Csv -LiteralPath $Destination -Append -Encoding utf8BOM -ErrorAction Stop }
        $_
    }
}
