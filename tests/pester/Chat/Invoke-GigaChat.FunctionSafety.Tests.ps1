BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../ScriptedHost.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect

    Add-Type -TypeDefinition @'
        // Making one has an effect, as that of a StreamWriter.
        public class Отметка { public static string Last; public Отметка(string text) { Last = text; } }
        public class Заявка {
            public string Имя { get; set; } public Отметка След { get; set; } public Заявка Часть { get; set; }
        }
        public class Заказ { public string Имя { get; set; } public Отметка След { get; set; } }
'@

    # A command that changes things, and counts how often.
    function Restart-Thing {
        [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
        param([Parameter(Mandatory)] [string] $Name)
        if ($PSCmdlet.ShouldProcess($Name)) { $script:restarted += @($Name) }
        "перезапущено: $Name"
    }
    function Set-Thing { param([string] $Name) $script:restarted += @($Name) }
    function Get-Thing { param([string] $Name) "вещь $Name" }

    # The content of the last result that the service was sent.
    function Get-LastResult {
        ((Get-LastChat $emulator).messages | Where-Object role -EQ function | Select-Object -Last 1).content | ConvertFrom-Json
    }

    # Runs a script on a terminal where these answers are typed; returns its output and what the screen showed.
    function Invoke-OnTerminal([string[]] $Typed, [scriptblock] $Script) {
        $terminal = [ScriptedHost]::new('en-US')
        $Typed.ForEach({ $terminal.UI.Typed.Enqueue($_) })
        $runspace = [runspacefactory]::CreateRunspace($terminal)
        $runspace.Open()
        try {
            $shell = [powershell]::Create($runspace).AddScript("Import-Module '$ModulePath'").AddStatement().AddScript("$Script")
            [pscustomobject]@{ Output = @($shell.Invoke()); Screen = "$($terminal.UI.Text)"; Errors = @($shell.Streams.Error) }
        }
        finally { $runspace.Dispose() }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat -InvokeFunction keeps the caller out of what a command does' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'hands a stray <Word> to the model' -TestCases @(
        @{ Word = 'break' }, @{ Word = 'continue' }, @{ Word = 'exit' }, @{ Word = 'exit 3' }
    ) {
        function Get-Stray { param($n) "часть $n"; Invoke-Expression $Word }
        $rounds = 0
        foreach ($i in 1..2) {
            $reply = Invoke-GigaChat 'call Get-Stray {"n":1}' -Function Get-Stray -InvokeFunction
            $reply.Text | Should -BeLike 'Результат Get-Stray: *'
            $rounds++
        }
        $rounds | Should -Be 2
        (Get-LastResult).error | Should -BeLike "*'$($Word.Split(' ')[0])'*"
        (Get-LastResult).result | Should -BeExactly 'часть 1'
    }

    It 'goes on after a command that throws the end of a pipeline' {
        $block = { param($n) throw [System.Management.Automation.PipelineStoppedException]::new() }
        (Invoke-GigaChat 'call function {"n":1}' -Function $block -InvokeFunction).Text | Should -BeLike 'Результат function: *'
        (Get-LastResult).error | Should -BeLike '*stopped*'
    }

    It 'goes on where the caller stops at errors: <Case>' -TestCases @(
        @{ Case = 'an error'; Block = { param($n) Write-Error "Мелочь $n" } }
        @{ Case = 'a throw'; Block = { param($n) throw "Мелочь $n" } }
        @{ Case = 'a command that is not there'; Block = { param($n) Get-Мелочь $n } }
    ) {
        $ErrorActionPreference = 'Stop'
        (Invoke-GigaChat 'call function {"n":1}' -Function $Block -InvokeFunction -ErrorAction Stop).Text |
            Should -BeLike 'Результат function: *'
        (Get-LastResult).error | Should -BeLike '*Мелочь*'
    }

    It 'names a parameter that is missing instead of asking the user for it' {
        $null = Invoke-GigaChat 'call Restart-Thing {}' -Function Restart-Thing -InvokeFunction -Confirm:$false
        (Get-LastResult).error | Should -BeLike "*'Name'*"
    }

    It 'names one that only some sets of parameters demand: <Given>' -TestCases @(
        @{ Given = '{"Город":"Омск"}'; Error = "*'А'*" }
        @{ Given = '{"Б":"1"}'; Error = "*'Город'*" }
        @{ Given = '{"Город":"Омск","Б":"1"}'; Error = '' }
    ) {
        function Get-Two {
            param(
                [Parameter(Mandatory)] [string] $Город, [Parameter(Mandatory, ParameterSetName = 'А')] [string] $А,
                [Parameter(Mandatory, ParameterSetName = 'Б')] [string] $Б
            )
            $Город
        }
        $null = Invoke-GigaChat "call Get-Two $Given" -Function Get-Two -InvokeFunction
        "$((Get-LastResult).error)" | Should -BeLike $Error
    }

    It 'ends a command that writes without end' {
        $script:written = 0
        $null = Invoke-GigaChat 'call function {}' -InvokeFunction -Function {
            try { while ($true) { try { $script:written++; 'ж' * 1000 } catch { Write-Error 'поймано' } } }
            finally { $script:closed = $true }
        }
        $script:written | Should -BeLessThan 200
        $script:closed | Should -BeTrue
        (Get-LastResult).error | Should -BeLike '*100000 characters*'
    }

    It 'ends a command that writes small objects without end' {
        $script:written = 0
        $null = Invoke-GigaChat 'call function {}' -InvokeFunction -Function {
            while ($true) { $script:written++; [pscustomobject]@{ a = 1 } }
        }
        $script:written | Should -BeLessThan 20000
        (Get-LastResult).error | Should -BeLike '*100000 characters*'
    }
}

