BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }

    # What Tab offers at the end of a line.
    function Complete([string] $Line) {
        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Tab' {
    BeforeEach { Clear-Session $emulator }

    Context 'without a connection' {
        It 'offers the usual models, and does not sign in' {
            $env:GIGACHAT_CREDENTIALS = $emulator.authorizationKey
            try { $found = Complete 'Invoke-GigaChat -Model Giga' }
            finally { Remove-Item env:GIGACHAT_CREDENTIALS }
            $found.CompletionText | Should -Contain 'GigaChat-2-Max'
            $found.CompletionText | Should -Not -Contain 'Embeddings'
            Get-GigaChatConnection | Should -BeNullOrEmpty
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It 'offers no ids of files or batches' {
            Complete 'Get-GigaChatFile -Id zz' | Should -BeNullOrEmpty
            Complete 'Get-GigaChatBatch -Id zz' | Should -BeNullOrEmpty
        }
    }

    Context 'with a connection' {
        BeforeEach { Connect-Emulator $emulator -Corporate }

        It 'offers the models of the service, asked once' {
            $names = (Get-GigaChatModel -Type chat).Id
            Reset-Emulator $emulator
            (Complete 'Invoke-GigaChat -Model ').CompletionText | Sort-Object | Should -BeExactly ($names | Sort-Object)
            (Complete 'New-GigaChatConversation -Model GigaChat-2-M').CompletionText |
                Should -BeExactly 'GigaChat-2-Max', 'GigaChat-2-Max-preview'
            (Complete 'New-GigaChatEmbedding -Model ').CompletionText | Should -Contain 'GigaEmbeddings-3B-2025-09'
            (Complete 'Get-GigaChatModel gigacheck').CompletionText | Should -BeExactly 'GigaCheckClassification', 'GigaCheckDetection'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It 'asks the service itself, once for each connection' {
            $null = Connect-Emulator $emulator -With @{ Name = 'Вторая связь' }
            Reset-Emulator $emulator
            1..2 | ForEach-Object { (Complete 'Invoke-GigaChat -Model GigaChat-P').CompletionText | Should -Contain 'GigaChat-Plus' }
            (Complete "Invoke-GigaChat -Connection 'Вторая связь' -Model GigaChat-P").CompletionText | Should -Contain 'GigaChat-Plus'
            Get-SentRequest $emulator '*/models' | Should -HaveCount 2
        }

        It 'does not wait long for a service that hangs, and offers the usual models' {
            Add-Fault $emulator @{ kind = 'hang-before-headers'; on = 'models'; times = 9 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            (Complete 'Invoke-GigaChat -Model ').CompletionText | Should -Contain 'GigaChat-2'
            # The connection would wait a minute for each attempt.
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 30
        }

        It 'leaves a service that refuses alone for a while' {
            Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = 403; times = 9 }
            1..3 | ForEach-Object { (Complete 'Invoke-GigaChat -Model ').CompletionText | Should -Contain 'GigaChat-2' }
            Get-SentRequest $emulator '*/models' | Should -HaveCount 1
        }

        It 'offers files by id and by name, the name beside the id' {
            'строка' | Set-Content -LiteralPath "$TestDrive/отчёт за май.txt"
            $file = Add-GigaChatFile "$TestDrive/отчёт за май.txt"
            foreach ($line in 'Get-GigaChatFile -Id ', "Remove-GigaChatFile $($file.Id.Substring(0, 5))", 'Save-GigaChatFile -Id отч',
                "Save-GigaChatFile -Id 'отчёт за") {
                $found = Complete $line
                $found.CompletionText | Should -Contain $file.Id
                ($found | Where-Object CompletionText -EQ $file.Id).ToolTip | Should -BeLike 'отчёт за май.txt, * B, 20*'
            }
            Remove-GigaChatFile $file.Id -Confirm:$false
        }

        It 'offers batches with what becomes of them' {
            $batch = 'раз' | Start-GigaChatBatch
            (Complete 'Wait-GigaChatBatch ' | Where-Object CompletionText -EQ $batch.Id).ToolTip | Should -BeLike 'Chat, *'
            (Complete 'Get-GigaChatBatch -Id ').CompletionText | Should -Contain $batch.Id
        }
    }

    It 'offers connections, names with blanks or quotes in quotes' {
        foreach ($name in 'Основная', 'Моя связь', "О'Нил") { $null = Connect-Emulator $emulator -With @{ Name = $name } }
        (Complete 'Invoke-GigaChat -Connection ').CompletionText | Should -BeExactly "'Моя связь'", "'О''Нил'", 'Основная'
        (Complete "Get-GigaChatConnection 'Моя").CompletionText | Should -BeExactly "'Моя связь'"
        (Complete 'Disconnect-GigaChat -Name Осн').CompletionText | Should -BeExactly 'Основная'
        (Complete 'Connect-GigaChat -Name Осн')[0].ToolTip | Should -BeLike 'Основная (https://*'
        # The word that is offered is the word that is taken.
        $line = (Complete 'Get-GigaChatConnection О''')[0].CompletionText
        (& ([scriptblock]::Create("Get-GigaChatConnection $line"))).Name | Should -BeExactly "О'Нил"
    }

    It 'offers <Expected> for <Line>' -ForEach @(
        @{ Line = 'Connect-GigaChat -Scope Corp'; Expected = 'Corporate' }
        @{ Line = 'Connect-GigaChat -BaseUri https://api'; Expected = 'https://api.giga.chat/v1' }
        @{ Line = 'Connect-GigaChat -BaseUri https://g'; Expected = 'https://gigachat.devices.sberbank.ru/api/v1' }
        @{ Line = 'Connect-GigaChat -AuthUri h'; Expected = 'https://ngw.devices.sberbank.ru:9443/api/v2/oauth' }
        @{ Line = 'Invoke-GigaChat -Encoding koi'; Expected = 'koi8-r' }
        @{ Line = 'Measure-GigaChatToken -Encoding 12'; Expected = '''1251''' }
        @{ Line = 'Get-GigaChatModel -Type emb'; Expected = 'embedder' }
        @{ Line = 'Invoke-GigaChat -Function Get-Date, Get-Item -FunctionChoice Get-I'; Expected = 'Get-Item' }
        @{ Line = 'Invoke-GigaChat -FunctionChoice A'; Expected = 'Auto', 'Any' }
    ) {
        (Complete $Line).CompletionText | Should -BeExactly $Expected
    }

    It 'offers JSON files and folders for -Schema' {
        Push-Location $TestDrive
        try {
            $null = New-Item -ItemType Directory схемы, 'мои схемы'
            'a' | Set-Content тикет.json, текст.txt, 'мой тикет.json'
            (Complete 'Invoke-GigaChat -Schema ').ListItemText | Sort-Object |
                Should -BeExactly ('мои схемы', 'мой тикет.json', 'схемы', 'тикет.json' | Sort-Object)
            (Complete 'Invoke-GigaChat -Schema мой').CompletionText | Should -BeLike "[&'`"]*мой тикет.json*"
        }
        finally { Pop-Location }
    }
}
