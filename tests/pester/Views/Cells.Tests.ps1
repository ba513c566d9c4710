# The views themselves: each property is shown by a Cell, which makes control characters visible; numbers too, because an object of a file
# or of another machine may hold text there.
BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1
    $document = [xml] (Get-Content -LiteralPath (Join-Path $ModulePath 'Views/GigaChat.Format.ps1xml') -Raw)
    $views = $document.Configuration.ViewDefinitions.View | ForEach-Object { @{ Name = $_.Name; View = $_ } }
    # GigaChat.GigaChatConnection#Table is a name that a cmdlet gives some of its objects.
    $types = $document.Configuration.ViewDefinitions.View.ViewSelectedBy.TypeName | Where-Object { $_ -notlike '*#*' } | Sort-Object -Unique
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1

    # $_.Text, or $_ itself, outside of [int] and of [GigaChat.Commands.Cell]::Function[$_, …], which takes the object and the name of the
    # property.
    function Find-BareProperty([string] $Script) {
        $ast = [scriptblock]::Create($Script).Ast
        foreach ($use in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] -and
                    $args[0].VariablePath.UserPath -eq '_' }, $true)) {
            $safe = for ($node = $use; $node; $node = $node.Parent) {
                if (($node -is [System.Management.Automation.Language.IndexExpressionAst] -and
                        "$($node.Target)" -like '`[GigaChat.Commands.Cell]::*') -or
                    ($node -is [System.Management.Automation.Language.ConvertExpressionAst] -and "$($node.Type)" -eq '[int]')) { $node }
            }
            if (-not $safe) {
                $use.Parent -is [System.Management.Automation.Language.MemberExpressionAst] ? $use.Parent.Member.Value : '$_'
            }
        }
    }
}

Describe 'The view <Name>' -ForEach $views {
    It 'shows text by cells only' {
        # Conditions show nothing.
        $cells = $View.SelectNodes('.//PropertyName | .//ScriptBlock') | Where-Object { $_.ParentNode.Name -ne 'ItemSelectionCondition' }
        $cells | Should -Not -BeNullOrEmpty
        foreach ($cell in $cells) {
            $bare = $cell.Name -eq 'ScriptBlock' ? (Find-BareProperty $cell.InnerText) : $cell.InnerText
            $bare | Should -BeNullOrEmpty
            # Constrained language forbids it for our types.
            $cell.InnerText | Should -Not -Match 'GigaChat\.Commands\.\w+\]::\w+\('
        }
    }
}

Describe 'The type <_>' -ForEach $types {
    It 'has a view for lists and one for tables, so that PowerShell makes none of the properties as they are' {
        $own = $document.Configuration.ViewDefinitions.View | Where-Object { $_.ViewSelectedBy.TypeName -eq $type }
        @($own | Where-Object ListControl).Count | Should -BeGreaterThan 0
        @($own | Where-Object TableControl).Count | Should -BeGreaterThan 0
    } -ForEach @{ document = $document; type = $_ }
}

Describe 'The search' {
    It 'finds a text that is shown as it is' {
        Find-BareProperty '$_.FileName' | Should -BeExactly 'FileName'
        Find-BareProperty '"name: $($_.FileName)"' | Should -BeExactly 'FileName'
        Find-BareProperty '"$_"' | Should -BeExactly '$_'
        Find-BareProperty '[GigaChat.Commands.View]::Line($_.FileName)' | Should -BeExactly 'FileName'
        Find-BareProperty "'{0:N0}' -f `$_.Size" | Should -BeExactly 'Size'
        Find-BareProperty "[GigaChat.Commands.Cell]::Text[`$_, 'FileName']" | Should -BeNullOrEmpty
        Find-BareProperty "[GigaChat.Commands.Cell]::Count[`$_.Usage, 'TotalTokens']" | Should -BeNullOrEmpty
        Find-BareProperty '[int] $_.Failed' | Should -BeNullOrEmpty
    }
}
