BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $command = 'GigaChat.Commands.GetGigaChatModelCommand'
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-GigaChatModel' {
    BeforeEach { Reset-Emulator $emulator }

    It 'lists all models' {
        $models = Get-GigaChatModel
        $models | ForEach-Object { $_ | Should -BeOfType 'GigaChat.GigaChatModel' }
        $models.Count | Should -BeGreaterThan 15
        $models.Id | Should -Contain 'GigaChat-2-Max'
        $models.OwnedBy | Select-Object -Unique | Should -BeExactly 'salutedevices'
        $models.Type | Select-Object -Unique | Sort-Object | Should -BeExactly 'aicheck', 'chat', 'embedder', 'filter'
        Get-SentRequest $emulator | ForEach-Object path | Should -BeExactly '/v1/models'
    }

    It 'finds by wildcard, in any case, with one request' {
        (Get-GigaChatModel 'gigachat-2-*').Id |
            Should -BeExactly 'GigaChat-2-Max', 'GigaChat-2-Max-preview', 'GigaChat-2-Pro', 'GigaChat-2-Pro-preview', 'GigaChat-2-preview'
        Get-SentRequest $emulator | Should -HaveCount 1
    }

    It 'finds several names, wildcards and exact ones, with one list' {
        (Get-GigaChatModel 'Embeddings', '*-Max', 'GigaCheck*').Id |
            Should -BeExactly 'Embeddings', 'GigaChat-2-Max', 'GigaChat-Max', 'GigaCheckClassification', 'GigaCheckDetection'
        Get-SentRequest $emulator | ForEach-Object path | Should -BeExactly '/v1/models/Embeddings', '/v1/models'
    }

    It 'takes names and models from the pipeline' {
        ('Embeddings', 'GigaChat' | Get-GigaChatModel).Id | Should -BeExactly 'Embeddings', 'GigaChat'
        (Get-GigaChatModel 'Emb*' | Get-GigaChatModel).Id | Should -BeExactly 'Embeddings', 'Embeddings-2', 'EmbeddingsGigaR'
    }

    It 'finds by type' {
        (Get-GigaChatModel -Type embedder).Id | Should -Contain 'Embeddings-2'
        (Get-GigaChatModel -Type Embedder).Type | Select-Object -Unique | Should -BeExactly 'embedder'
        (Get-GigaChatModel 'Giga*' -Type aicheck).Id | Should -BeExactly 'GigaCheckClassification', 'GigaCheckDetection'
        Get-GigaChatModel -Type 'нет такого' | Should -BeNullOrEmpty
    }

    It 'a wildcard that finds nothing is nothing' {
        Get-GigaChatModel 'нет*' | Should -BeNullOrEmpty
    }

    It 'an exact name that does not exist is an error, and the others come' {
        $model = Get-GigaChatModel 'ГигаЧат', 'GigaChat' -ErrorAction SilentlyContinue -ErrorVariable failures
        $model.Id | Should -BeExactly 'GigaChat'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be "GigaChatModelNotFound,$command"
        $failures[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failures[0].TargetObject | Should -BeExactly 'ГигаЧат'
        $failures[0].Exception.Message | Should -Match 'ГигаЧат'
    }

    It 'a name with a slash is no way to another address' {
        { Get-GigaChatModel '../files' } | Should -Throw -ErrorId "GigaChatModelNotFound,$command"
        (Get-SentRequest $emulator).path | Should -Not -Be '/v1/files'
    }

    It 'errors of the service are reported as such' {
        Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = 403 }
        { Get-GigaChatModel } | Should -Throw -ErrorId "GigaChatPermissionDenied,$command"
        Add-Fault $emulator @{ kind = 'garbled-json'; on = 'models' }
        { Get-GigaChatModel } | Should -Throw -ErrorId "GigaChatResponseInvalid,$command"
        { Get-GigaChatModel '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
