# What every example must be: readable, with help that shows how, and named in both READMEs.
BeforeDiscovery {
    $folder = Join-Path $PSScriptRoot '../../../examples'
    $scripts = Get-ChildItem -Path (Join-Path $folder 'recipes'), (Join-Path $folder 'unattended') -Filter *.ps1 |
        ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
    $files = Get-ChildItem -Path (Join-Path $folder 'recipes'), (Join-Path $folder 'unattended') -File |
        ForEach-Object { @{ Name = $_.Name; Place = "$($_.Directory.Name)/$($_.Name)" } }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $examples = Join-Path $Root 'examples'
}

Describe 'The example <Name>' -ForEach $scripts {
    BeforeAll {
        $tokens = $problems = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $tokens, [ref] $problems)
        $help = Get-Help $Path -Full
        $own = $tree.ParamBlock.Parameters.Name.VariablePath.UserPath
    }

    It 'parses, and says which PowerShell it needs' {
        $problems | Should -BeNullOrEmpty
        $tree.ScriptRequirements.RequiredPSVersion | Should -Be ([version] '7.4')
    }

    It 'has a name of an approved verb and a noun' {
        $verb, $noun = [System.IO.Path]::GetFileNameWithoutExtension($Path) -split '-', 2
        $verb | Should -BeIn (Get-Verb).Verb
        $noun | Should -MatchExactly '^([A-Z][a-zA-Z]+)$'
    }

    It 'uses no alias' {
        $commands = $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) |
            ForEach-Object GetCommandName | Where-Object { $_ }
        $commands | Where-Object { Get-Alias -Name $_ -ErrorAction Ignore } | Should -BeNullOrEmpty
    }

    It 'has help: what it does, why, and an example that calls it with its own parameters' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "*$Name*"
        "$($help.Description.Text)".Length | Should -BeGreaterThan 80
        $help.examples.example | Should -Not -BeNullOrEmpty
        foreach ($example in $help.examples.example) {
            $mistakes = $null
            $code = [System.Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $mistakes)
            $mistakes | Should -BeNullOrEmpty
            $call = $code.Find({ $args[0] -is [System.Management.Automation.Language.CommandAst] -and "$($args[0])" -like "*$Name*" },
                $true)
            $call | Should -Not -BeNullOrEmpty -Because $example.code
            $known = @($own) + [System.Management.Automation.Cmdlet]::CommonParameters + 'WhatIf', 'Confirm', 'NoProfile', 'NonInteractive',
                'File'
            $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } |
                ForEach-Object ParameterName | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        }
    }

    It 'says of every parameter what it is' {
        $help.parameters.parameter | Where-Object { -not $_.description.Text -and $_.name -notin 'WhatIf', 'Confirm' } |
            ForEach-Object name | Should -BeNullOrEmpty
    }

    It 'has typed parameters, bound as a cmdlet''s' {
        $tree.ParamBlock.Attributes.TypeName.Name | Should -Contain 'CmdletBinding'
        $tree.ParamBlock.Parameters |
            Where-Object {
                -not ($_.Attributes -is [System.Management.Automation.Language.TypeConstraintAst]) -and $_.StaticType -eq [object] -and
                    "$_" -notmatch '\[object\]'
            } | Should -BeNullOrEmpty
    }

    It 'holds no key' {
        Get-Content -Raw -LiteralPath $Path | Should -Not -Match '[A-Za-z0-9+/]{40,}={0,2}'
    }
}

Describe 'The READMEs of the examples' {
    It 'name <Place>' -ForEach $files {
        foreach ($readme in 'README.md', 'README.ru.md') {
            Get-Content -Raw -LiteralPath (Join-Path $examples $readme) | Should -BeLike "*]($Place)*"
        }
    }

    It 'have no link that leads nowhere: <_>' -ForEach 'README.md', 'README.ru.md' {
        $text = Get-Content -Raw -LiteralPath (Join-Path $examples $_)
        [regex]::Matches($text, '\]\((?!https?:)([^)#]+)\)') | ForEach-Object { $_.Groups[1].Value } |
            Where-Object { -not (Test-Path -LiteralPath (Join-Path $examples $_)) } | Should -BeNullOrEmpty
    }

    It 'are led to from the top: <_>' -ForEach 'README.md', 'README.ru.md' {
        Get-Content -Raw -LiteralPath (Join-Path $Root $_) | Should -BeLike "*(examples/$_)*"
    }
}
