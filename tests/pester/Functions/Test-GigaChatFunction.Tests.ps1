BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/WeatherFunction.ps1
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
