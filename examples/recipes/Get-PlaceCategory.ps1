#Requires -Version 7.4

<#
.SYNOPSIS
    Puts places of a catalogue (cafés, shops, offices …) into categories of a list.
.DESCRIPTION
    Takes rows of a spreadsheet saved as CSV, many in one request, and writes them with Category and Sure. Only listed
    categories come back, or 'Other'. Sure is false where the row tells too little: those are for a person to look at.
    Uses Invoke-RowBatch.ps1.
.PARAMETER InputObject
    Rows, for example from Import-Csv, or from Import-Excel of the module ImportExcel.
.PARAMETER Category
    The categories.
.PARAMETER CategoryPath
    A text file with a category on each line, in place of -Category.
.PARAMETER Column
    The columns that tell what a place is.
.PARAMETER Destination
    A CSV file for the result; with -Key the same command goes on after a break.
.PARAMETER Key
    The column that tells rows apart.
.PARAMETER BatchSize
    Rows in one request.
.PARAMETER ThrottleLimit
    Requests at a time. An account of an individual answers one.
.PARAMETER Model
    The model; without it the connection's.
.EXAMPLE
    Import-Csv places.csv | ./Get-PlaceCategory.ps1 -CategoryPath categories.txt -Key Id -Destination sorted.csv |
        Where-Object Sure -EQ $false
#>
[CmdletBinding(DefaultParameterSetName = 'List', PositionalBinding = $false)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, ValueFromPipeline)] [AllowNull()] [psobject] $InputObject,
    [Parameter(Mandatory, ParameterSetName = 'List')] [ValidateNotNullOrEmpty()] [string[]] $Category,
    [Parameter(Mandatory, ParameterSetName = 'File')] [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })] [string] $CategoryPath,
    [ValidateNotNullOrEmpty()] [string[]] $Column = @('Name', 'Description'),
    [ValidateNotNullOrEmpty()] [string] $Key,
    [ValidateNotNullOrEmpty()] [string] $Destination,
    [ValidateRange(1, 100)] [int] $BatchSize = 40,
    [ValidateRange(1, 64)] [int] $ThrottleLimit = 1,
    [ValidateNotNullOrEmpty()] [string] $Model
)

begin {
    if ($CategoryPath) {
        $Category = @(
            Get-Content -LiteralPath $CategoryPath -ErrorAction Stop | ForEach-Object { $_.Trim() } | Where-Object { $_ } |
                Select-Object -Unique
        )
    }
    $places = [System.Collections.Generic.List[psobject]]::new()
}

process { $places.Add($InputObject) }

end {
    $call = @{
        Prompt        =
            "Choose a category for each place. 'Other' where none fits. Sure: false where the row says too little to be certain."
        Answer        = [ordered]@{
            Category = @{ type = 'string'; enum = @($Category; 'Other' | Where-Object { $_ -notin $Category }) }
            Sure     = @{ type = 'boolean' }
        }
        Column        = $Column
        BatchSize     = $BatchSize
        ThrottleLimit = $ThrottleLimit
    }
    foreach ($name in 'Key', 'Destination', 'Model') {
        if ($PSBoundParameters.ContainsKey($name)) { $call[$name] = $PSBoundParameters[$name] }
    }
    $places | & $PSScriptRoot/Invoke-RowBatch.ps1 @call
}
