# What a person types out of habit: positions, completion, defaults, names of files.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Push-Location $TestDrive
    function Get-Completion([string] $Line) { ([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length,
                $null)).CompletionMatches.CompletionText }
}

AfterAll {
    Pop-Location
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Positions' {
    BeforeEach { Clear-Session $emulator; Connect-Emulator $emulator; Remove-Item *.json -ErrorAction Ignore }

    It 'are those of a prompt, a conversation and a file' {
        $talk = New-GigaChatConversation 'Отвечай кратко.'
        $talk.SystemPrompt | Should -BeExactly 'Отвечай кратко.'
        $talk | Export-GigaChatConversation а.json
        Export-GigaChatConversation $talk б.json
        Export-GigaChatConversation $talk -Path в.json
        Export-GigaChatConversation (Invoke-GigaChat 'Раз') г.json
        (Import-GigaChatConversation а.json).SystemPrompt | Should -BeExactly 'Отвечай кратко.'
        (Import-GigaChatConversation *.json).Count | Should -Be 4
    }
}

Describe 'Completion' {
    BeforeEach { Clear-Session $emulator }

    It 'finds a model by a part of its name' {
        Get-Completion 'Invoke-GigaChat -Model max' | Should -Contain 'GigaChat-2-Max'
        (Get-Completion 'Invoke-GigaChat -Model GigaChat-2')[0] | Should -BeLike 'GigaChat-2*'
    }

    It 'offers commands for -Function, and no programs' {
        Get-Completion 'Invoke-GigaChat -Function Get-Chil' | Should -Contain 'Get-ChildItem'
        Get-Completion 'Test-GigaChatFunction Get-Chil' | Should -Contain 'Get-ChildItem'
        Get-Completion 'Invoke-GigaChat -Function dotnet' | Should -Not -Contain 'dotnet'
    }

    It 'offers styles of images' {
        Get-Completion 'New-GigaChatImage x -Style water' | Should -Be "'a watercolor painting'"
    }
}

Describe 'Connections' {
    BeforeEach { Clear-Session $emulator }

    It 'are closed by names from the pipeline, and by what Get-GigaChatConnection writes' {
        foreach ($name in 'а', 'б', 'в') { Connect-Emulator $emulator -With @{ Name = $name } }
        'а' | Disconnect-GigaChat
        Get-GigaChatConnection б | Disconnect-GigaChat
        (Get-GigaChatConnection).Name | Should -Be 'в'
    }

    It 'are a table where they are several, and a list where there is one' {
        foreach ($name in 'а', 'б') { Connect-Emulator $emulator -With @{ Name = $name } }
        (Get-GigaChatConnection | Out-String) | Should -Match '(?m)^Name +SignIn +Scope'
        (Get-GigaChatConnection а | Out-String) | Should -Match '(?m)^Name +: а'
    }
}

Describe 'A system prompt in $PSDefaultParameterValues' {
    BeforeEach { Clear-Session $emulator; Connect-Emulator $emulator }

    It 'gives way to that of a conversation, and one on the line does not' {
        $PSDefaultParameterValues = @{ 'Invoke-GigaChat:SystemPrompt' = 'Отвечай стихами.' }
        $reply = Invoke-GigaChat 'Раз'
        (Get-LastChat $emulator).messages[0].content | Should -BeExactly 'Отвечай стихами.'
        $reply | Invoke-GigaChat 'Два' | Should -Not -BeNullOrEmpty
        (Get-LastChat $emulator).messages.role | Should -Be 'system', 'user', 'assistant', 'user'
        Invoke-GigaChat 'Три' -Conversation (New-GigaChatConversation 'Кратко') | Should -Not -BeNullOrEmpty
        (Get-LastChat $emulator).messages[0].content | Should -BeExactly 'Кратко'
        (Get-ErrorOf { $reply | Invoke-GigaChat 'Два' -SystemPrompt 'Иначе' }).FullyQualifiedErrorId |
            Should -BeLike 'GigaChatInvalidRequest,*'
    }
}

Describe 'Get-GigaChatFile' {
    It 'takes names with wildcards' {
        Clear-Session $emulator
        Connect-Emulator $emulator
        foreach ($name in 'план.txt', 'отчёт.docx') { Set-Content $name 'текст'; $null = Add-GigaChatFile $name }
        (Get-GigaChatFile *.docx).FileName | Should -Be 'отчёт.docx'
        Get-GigaChatFile *.pdf | Should -BeNullOrEmpty
    }
}

Describe 'New-GigaChatImage' {
    BeforeEach { Clear-Session $emulator; Connect-Emulator $emulator; $null = New-Item -ItemType Directory рисунки -Force }

    It 'names files after the prompt' {
        $first = New-GigaChatImage 'Нарисуй кота: рыжего/белого' -Destination рисунки
        $first.BaseName | Should -BeExactly 'Нарисуй кота_ рыжего-белого'
        $second = New-GigaChatImage 'Нарисуй кота: рыжего/белого' -Destination рисунки
        $second.BaseName | Should -BeLike 'Нарисуй кота_ рыжего-белого-*'
        (New-GigaChatImage ('Нарисуй ' + 'очень ' * 30 + 'длинно') -Destination рисунки).BaseName.Length | Should -BeLessThan 65
    }

    It 'creates nothing with -WhatIf, and needs no connection for it' {
        Disconnect-GigaChat -All
        New-GigaChatImage 'Нарисуй кота' -WhatIf | Should -BeNullOrEmpty
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }
}

Describe 'A schema in its short form' {
    BeforeEach { Clear-Session $emulator; Connect-Emulator $emulator }

    It 'is names with types, all of them required' {
        Add-Answer $emulator @{ text = '{"вид":"печать","важность":2,"метки":["а"],"срок":"2026-02-03"}' }
        $found = Invoke-GigaChat 'Заявка' -Schema 'вид печать|сеть, важность int, метки string[], срок date' -AsObject
        $found.важность | Should -Be 2
        $schema = (Get-LastChat $emulator).response_format.schema
        $schema.properties.вид.enum | Should -Be 'печать', 'сеть'
        $schema.properties.важность.type | Should -Be 'integer'
        $schema.properties.метки.items.type | Should -Be 'string'
        $schema.properties.срок.format | Should -Be 'date'
        $schema.required | Should -Be 'вид', 'важность', 'метки', 'срок'
    }

    It 'is an error for a type that it does not know' {
        (Get-ErrorOf { Invoke-GigaChat 'x' -Schema 'имя слово' }).Exception.Message | Should -BeLike '*"слово"*string, int*'
    }
}
