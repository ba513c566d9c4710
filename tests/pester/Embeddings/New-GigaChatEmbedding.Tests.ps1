BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $command = 'GigaChat.Commands.NewGigaChatEmbeddingCommand'

    # What was sent to be embedded, a list for each request.
    function Get-SentText { Get-SentRequest $emulator '*/embeddings' | ForEach-Object { , @(($_.body | ConvertFrom-Json).input) } }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'New-GigaChatEmbedding' {
    BeforeEach { Reset-Emulator $emulator }

    It 'makes a vector of a text' {
        $embedding = New-GigaChatEmbedding 'Москва — столица'
        $embedding | Should -BeOfType 'GigaChat.Embedding'
        $embedding.Text | Should -BeExactly 'Москва — столица'
        "$embedding" | Should -BeExactly 'Москва — столица'
        $embedding.Source | Should -BeExactly 'Москва — столица'
        , $embedding.Vector | Should -BeOfType 'float[]'
        $embedding.Vector.Count | Should -Be 1024
        $embedding.Dimension | Should -Be 1024
        $embedding.Model | Should -BeExactly 'Embeddings'
        $embedding.Tokens | Should -Be 4
        $sent = Get-SentRequest $emulator '*/embeddings'
        $sent.body | Should -BeExactly '{"model":"Embeddings","input":["Москва — столица"]}'
    }

    It 'sends texts in batches, and writes them in order' {
        $embeddings = 1..250 | ForEach-Object { "текст $_" } | New-GigaChatEmbedding
        $embeddings.Text | Should -BeExactly (1..250 | ForEach-Object { "текст $_" })
        Get-SentText | ForEach-Object Count | Sort-Object -Descending | Should -Be 100, 100, 50
    }

    It 'takes the size of a batch' {
        $null = 1..5 | ForEach-Object { "текст $_" } | New-GigaChatEmbedding -BatchSize 2
        # The next request may overtake the one before it.
        Get-SentText | ForEach-Object { $_ -join '|' } | Sort-Object | Should -BeExactly 'текст 1|текст 2', 'текст 3|текст 4', 'текст 5'
    }

    It 'reads one batch ahead, and no further' {
        $made = [ref] 0
        $null = 1..10 | ForEach-Object { $made.Value = $_; "текст $_" } | New-GigaChatEmbedding -BatchSize 2 | Select-Object -First 1
        $made.Value | Should -Be 4
    }

    It 'keeps texts and vectors together though the service answers in another order' {
        $texts = 1..7 | ForEach-Object { "текст $_" }
        $expected = $texts | New-GigaChatEmbedding -BatchSize 1
        Set-Emulator $emulator @{ shuffleEmbeddings = $true }
        $embeddings = $texts | New-GigaChatEmbedding
        $embeddings.Text | Should -BeExactly $texts
        0..6 | ForEach-Object { $embeddings[$_].Vector -join ' ' | Should -BeExactly ($expected[$_].Vector -join ' ') }
    }

    It 'keeps the order with -ThrottleLimit, and has so many requests under way' {
        Add-Fault $emulator @{ kind = 'delay'; on = 'embeddings'; delayMs = 300 }
        Add-Fault $emulator @{ kind = 'delay'; on = 'embeddings'; delayMs = 60; times = 9 }
        $embeddings = 1..20 | ForEach-Object { "текст $_" } | New-GigaChatEmbedding -BatchSize 2 -ThrottleLimit 3
        $embeddings.Text | Should -BeExactly (1..20 | ForEach-Object { "текст $_" })
        (Invoke-Control $emulator Get state).maxInFlight | Should -Be 3
    }

    It 'has as many under way as the connection allows' {
        $PSDefaultParameterValues = @{}
        Add-Fault $emulator @{ kind = 'delay'; on = 'embeddings'; delayMs = 300; times = 20 }
        $embeddings = 1..15 | ForEach-Object { "текст $_" } | New-GigaChatEmbedding -BatchSize 1
        $embeddings.Text | Should -BeExactly (1..15 | ForEach-Object { "текст $_" })
        (Invoke-Control $emulator Get state).maxInFlight | Should -Be 10
    }

    It 'asks for the next batch before it writes the vectors of the last one, and has one request under way' {
        $embeddings = 'раз', 'два', 'три' | New-GigaChatEmbedding -BatchSize 1 | ForEach-Object {
            if ($_.Text -eq 'раз') { $null = Wait-Emulator $emulator @{ requests = 2; timeoutMs = 30000 } }
            $_
        }
        $embeddings.Text | Should -BeExactly 'раз', 'два', 'три'
        Get-SentText | Should -HaveCount 3
    }

    It 'sends one batch more than it needs, at most, where the pipeline ends early' {
        'раз', 'два', 'три', 'четыре' | New-GigaChatEmbedding -BatchSize 1 | Select-Object -First 1 | ForEach-Object Text |
            Should -BeExactly 'раз'
        @(Get-SentText).Count | Should -BeIn 1, 2
    }

    It 'loses only the text that is too long, as an error of its own' {
        $long = 'слово ' * 400
        $embeddings = 'раз', $long, 'три', $long, 'пять' | New-GigaChatEmbedding -ErrorAction SilentlyContinue -ErrorVariable failures
        $embeddings.Text | Should -BeExactly 'раз', 'три', 'пять'
        $failures | Should -HaveCount 2
        foreach ($failure in $failures) {
            $failure.FullyQualifiedErrorId | Should -Be "GigaChatTooLarge,$command"
            $failure.CategoryInfo.Category | Should -Be LimitsExceeded
            $failure.TargetObject | Should -BeExactly $long
            $failure.Exception.Message | Should -Match '600.*514'
        }
    }

    It 'loses only the empty text, and does not send it' {
        $embeddings = 'раз', '', " `t", $null, 'пять' | New-GigaChatEmbedding -ErrorAction SilentlyContinue -ErrorVariable failures
        $embeddings.Text | Should -BeExactly 'раз', 'пять'
        $failures | Should -HaveCount 3
        $failures.FullyQualifiedErrorId | Select-Object -Unique | Should -Be "GigaChatInvalidRequest,$command"
        Get-SentText | ForEach-Object { $_ -join '|' } | Should -BeExactly 'раз|пять'
    }

    It 'sends nothing where there is nothing' {
        '' | New-GigaChatEmbedding -ErrorAction SilentlyContinue
        $null = @() | New-GigaChatEmbedding
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'halves a batch that is too large as a whole' {
        Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 413 }
        ('раз', 'два', 'три' | New-GigaChatEmbedding).Text | Should -BeExactly 'раз', 'два', 'три'
        Get-SentText | ForEach-Object Count | Should -Be 3, 1, 2
    }

    It 'puts the prefix before each text on the wire only' {
        $embeddings = 'раз', 'два' | New-GigaChatEmbedding -Prefix 'Найди ответ: ' -Model 'EmbeddingsGigaR'
        $embeddings.Text | Should -BeExactly 'раз', 'два'
        $embeddings.Model | Select-Object -Unique | Should -BeExactly 'EmbeddingsGigaR'
        Get-SentText | ForEach-Object { $_ -join '|' } | Should -BeExactly 'Найди ответ: раз|Найди ответ: два'
    }

    It 'brings vectors to the length 1 with -Normalize, and in the same direction' {
        $plain = New-GigaChatEmbedding 'текст'
        $normal = New-GigaChatEmbedding 'текст' -Normalize
        function Get-Length($Vector) { [math]::Sqrt(($Vector | ForEach-Object { [double] $_ * $_ } | Measure-Object -Sum).Sum) }
        $length = Get-Length $plain.Vector
        $length | Should -BeGreaterThan 2
        [math]::Abs((Get-Length $normal.Vector) - 1) | Should -BeLessThan 1e-5
        0..1023 | ForEach-Object { [math]::Abs($normal.Vector[$_] * $length - $plain.Vector[$_]) } | Measure-Object -Maximum |
            ForEach-Object Maximum | Should -BeLessThan 1e-4
    }

    It 'takes objects as the text that a prompt would have, in any culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'ru-RU'
            $embeddings = 1.5, [pscustomobject]@{ а = 1 }, [DayOfWeek]::Friday | New-GigaChatEmbedding
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
        $embeddings.Text | Should -BeExactly '1.5', '{"а":1}', 'Friday'
        $embeddings[1].Source.а | Should -Be 1
    }

    It 'takes an array by -InputObject' {
        (New-GigaChatEmbedding 'раз', 'два').Text | Should -BeExactly 'раз', 'два'
    }

    It 'adds what was spent to the connection' {
        $before = (Get-GigaChatConnection).TokensUsed
        $embeddings = 'раз', 'два слова' | New-GigaChatEmbedding
        (Get-GigaChatConnection).TokensUsed - $before | Should -Be ($embeddings.Tokens | Measure-Object -Sum).Sum
    }

    Context 'files' {
        It 'are a text each, by -Path, -LiteralPath and the pipeline' {
            'первый' | Set-Content -LiteralPath (Join-Path $TestDrive 'а.txt') -NoNewline
            'второй' | Set-Content -LiteralPath (Join-Path $TestDrive 'б [1].txt') -NoNewline
            $embeddings = @(
                New-GigaChatEmbedding -Path "$TestDrive/*.txt"
                New-GigaChatEmbedding -LiteralPath (Join-Path $TestDrive 'б [1].txt')
                Get-Item -LiteralPath (Join-Path $TestDrive 'а.txt') | New-GigaChatEmbedding
            )
            $embeddings.Text | Should -BeExactly 'первый', 'второй', 'второй', 'первый'
            $embeddings.Source | Split-Path -Leaf | Should -BeExactly 'а.txt', 'б [1].txt', 'б [1].txt', 'а.txt'
        }

        It 'have their encoding' {
            $path = Join-Path $TestDrive 'старый.txt'
            [System.IO.File]::WriteAllText($path, 'ёлка', [System.Text.CodePagesEncodingProvider]::Instance.GetEncoding(1251))
            (New-GigaChatEmbedding -Path $path -Encoding 1251).Text | Should -BeExactly 'ёлка'
            { New-GigaChatEmbedding -Path $path } | Should -Throw -ErrorId "GigaChatFileNotText,$command"
        }

        It 'that are missing are an error, and the others come' {
            'текст' | Set-Content -LiteralPath (Join-Path $TestDrive 'есть.txt') -NoNewline
            $embedding = New-GigaChatEmbedding -Path "$TestDrive/нет.txt",
                "$TestDrive/есть.txt" -ErrorAction SilentlyContinue -ErrorVariable failures
            $embedding.Text | Should -BeExactly 'текст'
            $failures.FullyQualifiedErrorId | Should -Be "GigaChatFileNotFound,$command"
            $failures.TargetObject | Should -BeExactly "$TestDrive/нет.txt"
        }
    }

    Context 'errors' {
        It 'of a batch name its texts, and the next batch comes' {
            Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 400 }
            $embeddings = & {
                'раз', 'два'
                # The next batch is sent while the answer to this one is awaited, and might meet the fault.
                $null = Wait-Emulator $emulator @{ requests = 1; inFlight = 0 }
                'три'
            } | New-GigaChatEmbedding -BatchSize 2 -ErrorAction SilentlyContinue -ErrorVariable failures
            $embeddings.Text | Should -BeExactly 'три'
            $failures | Should -HaveCount 1
            $failures[0].TargetObject | Should -BeExactly 'раз', 'два'
        }

        It 'a model that does not exist, or is none for embeddings, is named' {
            $failure = Get-ErrorOf { 'раз' | New-GigaChatEmbedding -Model 'GigaChat-2' }
            $failure.FullyQualifiedErrorId | Should -Be "GigaChatModelNotFound,$command"
            $failure.Exception.Message | Should -Match 'GigaChat-2'
        }

        It 'an answer with too few vectors is no answer' {
            Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 200; body = '{"data":[{"index":0,"embedding":[1,2]}]}' }
            { 'раз', 'два' | New-GigaChatEmbedding } | Should -Throw -ErrorId "GigaChatResponseInvalid,$command"
        }

        It 'a batch of no size is refused' {
            { 'раз' | New-GigaChatEmbedding -BatchSize 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }
    }
}
