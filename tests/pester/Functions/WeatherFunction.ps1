# Dot-sourced after Common.ps1 by the tests of functions: a command whose parameters have every kind of type and attribute.
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
