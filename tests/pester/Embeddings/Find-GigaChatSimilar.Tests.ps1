BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect
    $texts = 'Как сбросить пароль', 'График отпусков', 'Меню столовой', 'Список телефонов', 'Правила пропуска', 'Заявка на ремонт'
    $all = $texts | New-GigaChatEmbedding
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Find-GigaChatSimilar' {
    BeforeEach { $null = Invoke-Control $emulator Delete requests }

    It 'finds the text itself first, with one request for the query' {
        $found = $all | Find-GigaChatSimilar 'Меню столовой'
        $found.Count | Should -Be 5
        $found[0].Text | Should -BeExactly 'Меню столовой'
        $found[0].Score | Should -BeGreaterThan 0.9999
        $found[0].Item | Should -Be $all[2]
        $found.Score | Should -Be ($found.Score | Sort-Object -Descending)
        @(Get-SentRequest $emulator '*/embeddings').Count | Should -Be 1
    }

    It 'takes an embedding for the query and sends nothing' {
        $found = Find-GigaChatSimilar -Query $all[4] -Embedding $all -First 1
        $found.Text | Should -BeExactly 'Правила пропуска'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'keeps what reaches the threshold' {
        @($all | Find-GigaChatSimilar 'График отпусков' -Threshold 0.9).Text | Should -Be 'График отпусков'
    }

    It 'asks with the model of the embeddings' {
        $other = 'раз', 'два' | New-GigaChatEmbedding -Model EmbeddingsGigaR
        $null = Invoke-Control $emulator Delete requests
        ($other | Find-GigaChatSimilar 'два')[0].Text | Should -BeExactly 'два'
        ((Get-SentRequest $emulator '*/embeddings').body | ConvertFrom-Json).model | Should -BeExactly 'EmbeddingsGigaR'
    }

    It 'takes embeddings back from <_>' -ForEach 'Export-Clixml', 'ConvertTo-Json' {
        $path = Join-Path $TestDrive 'база'
        if ($_ -eq 'Export-Clixml') {
            $all | Export-Clixml -LiteralPath $path
            $saved = Import-Clixml -LiteralPath $path
        }
        else {
            $all | ConvertTo-Json | Set-Content -LiteralPath $path
            $saved = Get-Content -LiteralPath $path -Raw | ConvertFrom-Json
        }
        $found = $saved | Find-GigaChatSimilar 'Список телефонов' -First 1
        $found.Text | Should -BeExactly 'Список телефонов'
        $found.Item.Model | Should -BeExactly 'Embeddings'
        (Find-GigaChatSimilar -Query $saved[1] -Embedding $saved -First 1).Text | Should -BeExactly 'График отпусков'
    }

    It 'reports an embedding of another model and goes on' {
        $stranger = 'чужой' | New-GigaChatEmbedding -Model EmbeddingsGigaR
        $found = $all[0], $stranger, $all[1] | Find-GigaChatSimilar 'График отпусков' -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Count | Should -Be 2
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $errors[0].TargetObject | Should -Be $stranger
        $errors[0].Exception.Message | Should -BeLike '*EmbeddingsGigaR*'
    }

    It 'ends where the query has no vector' {
        $null = Invoke-Control $emulator Post faults @{ kind = 'status'; on = 'embeddings'; status = 403 }
        { $all | Find-GigaChatSimilar 'Меню столовой' -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'GigaChatPermissionDenied,*'
        @(Get-SentRequest $emulator '*/embeddings').Count | Should -Be 1
    }

    It 'refuses a query that is neither text nor embedding' {
        { $all | Find-GigaChatSimilar 5 } | Should -Throw -ErrorId 'GigaChatInvalidRequest,*'
    }
}
