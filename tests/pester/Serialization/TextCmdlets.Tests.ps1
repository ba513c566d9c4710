# The cmdlets that take texts make them of objects as Invoke-GigaChat does.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    Push-Location $TestDrive
    "строка`nERROR диск полон" | Set-Content app.log
    "Id,Тема,Текст`n101,печать,не печатает`n102,сеть,не открывается" | Set-Content t.csv

    # The texts that a cmdlet sent.
    function Get-SentText {
        foreach ($request in Get-SentRequest $emulator) {
            switch -Wildcard ($request.path) {
                '*/tokens/count' { ($request.body | ConvertFrom-Json).input }
                '*/embeddings' { ($request.body | ConvertFrom-Json).input }
                '*/ai/check' { ($request.body | ConvertFrom-Json).input }
                '*/batches' { $request.body.Trim() -split "`n" | ForEach-Object { ($_ | ConvertFrom-Json).request.messages[-1].content } }
            }
        }
    }
}

AfterAll {
    Pop-Location
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe '<_>' -ForEach 'Measure-GigaChatToken', 'New-GigaChatEmbedding', 'Start-GigaChatBatch' {
    BeforeEach {
        Reset-Emulator $emulator
        $run = $_
    }

    It 'takes each object as the text that Invoke-GigaChat sends' {
        $items = @(Import-Csv t.csv) + @(Select-String ERROR app.log) + @([xml] '<а />') + @(Write-Warning 'мало места' 3>&1) +
            @(@{ Файл = Get-Item app.log })
        $null = $items | & $run
        $texts = @(Get-SentText)
        $texts | Should -HaveCount 6
        Reset-Emulator $emulator
        $null = $items | Invoke-GigaChat 'Q' -PerItem
        $texts | Should -BeExactly @(Get-Question $emulator | ForEach-Object { $_.Substring(3) })
        $texts[0] | Should -BeExactly '{"Id":"101","Тема":"печать","Текст":"не печатает"}'
    }

    It 'chooses by -Property' {
        $null = Import-Csv t.csv | & $run -Property Тема, Id
        Get-SentText | Should -BeExactly '{"Тема":"печать","Id":"101"}', '{"Тема":"сеть","Id":"102"}'
    }

    It 'takes bytes as the text they are' {
        $null = Get-Content app.log -AsByteStream | & $run
        Get-SentText | Should -BeExactly (Get-Content app.log -Raw)
    }

    It 'has one error for an object without a text, and goes on' {
        class Немой { [string] ToString() { throw 'сломано' } }
        $null = [Немой]::new(), 'дальше' | & $run -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike "GigaChatInvalidRequest,*"
        $failures[0].Exception.Message | Should -BeLike '*сломано*'
        Get-SentText | Should -BeExactly 'дальше'
    }

    It 'takes a document for no text' {
        'x' | Set-Content a.pdf
        $null = Get-Item a.pdf | & $run -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotText,*'
        Get-SentText | Should -BeNullOrEmpty
    }

    It 'warns where the strings are paths of files' {
        $null = (Get-ChildItem *.log).FullName | & $run -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*Get-ChildItem*-Path*'
    }
}

Describe 'Test-GigaChatAIText' {
    BeforeEach { Reset-Emulator $emulator }

    It 'checks an object as the text that Invoke-GigaChat sends' {
        $item = [pscustomobject]@{ Id = 7; Текст = (1..30 | ForEach-Object { "слово$_" }) -join ' ' }
        ($item | Test-GigaChatAIText).Source.Id | Should -Be 7
        $null = $item | Test-GigaChatAIText -Property Текст
        Get-SentText | Should -BeExactly "{`"Id`":7,`"Текст`":`"$($item.Текст)`"}", "{`"Текст`":`"$($item.Текст)`"}"
    }
}

Describe 'Measure-GigaChatToken and what is sent' {
    BeforeEach { Reset-Emulator $emulator }

    It 'counts an object as what Invoke-GigaChat sends of it' {
        $count = Get-Process -Id $PID | Select-Object Id, ProcessName | Measure-GigaChatToken
        $null = Get-Process -Id $PID | Select-Object Id, ProcessName | Invoke-GigaChat 'Q'
        $sent = (Get-Question $emulator).Substring(3)
        $count.Text | Should -BeExactly $sent
        $count.Characters | Should -Be $sent.Length
        $count.Source.Id | Should -Be $PID
    }

    It 'counts a process as its view, not as its name' {
        (Get-Process -Id $PID | Measure-GigaChatToken).Characters | Should -BeGreaterThan 60
    }

    It 'writes the total alone with -Sum' {
        $total = (Import-Csv t.csv) + 'строка' | Measure-GigaChatToken -Sum
        @($total) | Should -HaveCount 1
        $each = (Import-Csv t.csv) + 'строка' | Measure-GigaChatToken
        $total.Tokens | Should -Be ($each | Measure-Object Tokens -Sum).Sum
        $total.Characters | Should -Be ($each | Measure-Object Characters -Sum).Sum
        $total.Model | Should -BeExactly 'GigaChat'
        $total.Text | Should -BeLike '*3*'
    }

    It 'counts a reply and a conversation as their text' {
        $talk = New-GigaChatConversation -SystemPrompt 'Кратко'
        $reply = Invoke-GigaChat 'раз' -Conversation $talk
        ($reply | Measure-GigaChatToken).Text | Should -BeExactly 'Эхо: раз'
        ($talk | Measure-GigaChatToken).Text | Should -BeExactly "Кратко`nраз`nЭхо: раз"
    }

    It 'shows where a text came from' {
        $rows = (Get-ChildItem app.log | Measure-GigaChatToken), ([pscustomobject]@{ А = 1 } | Measure-GigaChatToken),
            ('строка' | Measure-GigaChatToken) | Format-Table | Out-String -Width 100
        $rows | Should -Match 'Source'
        $rows | Should -Match 'app\.log +строка ERROR'
        $rows | Should -Match 'PSCustomObject +\{"А":1\}'
        $rows | Should -Match '(?m)6 +строка\s*$'
    }
}
