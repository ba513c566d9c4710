# What is cut of large objects, and what is refused.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/SerializationTools.ps1

    function New-Table {
        $table = [System.Data.DataTable]::new()
        $null = $table.Columns.Add('Текст')
        $null = $table.Rows.Add('ж' * 100KB)
        , $table
    }

    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Large plain data' {
    BeforeEach { Reset-Emulator $emulator }

    It '<Name> goes whole' -ForEach @(
        @{ Name = 'in a dictionary'; Item = @{ Текст = 'ж' * 100KB } }
        @{ Name = 'in a list within an object'; Item = [pscustomobject]@{ Список = , ('ж' * 100KB) } }
        @{ Name = 'in a row of a table'; Item = { (New-Table).Rows[0] } }
        @{ Name = 'in the view of a row'; Item = { (New-Table).DefaultView[0] } }
    ) {
        $object = $Item -is [scriptblock] ? (& $Item) : $Item
        $object | Invoke-GigaChat 'Q' | Out-Null
        $object | Invoke-GigaChat 'Q' -Property Текст, Список | Out-Null
        foreach ($question in Get-Question $emulator) {
            [regex]::Matches($question, 'ж').Count | Should -Be 100KB
            $question | Should -Not -Match 'cut'
        }
        @(Get-Question $emulator) | Should -HaveCount 2
    }

    It 'that no model takes is refused, nothing of it sent' {
        $endless = [pscustomobject]@{ Текст = 'ж' * 3MB; Ещё = 'ж' * 3MB }
        $e = Get-ErrorOf { $endless | Invoke-GigaChat 'Q' @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatTooLarge,*'
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }
}

Describe 'A large property of an object of the system' {
    It 'says how much of it was left out, also where it is one character' {
        Reset-Emulator $emulator
        foreach ($length in (64KB + 1), (64KB + 12)) {
            Copy-Serialized (New-Typed 'Проба.Журнал' ([ordered]@{ Текст = 'ж' * $length })) -As 'Проба.Журнал' |
                Invoke-GigaChat 'Q' | Out-Null
        }
        $cut = Get-Question $emulator | ForEach-Object { ($_.Split("`n")[-1] | ConvertFrom-Json).Текст -replace '^ж+' }
        $cut | Should -BeExactly '… (cut, 1 more character)', '… (cut, 12 more characters)'
    }
}
