#Requires -Version 7.4

<#
.SYNOPSIS
    Assigns categories from a list to places of a catalogue (cafés, shops, offices …).
.DESCRIPTION
    Takes rows of a table, many in one request, and adds Category and Sure. The result is always one of the categories, or
    'Other'. Sure is false if the row does not say enough: check those yourself. Uses Invoke-RowBatch.ps1.
.PARAMETER InputObject
    Rows, for example from Import-Csv, or Import-Excel of the module ImportExcel.
.PARAMETER Category
    The categories.
.PARAMETER CategoryPath
    A text file with one category per line, instead of -Category.
.PARAMETER Column
    The columns that describe the place.
.PARAMETER Destination
    A CSV file for the result. With -Key, the same command continues after an interruption.
.PARAMETER Key
    The column that identifies a row.
.PARAMETER BatchSize
    Rows in one request.
.PARAMETER ThrottleLimit
    The number of simultaneous requests. Accounts of individuals answer one at a time.
.PARAMETER Model
    The model. By default, that of the connection.
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
