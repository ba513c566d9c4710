BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1
    # Every parameter of the module that takes a number with a fraction.
    $fractions = Get-Command -Module GigaChat -CommandType Cmdlet | ForEach-Object {
        $cmdlet = $_
        $kinds = [double], [Nullable[double]], [float], [Nullable[float]], [decimal], [Nullable[decimal]]
        $cmdlet.Parameters.Values | Where-Object ParameterType -in $kinds |
            ForEach-Object { @{ cmdlet = $cmdlet.Name; parameter = $_.Name; type = $cmdlet.ImplementingType } }
    }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $file = Join-Path $TestDrive 'вопрос.txt'
    Set-Content -LiteralPath $file 'Первая строка', '', 'третья'
    $whole = "Первая строка`n`nтретья"
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A number with a fraction' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is known for several parameters' -ForEach @{ count = $fractions.Count } { $count | Should -BeGreaterOrEqual 7 }

    It 'of <cmdlet> -<parameter> may have a decimal comma' -ForEach $fractions {
        $property = $type.GetProperty($parameter)
        $transformation = $property.GetCustomAttributes([System.Management.Automation.ArgumentTransformationAttribute], $true)[0]
        $transformation.Transform($ExecutionContext, '0,7') | Should -Be 0.7
    }

    It 'is sent as <sent> for <text>' -ForEach @(
        @{ text = '0,7'; sent = 0.7 }, @{ text = ' 0.7 '; sent = 0.7 }, @{ text = '1e-1'; sent = 0.1 }, @{ text = 1; sent = 1 }
    ) {
        $null = Invoke-GigaChat 'вопрос' -Temperature $text
        (Get-LastChat $emulator).temperature | Should -Be $sent
    }

    It 'is never another number: <text>' -ForEach @(
        @{ text = '1,000.5' }, @{ text = '1,2,3' }, @{ text = '1 000' }, @{ text = 'семь' }, @{ text = '' }
    ) {
        (Get-ErrorOf { Invoke-GigaChat 'вопрос' -Temperature $text }).Exception.Message | Should -BeLike "*`"$text`" is not a number*0.7*"
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'with a comma outside of quotes is an error that says what to write' {
        (Get-ErrorOf { Invoke-GigaChat 'вопрос' -Temperature 0,7 }).Exception.Message |
            Should -BeLike '*PowerShell reads 0,7 as a list of numbers. Write it with a decimal point: 0.7'
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try {
            (Get-ErrorOf { Invoke-GigaChat 'вопрос' -TopP 0,7 }).Exception.Message |
                Should -BeLike '*0,7 для PowerShell — список чисел. Пишите число с точкой: 0.7'
        }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
    }
}

Describe 'The lines of Get-Content' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are one prompt' {
        $null = Invoke-GigaChat (Get-Content -LiteralPath $file)
        @(Get-ChatBody $emulator).Count | Should -Be 1
        Get-Question $emulator | Should -BeExactly $whole
    }

    It 'are one system prompt' {
        $null = Invoke-GigaChat 'вопрос' -SystemPrompt (Get-Content -LiteralPath $file)
        (Get-LastChat $emulator).messages[0].content | Should -BeExactly $whole
        (New-GigaChatConversation -SystemPrompt (Get-Content -LiteralPath $file)).SystemPrompt | Should -BeExactly $whole
    }

    It 'are one picture' {
        $null = New-GigaChatImage (Get-Content -LiteralPath $file) -Style 'раз', 'два' -Destination $TestDrive
        $sent = @(Get-ChatBody $emulator)
        $sent.Count | Should -Be 1
        $sent[0].messages.content | Should -BeExactly "раз`nдва", $whole
    }

    It 'are one query' {
        $all = New-GigaChatEmbedding 'Меню столовой'
        Reset-Emulator $emulator
        $null = $all | Find-GigaChatSimilar (Get-Content -LiteralPath $file)
        (Get-SentRequest $emulator '*/embeddings').body | ConvertFrom-Json | ForEach-Object input | Should -BeExactly $whole
    }

    It 'that are piped stay items of their own' {
        $null = Get-Content -LiteralPath $file | Where-Object Length | New-GigaChatImage -Destination $TestDrive
        @(Get-ChatBody $emulator).Count | Should -Be 2
    }
}
