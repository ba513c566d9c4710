# Objects of the module in what takes the text of each property: Export-Csv, ConvertTo-Html, Group-Object, and Out-GridView, whose columns
# are those of the first table view, or the properties that are displayed by default.
BeforeDiscovery {
    $types = 'ChatReply', 'ChatReply of version 2', 'ChatReply with a call', 'ChatReply with a value', 'ChatChunk', 'ChatSource',
        'GeneratedFile', 'ToolCall', 'TokenLogProb', 'ChatUsage', 'ChatMessage', 'GigaChatConversation', 'GigaChatModel', 'GigaChatFile',
        'GigaChatConnection', 'GigaChatFunction', 'FunctionValidation', 'TokenCount', 'GigaChatBalance', 'AITextCheck',
        'AITextInterval', 'GigaChatBatch',
        'SimilarText', 'TrustStoreResult', 'ConnectionCheck'
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    Connect-Emulator $emulator -Corporate
    Connect-Emulator $emulator -With @{ Name = 'Предоплата' }

    $words = ('администрирование серверов и журналов ' * 6).Trim()
    $talk = New-GigaChatConversation -SystemPrompt 'Кратко'
    $function = New-GigaChatFunction -Name Get-Disk -Description 'Место на диске' -Parameters @{
        type = 'object'; properties = @{ Drive = @{ type = 'string' } }
    } -Example @{ Request = 'Сколько места на C?'; Arguments = @{ Drive = 'C' } }
    $file = Join-Path $TestDrive 'отчёт.txt'
    'строка' | Set-Content -LiteralPath $file
    Add-Answer $emulator @{ text = 'см. <img src="b28fb7a0-9e4b-4c4c-9a8e-0123456789ab" fuse="true"/>' }
    $objects = @{ ChatReply = Invoke-GigaChat 'раз' -Conversation $talk }
    $objects.ChatUsage = $objects.ChatReply.Usage
    $objects.ChatMessage = $talk.Messages[-1]
    $objects.GigaChatConversation = $talk
    $objects.'ChatReply with a call' = Invoke-GigaChat 'call Get-Disk {"Drive":"C"}' -Function $function
    Add-Answer $emulator @{ text = '["принтер","сеть, кабель"]' }
    $objects.'ChatReply with a value' = Invoke-GigaChat 'виды' -Schema @{ type = 'array'; items = @{ type = 'string' } }
    $found = Invoke-GigaChat 'Найди новости и нарисуй кота' -Tool WebSearch, ImageGeneration -Stream -InformationAction Ignore
    $objects.'ChatReply of version 2' = $found
    $objects.ChatSource, $objects.GeneratedFile, $objects.ToolCall = $found.Sources[0], $found.GeneratedFiles[0], $found.ToolCalls[0]
    $objects.TokenLogProb = (Invoke-GigaChat 'раз' -TopLogProb 2).LogProb[0]
    $objects.ChatChunk = (Invoke-GigaChat 'Привет' -AsChunk)[0]
    $objects.GigaChatModel = Get-GigaChatModel GigaChat-2
    $objects.GigaChatFile = Add-GigaChatFile $file
    $objects.GigaChatConnection = Get-GigaChatConnection Default
    $objects.GigaChatFunction = $function
    $objects.FunctionValidation = Test-GigaChatFunction $function
    $objects.TokenCount = Measure-GigaChatToken -LiteralPath $file
    $objects.GigaChatBalance = (Get-GigaChatBalance -Connection 'Предоплата')[0]
    $objects.AITextCheck = Test-GigaChatAIText $words
    $objects.AITextInterval = [GigaChat.AITextInterval]::new(1, 5, 'админ')
    $objects.GigaChatBatch = 'раз', 'два' | Start-GigaChatBatch
    $objects.SimilarText = New-GigaChatEmbedding 'две' | Find-GigaChatSimilar 'строки'
    $objects.TrustStoreResult = (Get-MintsifryRootCA)[0]
    $objects.ConnectionCheck = Test-GigaChatConnection -Connection Default | Select-Object -Last 1
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A <_> in tables of text' -ForEach $types {
    BeforeAll {
        $object = $objects[$_]
        $null -eq $object | Should -BeFalse -Because $_
        # What .NET says of a class that has no text of its own. A vector is numbers for programs.
        $classNames = '(?<![\w.-])(System|GigaChat|Microsoft)\.[A-Z][\w.]*(\[\]|`\d|\+|(?=["<\s]|$))'
    }

    It 'has columns that can be read: <Command>' -ForEach @(@{ Command = 'ConvertTo-Csv' }, @{ Command = 'ConvertTo-Html' }) {
        $text = ($object | & $Command) -join "`n"
        $text | Should -Not -MatchExactly $classNames
        $text | Should -Not -Match '\w+ \{ \w+ = '
    }

    It 'is a group of its own name' {
        foreach ($property in $object.PSObject.Properties.Name) {
            foreach ($group in $object, $object | Group-Object -Property $property) { $group.Name | Should -Not -MatchExactly $classNames }
        }
    }
}

# Out-GridView exists on Windows alone. It shows the columns of the first table view of a type, each as the view has it.
Describe 'A <_> in Out-GridView' -ForEach ($types | Where-Object { $_ -notin 'ChatUsage', 'ChatMessage' }) {
    It 'has columns with a title and a text' {
        $object = $objects[$_]
        $table = (Get-FormatData -TypeName $object.PSObject.TypeNames[0]).FormatViewDefinition.Control |
            Where-Object { $_ -is [System.Management.Automation.TableControl] } | Select-Object -First 1
        $columns = $table.Rows[0].Columns
        $columns.Count | Should -BeGreaterThan 1
        $texts = for ($i = 0; $i -lt $columns.Count; $i++) {
            $entry = $columns[$i].DisplayEntry
            ($table.Headers[$i].Label ?? $entry.Value) | Should -Match '^\w+$'
            $value = $entry.ValueType -eq 'Property' ? $object.($entry.Value) :
                ($object | ForEach-Object ([scriptblock]::Create($entry.Value)))
            "$value" | Should -Not -Match '[\x00-\x09\x0b-\x1f]|(System|GigaChat)\.\w+'
            "$value"
        }
        -join $texts | Should -Not -BeNullOrEmpty
    }
}

Describe 'Colours in cells' {
    It 'are left out of Out-GridView' {
        # What asks for a cell is found on the stack, by the name of its class.
        Add-Type -TypeDefinition @'
            using System.Management.Automation;
            using System.Runtime.CompilerServices;
            public static class OutGridViewCommand
            {
                [MethodImpl(MethodImplOptions.NoInlining)]
                public static string Show(ScriptBlock cell, object item)
                {
                    string text = cell.InvokeReturnAsIs(item).ToString();
                    return text + "";
                }
            }
'@
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $cell = { param($item) [GigaChat.Commands.Cell]::Color[$item, 'Status', @{ Failed = 'Error' }, $PSStyle] }
            $failed = [pscustomobject]@{ Status = 'Failed' }
            & $cell $failed | Should -BeExactly "$($PSStyle.Formatting.Error)Failed$($PSStyle.Reset)"
            [OutGridViewCommand]::Show($cell, $failed) | Should -BeExactly 'Failed'
        }
        finally { $PSStyle.OutputRendering = $before }
    }
}
