# What the caller has set, and where the module runs, changes nothing of what is sent.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    # Runs a script in a runspace of its own and returns its output.
    function Invoke-InRunspace([initialsessionstate] $State, [string] $Script, [string] $LanguageMode = 'FullLanguage') {
        $runspace = [runspacefactory]::CreateRunspace($State)
        $runspace.Open()
        $runspace.SessionStateProxy.LanguageMode = $LanguageMode
        $shell = [powershell]::Create($runspace)
        try {
            $shell.AddScript($Script).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }

    $expected = "Q`n`n{`"А`":1.5,`"Дата`":`"2026-01-02T03:04:05`",`"Сумма`":`"1.5`"}`n{`"Id`":$PID}"
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'What is sent' {
    BeforeEach { Reset-Emulator $emulator }

    It 'does not depend on strict mode and preferences' {
        function Invoke-Strictly {
            [CmdletBinding(SupportsShouldProcess)]
            param()
            Set-StrictMode -Version Latest
            $ErrorActionPreference = $WarningPreference = 'Stop'
            $ConfirmPreference = 'Low'
            $VerbosePreference = $DebugPreference = 'Continue'
            $PSDefaultParameterValues = @{ 'ConvertTo-Json:Depth' = 0; 'Select-Object:First' = 0; 'Get-FormatData:TypeName' = 'x' }
            $item = [pscustomobject]@{ А = 1.5; Дата = [datetime] '2026-01-02T03:04:05' } |
                Add-Member ScriptProperty Сумма { "$($this.А)$($this.Нет)" } -PassThru
            $all = @($item | Invoke-GigaChat 'Q' -Confirm:$false *>&1) + @(Get-Process -Id $PID | Invoke-GigaChat 'Q' -Confirm:$false *>&1)
            $all | Should -Not -Match 'view defin'
            try { $undefined } catch { 'strict' }
        }
        Invoke-Strictly | Should -Contain 'strict'
        $questions = Get-Question $emulator
        $questions[0] | Should -BeExactly $expected.Split("`n{`"Id")[0]
        $questions[1] | Should -BeLike "*`"Id`":$PID*"
    }

    It 'does not depend on the culture: <_>' -ForEach 'ru-RU', 'ar-SA', 'tr-TR' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            [pscustomobject]@{ А = 1.5; Дата = [datetime] '2026-01-02T03:04:05'; Сумма = [System.Text.StringBuilder]::new().Append(1.5) } |
                Invoke-GigaChat 'Q' | Out-Null
            [cultureinfo]::CurrentCulture.Name | Should -Be $_
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        (Get-Question $emulator) | Should -BeLike "Q`n`n{`"А`":1.5,`"Дата`":`"2026-01-02T03:04:05`",*}"
    }

    It 'does not depend on functions of the caller with the names of cmdlets' {
        function ConvertTo-Json { throw 'не тот' }
        function Get-FormatData { throw 'не тот' }
        function Select-Object { throw 'не тот' }
        Get-Process -Id $PID | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeLike "*`"Id`":$PID,*"
    }

    It 'is made in a constrained language' {
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule("$ModulePath")
        Invoke-InRunspace $state -LanguageMode ConstrainedLanguage -Script @"
'{"А":1.5,"Б":{"В":"г"}}' | ConvertFrom-Json | Invoke-GigaChat 'Q' | Out-Null
Get-Process -Id $PID | Invoke-GigaChat 'Q' | Out-Null
Invoke-GigaChat 'Q' -Function { param(`$Город) } | Out-Null
"@
        $questions = Get-Question $emulator
        $questions[0] | Should -BeExactly "Q`n`n{`"А`":1.5,`"Б`":{`"В`":`"г`"}}"
        $questions[1] | Should -BeLike "Q`n`n{*`"Id`":$PID,*"
        (Get-LastChat $emulator).functions.parameters.properties.Город | Should -Not -BeNullOrEmpty
    }

    It 'is made where the modules of PowerShell are not' {
        $state = [initialsessionstate]::Create()
        $state.Commands.Add([System.Management.Automation.Runspaces.SessionStateCmdletEntry]::new('Invoke-GigaChat',
                (Get-Command Invoke-GigaChat).ImplementingType, $null))
        $state.LanguageMode = 'FullLanguage'
        Invoke-InRunspace $state -Script @"
[pscustomobject]@{ А = 1.5; Б = @{ В = 'г' } } | Invoke-GigaChat 'Q'
[System.Diagnostics.Process]::GetCurrentProcess() | Invoke-GigaChat 'Q' -Property Id
[System.Diagnostics.Process]::GetCurrentProcess() | Invoke-GigaChat 'Q'
"@
        $questions = Get-Question $emulator
        $questions[0] | Should -BeExactly "Q`n`n{`"А`":1.5,`"Б`":{`"В`":`"г`"}}"
        $questions[1] | Should -BeExactly "Q`n`n{`"Id`":$PID}"
        $questions[2] | Should -BeLike "Q`n`n{*`"Id`":$PID,*"
    }
}

Describe 'A function of the model' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is described and carried out under strict mode, its result is what is meant' {
        Set-StrictMode -Version Latest
        $null = Invoke-GigaChat 'call function {}' -Function { [pscustomobject]@{ Город = 'Омск' } } -InvokeFunction
        (Get-LastChat $emulator).messages[-1].content | Should -BeExactly '{"Город":"Омск"}'
    }

    It 'is described without a question and without a trace in the session, also with -WhatIf' {
        function Invoke-Carefully {
            [CmdletBinding(SupportsShouldProcess)]
            param()
            $before = (Get-ChildItem function:).Name
            Invoke-GigaChat 'Погода?' -Function { param([string] $Город) } -WhatIf:$false
            (Get-ChildItem function:).Name.Where{ $_ -notin $before }
        }
        $output = @(Invoke-Carefully -WhatIf)
        $output | Should -HaveCount 1
        $output[0] | Should -BeOfType GigaChat.ChatReply
        (Get-LastChat $emulator).functions.parameters.properties.Город.type | Should -BeExactly 'string'
    }
}
