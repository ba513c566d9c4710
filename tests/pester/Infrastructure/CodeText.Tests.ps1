# Code that is made of data: PowerShell reads it as the data it was made of, whatever that holds.
BeforeDiscovery {
    $hostile = "x$([char] 0x2019); 'planted' > /tmp/owned; $([char] 0x2018)", "a'b", '$(Get-Date)', '-Force', '–Force', '@a', '#a',
        'a#b', '%PATH%', '~', '--%', 'a;b', 'a b', '0x1', '1e3', '01', '', 'a`b', 'a"b', 'C:\x y', '…', '>a', '2>&1', 'a,b', '$null', '{a}',
        'GigaChat-2-Max:latest', 'a=b', '/x/y.z', ':a'
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $codeText = [GigaChat.Commands.ModuleCommand].Assembly.GetType('GigaChat.Commands.Infrastructure.CodeText')
    function ConvertTo-Code([string] $Method, [string] $Text) { $codeText.GetMethod($Method).Invoke($null, @($Text)) }

    # The argument of a line as PowerShell reads it; an error where the line is more than one command with one argument.
    function Read-Argument([string] $Code) {
        $errors = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseInput("Invoke-GigaChat hi -Model $Code", [ref] $null, [ref] $errors)
        $elements = $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements
        if ($errors -or $ast.EndBlock.Statements.Count -ne 1 -or $elements.Count -ne 4 -or
            $ast.EndBlock.Statements[0].PipelineElements[0].Redirections) { throw "The code is read otherwise: $Code" }
        [string] $elements[3].SafeGetValue()
    }
}

Describe 'An argument' {
    It 'is read as the text it was made of: <_>' -ForEach $hostile {
        Read-Argument (ConvertTo-Code ToArgument $_) | Should -BeExactly $_
    }

    It 'is read as the text it was made of, for any text' {
        # All quotation marks that PowerShell knows, and what begins a variable, an expression, a comment, a parameter, a statement.
        $quotes = -join [char[]] (0x27, 0x22, 0x2018, 0x2019, 0x201A, 0x201B, 0x201C, 0x201D, 0x201E, 0x2013, 0x2014, 0x3000, 0xA0)
        $letters = ($quotes + '`$(){}@#;&|<>,%!~*?-/\: .=+[]^_0aя').ToCharArray()
        $random = [random]::new(7)
        foreach ($round in 1..3000) {
            $text = -join (1..$random.Next(1, 8) | ForEach-Object { $letters[$random.Next($letters.Count)] })
            if ((Read-Argument (ConvertTo-Code ToArgument $text)) -cne $text) { throw "Read otherwise: $text" }
        }
    }
}

Describe 'The name of' {
    It 'a command that is no word is called by the operator: <Name>' -ForEach @(
        @{ Name = 'a b'; Code = "& 'a b'" }
        @{ Name = 'Get-Item'; Code = 'Get-Item' }
        @{ Name = 'a;b'; Code = "& 'a;b'" }
        @{ Name = 'Модуль\Get-Item'; Code = 'Модуль\Get-Item' }
    ) { ConvertTo-Code ToCommand $Name | Should -BeExactly $Code }

    It 'a member that is no word is quoted: <Name>' -ForEach @(
        @{ Name = 'name'; Code = 'name' }
        @{ Name = 'two words'; Code = "'two words'" }
        @{ Name = "a'; b"; Code = "'a''; b'" }
    ) { ConvertTo-Code ToKey $Name | Should -BeExactly $Code }
}
