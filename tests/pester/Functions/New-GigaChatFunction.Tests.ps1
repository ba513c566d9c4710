BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/WeatherFunction.ps1

    # The schema of a command as an object.
    function Get-Schema($Command) { (New-GigaChatFunction $Command).Parameters | ConvertFrom-Json }
}

Describe 'New-GigaChatFunction of a command' {
    BeforeAll { $properties = ($schema = Get-Schema Get-Погода).properties }

    It 'takes the synopsis, on one line, and a name that the service takes' {
        $function = New-GigaChatFunction Get-Погода
        $function.Description | Should -BeExactly 'Погода в городе на несколько дней.'
        $function.Name | Should -BeExactly 'Get-Pogoda'
        $function.Command | Should -BeExactly 'Get-Погода'
        (New-GigaChatFunction Get-Погода -Description 'Своё').Description | Should -BeExactly 'Своё'
    }

    It 'demands what every parameter set demands' {
        $schema.type | Should -BeExactly 'object'
        $schema.required | Should -BeExactly @('Город')
    }

    It 'describes <Name>' -TestCases @(
        @{ Name = 'Город'; Json = '{"type":"string","description":"Название по-русски."}' }
        @{ Name = 'Unit'; Json = '{"type":"string","description":"В чём мерить","enum":["C","F"]}' }
        @{ Name = 'Days'; Json = '{"type":"integer","minimum":1,"maximum":10}' }
        @{ Name = 'Scale'; Json = '{"type":"number","exclusiveMinimum":0}' }
        @{ Name = 'Индекс'; Json = '{"type":"string","pattern":"^\\d{6}$"}' }
        @{ Name = 'Code'; Json = '{"type":"string","minLength":2,"maxLength":5}' }
        @{ Name = 'What'; Json = '{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string","enum":["ветер","дождь"]}}' }
        @{ Name = 'Numbers'; Json = '{"type":"array","items":{"type":"integer"}}' }
        @{ Name = 'Color'; Json = '{"type":"string","enum":["Красный","Зелёный"]}' }
        @{
            Name = 'Day'
            Json = ('{"type":"array","items":{"type":"string",' +
                '"enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]}}')
        }
        @{ Name = 'Full'; Json = '{"type":"boolean"}' }
        @{ Name = 'Maybe'; Json = '{"type":"boolean"}' }
        @{ Name = 'When'; Json = '{"type":"string","format":"date-time"}' }
        @{ Name = 'More'; Json = '{"type":"object","properties":{}}' }
        @{
            Name = 'Where'
            Json = '{"type":"object","properties":{"Город":{"type":"string"},"Дом":{"type":"integer"}},"required":["Город"]}'
        }
        @{ Name = 'Any'; Json = '{"properties":{}}' }
    ) {
        $properties.$Name | ConvertTo-Json -Depth 9 -Compress | Should -BeExactly $Json
    }

    It 'leaves out common parameters, code, secrets and what JSON cannot give' {
        $names = $properties.PSObject.Properties.Name
        $names | Should -Not -Contain 'Verbose'
        $names | Should -Not -Contain 'OutVariable'
        $names | Should -Not -Contain 'WhatIf'
        foreach ($name in 'Code2', 'Login', 'Password', 'Process', 'Hidden') { $names | Should -Not -Contain $name }
        # Nothing else is lost.
        @($names).Count | Should -Be 18
    }

    It 'refuses a mandatory parameter that cannot be given' {
        function Test-It { param([Parameter(Mandatory)] [scriptblock] $Code) }
        $e = Get-ErrorOf { New-GigaChatFunction Test-It }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.NewGigaChatFunctionCommand'
        $e.Exception.Message | Should -BeLike '*-Code*ScriptBlock*'
    }

    It 'describes cmdlets, aliases, scripts and objects of Get-Command' {
        (New-GigaChatFunction Get-Date).Description | Should -Not -BeLike 'Get-Date*`[*'
        (Get-Schema gci).properties.Path.type | Should -BeExactly 'array'
        (New-GigaChatFunction gci).Name | Should -BeExactly 'Get-ChildItem'
        (Get-Command Get-Date, Get-Item | New-GigaChatFunction).Name | Should -BeExactly @('Get-Date', 'Get-Item')
        Set-Content "$TestDrive/Say-Слово.ps1" "<#`n.SYNOPSIS`nГоворит`n#>`nparam([string] `$Слово)"
        $script = New-GigaChatFunction "$TestDrive/Say-Слово.ps1"
        $script.Name, $script.Description | Should -BeExactly @('Say-Slovo', 'Говорит')
        ($script.Parameters | ConvertFrom-Json).properties.Слово.type | Should -BeExactly 'string'
    }

    It 'reads the help file of a cmdlet' {
        $folder = (New-Item "$TestDrive/Слова/en-US" -ItemType Directory -Force).Parent
        Add-Type -OutputAssembly "$folder/Words.dll" -TypeDefinition @'
            using System.Management.Automation;
            [Cmdlet("Get", "Word")]
            public class GetWordCommand : PSCmdlet { [Parameter(Mandatory = true)] public string Text { get; set; } }
'@
        Set-Content "$folder/en-US/Words.dll-Help.xml" @'
            <?xml version="1.0" encoding="utf-8"?>
            <helpItems schema="maml">
              <command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10"
                  xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10">
                <command:details><command:name>Get-Word</command:name>
                    <maml:description><maml:para>Находит слово.</maml:para></maml:description></command:details>
                <command:parameters><command:parameter required="true"><maml:name>Text</maml:name>
                  <maml:description><maml:para>Где искать.</maml:para><maml:para>Целиком.</maml:para></maml:description>
                  </command:parameter></command:parameters>
              </command:command>
            </helpItems>
'@.Trim()
        # In a process of its own: a loaded assembly could not be deleted.
        $json = Invoke-PowerShellScript -ArgumentList $ModulePath, "$folder/Words.dll" {
            param($module, $words)
            [cultureinfo]::CurrentUICulture = 'en-US'
            Import-Module $module, $words
            New-GigaChatFunction Get-Word | ConvertTo-Json
        }
        $function = "$json" | ConvertFrom-Json
        $function.Description | Should -BeExactly 'Находит слово.'
        ($function.Parameters | ConvertFrom-Json).properties.Text.description | Should -BeExactly 'Где искать. Целиком.'
    }

    It 'goes on after a command that does not exist' {
        $found = 'Get-Нет', 'Get-Date' | New-GigaChatFunction -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Name | Should -BeExactly 'Get-Date'
        $failed[0].TargetObject | Should -BeExactly 'Get-Нет'
        $failed[0].FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.NewGigaChatFunctionCommand'
    }

    It 'refuses a program' -Tag 'NotInWine: it does not have the .NET SDK' {
        (Get-ErrorOf { New-GigaChatFunction dotnet }).Exception.Message | Should -BeLike '*dotnet*param*'
    }
}

