BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    class Оценка { [int] $Балл }
    class Отдел { [ValidatePattern('^[a-z]+$')] [string] $Код }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Start-GigaChatBatch -Prompt -Schema' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
        $schema = @{ type = 'object'; properties = @{ балл = @{ type = 'integer' } }; required = @('балл') }
        # The last line is answered first.
        Add-Answer $emulator @{ text = '{"балл":2}' }
        Add-Answer $emulator @{ text = '{"балл":1}' }
        $rows = [pscustomobject]@{ Имя = 'Анна'; Отзыв = 'хорошо'; Тайна = 'x' },
            [pscustomobject]@{ Имя = 'Борис'; Отзыв = 'плохо'; Тайна = 'y' }
    }

    It 'asks the prompt about each row, by its chosen properties, and the results have values' {
        $batch = $rows | Start-GigaChatBatch -Prompt 'Оцени отзыв' -Property Имя, Отзыв -Schema $schema
        $lines = (Get-SentRequest $emulator '*/batches').body.TrimEnd("`n") -split "`n" | ConvertFrom-Json
        $lines[0].request.messages[-1].content | Should -BeExactly "Оцени отзыв`n`n{`"Имя`":`"Анна`",`"Отзыв`":`"хорошо`"}"
        $lines[0].request.response_format.type | Should -BeExactly 'json_schema'
        $lines[0].request.response_format.schema.required | Should -Be 'балл'
        $replies = $batch | Wait-GigaChatBatch | Receive-GigaChatBatch
        $replies.Value.балл | Should -Be 1, 2
        $replies[1].Source.Имя | Should -BeExactly 'Борис'
    }

    It 'has them after it was saved and read again' {
        $batch = $rows | Start-GigaChatBatch -Prompt 'Оцени отзыв' -Schema $schema
        $path = Join-Path $TestDrive 'batch.xml'
        $batch | Export-Clixml $path
        $replies = Import-Clixml $path | Wait-GigaChatBatch | Receive-GigaChatBatch
        $replies.Value.балл | Should -Be 1, 2
    }

    It 'checks them by the same rules then: a pattern of a class minds no case' {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
        Add-Answer $emulator @{ text = '{"Код":"IT"}'; times = 2 }
        $path = Join-Path $TestDrive 'pattern.xml'
        $rows | Start-GigaChatBatch -Prompt 'Чей отзыв' -Schema ([Отдел]) | Export-Clixml $path
        $replies = Import-Clixml $path | Wait-GigaChatBatch | Receive-GigaChatBatch -ErrorAction Stop
        $replies.Value.Код | Should -BeExactly 'IT', 'IT'
    }

    It 'makes objects of a class' {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
        Add-Answer $emulator @{ text = '{"Балл":2}' }
        Add-Answer $emulator @{ text = '{"Балл":1}' }
        $batch = $rows | Start-GigaChatBatch -Prompt 'Оцени отзыв' -Schema ([Оценка])
        $replies = $batch | Wait-GigaChatBatch | Receive-GigaChatBatch
        $replies[0].Value | Should -BeOfType ([Оценка])
        $replies.Value.Балл | Should -Be 1, 2
    }

    It 'an answer that does not fit is an error that shows it, and the others come' {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
        Add-Answer $emulator @{ text = 'не знаю' }
        Add-Answer $emulator @{ text = '{"балл":1}' }
        $batch = $rows | Start-GigaChatBatch -Prompt 'Оцени отзыв' -Schema $schema
        $replies = @($batch | Wait-GigaChatBatch | Receive-GigaChatBatch -ErrorAction SilentlyContinue -ErrorVariable errors)
        $replies.Value.балл | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatResponseInvalid,*'
        $errors[0].TargetObject.Text | Should -BeExactly 'не знаю'
    }

    It 'refuses a schema that is none before anything is sent, and both for vectors' {
        { 'Раз' | Start-GigaChatBatch -Prompt 'Что?' -Schema 5 } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
        { 'Раз' | Start-GigaChatBatch -Method Embedding -Prompt 'Что?' } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
        { 'Раз' | Start-GigaChatBatch -Method Embedding -Schema $schema } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
        Get-SentRequest $emulator '*/batches' | Should -BeNullOrEmpty
    }
}
