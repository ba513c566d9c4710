# Every output type has a view, at each width, for live objects and for those that come out of jobs; colours stay on the screen.
BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1
    # What cmdlets write, and what a reply consists of.
    $types = @((Get-Command -Module GigaChat).OutputType.Name | Where-Object { $_ -like 'GigaChat.*' }) +
        ('ChatSource', 'GeneratedFile', 'ToolCall', 'TokenLogProb', 'TextMark' | ForEach-Object { "GigaChat.$_" }) | Sort-Object -Unique
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    Connect-Emulator $emulator -Corporate
    Connect-Emulator $emulator -With @{ Name = 'Предоплата' }
    $format = Join-Path $ModulePath 'Views/GigaChat.Format.ps1xml'
    $views = ([xml] (Get-Content -LiteralPath $format -Raw)).Configuration.ViewDefinitions.View

    function Show($InputObject, [int] $Width = 80) {
        ($InputObject | Out-String -Width $Width) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ }
    }

    # As a job or another machine hands an object over.
    function ConvertTo-Deserialized($InputObject) {
        [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($InputObject, 1))
    }

    $words = ('администрирование серверов и журналов ' * 12).Trim()
    $conversation = New-GigaChatConversation -SystemPrompt "Отвечай`nкратко"
    $function = New-GigaChatFunction -Name Get-Disk -Description "Место на диске. $words" -Parameters @{
        type = 'object'; properties = @{ Drive = @{ type = 'string' } }
    }
    $file = Join-Path $TestDrive 'отчёт.txt'
    'строка' * 3000 | Set-Content -LiteralPath $file
    $objects = @{
        ChatReply            = Invoke-GigaChat $words -Conversation $conversation
        ChatChunk            = (Invoke-GigaChat 'Привет' -AsChunk)[0]
        GigaChatModel        = Get-GigaChatModel GigaChat-2
        Embedding            = New-GigaChatEmbedding "две`nстроки"
        GigaChatFile         = Add-GigaChatFile $file
        GigaChatConnection   = Get-GigaChatConnection Default
        GigaChatConversation = $conversation
        GigaChatFunction     = $function
        FunctionValidation        = Test-GigaChatFunction $function
        TokenCount           = Measure-GigaChatToken $words
        MaskedText           = Hide-GigaChatText "ivan@example.ru $words" -PassThru
        GigaChatBalance      = (Get-GigaChatBalance -Connection 'Предоплата')[0]
        AITextCheck          = Test-GigaChatAIText ($words * 2)
        GigaChatBatch        = 'раз', ('я' * 3000) | Start-GigaChatBatch -Method Embedding | Wait-GigaChatBatch
        TrustStoreResult     = (Get-MintsifryRootCA)[0]
    }
    $found = Invoke-GigaChat 'Найди новости и нарисуй кота' -Tool WebSearch, ImageGeneration -Stream -InformationAction Ignore
    $objects.ChatSource, $objects.GeneratedFile = $found.Sources[0], $found.GeneratedFiles[0]
    $objects.ToolCall = $found.ToolCalls[0]
    $objects.TokenLogProb = (Invoke-GigaChat $words -TopLogProb 2).LogProb[0]
    $objects.TextMark = $objects.MaskedText.Marks[0]
    $objects.ConnectionCheck = Test-GigaChatConnection -Connection Default | Select-Object -Last 1
    $index = Join-Path $TestDrive 'индекс.db'
    $objects.IndexStatus = 'две строки', $words | Update-GigaChatIndex $index -PassThru
    $objects.IndexHit = Search-GigaChatIndex $index 'строки' -First 1
    $objects.SimilarText = $objects.Embedding | Find-GigaChatSimilar 'строки'
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'The type <_>' -ForEach $types {
    It 'has a view' {
        $views.ViewSelectedBy.TypeName | Should -Contain $_
    }

    It 'is shown within 80 and within 120 columns, out of a job as it is here' {
        $name = $_ -replace '^GigaChat\.'
        $object = $objects[$name]
        $object | Should -Not -BeNullOrEmpty
        foreach ($width in 80, 120) {
            $lines = Show $object $width
            @($lines).Count | Should -BeGreaterThan 0
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $width
            foreach ($form in { $_ }, { $_ | Format-List }, { $_ | Format-Table }) {
                $here = Show ($object | ForEach-Object $form) $width
                $here | Should -Not -BeNullOrEmpty
                Show (ConvertTo-Deserialized $object | ForEach-Object $form) $width | Should -BeExactly $here
            }
        }
    }
}

