BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-GigaChatBatch' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ batchLooks = 0 }
    }

    It 'lists all batches, and shows one by its id' {
        $first = 'Раз' | Start-GigaChatBatch
        $second = 'Два' | Start-GigaChatBatch -Method Embedding
        (Get-GigaChatBatch).Id | Should -Be $first.Id, $second.Id
        $now = Get-GigaChatBatch -Id $second.Id
        $now.Status, $now.Method, $now.Completed | Should -Be 'completed', 'Embedding', 1
        $now.OutputFileId | Should -Not -BeNullOrEmpty
        $now.Created | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-5))
        ($first | Get-GigaChatBatch).Inputs.Text | Should -BeExactly 'Раз'
        (Get-GigaChatBatch $first.Id).Id | Should -BeExactly $first.Id
    }

    It 'names a batch that does not exist and goes on with the next' {
        $batch = 'Раз' | Start-GigaChatBatch
        $found = 'нет-такого', $batch.Id | Get-GigaChatBatch -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Id | Should -BeExactly $batch.Id
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatBatchNotFound,*'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $errors[0].Exception.Message | Should -BeLike '*"нет-такого"*'
    }
}
