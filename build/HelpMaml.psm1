# Makes what Get-Help reads out of the pages: MAML for the cmdlets, plain text for about_GigaChat. Get-Help finds both in
# <module>/<culture>, whatever folder the cmdlets' assembly is loaded from: it asks the module that exports them.
Set-StrictMode -Version Latest
Import-Module (Join-Path $PSScriptRoot 'HelpPages.psm1'), (Join-Path $PSScriptRoot 'Release.psm1')

$spaces = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}
$texts = @{
    'en-US' = @{ Online = 'Online version:'; Values = 'Accepted values: {0}.'; Topic = 'TOPIC'; Example = 'Example' }
    'ru-RU' = @{ Online = 'Справка в сети:'; Values = 'Допустимые значения: {0}.'; Topic = 'РАЗДЕЛ'; Example = 'Пример' }
}

# Writes an element: with text, with attributes, or with what a script writes inside it.
function Write-Element([string] $Name, $Content = '', [System.Collections.IDictionary] $Attribute = @{}) {
    $prefix, $local = $Name -split ':'
    $writer.WriteStartElement($prefix, $local, $spaces[$prefix])
    foreach ($key in $Attribute.Keys) { $writer.WriteAttributeString($key, $Attribute[$key]) }
    if ($Content -is [scriptblock]) { & $Content } else { $writer.WriteString($Content) }
    $writer.WriteEndElement()
}

# Breaks a text at the spaces; the items of a list go on under their text. Get-Help itself breaks lines between words only where
# the culture is one of six, and Russian is none of them.
function Format-Wrapped([string] $Text, [int] $Width) {
    $lines = foreach ($line in $Text -split "`n") {
        $hang = $line -match '^(-|\d+\.) ' ? ' ' * $Matches[0].Length : ''
        $row = $null
        foreach ($word in $line -split ' ') {
            if ($null -eq $row) { $row = $word }
            elseif ($row.Length + $word.Length -lt $Width) { $row += " $word" }
            else { $row; $row = $hang + $word }
        }
        $row
    }
    $lines -join "`n"
}

# Wide enough for a console of 80 columns, less what Get-Help moves the text to the right.
function Write-Paragraph([string] $Element, [string[]] $Text) {
    Write-Element $Element { foreach ($one in $Text) { Write-Element 'maml:para' (Format-Wrapped $one 71) } }
}

# A parameter as it is in one group of sets. -Full adds what stands in the list of parameters, not in the syntax.
function Write-Parameter($Parameter, $Facts, [switch] $Full) {
    $attributes = [ordered]@{
        required       = $Facts['Required'].ToLowerInvariant()
        variableLength = "$($Facts['Type'].EndsWith('[]'))".ToLowerInvariant()
        globbing       = $Facts['Accept wildcard characters'].ToLowerInvariant()
        pipelineInput  = $Facts['Accept pipeline input']
        position       = $Facts['Position'].ToLowerInvariant()
        aliases        = $Facts['Aliases'] ? $Facts['Aliases'] : 'none'
    }
    $values = @(if ($Facts.Contains('Accepted values')) { $Facts['Accepted values'] -split ', ' })
    Write-Element 'command:parameter' -Attribute $attributes -Content {
        Write-Element 'maml:name' $Parameter.Name
        if ($Full) {
            Write-Paragraph 'maml:description' ($Parameter.Description + @(if ($values) { $text.Values -f ($values -join ', ') }))
        }
        elseif ($values) {
            Write-Element 'command:parameterValueGroup' {
                foreach ($value in $values) {
                    Write-Element 'command:parameterValue' $value @{ required = 'false'; variableLength = 'false' }
                }
            }
        }
        # A switch takes no value.
        if ($Facts['Type'] -ne 'SwitchParameter') {
            Write-Element 'command:parameterValue' $Facts['Type'] (
                [ordered]@{ required = 'true'; variableLength = $attributes.variableLength })
        }
        Write-Element 'dev:type' { Write-Element 'maml:name' $Facts['Type']; Write-Element 'maml:uri' }
        Write-Element 'dev:defaultValue' $Facts['Default value']
    }
}

function Write-Syntax($Page) {
    $sets = $Page.Sets ? $Page.Sets : @('(All)')
    foreach ($set in $sets) {
        $members = foreach ($parameter in $Page.Parameters) {
            $facts = $parameter.Facts | Where-Object { $_['Parameter Sets'] -eq '(All)' -or $set -in ($_['Parameter Sets'] -split ', ') }
            if ($facts) { [pscustomobject]@{ Parameter = $parameter; Facts = $facts } }
        }
        $order = { $_.Facts['Position'] -eq 'Named' ? [int]::MaxValue : [int] $_.Facts['Position'] }, { $_.Facts['Required'] -ne 'True' }
        Write-Element 'command:syntaxItem' {
            Write-Element 'maml:name' $Page.Name
            foreach ($member in $members | Sort-Object $order -Stable) { Write-Parameter $member.Parameter $member.Facts }
        }
    }
}

function Write-Type([string] $Element, $Types) {
    foreach ($type in $Types) {
        Write-Element $Element {
            Write-Element 'dev:type' { Write-Element 'maml:name' $type.Name; Write-Element 'maml:uri' }
            Write-Paragraph 'maml:description' $type.Description
        }
    }
}

