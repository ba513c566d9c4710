BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect
    $limit = [timespan]::FromSeconds(20)
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'An answer that was made to be slow' {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'is searched for files in time: <Case>' -TestCases @(
        @{ Case = 'blanks in a tag'; Text = '<img src="' + ' ' * 50000 + '>' }
        @{ Case = 'an open quote'; Text = '<img src="' * 20000 }
        @{ Case = 'attributes'; Text = '<img' + ' src=' * 50000 + '>' }
    ) {
        Add-Answer $emulator @{ text = $Text }
        $time = Measure-Command { (Invoke-GigaChat 'Нарисуй').Files | Should -BeNullOrEmpty }
        $time | Should -BeLessThan $limit
    }

    It 'is searched for many files in time, and up to a thousand are taken' {
        Add-Answer $emulator @{ text = -join (1..40000 | ForEach-Object { "<img src=`"$_`"/>" }) }
        $time = Measure-Command { (Invoke-GigaChat 'Нарисуй').Files | Should -HaveCount 1000 }
        $time | Should -BeLessThan $limit
    }

    It 'is checked against alternatives within alternatives in time' {
        $schema = @{ type = 'integer' }
        foreach ($level in 1..20) { $schema = @{ anyOf = @($schema) } }
        Add-Answer $emulator @{ text = '"слово"' }
        $time = Measure-Command {
            $e = Get-ErrorOf { Invoke-GigaChat 'Сколько?' -Schema @{ type = 'object'; properties = @{ а = $schema }; anyOf = @($schema) } }
        }
        $e.FullyQualifiedErrorId | Should -Be 'GigaChatResponseInvalid,GigaChat.Commands.InvokeGigaChatCommand'
        $time | Should -BeLessThan $limit
    }
}
