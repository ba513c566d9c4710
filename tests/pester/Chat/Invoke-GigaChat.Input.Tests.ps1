BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'The input of Invoke-GigaChat' {
    BeforeEach { Reset-Emulator $emulator }

    Context 'a prompt alone' {
        It 'is one request' {
            $reply = Invoke-GigaChat 'Какая столица у Франции?'
            $reply.Text | Should -BeExactly 'Эхо: Какая столица у Франции?'
            $reply.Source | Should -BeExactly 'Какая столица у Франции?'
            Get-Question $emulator | Should -BeExactly 'Какая столица у Франции?'
        }

        It 'is sent inside a pipeline of the caller, and in a function that gets input' {
            function Ask { Invoke-GigaChat 'свой вопрос' }
            $null = 1, 2 | ForEach-Object { Invoke-GigaChat "вопрос $_" }
            $null = 'строка' | Ask
            Get-Question $emulator | Should -BeExactly 'вопрос 1', 'вопрос 2', 'свой вопрос'
        }

        It 'has its Cyrillic in UTF-8 on the wire, its quotes and angle brackets too' {
            $null = Invoke-GigaChat "«ёлка» <b> & 'кавычки' + плюс"
            $body = (Get-SentRequest $emulator '*/chat/completions').body
            $body | Should -Match ([regex]::Escape("«ёлка» <b> & 'кавычки' + плюс"))
            $body | Should -Not -Match '\\u'
        }

        It 'may have letters beyond the basic plane and several lines' {
            $null = Invoke-GigaChat "диск 😀`nвторая`tстрока"
            Get-Question $emulator | Should -BeExactly "диск 😀`nвторая`tстрока"
        }

        It 'with nothing in it is an error and no request: <name>' -ForEach @(
            @{ name = 'none'; with = @{} }
            @{ name = 'empty'; with = @{ Prompt = '' } }
            @{ name = 'blank'; with = @{ Prompt = " `n" } }
        ) {
            $failure = Get-ErrorOf { Invoke-GigaChat @with }
            $failure.FullyQualifiedErrorId | Should -Be 'GigaChatPromptRequired,GigaChat.Commands.InvokeGigaChatCommand'
            $failure.CategoryInfo.Category | Should -Be InvalidArgument
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'strings' {
        It 'are a prompt each, in order' {
            $replies = 'раз', 'два', 'три' | Invoke-GigaChat
            $replies.Text | Should -BeExactly 'Эхо: раз', 'Эхо: два', 'Эхо: три'
            $replies.Source | Should -BeExactly 'раз', 'два', 'три'
            Get-Question $emulator | Should -BeExactly 'раз', 'два', 'три'
        }

        It 'come by -InputObject too' {
            $null = Invoke-GigaChat -InputObject 'раз', 'два'
            Get-Question $emulator | Should -BeExactly 'раз', 'два'
        }

        It 'beside a prompt are one request, a line each' {
            $reply = 'ошибка диска', '', '  сбой сети' | Invoke-GigaChat 'Что случилось?'
            @($reply).Count | Should -Be 1
            Get-Question $emulator | Should -BeExactly "Что случилось?`n`nошибка диска`n`n  сбой сети"
        }

        It 'that are empty are an error, and the others are asked' {
            $replies = 'раз', '', 'три' | Invoke-GigaChat -ErrorAction SilentlyContinue -ErrorVariable failures
            $replies.Source | Should -BeExactly 'раз', 'три'
            $failures.FullyQualifiedErrorId | Should -Be 'GigaChatPromptRequired,GigaChat.Commands.InvokeGigaChatCommand'
        }

        It 'ten thousand of them are one request' {
            $reply = 1..10000 | ForEach-Object { "строка $_" } | Invoke-GigaChat 'Сколько строк?'
            @($reply).Count | Should -Be 1
            $lines = (Get-Question $emulator) -split "`n"
            $lines.Count | Should -Be 10002
            $lines[-1] | Should -BeExactly 'строка 10000'
        }

        It 'more than any model takes end the pipeline, and nothing is sent' {
            $made = [ref] 0
            $failure = Get-ErrorOf { 1..10 | ForEach-Object { $made.Value = $_; 'я' * 1MB } | Invoke-GigaChat 'Что тут?' }
            $failure.FullyQualifiedErrorId | Should -Be 'GigaChatTooLarge,GigaChat.Commands.InvokeGigaChatCommand'
            $failure.CategoryInfo.Category | Should -Be LimitsExceeded
            $made.Value | Should -Be 4
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'objects' {
        It 'beside a prompt are one request, a line of JSON each' {
            $null = [pscustomobject]@{ Имя = 'диск С'; Свободно = 1.5 }, [ordered]@{ б = $true; а = $null }, 7, 'строка',
            [DayOfWeek]::Friday |
                Invoke-GigaChat 'Что выделяется?'
            Get-Question $emulator | Should -BeExactly (@(
                    'Что выделяется?', '', '{"Имя":"диск С","Свободно":1.5}', '{"б":true,"а":null}', '7', 'строка', 'Friday') -join "`n")
        }

        It 'are one line each however long their texts are' {
            $null = [pscustomobject]@{ Текст = "две`nстроки" } | Invoke-GigaChat 'Что тут?'
            (Get-Question $emulator) -split "`n" | Should -BeExactly 'Что тут?', '', '{"Текст":"две\nстроки"}'
        }

        It 'that are errors are text: message, id, place' {
            try { Get-Item -LiteralPath '/нет/такого' } catch { $null = $_ | Invoke-GigaChat 'Почему?' }
            Get-Question $emulator |
                Should -Match ('(?s)^Почему\?\n\n.*такого.*PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand.*At ' +
                    '.*Invoke-GigaChat\.Input')
        }

        It 'that are XML or script blocks are their text' {
            $null = [xml] '<диск имя="С"/>', { Get-Disk | Sort-Object Имя } | Invoke-GigaChat 'Что тут?'
            Get-Question $emulator | Should -BeExactly "Что тут?`n`n<диск имя=`"С`" />`n Get-Disk | Sort-Object Имя "
        }

        It 'that have no text are an error each, and the others are asked about' {
            class Немой { [string] ToString() { throw 'сломано' } }
            $bad = [Немой]::new()
            $null = $bad, @{ а = 'б' } | Invoke-GigaChat 'Что тут?' -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
            [object]::ReferenceEquals($failures[0].TargetObject, $bad) | Should -BeTrue
            Get-Question $emulator | Should -BeExactly "Что тут?`n`n{`"а`":`"б`"}"
        }

        It 'that Format-Table made for the screen are refused, with the way out' {
            $failure = Get-ErrorOf { Get-Process -Id $PID | Format-Table Id, Name | Invoke-GigaChat 'Что тут?' }
            $failure.FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
            $failure.Exception.Message | Should -Match 'Out-String'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
            $null = Get-Process -Id $PID | Format-Table Id, Name | Out-String | Invoke-GigaChat 'Что тут?'
            Get-Question $emulator | Should -Match "$PID"
        }

        It 'without a prompt are an error and no request' {
            { [pscustomobject]@{ а = 1 } | Invoke-GigaChat -Together } | Should -Throw -ErrorId 'GigaChatPromptRequired,*'
            $failure = Get-ErrorOf { [pscustomobject]@{ а = 1 } | Invoke-GigaChat }
            $failure.FullyQualifiedErrorId | Should -Be 'GigaChatPromptRequired,GigaChat.Commands.InvokeGigaChatCommand'
            $failure.TargetObject.а | Should -Be 1
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'nothing in the pipe beside a prompt' {
        It 'is an error and no request: <name>' -ForEach @(
            @{ name = 'no item'; items = @() }
            @{ name = 'null'; items = @($null) }
            @{ name = 'an empty string'; items = @('') }
            @{ name = 'blank lines'; items = @(' ', "`t") }
        ) {
            $failure = Get-ErrorOf { $items | Invoke-GigaChat 'Что тут?' }
            $failure.FullyQualifiedErrorId | Should -Be 'GigaChatPromptRequired,GigaChat.Commands.InvokeGigaChatCommand'
            $failure.TargetObject | Should -BeExactly 'Что тут?'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It 'is an error with -InputObject $null, -Together and -PerItem too' {
            $nothing = $null
            { Invoke-GigaChat 'Что тут?' -InputObject $nothing } | Should -Throw -ErrorId 'GigaChatPromptRequired*'
            { '' | Invoke-GigaChat 'Что тут?' -Together } | Should -Throw -ErrorId 'GigaChatPromptRequired*'
            { '' | Invoke-GigaChat 'Что тут?' -PerItem } | Should -Throw -ErrorId 'GigaChatPromptRequired*'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context '-PerItem' {
        It 'is a request for each string and object, the prompt before each' {
            $item = [pscustomobject]@{ Имя = 'б' }
            $replies = 'а', $item | Invoke-GigaChat 'Что это?' -PerItem
            Get-Question $emulator | Should -BeExactly "Что это?`n`nа", "Что это?`n`n{`"Имя`":`"б`"}"
            $replies[0].Source | Should -BeExactly 'а'
            $replies[1].Source.Имя | Should -BeExactly 'б'
        }

        It 'passes over nothing: an empty item is an error of its own' {
            $replies = 'а', ' ', 'в' | Invoke-GigaChat 'Что это?' -PerItem -ErrorAction SilentlyContinue -ErrorVariable failures
            $replies.Source | Should -BeExactly 'а', 'в'
            $failures.TargetObject | Should -BeExactly ' '
        }
    }

    Context '-Together' {
        It 'is one request for everything, without a prompt too' {
            $null = 'раз', 'два' | Invoke-GigaChat -Together
            Get-Question $emulator | Should -BeExactly "раз`nдва"
        }

        It 'takes replies as text' {
            $first = Invoke-GigaChat 'первый'
            Reset-Emulator $emulator
            $null = $first, 'и ещё' | Invoke-GigaChat 'Сравни' -Together
            Get-Question $emulator | Should -BeExactly "Сравни`n`nЭхо: первый`nи ещё"
        }
    }
}
