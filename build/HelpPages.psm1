# Reads the help pages of docs/ (Markdown in the schema 2.0.0 of PlatyPS). PlatyPS itself is no part of the build, which needs
# nothing from a gallery; Markdown is parsed by the Markdig that PowerShell brings with it. HelpSyntax.psm1 writes into the pages
# what the cmdlets' metadata says, HelpMaml.psm1 makes of them what Get-Help reads.
Set-StrictMode -Version Latest

# The blocks of a Markdown text. The VT100 pipeline is plain CommonMark; the one for HTML takes $ and { } for markup.
function ConvertTo-Block([string] $Text) {
    # Blocks and inlines are collections themselves, which PowerShell would unroll.
    foreach ($block in (ConvertFrom-Markdown -InputObject $Text -AsVT100EncodedString).Tokens) {
        Write-Output -InputObject $block -NoEnumerate
    }
}

# The text of a run of inlines, without marks.
function ConvertTo-InlineText($Container) {
    $text = foreach ($inline in $Container) {
        switch ($inline.GetType().Name) {
            'LiteralInline' { $inline.Content.ToString() }
            'CodeInline' { $inline.Content }
            'LineBreakInline' { $inline.IsHard ? "`n" : ' ' }
            'HtmlEntityInline' { $inline.Transcoded.ToString() }
            'AutolinkInline' { $inline.Url }
            'EmphasisInline' { ConvertTo-InlineText $inline }
            'LinkInline' {
                $label = ConvertTo-InlineText $inline
                $inline.Url -match '^https?:' -and $inline.Url -ne $label ? "$label ($($inline.Url))" : $label
            }
            default { throw "$_ has no place in a help page." }
        }
    }
    -join $text
}

<#
.SYNOPSIS
    Paragraphs of plain text from Markdown blocks; a list is one paragraph, a line for each item.
#>
function ConvertTo-HelpParagraph($Block) {
    foreach ($one in $Block) {
        switch ($one.GetType().Name) {
            'ParagraphBlock' { ConvertTo-InlineText $one.Inline }
            'HeadingBlock' { ConvertTo-InlineText $one.Inline }
            'FencedCodeBlock' { $one.Lines.ToString().TrimEnd() }
            'ListBlock' {
                $number = 0
                @(foreach ($item in $one) {
                    $number++
                    ($one.IsOrdered ? "$number. " : '- ') + (@(ConvertTo-HelpParagraph $item) -join "`n")
                }) -join "`n"
            }
            default { throw "$_ has no place in a help page." }
        }
    }
}

# A text cut at its headings of one level: the title, the blocks, and where in the text each part lies.
function Split-AtHeading([string] $Text, $Block, [int] $Level, [int] $End) {
    $parts = [System.Collections.Generic.List[object]]::new()
    foreach ($one in $Block) {
        if ($one.GetType().Name -eq 'HeadingBlock' -and $one.Level -eq $Level) {
            if ($parts.Count) { $parts[-1].End = $one.Span.Start }
            $parts.Add([pscustomobject]@{
                    Title = ConvertTo-InlineText $one.Inline; Start = $one.Span.Start; BodyStart = $one.Span.End + 1; End = $End
                    Blocks = [System.Collections.Generic.List[object]]::new()
                })
        }
        elseif ($parts.Count) { $parts[-1].Blocks.Add($one) }
    }
    $parts
}

# What stands in a fenced block of one language; null where there is none.
function Get-Fence($Block, [string] $Language) {
    $found = @($Block | Where-Object { $_.GetType().Name -eq 'FencedCodeBlock' -and $_.Info -eq $Language })
    if ($found) { ($found | ForEach-Object { $_.Lines.ToString().TrimEnd() }) -join "`n" }
}

function Select-Prose($Block) { $Block | Where-Object { $_.GetType().Name -ne 'FencedCodeBlock' } }

# The "key: value" lines of a yaml block, which is all the yaml that these pages have.
function ConvertFrom-FlatYaml([string] $Text) {
    $values = [ordered]@{}
    foreach ($line in $Text -split "`n" | Where-Object { $_.Trim() }) {
        $key, $value = $line -split ':', 2
        $values[$key.Trim()] = $value.Trim()
    }
    $values
}

