# What the module reads of PowerShell without a public API. These tests fail in a PowerShell that has changed there.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $internals =
        (Get-Command Invoke-GigaChat).ImplementingType.Assembly.GetType('GigaChat.Commands.Infrastructure.PowerShellInternals', $true)

    function Invoke-Internal([string] $Name, [object[]] $Argument = @()) { $internals.GetMethod($Name).Invoke($null, $Argument) }

    function Test-InformationVisible {
        [CmdletBinding()]
        param()
        Invoke-Internal IsInformationVisible $PSCmdlet
    }
}

Describe 'The writer of a view' {
    BeforeAll {
        $item = [pscustomobject] @{} | Add-Member ScriptProperty Writer { "<$(Invoke-Internal FindFormattingWriter)>" } -PassThru
        $path = Join-Path $TestDrive 'вывод.txt'
    }

    It 'is Out-String' { $item | Out-String | Should -BeLike '*<OutStringCommand>*' }

    It 'is Out-File' {
        $item | Out-File -LiteralPath $path
        Get-Content -LiteralPath $path -Raw | Should -BeLike '*<OutFileCommand>*'
    }

    It 'is Out-File for a redirection' {
        $item > $path
        Get-Content -LiteralPath $path -Raw | Should -BeLike '*<OutFileCommand>*'
    }

    It 'is neither elsewhere' { $item.Writer | Should -BeExactly '<>' }
}

Describe 'The information stream' {
    It 'has properties that say where it leads' {
        function Get-RuntimeProperty {
            [CmdletBinding()]
            param()
            $PSCmdlet.CommandRuntime.GetType().GetProperties('Instance, NonPublic').Name
        }
        Get-RuntimeProperty | Where-Object { $_ -in 'InformationOutputPipe', 'InformationPreference' } | Should -HaveCount 2
    }

    It 'is visible by itself' {
        (Invoke-InNewProcess {
            function Test-Visible {
                [CmdletBinding()]
                param()
                $type = (Get-Command Invoke-GigaChat).ImplementingType.Assembly.GetType(
                    'GigaChat.Commands.Infrastructure.PowerShellInternals', $true)
                $type.GetMethod('IsInformationVisible').Invoke($null, @($PSCmdlet))
            }
            Test-Visible
        }) | Should -Be 'True'
    }

    It 'is not visible with 6>$null' { Test-InformationVisible 6>$null | Should -BeFalse }

    It 'is not visible with 6>&1' { Test-InformationVisible 6>&1 | Should -BeFalse }

    It 'is not visible with -InformationAction Ignore' { Test-InformationVisible -InformationAction Ignore | Should -BeFalse }
}

Describe 'The range of a parameter' {
    It 'has the kind <_>' -ForEach 'Positive', 'Negative', 'NonPositive', 'NonNegative' {
        Invoke-Internal GetRangeKind ([ValidateRange]::new([System.Management.Automation.ValidateRangeKind] $_)) | Should -BeExactly $_
    }

    It 'has no kind beside two bounds' { Invoke-Internal GetRangeKind ([ValidateRange]::new(1, 10)) | Should -BeNullOrEmpty }
}

Describe 'Output of a Format cmdlet' {
    It 'is recognised from <_>' -ForEach 'Format-Table', 'Format-List', 'Format-Wide', 'Format-Custom' {
        $items = @([pscustomobject] @{ Имя = 'Омск' } | & $_)
        $items.Count | Should -BeGreaterThan 1
        $items | ForEach-Object { Invoke-Internal IsFormatData $_.PSObject.BaseObject } | Select-Object -Unique | Should -BeTrue
    }

    It 'is not an object, a text or a date' {
        [pscustomobject] @{ Имя = 'Омск' }, 'Омск', [datetime]::Now |
            ForEach-Object { Invoke-Internal IsFormatData $_.PSObject.BaseObject } |
            Select-Object -Unique | Should -BeFalse
    }
}

Describe 'The names of the types of an object' {
    It 'are read without a copy that could be changed' {
        $row = 'Город', 'Омск' | ConvertFrom-Csv
        Invoke-Internal TypeNamesOf $row | Should -Be 'System.Management.Automation.PSCustomObject', 'System.Object'
        [psobject].GetProperty('InternalTypeNames', [System.Reflection.BindingFlags] 'Instance, NonPublic').GetValue($row).IsReadOnly |
            Should -BeTrue
    }
}
