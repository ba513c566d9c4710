# The command that is recommended where rights are missing: pasted into a shell it does what it says, whatever a file is called.
BeforeDiscovery {
    $names = '$(echo INJECTED)', '`echo INJECTED`', "it's", '"; echo INJECTED; "', '!!', '\', '$HOME', "two words",
        '; echo INJECTED #', '*', "a$([char] 0x2019)b", 'отчёт', '%PATH%', '&& echo INJECTED', "''"
    $cases = foreach ($shell in 'sh', 'bash') { foreach ($name in $names) { @{ Shell = $shell; Name = $name } } }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $lines = [GigaChat.Commands.ModuleCommand].Assembly.GetType('GigaChat.Commands.TrustStores.RetryCommandLine')
    $toElevated = $lines.GetMethod('ToElevated', [System.Reflection.BindingFlags] 'Static, NonPublic')
    $code = [GigaChat.Commands.ModuleCommand].Assembly.GetType('GigaChat.Commands.Infrastructure.CodeText')
    function Get-Call([string] $Name) {
        'Install-MintsifryRootCA -Scope LocalMachine -LiteralPath ' + $code.GetMethod('Quote').Invoke($null, @($Name))
    }
}

Describe 'The command for a shell' {
    It 'reaches PowerShell as it is through <Shell>, with a file called <Name>' -ForEach $cases {
        if (-not (Get-Command $Shell -CommandType Application -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because "there is no $Shell"
            return
        }
        $call = Get-Call "/tmp/$Name.pem"
        $line = $toElevated.Invoke($null, @($call, $false))
        $line | Should -BeLike 'sudo pwsh -Command *'
        # printf gets what sudo would get.
        $out = & $Shell -c ($line -replace '^sudo pwsh -Command ', 'printf %s ')
        $out | Should -BeExactly $call
    }
}

Describe 'The command' {
    It 'is one call with the path as it is, with a file called <_>' -ForEach $names {
        foreach ($line in (Get-Call "C:\$_.pem"), $toElevated.Invoke($null, @((Get-Call "C:\$_.pem"), $true))) {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($line, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
            $ast.EndBlock.Statements | Should -HaveCount 1
            $last = $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements[-1].SafeGetValue()
            if ($line -like 'Start-Process*') { $last = $last -replace '^-NoExit -Command "(.*)"$', '$1' }
            $last | Should -BeExactly ($line -like 'Start-Process*' ? (Get-Call "C:\$_.pem") : "C:\$_.pem")
        }
    }
}