Describe 'New-GigaChatFunction of a script block or a schema' {
    It 'reads the param block and the help in it' {
        $function = New-GigaChatFunction -Name add -ScriptBlock {
            <#
            .SYNOPSIS
                Складывает
            #>
            param([Parameter(Mandatory)] [int] $А, [int] $Б = 2)
        }
        $function.Name, $function.Description | Should -BeExactly @('add', 'Складывает')
        $function.Parameters |
            Should -BeExactly '{"type":"object","properties":{"А":{"type":"integer"},"Б":{"type":"integer"}},"required":["А"]}'
    }

    It 'has properties without a param block too' {
        (New-GigaChatFunction -Name go -ScriptBlock { 1 }).Parameters | Should -BeExactly '{"type":"object","properties":{}}'
        (New-GigaChatFunction -Name go).Parameters | Should -BeExactly '{"type":"object","properties":{}}'
    }

    It 'takes a schema as <Kind>' -TestCases @(
        @{ Kind = 'a hashtable'; Schema = @{ properties = @{ а = @{ type = 'string' } }; required = 'а' } }
        @{ Kind = 'an object'; Schema = '{"properties":{"а":{"type":"string"}},"required":["а"]}' | ConvertFrom-Json }
        @{ Kind = 'JSON'; Schema = ' {"properties":{"а":{"$ref":"#/$defs/s"}},"required":["а"],"$defs":{"s":{"type":"string"}}}' }
    ) {
        $read = (New-GigaChatFunction -Name f -Parameters $Schema).Parameters | ConvertFrom-Json
        $read.properties.а.type | Should -BeExactly 'string'
        $read.type | Should -BeExactly 'object'
        , $read.required | Should -BeOfType [object[]]
        $read.required | Should -BeExactly @('а')
    }

    It 'takes a schema from a file or a class' {
        Set-Content -LiteralPath "$TestDrive/схема[1].json" '{"properties":{"а":{"type":"integer"}}}'
        (New-GigaChatFunction -Name f -Parameters "$TestDrive/схема[1].json").Parameters | Should -BeLike '*"а":{"type":"integer"}*'
        (New-GigaChatFunction -Name f -Parameters ([Адрес])).Parameters | Should -BeLike '*"required":`["Город"`]*'
        (Get-ErrorOf { New-GigaChatFunction -Name f -Parameters "$TestDrive/нет.json" }).FullyQualifiedErrorId |
            Should -Be 'GigaChatFileNotFound,GigaChat.Commands.NewGigaChatFunctionCommand'
    }

    It 'keeps examples and the schema of the result' {
        $function = New-GigaChatFunction -Name f -Example @{
            Request = 'Сколько?'; Arguments = @{ n = 1 }
        } -ReturnParameters @{ properties = @{ сумма = @{ type = 'number' } } }
        $function.Examples[0].Request | Should -BeExactly 'Сколько?'
        $function.Examples[0].Arguments | Should -BeExactly '{"n":1}'
        ($function.ReturnParameters | ConvertFrom-Json).properties.сумма.type | Should -BeExactly 'number'
        (Get-ErrorOf { New-GigaChatFunction -Name f -Example @{ Request = 'Сколько?' } }).FullyQualifiedErrorId |
            Should -BeLike 'GigaChatInvalidRequest,*'
    }

    It 'refuses the name <_>' -ForEach 'погода', '1a', 'a b' {
        (Get-ErrorOf { New-GigaChatFunction -Name $_ }).FullyQualifiedErrorId |
            Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.NewGigaChatFunctionCommand'
    }
}
