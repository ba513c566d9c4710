#Requires -Version 7.4

<#
.SYNOPSIS
    Classifies tickets: category, priority, a one-line summary, and whether they are urgent.
.DESCRIPTION
    Takes tickets as objects, twenty in one request, and adds the new columns. Category and priority are always one of the listed
    values, so you can filter and sort by them. Uses Invoke-RowBatch.ps1.
.PARAMETER InputObject
    Tickets, for example from Import-Csv.
.PARAMETER Column
    The columns with the text of the ticket. Do not send names, addresses and phone numbers.
.PARAMETER Category
    The categories; 'Other' is added.
.PARAMETER Destination
    A CSV file for the result. With -Key, the same command continues after an interruption.
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
