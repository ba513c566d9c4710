#Requires -Version 7.4

<#
.SYNOPSIS
    Analyzes reviews: sentiment and topics of each, totals for each place, and what to improve first.
.DESCRIPTION
    The model reads each review once, many in one request, and returns its sentiment, topics and main point. The totals are
    calculated locally and are exact. The main points of each place, not the whole reviews, then become one line of advice.
    -Detail outputs the reviews with their marks instead. Uses Invoke-RowBatch.ps1.
.PARAMETER InputObject
    Reviews, for example from Import-Csv.
.PARAMETER Text
    The column with the review. Only this is sent.
.PARAMETER Place
    The column with the place.
.PARAMETER Topic
    The topics to look for.
.PARAMETER Detail
    Outputs each review with Mood, Topics and Point instead of totals.
.PARAMETER Language
    The language of the answers.
.PARAMETER BatchSize
    Rows in one request.
.PARAMETER ThrottleLimit
    The number of simultaneous requests. Accounts of individuals answer one at a time.
.PARAMETER Model
    The model. By default, that of the connection.
.EXAMPLE
    Import-Csv reviews.csv | ./Measure-Review.ps1 -Place Cafe -Text Review | Sort-Object Negative -Descending | Format-Table
.EXAMPLE
    Import-Csv reviews.csv | ./Measure-Review.ps1 -Detail | Where-Object Mood -EQ negative | Export-Csv complaints.csv
#>
[CmdletBinding(PositionalBinding = $false)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, ValueFromPipeline)] [AllowNull()] [psobject] $InputObject,
    [ValidateNotNullOrEmpty()] [string] $Text = 'Text',
    [ValidateNotNullOrEmpty()] [string] $Place = 'Place',
    [ValidateNotNullOrEmpty()] [string[]] $Topic = @('service', 'quality', 'price', 'cleanliness', 'waiting', 'location'),
    [switch] $Detail,
    [ValidateNotNullOrEmpty()] [string] $Language = 'Russian',
    [ValidateRange(1, 100)] [int] $BatchSize = 20,
    [ValidateRange(1, 64)] [int] $ThrottleLimit = 1,
    [ValidateNotNullOrEmpty()] [string] $Model
)

begin {
    $reviews = [System.Collections.Generic.List[psobject]]::new()
    $common = @{ BatchSize = $BatchSize; ThrottleLimit = $ThrottleLimit }
    if ($Model) { $common.Model = $Model }
}

process { if ($InputObject -and $InputObject.$Text) { $reviews.Add($InputObject) } }

end {
    $answer = [ordered]@{
        Mood   = @{ type = 'string'; enum = 'positive', 'neutral', 'negative' }
        Topics = @{ type = 'array'; items = @{ type = 'string'; enum = $Topic } }
        Point  = @{ type = 'string' }
    }
    $marked = $reviews |
        & $PSScriptRoot/Invoke-RowBatch.ps1 "Read each review. Point: what it says, up to 8 words, in $Language." -Answer $answer `
            -Column $Text @common
    if ($Detail) { return $marked }

    $sums = $marked | Group-Object -Property $Place | ForEach-Object {
        $bad = @($_.Group | Where-Object Mood -EQ negative)
        [pscustomobject]@{
            Place     = $_.Name
            Reviews   = $_.Count
            Positive  = @($_.Group | Where-Object Mood -EQ positive).Count
            Negative  = $bad.Count
            Complaint = @(
                $bad.Topics | Group-Object -NoElement | Sort-Object Count -Descending | Select-Object -First 3 |
                    ForEach-Object { "$($_.Name) $($_.Count)" }
            )
            Points    = @($_.Group.Point)
        }
    }
    $sums | & $PSScriptRoot/Invoke-RowBatch.ps1 ("From the points of its visitors say what each place should mend first: one sentence " +
        "in $Language.") `
        -Answer @{ Advice = @{ type = 'string' } } -Column Place, Complaint, Points @common | Select-Object -ExcludeProperty Points
}
