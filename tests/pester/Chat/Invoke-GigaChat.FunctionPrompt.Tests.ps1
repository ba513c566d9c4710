# What a called command asks the user reaches nobody: the model gets an error, and the command has ended.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../ScriptedHost.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect
    $scriptPath = Join-Path $TestDrive 'вопрос.ps1'
    'param([string] $Город) Read-Host "Пароль?"; $global:after = $true' | Set-Content -LiteralPath $scriptPath

    # The content of the last result that the service was sent.
    function Get-LastResult {
        ((Get-LastChat $emulator).messages | Where-Object role -EQ function | Select-Object -Last 1).content | ConvertFrom-Json
    }

    # Lets the model call a function on a terminal where an answer is typed, then asks a question of the script's own.
    function Invoke-OnTerminal([string] $Body, [string] $Setup = '', [string] $Function = "{ $Body; `$global:after = `$true }",
        [string] $Name = 'function') {
        $terminal = [ScriptedHost]::new('en-US')
        'y', 'Омск', 'Омск' | ForEach-Object { $terminal.UI.Typed.Enqueue($_) }
        $runspace = [runspacefactory]::CreateRunspace($terminal)
        $runspace.Open()
        try {
            $shell = [powershell]::Create($runspace).AddScript("Import-Module '$ModulePath'; `$global:after = `$false; $Setup")
            $null = $shell.AddStatement().AddScript(
                "`$reply = Invoke-GigaChat 'call $Name {}' -Function $Function -InvokeFunction -Confirm:`$false
                [pscustomobject] @{ Text = `$reply.Text; After = `$global:after; Own = Read-Host 'Свой вопрос' }")
            $output = @($shell.Invoke())
            [pscustomobject]@{
                Output = $output[-1]; Screen = "$($terminal.UI.Text)"; Left = $terminal.UI.Typed.Count
                Errors = @($shell.Streams.Error); Warnings = @($shell.Streams.Warning); Information = @($shell.Streams.Information)
            }
        }
        finally { $runspace.Dispose() }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A question of a called command' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'ends the command, and is told to the model alone: <Case>' -ForEach @(
        @{ Case = 'Read-Host'; Body = 'Read-Host "Пароль?"'; Asked = 'Пароль?' }
        @{ Case = 'Read-Host without a text'; Body = 'Read-Host'; Asked = 'ReadLine' }
        @{ Case = 'Read-Host -AsSecureString'; Body = 'Read-Host "Пароль?" -AsSecureString'; Asked = 'Пароль?' }
        @{ Case = 'Read-Host whose error is caught'; Body = 'try { Read-Host "Пароль?" } catch { "нет" }'; Asked = 'Пароль?' }
        @{ Case = 'Read-Host with a trap'; Body = 'trap { continue } Read-Host "Пароль?"'; Asked = 'Пароль?' }
        @{ Case = 'Read-Host in a loop'; Body = 'foreach ($i in 1, 2) { $i | ForEach-Object { Read-Host "Пароль?" } }'
            Asked = 'Пароль?' }
        @{ Case = 'Get-Credential'; Body = 'Get-Credential -Message "Вход"'; Asked = '*Вход*' }
        @{ Case = 'a prompt'; Asked = 'Заголовок Текст Имя'
            Body = '$Host.UI.Prompt("Заголовок", "Текст", [System.Management.Automation.Host.FieldDescription[]] "Имя")' }
        @{ Case = 'a choice'; Body = '$Host.UI.PromptForChoice("Заголовок", "Удалить?", ("&Да", "&Нет"), 0)'; Asked = 'Заголовок Удалить?' }
        @{ Case = 'several choices'; Body = '$Host.UI.PromptForChoice("", "Какие?", ("&А", "&Б"), [int[]] (0, 1))'; Asked = 'Какие?' }
        @{ Case = 'a line of the host'; Body = '$Host.UI.ReadLine()'; Asked = 'ReadLine' }
        @{ Case = 'a key'; Body = '$Host.UI.RawUI.ReadKey()'; Asked = 'ReadKey' }
        @{ Case = 'a wait for a key'; Body = 'while (-not $Host.UI.RawUI.KeyAvailable) { Start-Sleep -Milliseconds 10 }'
            Asked = 'KeyAvailable' }
        @{ Case = 'a nested prompt'; Body = '$Host.EnterNestedPrompt()'; Asked = 'EnterNestedPrompt' }
        @{ Case = 'the end of the session'; Body = '$Host.SetShouldExit(5)'; Asked = 'SetShouldExit' }
        @{ Case = 'a confirmation of a command within it'; Asked = '*Remove Variable*'
            Body = 'Remove-Variable after -Scope Global -Confirm' }
        @{ Case = 'a parameter that a command within it lacks'
            Body = 'function Get-Inner { param([Parameter(Mandatory)] $Имя) $Имя }; Get-Inner'
            Asked = '*Get-Inner*Имя' }
        @{ Case = 'a stop at an error'; Body = 'Get-Item /нет/такого -ErrorAction Inquire'; Asked = '*' }
        @{ Case = 'an advanced function'; Name = 'Get-Thing'; Function = 'Get-Thing'; Asked = 'Удалить всё? Точно?'
            Setup = 'function Get-Thing { [CmdletBinding()] param() if ($PSCmdlet.ShouldContinue("Точно?", "Удалить всё?")) { "удалено" }
                $global:after = $true }' }
        @{ Case = 'a script'; Name = 'вопрос'; IsScript = $true; Asked = 'Пароль?' }
        @{ Case = 'another PowerShell in the same session'; StatementsGoOn = $true; Asked = 'Пароль?'
            Body = '[powershell]::Create("CurrentRunspace").AddScript("Read-Host Пароль?").Invoke()' }
    ) {
        $what = @{ Body = "$Body" }
        if ($Setup) { $what.Setup = $Setup }
        if ($Function) { $what.Function = $Function; $what.Name = $Name }
        if ($IsScript) { $what.Function = "(Get-Item -LiteralPath '$scriptPath').FullName"; $what.Name = 'vopros' }
        $result = Invoke-OnTerminal @what
        $result.Errors | Should -BeNullOrEmpty
        (Get-LastResult).error |
            Should -BeLike "The command ended where it asked the user for something, which is not possible here: $Asked"
        $result.Output.After | Should -Be ([bool] $StatementsGoOn)
        # Of what was typed nothing was read, and the next question of the script itself is asked again.
        $result.Output.Own | Should -BeExactly 'y'
        $result.Left | Should -Be 2
        $result.Screen | Should -Not -Match 'Пароль|Удалить|Какие|Вход|Имя'
    }

    It 'leaves a command its output, and what it wrote before' {
        $result = Invoke-OnTerminal '"часть"; Write-Warning "Внимание"; Write-Host "Сведения"; Read-Host "Ещё?"'
        (Get-LastResult).result | Should -BeExactly 'часть'
        $result.Warnings.Message | Should -BeExactly 'Внимание'
        "$($result.Information)" | Should -BeLike '*Сведения*'
        $result.Screen | Should -BeLike '*Внимание*'
    }

    It 'lets a finally block run' {
        $result = Invoke-OnTerminal 'try { Read-Host "Ещё?" } finally { Write-Warning "закрыто" }'
        $result.Warnings.Message | Should -BeExactly 'закрыто'
    }

    It 'asks as before in the next function, where the first did not ask' {
        $null = Invoke-GigaChat 'call function {} call function {}' -Function { $Host.UI.RawUI.WindowTitle; $Host.Name } -InvokeFunction
        (Get-LastResult).result[-1] | Should -BeExactly $Host.Name
    }

    It 'keeps the host of a pipeline that has one of its own' {
        $terminal = [ScriptedHost]::new('en-US')
        $terminal.UI.Typed.Enqueue('Омск')
        $shell = [powershell]::Create('CurrentRunspace').AddScript(
            "`$null = Invoke-GigaChat 'call function {}' -Function { Read-Host 'Пароль?' } -InvokeFunction; Read-Host 'Свой вопрос'")
        $shell.Invoke($null, [System.Management.Automation.PSInvocationSettings] @{ Host = $terminal }) | Should -BeExactly 'Омск'
        (Get-LastResult).error | Should -BeLike '*: Пароль?'
    }

    It 'is no question in Enter-GigaChat either' {
        (Invoke-OnTerminal 'Enter-GigaChat').Left | Should -Be 2
        (Get-LastResult).error | Should -BeLike '*: ReadLine'
    }
}
