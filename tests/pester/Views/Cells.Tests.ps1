# The views themselves: each property that holds text is shown by a Cell, which makes control characters visible.
BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1
    $document = [xml] (Get-Content -LiteralPath (Join-Path $ModulePath 'Views/GigaChat.Format.ps1xml') -Raw)
    $views = $document.Configuration.ViewDefinitions.View | ForEach-Object { @{ Name = $_.Name; View = $_ } }
    # GigaChat.GigaChatConnection#Table is a name that a cmdlet gives some of its objects.
    $types = $document.Configuration.ViewDefinitions.View.ViewSelectedBy.TypeName | Where-Object { $_ -notlike '*#*' } | Sort-Object -Unique
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1

    # Numbers, dates and names of the module's own lists hold no text.
    function Test-Harmless([type] $Owner, [string] $Property) {
        $type = $Owner.GetProperty($Property).PropertyType
        $type = [Nullable]::GetUnderlyingType($type) ?? $type
        $type.IsEnum -or ($type.IsPrimitive -and $type -ne [char]) -or $type -in [decimal], [datetime], [datetimeoffset], [timespan]
    }

    # $_.Text, or $_ itself, outside of [GigaChat.Commands.Cell]::Function[$_, …], which takes the object and the name of the property.
    function Find-BareProperty([type] $Owner, [string] $Script) {
        $ast = [scriptblock]::Create($Script).Ast
        foreach ($use in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] -and
                    $args[0].VariablePath.UserPath -eq '_' }, $true)) {
            $cell = for ($node = $use; $node; $node = $node.Parent) {
                if ($node -is [System.Management.Automation.Language.IndexExpressionAst] -and
                    "$($node.Target)" -like '`[GigaChat.Commands.Cell]::*') { $node }
            }
            $member = $use.Parent
            if ($member -is [System.Management.Automation.Language.MemberExpressionAst] -and $member.Expression -eq $use) {
                $name = $member.Member.Value
                # Numbers behind an object: Usage.TotalTokens, Intervals.Count.
                if (-not (Test-Harmless $Owner $name) -and "$($member.Parent.Member)" -notin 'Count', 'TotalTokens') { $name }
            }
            elseif (-not $cell) { '$_' }
        }
    }
}

Describe 'The view <Name>' -ForEach $views {
    # The text of a reply: ReplyView makes it visible where the output is a screen.
    It 'shows text by cells only' -Skip:($Name -eq 'GigaChat.ChatReply') {
        $owner = (@($View.ViewSelectedBy.TypeName)[0] -replace '#.*') -as [type]
        $owner | Should -Not -BeNullOrEmpty
        # Conditions show nothing.
        $cells = $View.SelectNodes('.//PropertyName | .//ScriptBlock') | Where-Object { $_.ParentNode.Name -ne 'ItemSelectionCondition' }
        $cells | Should -Not -BeNullOrEmpty
        foreach ($cell in $cells) {
            $bare = if ($cell.Name -eq 'ScriptBlock') { Find-BareProperty $owner $cell.InnerText }
            elseif (-not (Test-Harmless $owner $cell.InnerText)) { $cell.InnerText }
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
        $file = [GigaChat.GigaChatFile]
        Find-BareProperty $file '$_.FileName' | Should -BeExactly 'FileName'
        Find-BareProperty $file '"name: $($_.FileName)"' | Should -BeExactly 'FileName'
        Find-BareProperty $file '"$_"' | Should -BeExactly '$_'
        Find-BareProperty $file '[GigaChat.Commands.View]::Line($_.FileName)' | Should -BeExactly 'FileName'
        Find-BareProperty $file "[GigaChat.Commands.Cell]::Text[`$_, 'FileName']" | Should -BeNullOrEmpty
        Find-BareProperty $file "'{0:N0}' -f `$_.Size" | Should -BeNullOrEmpty
        Test-Harmless $file 'FileName' | Should -BeFalse
        Test-Harmless $file 'Kind' | Should -BeTrue
    }
}
