BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../../..'
    $names = (Import-PowerShellDataFile -LiteralPath (Join-Path $root 'GigaChat.psd1')).CmdletsToExport
    $cases = foreach ($culture in 'en-US', 'ru-RU') {
        foreach ($name in $names) { @{ Name = $name; Culture = $culture; Page = Join-Path $root "docs/$culture/$name.md" } }
    }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    'HelpPages', 'HelpSyntax', 'Release' | ForEach-Object { Import-Module (Join-Path $Root "build/$_.psm1") }
    $docs = Join-Path $Root 'docs'
    $common = [System.Management.Automation.Cmdlet]::CommonParameters

    # The commands of an example with their parameters: what both languages have in common.
    function Get-CommandShape([string] $Code) {
        $ast = [scriptblock]::Create($Code).Ast
        foreach ($command in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
            (@($command.GetCommandName()) + @(
                $command.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } |
                    ForEach-Object ParameterName
            )) -join ' -'
        }
    }

    # What Get-Help says in a process of that language: of all cmdlets, or of one. The module is found by its name and not imported before.
    function Get-ShownHelp([string] $Culture, [string] $Module = $ModulePath, [string] $Name = '*') {
        # An installed module lies in a folder of its version.
        $folder = Split-Path $Module
        $modules = (Split-Path $Module -Leaf) -as [version] ? (Split-Path $folder) : $folder
        $code = {
            param($culture, $modules, $name)
            [cultureinfo]::CurrentUICulture = $culture
            $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
            $about = Get-Help about_GigaChat
            $list = Get-Help *GigaChat* | Where-Object Name -eq 'about_GigaChat'
            $first = Get-Help Get-GigaChatModel
            Import-Module GigaChat
            $help = foreach ($command in Get-Command -Module GigaChat -Name $name) {
                $one = Get-Help $command.Name
                @{
                    Name = $command.Name; Synopsis = $one.Synopsis; Description = @($one.description.Text)
                    Syntax = @($one.syntax.syntaxItem).Count
                    Parameters = @(
                        $one.parameters.parameter |
                            ForEach-Object {
                                @{
                                    Name = $_.name; Text = @($_.description.Text) -join "`n"; Type = $_.type.name; Default = $_.defaultValue
                                }
                            }
                    )
                    Examples = @($one.examples.example | ForEach-Object { @{ Code = $_.code; Remarks = @($_.remarks.Text) -join "`n" } })
                    Notes = @($one.alertSet.alert.Text); Link = @($one.relatedLinks.navigationLink)[0].uri
                    Outputs = @($one.returnValues.returnValue.type.name); Full = $one | Out-String -Width 120
                }
            }
            @{ First = $first.Synopsis; About = $about; AboutSynopsis = $list.Synopsis; Help = @($help) } |
                ConvertTo-Json -Depth 6 -Compress
        }
        Invoke-PowerShellScript $code $Culture, $modules, $Name | ConvertFrom-Json
    }

    $shown = @{ 'en-US' = Get-ShownHelp en-US; 'ru-RU' = Get-ShownHelp ru-RU }
}