Describe 'Invoke-GigaChat -InvokeFunction asks before a change' {
    BeforeEach {
        $null = Invoke-Control $emulator Post reset
        $script:restarted = @()
    }

    It 'is an error where nobody can answer: <Command>' -TestCases @(@{ Command = 'Restart-Thing' }, @{ Command = 'Set-Thing' }) {
        $conversation = New-GigaChatConversation
        $e = Get-ErrorOf {
            Invoke-GigaChat "call $Command {`"Name`":`"spooler`"}" -Function $Command -InvokeFunction -Conversation $conversation
        }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatNotInteractive,GigaChat.Commands.InvokeGigaChatCommand'
        $e.Exception.Message | Should -BeLike "$Command -Name *spooler*-Confirm:`$false*"
        $e.TargetObject.FunctionCall.Name | Should -BeExactly $Command
        $script:restarted | Should -BeNullOrEmpty
        $conversation.Count | Should -Be 0
    }

    It 'runs with -Confirm:$false, without a question of the command itself' {
        $reply = Invoke-GigaChat 'call Restart-Thing {"Name":"spooler"}' -Function Restart-Thing -InvokeFunction -Confirm:$false
        $reply.Text | Should -BeLike '*перезапущено: spooler*'
        $script:restarted | Should -BeExactly @('spooler')
    }

    It 'runs where the preference forbids questions' {
        $ConfirmPreference = 'None'
        $null = Invoke-GigaChat 'call Set-Thing {"Name":"spooler"}' -Function Set-Thing -InvokeFunction
        $script:restarted | Should -BeExactly @('spooler')
    }

    It 'does not ask before a command that reads: <Case>' -TestCases @(
        @{ Case = 'by its verb'; Function = 'Get-Thing'; Name = 'Get-Thing' }
        @{ Case = 'a block'; Function = { param($Name) "вещь $Name" }; Name = 'function' }
    ) {
        $reply = Invoke-GigaChat "call $Name {`"Name`":`"spooler`"}" -Function $Function -InvokeFunction
        $reply.Text | Should -BeLike '*вещь spooler*'
    }

    It 'asks, and does as it is answered: <Typed>' -TestCases @(
        @{ Typed = @('y', 'n'); Expected = 1 }
        @{ Typed = @('a'); Expected = 2 }
        @{ Typed = @('l'); Expected = 0 }
    ) {
        $result = Invoke-OnTerminal $Typed {
            $script:restarted = 0
            function Restart-Thing {
                [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string] $Name)
                if ($PSCmdlet.ShouldProcess($Name)) { $script:restarted++ }
            }
            $prompt = 'call Restart-Thing {"Name":"spooler"} call Restart-Thing {"Name":"spooler"}'
            $null = Invoke-GigaChat $prompt -Function Restart-Thing -InvokeFunction
            $script:restarted
        }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Should -Be $Expected
        # No question comes twice, and none from the command itself.
        [regex]::Matches($result.Screen, 'default is').Count | Should -Be $Typed.Count
        $result.Screen | Should -BeLike '*Restart-Thing -Name *spooler*'
    }

    It 'asks once with -Confirm' {
        $result = Invoke-OnTerminal 'y' {
            function Set-Thing { param([string] $Name) "вещь $Name" }
            Invoke-GigaChat 'call Set-Thing {"Name":"spooler"}' -Function Set-Thing -InvokeFunction -Confirm
        }
        $result.Output.Text | Should -BeLike '*вещь spooler*'
    }

    It 'is an error where the answers have ended' {
        $result = Invoke-OnTerminal @() {
            function Set-Thing { param([string] $Name) "вещь $Name" }
            Invoke-GigaChat 'call Set-Thing {"Name":"spooler"}' -Function Set-Thing -InvokeFunction
        }
        $result.Errors[0].FullyQualifiedErrorId | Should -Be 'GigaChatNotInteractive,GigaChat.Commands.InvokeGigaChatCommand'
    }

    It 'shows each call in a line' {
        $lines = Invoke-GigaChat 'call Get-Thing {"Name":"spooler"} call Get-Thing {"Name":"b"}' -Function Get-Thing -InvokeFunction 6>&1 |
            Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        (-join $lines) -replace "'" | Should -BeExactly '→ Get-Thing -Name spooler→ Get-Thing -Name b'
    }

    It 'shows no control characters of the model' {
        $lines = Invoke-GigaChat 'call Get-Thing {"Name":"a\u001b[2K\nb\u202ec"}' -Function Get-Thing -InvokeFunction 6>&1 |
            Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        -join $lines | Should -Not -Match '[\x00-\x1f\u202e]'
        -join $lines | Should -BeLike '*\u{1B}`[2K\nb\u{202E}c*'
    }
}

