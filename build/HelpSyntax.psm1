# Writes into help pages what the metadata of the built module says: front matter, SYNTAX and the yaml blocks of parameters.
Set-StrictMode -Version Latest
Import-Module (Join-Path $PSScriptRoot 'HelpPages.psm1'), (Join-Path $PSScriptRoot 'Release.psm1')

$site = "$((Get-ModuleInformation).PageUri)/docs"
$common = [System.Management.Automation.Cmdlet]::CommonParameters

# What is the same on every page. A page that says it in other words keeps them.
$texts = @{
    'en-US' = @{
        Connection       =
            ('The connection to use: an object from Connect-GigaChat or Get-GigaChatConnection, or its name. By default, the default ' +
                'connection is used; if there is none, it is created from the environment.')
        Confirm          = 'Asks for confirmation before making changes.'
        WhatIf           = 'Shows what would happen without doing it.'
        CommonParameters =
            'This cmdlet takes the common parameters {0}: see [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).'
    }
    'ru-RU' = @{
        Connection       =
            ('Подключение: объект из Connect-GigaChat или Get-GigaChatConnection либо его имя. По умолчанию используется основное ' +
                'подключение; если его нет, оно создаётся по переменным окружения.')
        Confirm          = 'Запрашивает подтверждение перед изменениями.'
        WhatIf           = 'Показывает, что будет сделано, но ничего не делает.'
        CommonParameters =
            'Командлет принимает общие параметры {0}: см. [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).'
    }
}

function Get-TypeText([type] $Type) {
    $plain = [Nullable]::GetUnderlyingType($Type) ?? $Type
    $plain.Name
}

# Parameter sets with the default one first, and their parameters as a user writes them.
function Get-ParameterSet([System.Management.Automation.CommandInfo] $Command) {
    $Command.ParameterSets | Sort-Object { -not $_.IsDefault } -Stable
}

# Confirm and WhatIf come last, as everywhere in PowerShell's help.
function Get-InOrder { $input | Sort-Object { $_.Name -in 'Confirm', 'WhatIf' }, Name }

function Get-OwnParameter($Set) { $Set.Parameters | Where-Object Name -notin $common | Get-InOrder }

function Format-Syntax($Command, $Set) {
    $order = { $_.Position -lt 0 ? [int]::MaxValue : $_.Position }, { -not $_.IsMandatory }
    $words = @($Command.Name) + @(Get-OwnParameter $Set | Sort-Object $order -Stable | ForEach-Object {
            $value = $_.ParameterType -eq [switch] ? '' : " <$(Get-TypeText $_.ParameterType)>"
            $name = $_.Position -lt 0 ? "-$($_.Name)" : "[-$($_.Name)]"
            $_.IsMandatory ? "$name$value" : "[$name$value]"
        }) + '[<CommonParameters>]'
    $lines = [System.Collections.Generic.List[string]]::new()
    foreach ($word in $words) {
        if ($lines.Count -eq 0) { $lines.Add($word) }
        elseif ($lines[-1].Length + $word.Length -lt 100) { $lines[-1] += " $word" }
        else { $lines.Add("    $word") }
    }
    $lines -join "`n"
}

# The default that a cmdlet's property has from the beginning. Those that are worked out later are named by the page.
function Get-DefaultText($Command, [string] $Name, $PageFacts) {
    if ($Command.Parameters[$Name].ParameterType -eq [switch]) { return 'False' }
    $value = [Activator]::CreateInstance($Command.ImplementingType).$Name
    if (@($value).Where{ "$_" }.Count -gt 0 -and @($value)[0] -isnot [System.Collections.IDictionary]) { return @($value) -join ', ' }
    $onPage = @($PageFacts).Where{ $_ }.ForEach{ $_['Default value'] }.Where{ $_ -and $_ -ne 'None' }
    $onPage ? $onPage[0] : 'None'
}

