# Objects of the module among those of other types: PowerShell uses no view for the second kind of object that a pipeline brings, but lists
# the properties that are displayed by default, each as it is.
BeforeDiscovery {
    $types = 'ChatReply', 'ChatMessage', 'ChatSource', 'GeneratedFile', 'ToolCall', 'TokenLogProb', 'GigaChatModel', 'GigaChatBalance',
        'TokenCount', 'AITextCheck', 'AITextInterval', 'SimilarText', 'Embedding', 'GigaChatFile', 'FunctionCall', 'FunctionFinding',
        'FunctionValidation', 'GigaChatFunction', 'ChatPart', 'ConnectionCheck', 'BatchInput', 'IndexHit', 'IndexStatus', 'MaskedText',
        'TextMark'
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $planted = "имя`e]52;c;cGxhbnRlZA==`a`e[2J`rВСЁ$([char] 0x9B)31m$([char] 0x202E)gpj"
    $hostile = '[\p{Cc}-[\r\n\t]]|\r(?!\n)|\p{Cf}'
    $finding = [GigaChat.FunctionFinding]::new($planted, $planted)
    $objects = @{
        ChatReply          = [GigaChat.ChatReply] @{ Text = $planted; FinishReason = $planted }
        ChatMessage        = [GigaChat.ChatMessage]::new($planted, $planted)
        ChatSource         = [GigaChat.ChatSource]::new(1, $planted, $planted)
        GeneratedFile      = [GigaChat.GeneratedFile]::new($planted, $planted, $planted)
        ToolCall           = [GigaChat.ToolCall]::new($planted, $planted, [timespan]::Zero)
        TokenLogProb       = [GigaChat.TokenLogProb]::new($planted, -1, [GigaChat.TokenLogProb[]] @())
        GigaChatModel      = [GigaChat.GigaChatModel]::new($planted, $planted, $planted)
        GigaChatBalance    = [GigaChat.GigaChatBalance]::new($planted, 5)
        TokenCount         = [GigaChat.TokenCount] @{ Text = $planted; Model = $planted }
        AITextCheck        = [GigaChat.AITextCheck] @{ Category = $planted; Text = $planted; Model = $planted }
        AITextInterval     = [GigaChat.AITextInterval]::new(1, 2, $planted)
        SimilarText        = [GigaChat.SimilarText] @{
            Item = [GigaChat.Embedding] @{ Text = $planted; Vector = [float[]] (1, 2) }; Score = 0.5
        }
        Embedding          = [GigaChat.Embedding] @{ Text = $planted; Vector = [float[]] (1, 2); Model = $planted }
        GigaChatFile       = [GigaChat.GigaChatFile] @{ Id = $planted; FileName = $planted }
        FunctionCall       = [GigaChat.FunctionCall]::new($planted, '{}')
        FunctionFinding    = $finding
        FunctionValidation = [GigaChat.FunctionValidation] @{
            Name = 'f'; Errors = [GigaChat.FunctionFinding[]] $finding; Message = $planted; RulesVersion = $planted
        }
        GigaChatFunction   = [GigaChat.GigaChatFunction]::new('f', $planted)
        ChatPart           = [GigaChat.ChatPart] @{ Number = 1; Count = 2; FirstLine = 1; LastLine = 2; Text = $planted }
        ConnectionCheck    = [GigaChat.ConnectionCheck] @{
            Step = 'Proxy'; Target = $planted; Status = 'Failed'; Detail = $planted; Advice = $planted
        }
        BatchInput         = [GigaChat.BatchInput]::new('1', $planted, $null)
        IndexHit           = [GigaChat.IndexHit] @{ Source = $planted; Text = $planted }
        IndexStatus        = [GigaChat.IndexStatus] @{ Path = $planted; Model = $planted }
        MaskedText         = [GigaChat.MaskedText]::new($planted, [GigaChat.TextMark[]] @(), $null)
        TextMark           = [GigaChat.TextMark]::new("[$planted]", $planted, $planted)
    }
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'Ansi'
}

AfterAll { $PSStyle.OutputRendering = $rendering }

Describe 'A <_> among other objects' -ForEach $types {
    It 'shows no text that a terminal would carry out' {
        $shown = (Get-Item -LiteralPath $PSScriptRoot), $objects[$_] | Out-String -Width 300
        $shown = $shown -replace '\e\[[\d;]*m'
        $shown | Should -Not -Match $hostile
        $shown | Should -Match '\\u\{1B\}\]52'
    }

    It 'has no further property for scripts' {
        $objects[$_].PSObject.Properties.Name | Should -Not -Contain 'Summary'
        $objects[$_] | ConvertTo-Csv | Should -Not -Match '"Summary"'
    }
}

Describe 'The definitions of types' {
    It 'have properties to be displayed for each type that has a view' {
        $views = [xml] (Get-Content -LiteralPath (Join-Path $ModulePath 'Views/GigaChat.Format.ps1xml') -Raw)
        $types = [xml] (Get-Content -LiteralPath (Join-Path $ModulePath 'Views/GigaChat.Types.ps1xml') -Raw)
        $described = $types.SelectNodes("//Type[.//PropertySet/Name='DefaultDisplayPropertySet']/Name").InnerText
        $views.SelectNodes('//ViewSelectedBy/TypeName').InnerText -notlike '*#*' | Sort-Object -Unique |
            Where-Object { $_ -notin $described } | Should -BeNullOrEmpty
    }
}