Describe 'Invoke-GigaChat -InvokeFunction binds what was described' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'offers no parameter whose value has an effect by itself' {
        function Get-Thing { param([System.IO.StreamWriter] $Log, [Отметка] $След, [Отметка[]] $Ещё, [string] $Name) $Name }
        ((New-GigaChatFunction Get-Thing).Parameters | ConvertFrom-Json).properties.PSObject.Properties.Name | Should -BeExactly 'Name'
        $log = "$TestDrive/planted.log".Replace('\', '/')
        $null = Invoke-GigaChat "call Get-Thing {`"Log`":`"$log`"}" -Function Get-Thing -InvokeFunction
        (Get-LastResult).error | Should -BeLike "*'Log'*"
        "$TestDrive/planted.log" | Should -Not -Exist
    }

    It 'leaves out members of a class that were not described, and says so' {
        [Отметка]::Last = $null
        $null = Invoke-GigaChat 'call function {"Заявка":{"имя":"Омск","След":"planted","Прочее":1}}' -InvokeFunction -Function {
            param([Заявка] $Заявка) $Заявка.Имя
        }
        (Get-LastResult).result | Should -BeExactly 'Омск'
        (Get-LastResult).ignored_arguments | Should -BeExactly @('Заявка.След', 'Заявка.Прочее')
        [Отметка]::Last | Should -BeNullOrEmpty
    }

    It 'leaves them out in lists, at every level' {
        [Отметка]::Last = $null
        $call = 'call function {"Список":[{"Имя":"А"},{"Имя":"Б","Часть":{"След":"planted","Имя":"В"}}]}'
        $null = Invoke-GigaChat $call -InvokeFunction -Function {
            param([Заявка[]] $Список) -join $Список.Имя + $Список[1].Часть.Имя
        }
        (Get-LastResult).result | Should -BeExactly 'АБВ'
        (Get-LastResult).ignored_arguments | Should -BeExactly @('Список[1].Часть.След')
        [Отметка]::Last | Should -BeNullOrEmpty
    }

    It 'fills no such member of -Schema' {
        [Отметка]::Last = $null
        $null = Invoke-Control $emulator Post answers @{ text = '{"Имя":"Омск","След":"planted"}' }
        $reply = Invoke-GigaChat 'Кто?' -Schema ([Заказ])
        $reply.Value.Имя | Should -BeExactly 'Омск'
        $reply.Value.След | Should -BeNullOrEmpty
        [Отметка]::Last | Should -BeNullOrEmpty
        (Get-LastChat $emulator).response_format.schema.properties.PSObject.Properties.Name | Should -BeExactly 'Имя'
    }

    It 'takes dates of ISO 8601 alone: <Text>' -TestCases @(
        @{ Text = '2026-02-03'; Expected = '03/00:00:00' }
        @{ Text = '2026-02-03T10:20:30'; Expected = '03/10:20:30' }
        @{ Text = '2026-02-03 10:20'; Expected = '03/10:20:00' }
        @{ Text = '2026-02-03T10:20:30.5Z'; Expected = '03/10:20:30' }
        @{ Text = '03.02.2026' }
        @{ Text = '02/03/2026' }
        @{ Text = 'завтра' }
        @{ Text = '10:00' }
    ) {
        $null = Invoke-GigaChat "call function {`"When`":`"$Text`",`"More`":[`"$Text`"]}" -InvokeFunction -Function {
            param([datetime] $When, [datetime[]] $More) '{0:dd/HH:mm:ss}' -f $When; '{0:dd/HH:mm:ss}' -f $More[0]
        }
        if ($Expected) { (Get-LastResult).result | Should -BeExactly @($Expected, $Expected) }
        else {
            (Get-LastResult).error | Should -BeLike "*'When' is '$Text'*ISO 8601*"
        }
    }
}
