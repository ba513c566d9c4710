BeforeAll {
    . $PSScriptRoot/../Common.ps1

    # The schema of a command as an object.
    function Get-Schema($Command) { (New-GigaChatFunction $Command).Parameters | ConvertFrom-Json }

    enum Цвет { Красный; Зелёный }
    class Адрес { [string] $Город; [Nullable[int]] $Дом }

    function Get-Погода {
        <#
        .SYNOPSIS
            Погода в городе
            на несколько дней.
        .PARAMETER Город
            Название по-русски.
        #>
        [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'A')]
        param(
            [Parameter(Mandatory, HelpMessage = 'не нужно')] [string] $Город,
            [Parameter(Mandatory, ParameterSetName = 'A')] [int] $А,
            [Parameter(Mandatory, ParameterSetName = 'Б')] [int] $Б,
            [Parameter(HelpMessage = 'В чём мерить')] [ValidateSet('C', 'F')] [string] $Unit = 'C',
            [ValidateRange(1, 10)] [int] $Days,
            [ValidateRange('Positive')] [double] $Scale,
            [ValidatePattern('^\d{6}$')] [string] $Индекс,
            [ValidateLength(2, 5)] [string] $Code,
            [ValidateCount(1, 3)] [ValidateSet('ветер', 'дождь')] [string[]] $What,
            [System.Collections.Generic.List[int]] $Numbers,
            [Цвет] $Color,
            [DayOfWeek[]] $Day,
            [switch] $Full,
            [Nullable[bool]] $Maybe,
            [datetime] $When,
            [hashtable] $More,
            [Адрес] $Where,
            [object] $Any,
            [scriptblock] $Code2,
            [pscredential] $Login,
            [securestring] $Password,
            [System.Diagnostics.Process] $Process,
            [Parameter(DontShow)] [string] $Hidden
        )
    }
}

Describe 'Test-GigaChatFunction' {
    BeforeAll {
        $emulator = Start-Emulator
        $connect = Get-ConnectParameter $emulator
        Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect
    }
    AfterAll {
        Disconnect-GigaChat -All
        Stop-Emulator $emulator
    }

    It 'gives errors and warnings as objects' {
        $good, $bad = (New-GigaChatFunction Get-Погода),
        (New-GigaChatFunction -Name f -Parameters @{ properties = @{}; required = 'нет' }) | Test-GigaChatFunction
        $good.IsValid | Should -BeTrue
        $good.Name | Should -BeExactly 'Get-Pogoda'
        $good.Warnings.Location | Should -Contain '(root).parameters.properties.А'
        $bad.IsValid | Should -BeFalse
        $bad.Errors.Count | Should -Be 1
        $bad.Errors[0].Location | Should -BeExactly '(root).parameters.required'
        $bad | Out-String | Should -BeLike '*нет*'
    }

    It 'takes commands by name' {
        (Test-GigaChatFunction Get-Погода).IsValid | Should -BeTrue
        $sent = (Get-SentRequest $emulator '*/functions/validate' | Select-Object -Last 1).body | ConvertFrom-Json
        $sent.name | Should -BeExactly 'Get-Pogoda'
    }
}