function Write-Example($Example) {
    $title = $Example.Title -replace '^Example', $text.Example
    $line = '-' * [Math]::Max(3, [Math]::Floor((70 - $title.Length) / 2))
    Write-Element 'command:example' {
        Write-Element 'maml:title' "$line $title $line"
        # The output stands right under the code: in the remarks PowerShell would cut the spaces before its first line.
        Write-Element 'dev:code' (@($Example.Code, $Example.Output | Where-Object { $_ }) -join "`n`n")
        # An empty line before the next example.
        Write-Paragraph 'dev:remarks' (@($Example.Remarks) + '')
    }
}

function Write-Command($Page) {
    $verb, $noun = $Page.Name -split '-', 2
    Write-Element 'command:command' {
        Write-Element 'command:details' {
            Write-Element 'command:name' $Page.Name
            Write-Element 'command:verb' $verb
            Write-Element 'command:noun' $noun
            # Stands in lists as well, so it keeps to one line.
            Write-Element 'maml:description' { Write-Element 'maml:para' $Page.Synopsis }
        }
        Write-Paragraph 'maml:description' $Page.Description
        Write-Element 'command:syntax' { Write-Syntax $Page }
        Write-Element 'command:parameters' {
            foreach ($parameter in $Page.Parameters | Where-Object Facts) { Write-Parameter $parameter $parameter.Facts[0] -Full }
        }
        Write-Element 'command:inputTypes' { Write-Type 'command:inputType' $Page.Inputs }
        Write-Element 'command:returnValues' { Write-Type 'command:returnValue' $Page.Outputs }
        Write-Element 'maml:alertSet' { Write-Paragraph 'maml:alert' $Page.Notes }
        Write-Element 'command:examples' { foreach ($example in $Page.Examples) { Write-Example $example } }
        Write-Element 'command:relatedLinks' {
            # Get-Help -Online opens the first link that has an address.
            $links = @([pscustomobject]@{ Text = $text.Online; Uri = $Page.FrontMatter['online version'] }) + $Page.Links
            foreach ($link in $links) {
                Write-Element 'maml:navigationLink' {
                    Write-Element 'maml:linkText' $link.Text
                    Write-Element 'maml:uri' ($link.Uri -match '^https:' ? $link.Uri : '')
                }
            }
        }
    }
}

function Export-Maml($Pages, [string] $Path, $text) {
    $settings = [System.Xml.XmlWriterSettings] @{ Indent = $true; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $writer = [System.Xml.XmlWriter]::Create($Path, $settings)
    try {
        $writer.WriteStartElement('helpItems', 'http://msh')
        $writer.WriteAttributeString('schema', 'maml')
        foreach ($prefix in $spaces.Keys) { $writer.WriteAttributeString('xmlns', $prefix, $null, $spaces[$prefix]) }
        foreach ($page in $Pages) { Write-Command $page }
        $writer.WriteEndElement()
    }
    finally { $writer.Dispose() }
}

# The fifth line is the synopsis that Get-Help shows in lists: the first line of the first section.
function Format-Topic([string] $Path, $text) {
    "$($text.Topic)`n    $([System.IO.Path]::GetFileNameWithoutExtension($Path))"
    $gap = ''
    # In the text of a console a page of the repository needs its whole address.
    $page = [System.IO.File]::ReadAllText($Path).Replace("`r`n", "`n") -replace '\]\(\.\./\.\./', "]($((Get-ModuleInformation).PageUri)/"
    foreach ($block in ConvertTo-Block $page) {
        if ($block.GetType().Name -eq 'HeadingBlock') {
            if ($block.Level -eq 1) { continue }
            $title = ConvertTo-InlineText $block.Inline
            "`n" + ($block.Level -eq 2 ? $title.ToUpperInvariant() : "  $title")
            $gap = ''
            continue
        }
        $lines = switch ($block.GetType().Name) {
            'FencedCodeBlock' { $block.Lines.ToString().TrimEnd() -split "`n" | ForEach-Object { "        $_".TrimEnd() } }
            default { (Format-Wrapped (ConvertTo-HelpParagraph (, $block)) 75) -split "`n" | ForEach-Object { "    $_" } }
        }
        $gap + ($lines -join "`n")
        $gap = "`n"
    }
}

<#
.SYNOPSIS
    Makes the help of one language: MAML and the text of about_GigaChat.
#>
function Export-ModuleHelp([string] $Folder, [string] $Destination) {
    $null = New-Item -ItemType Directory -Path $Destination -Force
    $language = $texts[(Split-Path $Folder -Leaf)]
    $pages = Get-ChildItem -LiteralPath $Folder -Filter '*-*.md' | ForEach-Object { Read-HelpPage $_.FullName }
    Export-Maml $pages (Join-Path $Destination 'GigaChat.PowerShell.dll-Help.xml') $language
    foreach ($topic in Get-ChildItem -LiteralPath $Folder -Filter 'about_*.md') {
        # With a byte-order mark, as PowerShell's own topics in other languages have it.
        [System.IO.File]::WriteAllText((Join-Path $Destination "$($topic.BaseName).help.txt"),
            (@(Format-Topic $topic.FullName $language) -join "`n") + "`n", [System.Text.UTF8Encoding]::new($true))
    }
}

Export-ModuleMember -Function Export-ModuleHelp