function Format-Fact($Command, $Name, $PageFacts) {
    $sets = @(Get-ParameterSet $Command)
    $inSets = @(
        foreach ($set in $sets) { $set.Parameters | Where-Object Name -eq $Name | Select-Object *, @{ n = 'Set'; e = { $set.Name } } }
    )
    $metadata = $Command.Parameters[$Name]
    $values = @($metadata.Attributes.Where{ $_ -is [ValidateSet] }.ForEach{ $_.ValidValues })
    $element = $metadata.ParameterType.HasElementType ? $metadata.ParameterType.GetElementType() : $metadata.ParameterType
    $element = [Nullable]::GetUnderlyingType($element) ?? $element
    if ($element.IsEnum) { $values = [Enum]::GetNames($element) }
    $wildcards = [bool] $metadata.Attributes.Where{ $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }

    $groups = $inSets | Group-Object { "$($_.IsMandatory) $($_.Position) $($_.ValueFromPipeline) $($_.ValueFromPipelineByPropertyName)" }
    foreach ($group in $groups) {
        $one = $group.Group[0]
        $ways = @(if ($one.ValueFromPipeline) { 'ByValue' }; if ($one.ValueFromPipelineByPropertyName) { 'ByPropertyName' })
        $lines = @(
            "Type: $(Get-TypeText $metadata.ParameterType)"
            "Parameter Sets: $($group.Count -eq $sets.Count ? '(All)' : $group.Group.Set -join ', ')"
            "Aliases: $($metadata.Aliases -join ', ')".TrimEnd()
            if ($values) { "Accepted values: $($values -join ', ')" }
            ''
            "Required: $($one.IsMandatory)"
            "Position: $($one.Position -lt 0 ? 'Named' : $one.Position)"
            "Default value: $(Get-DefaultText $Command $Name $PageFacts)"
            "Accept pipeline input: $($ways ? "True ($($ways -join ', '))" : 'False')"
            "Accept wildcard characters: $wildcards"
        )
        '```yaml', ($lines -join "`n"), '```', '' -join "`n"
    }
}

<#
.SYNOPSIS
    The text of a page with what the metadata says: front matter, SYNTAX, and the yaml blocks, parameters in order.
.NOTES
    Prose stays as it is. A parameter that the page does not have comes in without words, but for the few that are the same
    everywhere; one that the cmdlet no longer has stays, without a yaml block, at the end. Tests find both.
#>
function Format-HelpPage([string] $Path) {
    $page = Read-HelpPage $Path
    $command = Get-Command -Name $page.Name -Module GigaChat
    $text = $texts[$page.Culture]
    $sets = @(Get-ParameterSet $command)
    $syntax = foreach ($set in $sets) {
        if ($sets.Count -gt 1) { "### $($set.Name)$(if ($set.IsDefault) { ' (Default)' })`n" }
        "``````powershell`n$(Format-Syntax $command $set)`n```````n"
    }

    $names = @($sets | ForEach-Object { Get-OwnParameter $_ } | Sort-Object Name -Unique | Get-InOrder | ForEach-Object Name)
    $gone = @($page.Parameters.Name | Where-Object { $_ -notin $names })
    $parameters = foreach ($name in $names + $gone) {
        $onPage = @($page.Parameters | Where-Object Name -eq $name)
        $prose = $onPage -and $onPage[0].Prose ? $onPage[0].Prose : $text[$name]
        "### -$name`n"
        if ($prose) { "$prose`n" }
        if ($name -in $names) { Format-Fact $command $name $(if ($onPage) { $onPage[0].Facts }) }
    }
    $list = @($common | Sort-Object | ForEach-Object { "-$_" }) -join ', '

    $body, $sections = $page.Body, $page.Sections
    $between = $body.Substring($sections['SYNTAX'].End, $sections['PARAMETERS'].Start - $sections['SYNTAX'].End).Trim()
    @(
        "---`nexternal help file: GigaChat.PowerShell.dll-Help.xml`nModule Name: GigaChat"
        "online version: $site/$($page.Culture)/$($page.Name).md`nschema: 2.0.0`n---`n"
        $body.Substring(0, $sections['SYNTAX'].Start).Trim()
        "`n## SYNTAX`n"
        $syntax
        $between
        "`n## PARAMETERS`n"
        $parameters
        "### CommonParameters`n"
        ($text.CommonParameters -f $list)
        "`n$($body.Substring($sections['PARAMETERS'].End).Trim())`n"
    ) -join "`n"
}

<#
.SYNOPSIS
    Brings the pages of a folder up to date with the module that is imported.
#>
function Update-HelpPage([string] $Folder) {
    foreach ($file in Get-ChildItem -LiteralPath $Folder -Filter '*-*.md') {
        $text = Format-HelpPage $file.FullName
        if ($text -cne [System.IO.File]::ReadAllText($file.FullName)) {
            [System.IO.File]::WriteAllText($file.FullName, $text)
            Write-Host "Refreshed $($file.FullName)"
        }
    }
}

Export-ModuleMember -Function Format-HelpPage, Update-HelpPage
