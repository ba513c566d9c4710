# How a call of the model is shown in the question about it: as the PowerShell code that would make it.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $assembly = [GigaChat.Commands.ModuleCommand].Assembly
    $from = $assembly.GetType('GigaChat.Commands.Chat.FunctionCallText').GetMethod('From')
    $function = New-GigaChatFunction -ScriptBlock { param($A, $B, $C) } -Name Run
    $raw = $function.psobject.BaseObject
    $oneLine = [GigaChat.GigaChatConnection].Assembly.GetType('GigaChat.Core.VisibleText').GetMethod('OneLine')

    function Show([string] $Arguments) {
        $from.Invoke($null, [object[]] @($raw, [GigaChat.FunctionCall]::new('Run', $Arguments).Arguments.psobject.BaseObject))
    }
    function ConvertTo-Visible([string] $Text) { $oneLine.Invoke($null, @($Text, [int]::MaxValue)) }
}

Describe 'A call' {
    It 'is shown as <Shown>' -ForEach @(
        @{ Arguments = '{"A":"a''b"}'; Shown = "Run -A 'a''b'" }
        @{ Arguments = '{"A":"a\u2019b"}'; Shown = "Run -A 'a$([char] 0x2019)$([char] 0x2019)b'" }
        @{ Arguments = '{"A":"1\u001b[2K\r\n2\u202e"}'; Shown = "Run -A '1\u{1B}[2K\r\n2\u{202E}'" }
        @{ Arguments = '{"A":["a, b"]}'; Shown = "Run -A @('a, b')" }
        @{ Arguments = '{"A":["a","b"]}'; Shown = "Run -A @('a', 'b')" }
        @{ Arguments = '{"A":[["a"],[],"b"]}'; Shown = "Run -A @(@('a'), @(), 'b')" }
        @{ Arguments = '{"A":{"k 1":"v","n":{"x":1.5}}}'; Shown = "Run -A @{'k 1' = 'v'; n = @{x = 1.5}}" }
        @{ Arguments = '{"A":true,"B":false,"C":-3}'; Shown = 'Run -A:$true -B:$false -C -3' }
        @{ Arguments = '{}'; Shown = 'Run' }
    ) { Show $Arguments | Should -BeExactly $Shown }

    It 'shows all parameters, whatever the length of one, and counts what it leaves out' {
        $shown = Show (@{
                Note = 'x' * 100000; List = 1..5000 | ForEach-Object { "$_" }; Path = '/etc'
            } | ConvertTo-Json)
        $shown.Length | Should -BeLessThan 4000
        $shown | Should -Match "-Note 'x{300}… \(\+99,700 characters\)'"
        $shown | Should -Match "-List @\('1', '2', .*, … \(\+4,\d\d\d\)\)"
        $shown | Should -Match "-Path '/etc'"
    }

    It 'is one command with its parameters, whatever the arguments hold' {
        $letters = (-join [char[]] (0x27, 0x22, 0x2018, 0x2019, 0x201A, 0x201B, 0x201C, 0x201D, 0x201E, 0x1B, 0x202E, 10, 13)) +
            '`$(){}@;|<>,- =a'
        $random = [random]::new(11)
        $next = { -join (1..$random.Next(1, 12) | ForEach-Object { $letters[$random.Next($letters.Length)] }) }
        foreach ($round in 1..1500) {
            $text = & $next; $key = & $next
            $code = Show (@{ First = $text; Second = @((& $next), @{ $key = & $next }); Third = & $next } | ConvertTo-Json)
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($code, [ref] $null, [ref] $errors)
            $elements = $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements
            if ($errors -or $ast.EndBlock.Statements.Count -ne 1 -or $elements.Count -ne 7) { throw "Read otherwise: $code" }
            $values = @{}
            foreach ($index in 1, 3, 5) { $values[$elements[$index].ParameterName] = $elements[$index + 1] }
            $first = $values['First'].SafeGetValue()
            if ($first -cne (ConvertTo-Visible $text)) { throw "Shown otherwise: $code" }
            $members = @($values['Second'].SafeGetValue())[1]
            if (@($members.Keys)[0] -cne (ConvertTo-Visible $key)) { throw "Shown otherwise: $code" }
        }
    }
}