Describe 'Page of <Name>, <Culture>' -ForEach $cases {
    BeforeAll {
        $read = Read-HelpPage $Page
        $command = Get-Command -Name $Name -Module GigaChat
    }

    It 'has the syntax and the parameter tables that the cmdlet has; ./build.ps1 help refreshes them' {
        Format-HelpPage $Page | Should -BeExactly ([System.IO.File]::ReadAllText($Page))
    }

    It 'describes each parameter and no other' {
        $read.Parameters.Name | Sort-Object | Should -Be @($command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object)
        foreach ($parameter in $read.Parameters) {
            $parameter.Description | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) needs words"
        }
    }

    It 'has all sections, and none is empty' {
        @($read.Sections.Keys) |
            Should -Be 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS'
        $read.Name | Should -BeExactly $Name
        foreach ($section in 'Synopsis', 'Description', 'Notes', 'Inputs', 'Outputs', 'Links') {
            $read.$section | Should -Not -BeNullOrEmpty -Because "$section needs words"
        }
        foreach ($type in $read.Inputs + $read.Outputs) {
            $type.Description | Should -Not -BeNullOrEmpty -Because "$($type.Name) needs words"
        }
    }

    It 'has at least two examples, which show the cmdlet and are explained' {
        $read.Examples.Count | Should -BeGreaterOrEqual 2
        foreach ($example in $read.Examples) {
            Get-CommandShape $example.Code | Should -Not -BeNullOrEmpty
            $example.Remarks | Should -Not -BeNullOrEmpty -Because "'$($example.Title)' needs words"
        }
        @($read.Examples | Where-Object { (Get-CommandShape $_.Code) -match "^$Name( |$)" }).Count | Should -BeGreaterOrEqual 2
    }

    It 'names the types that the cmdlet writes' {
        $types = @($command.OutputType.Name)
        @($read.Outputs.Name | Sort-Object) | Should -Be @($types ? ($types | Sort-Object) : 'None')
    }

    It 'links to pages that are there' {
        foreach ($link in $read.Links | Where-Object Uri -notlike 'https:*') { Join-Path (Split-Path $Page) $link.Uri | Should -Exist }
    }

    It 'is what Get-Help shows' {
        $help = $shown[$Culture].Help | Where-Object Name -eq $Name
        $help.Synopsis | Should -BeExactly $read.Synopsis
        $join = { -join ($args -replace '\s') }
        & $join $help.Description | Should -BeExactly (& $join $read.Description)
        & $join $help.Notes | Should -BeExactly (& $join $read.Notes)
        $help.Syntax | Should -Be $command.ParameterSets.Count
        $help.Parameters.Name | Should -Be $read.Parameters.Name
        foreach ($parameter in $read.Parameters) {
            $one = $help.Parameters | Where-Object Name -eq $parameter.Name
            & $join $one.Text | Should -BeLike "$([WildcardPattern]::Escape((& $join $parameter.Description)))*"
            $one.Type | Should -BeExactly $parameter.Facts[0]['Type']
            $one.Default | Should -BeExactly $parameter.Facts[0]['Default value']
        }
        $help.Outputs | Should -Be $read.Outputs.Name
        $help.Examples.Count | Should -Be $read.Examples.Count
        for ($i = 0; $i -lt $read.Examples.Count; $i++) {
            # No wildcard: before 7.5 PowerShell does not escape the backtick of a continued line.
            $help.Examples[$i].Code.StartsWith($read.Examples[$i].Code, 'Ordinal') |
                Should -BeTrue -Because "$($help.Examples[$i].Code) begins with the code of the page"
            & $join $help.Examples[$i].Remarks | Should -BeExactly (& $join $read.Examples[$i].Remarks)
        }
        $help.Full | Should -Match ([regex]::Escape($read.Synopsis))
    }

    It 'has its address online' {
        $address = "$((Get-ModuleInformation).PageUri)/docs/$Culture/$Name.md"
        $read.FrontMatter['online version'] | Should -BeExactly $address
        ($shown[$Culture].Help | Where-Object Name -eq $Name).Link | Should -BeExactly $address
    }
}

Describe 'Help in two languages' {
    It 'has pages of the cmdlets alone' {
        $names = @((Get-Command -Module GigaChat).Name | Sort-Object)
        foreach ($culture in 'en-US', 'ru-RU') { @((Get-ChildItem "$docs/$culture/*-*.md").BaseName | Sort-Object) | Should -Be $names }
    }

    It 'shows the same examples and defaults in both: <Name>' -ForEach @($cases | Where-Object Culture -eq 'ru-RU') {
        $russian, $english = 'ru-RU', 'en-US' | ForEach-Object { Read-HelpPage "$docs/$_/$Name.md" }
        $russian.Examples.Count | Should -Be $english.Examples.Count
        for ($i = 0; $i -lt $english.Examples.Count; $i++) {
            Get-CommandShape $russian.Examples[$i].Code | Should -Be (Get-CommandShape $english.Examples[$i].Code)
        }
        $russian.Parameters.ForEach{ $_.Facts[0]['Default value'] } | Should -Be $english.Parameters.ForEach{ $_.Facts[0]['Default value'] }
        $russian.Outputs.Name | Should -Be $english.Outputs.Name
        $russian.Inputs.Name | Should -Be $english.Inputs.Name
    }

    It 'is Russian where the user is, and English where the language has no help' {
        $shown['ru-RU'].First | Should -Match '\p{IsCyrillic}'
        $shown['ru-RU'].About | Should -Match 'GigaChat.*\p{IsCyrillic}'
        $shown['en-US'].About | Should -Not -Match '^\s*РАЗДЕЛ'
        $german = Get-ShownHelp de-DE -Name Get-GigaChatModel
        $german.First | Should -BeExactly $shown['en-US'].First
        $german.About | Should -BeExactly $shown['en-US'].About
        (Get-ShownHelp ru-KZ -Name Get-GigaChatModel).First | Should -BeExactly $shown['ru-RU'].First
    }

    It 'is found without an import, about_GigaChat too' {
        $shown['en-US'].First | Should -BeExactly (Read-HelpPage "$docs/en-US/Get-GigaChatModel.md").Synopsis
        $shown['en-US'].About | Should -BeLike '*about_GigaChat*Connect-GigaChat*'
        $shown['en-US'].AboutSynopsis | Should -Not -BeNullOrEmpty
        # JSON without blanks cannot be broken.
        $shown.Values.About -split "`n" | Where-Object { $_.Length -gt 80 -and $_ -notmatch '^\W*\S+$' } | Should -BeNullOrEmpty
    }

    It 'is found where the module has no native images' {
        $plain = Join-Path $TestDrive 'plain/GigaChat'
        Copy-Item -LiteralPath $ModulePath -Destination $plain -Recurse
        Get-ChildItem "$plain/bin" -Directory | Where-Object Name -ne 'ru' | Remove-Item -Recurse
        (Get-ShownHelp ru-RU $plain -Name Get-GigaChatModel).First | Should -BeExactly $shown['ru-RU'].First
    }
}