Describe 'What is shown' {
    It 'of a reply as a list: tokens, time, words whole' {
        $lines = Show ($objects.ChatReply | Format-List)
        $lines | Should -Contain ("Usage        : $($objects.ChatReply.Usage.TotalTokens.ToString('N0')) tokens: " +
            "$($objects.ChatReply.Usage.PromptTokens) prompt, $($objects.ChatReply.Usage.CompletionTokens) answer; " +
            '0 more from the cache')
        $lines -match '^Duration\s+: \d+([.,]\d)? m?s$' | Should -HaveCount 1
        $text = ($lines | Select-Object -Skip 1 | Where-Object { $_ -match '^\s{15}' } | ForEach-Object Trim) -join ' '
        $text.Split(' ') | Sort-Object -Unique | Should -BeExactly ('администрирование', 'журналов', 'и', 'серверов' | Sort-Object)
    }

    It 'of replies as a table: what each answers, tokens, the text on one line' {
        $lines = Show ($objects.ChatReply, $objects.ChatReply | Format-Table)
        $lines | Should -HaveCount 4
        $lines[0] | Should -Match '^Source\s+Tokens FinishReason\s+Text$'
    }

    It 'of a file: size with unit, time of this place' {
        $lines = Show $objects.GigaChatFile
        $lines[2] |
            Should -Match ("^$($objects.GigaChatFile.Id)\s+\d+ KB " +
                "$($objects.GigaChatFile.CreatedAt.LocalDateTime.ToString('yyyy-MM-dd HH:mm')) отчёт.txt$")
    }

    It 'of the messages of a conversation: role and text, line by line' {
        $lines = Show $conversation.Messages
        $lines[0..1] | Should -BeExactly 'system     Отвечай', '           кратко'
        $lines[2] | Should -Match '^user       администрирование'
    }

    It 'of a connection: requests and tokens, and what they were spent on' {
        $lines = Show $objects.GigaChatConnection
        foreach ($name in 'RequestCount', 'TokensUsed', 'PromptTokens', 'CompletionTokens', 'CachedTokens', 'EmbeddingTokens') {
            $lines -match "^$name\s+: [\d\s,.]+$" | Should -HaveCount 1
        }
        $lines -match "^TokenExpires\s+: $($objects.GigaChatConnection.TokenExpires.LocalDateTime.ToString('yyyy-MM-dd HH:mm'))$" |
            Should -HaveCount 1
    }

    It 'of a certificate in a store: the place below, whole' {
        $lines = Show $objects.TrustStoreResult
        $lines[0] | Should -Match '^\w+\s+\w+\s+\w+\s+\d{4}-\d\d-\d\d Russian Trusted Root CA$'
        ($lines[1..9] | ForEach-Object Trim) -join '' | Should -BeLike "*$($objects.TrustStoreResult.Path)*"
    }

    It 'first of a type is what matters' {
        $objects.ChatReply.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames |
            Should -BeExactly 'Answer', 'FinishReason', 'Usage'
        $objects.GigaChatBatch.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames | Should -Contain 'Status'
    }

    It 'can be counted with out of a job: tokens and messages stay objects, a reply leaves its conversation behind' {
        $reply = ConvertTo-Deserialized $objects.ChatReply
        $reply.Usage.TotalTokens | Should -Be $objects.ChatReply.Usage.TotalTokens
        $reply.PSObject.Properties.Name | Should -Not -Contain 'Conversation'
        "$reply" | Should -BeExactly $objects.ChatReply.Text
        $moved = ConvertTo-Deserialized $conversation
        $moved.Messages.Content | Should -BeExactly $conversation.Messages.Content
        Show $moved.Messages | Should -BeExactly (Show $conversation.Messages)
    }
}

Describe 'Colour' {
    BeforeAll {
        $code = ("Import-Module '$ModulePath'; `$PSStyle.OutputRendering = '{0}'; `$c = New-GigaChatConversation " +
            "-SystemPrompt 'Кратко'; `$c.Messages; {1}")

        # The bytes a process writes to its output, the colours wished for.
        function Get-Written([string] $Rendering, [string] $Then = '') {
            $start = New-PowerShellStartInfo '-NoProfile', '-NonInteractive', '-Command', ($code -f $Rendering, $Then)
            $null = $start.Environment.Remove('NO_COLOR')
            $start.Environment['TERM'] = 'xterm-256color'
            $start.RedirectStandardOutput = $true
            $start.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
            $process = [System.Diagnostics.Process]::Start($start)
            $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            $process.Dispose()
        }
    }

    It 'is there where it is wanted' {
        Get-Written Ansi | Should -BeLike "*`e*system*`e*Кратко*"
    }

    It 'never gets into a pipe or a file, whatever writes it' {
        $path = Join-Path $TestDrive 'вид.txt'
        Get-Written Host ("`$c.Messages > '$path'; `$c.Messages | Out-File '$path' -Append; `$c.Messages" +
            " | Out-String | Add-Content '$path'") |
            Should -Not -Match "`e"
        $written = Get-Content -LiteralPath $path -Raw
        $written | Should -Not -Match "`e"
        [regex]::Matches($written, 'Кратко') | Should -HaveCount 3
    }
}
