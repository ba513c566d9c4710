#Requires -Version 7.4
#Requires -Modules GigaChat

<#
.SYNOPSIS
    Searches the web for what is new about a vulnerability and lists the pages found.
.DESCRIPTION
    The service searches the web and answers in a few sentences; each page that the answer is based on is a row of the table, so that every
    statement can be checked. An answer without a search is a warning: it comes from the model's memory, which knows no news. Web search
    needs version 2 of the chat API, which the module selects by itself.
.PARAMETER CveId
    Identifiers such as CVE-2021-44228.
.PARAMETER Product
    What you use, with its version: the answer then says whether it is affected.
.PARAMETER Language
    The language of the answers.
.PARAMETER Model
    The model. By default, that of the connection.
.EXAMPLE
    ./Get-CveNews.ps1 CVE-2021-44228 -Product 'Elasticsearch 7.16' | Format-Table Number, Title, Uri
.EXAMPLE
    Get-Content cves.txt | ./Get-CveNews.ps1 | Export-Csv news.csv
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
    [ValidatePattern('^\s*(?i:CVE)-\d{4}-\d{4,}\s*$', ErrorMessage = '"{0}" is not an identifier such as CVE-2021-44228.')]
    [string[]] $CveId,
    [ValidateNotNullOrEmpty()] [string] $Product,
    [ValidateNotNullOrEmpty()] [string] $Language = 'Russian',
    [ValidateNotNullOrEmpty()] [string] $Model
)

begin {
    $call = @{
        SystemPrompt   = 'You inform administrators about vulnerabilities. State only what the pages found say, each with its source.'
        Tool           = 'WebSearch'
        FunctionChoice = 'WebSearch'
    }
    if ($Model) { $call.Model = $Model }
}

process {
    foreach ($id in $CveId) {
        $id = $id.Trim().ToUpperInvariant()
        $prompt = "What is new about ${id}: patches, exploits, affected versions? Today is $(Get-Date -Format 'yyyy-MM-dd'). " +
            "Answer in $Language, in five sentences at most."
        if ($Product) { $prompt += " Is this product affected: ${Product}?" }
        $reply = Invoke-GigaChat $prompt @call
        if (-not $reply) { continue }
        $row = [ordered]@{ Cve = $id; Summary = $reply.Text; Number = $null; Title = $null; Uri = $null }
        if (-not $reply.Sources) {
            Write-Warning "${id}: the answer names no sources, so it may not be based on a search."
            [pscustomobject] $row
        }
        foreach ($source in $reply.Sources) {
            $row.Number, $row.Title, $row.Uri = $source.Number, $source.Title, $source.Uri
            [pscustomobject] $row
        }
    }
}