<#
.SYNOPSIS
    A page of docs/<culture>/ as an object: the sections by name, examples, parameters, types and links.
#>
function Read-HelpPage([string] $Path) {
    $text = [System.IO.File]::ReadAllText($Path).Replace("`r`n", "`n")
    if ($text -notmatch '(?s)\A---\n(?<front>.*?)\n---\n(?<body>.*)\z') { throw "$Path does not begin with its front matter." }
    $front, $body = (ConvertFrom-FlatYaml $Matches.front), $Matches.body
    $blocks = ConvertTo-Block $body
    $sections = [ordered]@{}
    foreach ($section in Split-AtHeading $body $blocks 2 $body.Length) { $sections[$section.Title] = $section }

    # The parts of a section under headings of the third level.
    $partsOf = { param($name) if ($sections.Contains($name)) { Split-AtHeading $body $sections[$name].Blocks 3 $sections[$name].End } }
    $proseOf = { param($name) if ($sections.Contains($name)) { ConvertTo-HelpParagraph (Select-Prose $sections[$name].Blocks) } }
    $typesOf = {
        param($name) foreach ($part in & $partsOf $name) {
            [pscustomobject]@{ Name = $part.Title; Description = @(ConvertTo-HelpParagraph $part.Blocks) }
        }
    }

    [pscustomobject]@{
        Path        = $Path
        Culture     = Split-Path (Split-Path $Path) -Leaf
        Name        = @(Split-AtHeading $body $blocks 1 $body.Length)[0].Title
        FrontMatter = $front
        Body        = $body
        Sections    = $sections
        Synopsis    = @(& $proseOf 'SYNOPSIS') -join ' '
        Description = @(& $proseOf 'DESCRIPTION')
        Notes       = @(& $proseOf 'NOTES')
        Sets        = @(foreach ($part in & $partsOf 'SYNTAX') { $part.Title -replace ' \(.+\)$' })
        Inputs      = @(& $typesOf 'INPUTS')
        Outputs     = @(& $typesOf 'OUTPUTS')
        Links       = @(if ($sections.Contains('RELATED LINKS')) { Get-PageLink $sections['RELATED LINKS'].Blocks })
        Examples    = @(foreach ($part in & $partsOf 'EXAMPLES') {
                [pscustomobject]@{
                    Title   = $part.Title
                    Code    = Get-Fence $part.Blocks 'powershell'
                    Output  = Get-Fence $part.Blocks 'output'
                    Remarks = @(ConvertTo-HelpParagraph (Select-Prose $part.Blocks))
                }
            })
        Parameters  = @(foreach ($part in & $partsOf 'PARAMETERS' | Where-Object Title -like '-*') {
                $yaml = @($part.Blocks | Where-Object { $_.GetType().Name -eq 'FencedCodeBlock' -and $_.Info -eq 'yaml' })
                [pscustomobject]@{
                    Name        = $part.Title.TrimStart('-')
                    Description = @(ConvertTo-HelpParagraph (Select-Prose $part.Blocks))
                    # One for each group of parameter sets in which the parameter is the same.
                    Facts       = @($yaml | ForEach-Object { ConvertFrom-FlatYaml $_.Lines.ToString() })
                    # As it stands in the page.
                    Prose       = (-join $(
                            $from = $part.BodyStart
                            foreach ($block in $yaml) { $body.Substring($from, $block.Span.Start - $from); $from = $block.Span.End + 1 }
                            $body.Substring($from, $part.End - $from))).Trim()
                }
            })
    }
}

function Get-PageLink($Block) {
    foreach ($one in $Block) {
        if ($one.GetType().Name -ne 'ParagraphBlock') { Get-PageLink $one; continue }
        foreach ($inline in $one.Inline) {
            if ($inline.GetType().Name -eq 'LinkInline') { [pscustomobject]@{ Text = ConvertTo-InlineText $inline; Uri = $inline.Url } }
        }
    }
}

Export-ModuleMember -Function Read-HelpPage, ConvertTo-HelpParagraph, ConvertTo-Block, ConvertTo-InlineText
