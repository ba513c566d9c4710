BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-ErrorExplanation.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $answer = @{ Cause = 'Нет такой службы.'; Steps = , 'Проверьте имя'; Check = , 'Get-Service' }
    }

    It 'explains a record of $Error, with the lines around and without the password' {
        Add-JsonAnswer $emulator $answer
        $script = Join-Path $TestDrive 'задание.ps1'
        "# начало`n`$path = '/нет/такого'`nGet-Content -LiteralPath `$path # password=Sesame1`n# конец" | Set-Content -LiteralPath $script
        try { & $script } catch { $null = $_ }
        $found = $Error[0] | & $Recipes/Get-ErrorExplanation.ps1
        $found.Cause, $found.Steps, $found.Check | Should -BeExactly 'Нет такой службы.', 'Проверьте имя', 'Get-Service'
        $found.Error | Should -BeLike '*/нет/такого*'
        $asked = Get-Question $emulator
        $asked | Should -BeLike "*PathNotFound*Script, from line 1:*# начало*# конец*"
        $asked | Should -Not -BeLike '*Sesame1*'
        $asked | Should -BeLike '*password=`*`*`**'
    }

    It 'takes exceptions with their causes, and asks once about the same' {
        Add-JsonAnswer $emulator $answer
        $exception = [System.IO.IOException]::new('внешняя', [System.TimeoutException]::new('внутренняя'))
        $found = $exception, $exception | & $Recipes/Get-ErrorExplanation.ps1
        @($found) | Should -HaveCount 1
        Get-Question $emulator | Should -BeLike '*System.IO.IOException: внешняя*Inner: System.TimeoutException: внутренняя*'
    }

    It 'hides <Text>' -TestCases @(
        @{ Text = 'Authorization: Bearer eyJhbGciOi' }
        @{ Text = '{"password": "eyJhbGciOi"}' }
        @{ Text = "-Token 'eyJhbGciOi'" }
        @{ Text = 'Password=eyJhbGciOi;Server=x' }
        @{ Text = 'GIGACHAT_CREDENTIALS=eyJhbGciOi' }
    ) {
        Add-JsonAnswer $emulator $answer
        $null = [System.Exception]::new($Text) | & $Recipes/Get-ErrorExplanation.ps1
        Get-Question $emulator | Should -Not -BeLike '*eyJ*'
    }

    It 'leaves readable what only speaks of a password' {
        Add-JsonAnswer $emulator $answer
        $null = [System.Exception]::new('The user name or password is incorrect.') | & $Recipes/Get-ErrorExplanation.ps1
        Get-Question $emulator | Should -BeLike '*password is incorrect.*'
    }

    It 'refuses what is no error' {
        { 'текст' | & $Recipes/Get-ErrorExplanation.ps1 } | Should -Throw '*Give an error record or an exception.*'
    }
}
