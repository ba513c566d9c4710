# What the module reads and sets of a session without a public API. These tests fail in a PowerShell that has changed there.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $internals =
        (Get-Command Invoke-GigaChat).ImplementingType.Assembly.GetType('GigaChat.Commands.Infrastructure.PowerShellInternals', $true)
}

Describe 'Strict mode' {
    It 'is lifted, and comes back' {
        Set-StrictMode -Version Latest
        $lifted = $internals.GetMethod('SuspendStrictMode').Invoke($null, @())
        $lifted | Should -Not -BeNullOrEmpty
        { 'текст'.Нет } | Should -Not -Throw
        $lifted.Dispose()
        { 'текст'.Нет } | Should -Throw
    }
}

Describe 'A function of a script block' {
    It 'knows its parameters, and no session has it' {
        $function = $internals.GetMethod('CreateFunction').Invoke($null, @('Проба', { param([ValidateRange(1, 5)] [int] $Число) }))
        $function.Parameters.Keys | Should -Contain 'Число'
        $function.Parameters.Число.ParameterType | Should -Be ([int])
        Get-Command Проба -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}

Describe 'The views of a session' {
    It 'are read by a cmdlet that is there' {
        $definitions = (Get-Command Invoke-GigaChat).ImplementingType.Assembly.GetType('GigaChat.Commands.Serialization.ViewDefinitions')
        $found = $definitions.GetMethod('Find').Invoke($null, @(, [string[]] 'System.Diagnostics.Process'))
        $found.Name | Should -Contain 'ProcessName'
        $found.Where{ $_.Name -eq 'Id' }.IsWhole | Should -BeTrue
        $found.Where{ $_.Name -eq 'WS' }.IsWhole | Should -BeFalse
    }
}
