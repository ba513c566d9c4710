#Requires -Version 7.4

<#
.SYNOPSIS
    Sorts tickets: category, priority, a one-line summary, and whether a person must look at once.
.DESCRIPTION
    Takes tickets as objects, twenty in one request, and writes them with the new columns. Category and priority can only be
    one of the listed values, so the result goes straight into a filter, a report or a queue. Uses Invoke-RowBatch.ps1.
.PARAMETER InputObject
    Tickets, for example from Import-Csv.
.PARAMETER Column
    The columns with the text of the ticket. Names, addresses and telephones of people are best left out.
.PARAMETER Category
    The categories to choose from; 'Other' is added.
.PARAMETER Destination
    A CSV file for the result; with -Key the same command goes on after a break.
.PARAMETER Key
    The column that tells rows apart.
.PARAMETER Language
    The language of what the model writes.
.PARAMETER BatchSize
    Rows in one request.
.PARAMETER ThrottleLimit
    Requests at a time. An account of an individual answers one.
.PARAMETER Model
    The model; without it the connection's.
.EXAMPLE
    Import-Csv tickets.csv -Delimiter ';' -Encoding 1251 | ./Get-TicketTriage.ps1 -Key Id -Destination sorted.csv | Where-Object Urgent
.EXAMPLE
    Import-Csv tickets.csv | ./Get-TicketTriage.ps1 -Column Theme -Category Printer, Mail, Access | Group-Object Category
#>
[CmdletBinding(PositionalBinding = $false)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, ValueFromPipeline)] [AllowNull()] [psobject] $InputObject,
    [ValidateNotNullOrEmpty()] [string[]] $Column = @('Subject', 'Body'),
    [ValidateNotNullOrEmpty()] [string[]] $Category = @('Access', 'Hardware', 'Software', 'Network', 'Mail', 'Printing', 'Security'),
    [ValidateNotNullOrEmpty()] [string] $Key,
    [ValidateNotNullOrEmpty()] [string] $Destination,
    [ValidateNotNullOrEmpty()] [string] $Language = 'Russian',
    [ValidateRange(1, 100)] [int] $BatchSize = 20,
    [ValidateRange(1, 64)] [int] $ThrottleLimit = 1,
    [ValidateNotNullOrEmpty()] [string] $Model
)

begin { $tickets = [System.Collections.Generic.List[psobject]]::new() }

process { $tickets.Add($InputObject) }

end {
    $call = @{
        Prompt        = @"
Sort tickets of an IT service desk.
Priority: 1 - work of many people has stopped, 2 - one person cannot work, 3 - there is a way around, 4 - a wish or a question.
Urgent: true where data, money or security is in danger now.
Summary: up to 12 words, in $Language.
"@
        Answer        = [ordered]@{
            Category = @{ type = 'string'; enum = @($Category; 'Other' | Where-Object { $_ -notin $Category }) }
            Priority = @{ type = 'integer'; enum = 1, 2, 3, 4 }
            Urgent   = @{ type = 'boolean' }
            Summary  = @{ type = 'string' }
        }
        Column        = $Column
        BatchSize     = $BatchSize
        ThrottleLimit = $ThrottleLimit
    }
    foreach ($name in 'Key', 'Destination', 'Model') {
        if ($PSBoundParameters.ContainsKey($name)) { $call[$name] = $PSBoundParameters[$name] }
    }
    $tickets | & $PSScriptRoot/Invoke-RowBatch.ps1 @call
}
