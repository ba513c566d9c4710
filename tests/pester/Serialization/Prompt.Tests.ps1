# What Invoke-GigaChat sends of each kind of object, read from the body that the emulator got.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/SerializationTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    Push-Location $TestDrive
    "запуск`nERROR диск полон`nконец" | Set-Content app.log
}

AfterAll {
    Pop-Location
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Records of streams' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are their message, and nothing of the script that wrote them' {
        $script = Join-Path $TestDrive 'deploy.ps1'
        Set-Content -LiteralPath $script -Encoding utf8 -Value @'
[CmdletBinding()] param()
$dbPassword = 'hunter2-пароль'
Write-Warning 'disk 91 % full'
Write-Verbose 'подключаюсь' -Verbose
Write-Debug 'шаг 2' -Debug
Write-Host 'готово' -ForegroundColor Red
Write-Information 'сведения'
Write-Information @{ Шаг = 3 }
'строка'
'@
        & $script *>&1 | Invoke-GigaChat 'Anything wrong?' | Out-Null
        Get-Question $emulator | Should -BeExactly (@('Anything wrong?', '', 'WARNING: disk 91 % full', 'VERBOSE: подключаюсь',
                'DEBUG: шаг 2', 'готово', 'сведения', 'System.Collections.Hashtable', 'строка') -join "`n")
        (Get-SentRequest $emulator '*/chat/completions').body | Should -Not -Match 'hunter2|deploy'
    }

    It 'are the same after Export-Clixml' {
        Copy-Serialized (Write-Warning 'мало места' 3>&1), (Write-Host 'готово' 6>&1) | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`nWARNING: мало места`nготово"
    }
}

Describe 'Errors' {
    BeforeEach { Reset-Emulator $emulator }

    It 'of a program are its line alone, without the command line' {
        Invoke-Native 'нет такого узла' 'geheim-пароль' 2>&1 | Invoke-GigaChat 'why?' | Out-Null
        Get-Question $emulator | Should -BeExactly "why?`n`nнет такого узла"
        (Get-SentRequest $emulator '*/chat/completions').body | Should -Not -Match 'geheim'
    }

    It 'of a cmdlet have message, id, category, place and causes' {
        $failure = Get-ErrorOf { throw [InvalidOperationException]::new('внешняя', [IO.IOException]::new('внутренняя')) }
        $failure | Invoke-GigaChat 'Q' | Out-Null
        $question = Get-Question $emulator
        $question | Should -Match '(?s)^Q\n\nвнешняя\nFullyQualifiedErrorId: .*\nCategoryInfo: .*\nAt .*Prompt\.Tests\.ps1'
        $question | Should -BeLike "*`nInnerException: System.IO.IOException: внутренняя"
    }

    It 'inside of an object are their message' {
        $failure = Get-ErrorOf { Get-Item -LiteralPath /нет/такого }
        [pscustomobject]@{ Server = 'db1'; Error = $failure; Cause = [IO.IOException]::new('обрыв') } | Invoke-GigaChat 'Q' | Out-Null
        (Get-Question $emulator).Split("`n")[-1] | ConvertFrom-Json | ForEach-Object {
            $_.Error | Should -BeLike '*/нет/такого*'
            $_.Cause | Should -BeExactly 'обрыв'
        }
    }

    It 'that were serialized keep message and id' {
        Copy-Serialized (Get-ErrorOf { Get-Item -LiteralPath /нет/такого }) | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -Match '(?s)^Q\n\n.*/нет/такого.*\nFullyQualifiedErrorId: PathNotFound,'
    }
}

Describe 'Objects of the system' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are what their view shows, a few hundred characters' {
        Get-Process -Id $PID | Invoke-GigaChat 'odd?' | Out-Null
        $line = (Get-Question $emulator).Split("`n")[-1]
        $line.Length | Should -BeLessThan 300
        $process = $line | ConvertFrom-Json
        $process.Id | Should -Be $PID
        $process.WS | Should -BeGreaterThan 1MB
        $process.ProcessName | Should -Be (Get-Process -Id $PID).ProcessName
    }

    It 'are the same after Export-Clixml' -Tag 'NotInWine: a process cannot be read whole' {
        Copy-Serialized (Get-Process -Id $PID) | Invoke-GigaChat 'odd?' | Out-Null
        ((Get-Question $emulator).Split("`n")[-1] | ConvertFrom-Json).PSObject.Properties.Name |
            Should -Be 'NPM', 'PM', 'WS', 'CPU', 'Id', 'SI', 'ProcessName'
    }

    It 'inside of an object are their text' {
        [ordered]@{ File = Get-Item app.log; Process = Get-Process -Id $PID; Files = @(Get-Item app.log) } | Invoke-GigaChat 'Q' | Out-Null
        $sent = (Get-Question $emulator).Split("`n")[-1]
        $sent.Length | Should -BeLessThan 1000
        $sent = $sent | ConvertFrom-Json
        $sent.File | Should -BeExactly (Get-Item app.log).FullName
        $sent.Process | Should -BeLike 'System.Diagnostics.Process*'
        $sent.Files | Should -BeExactly (Get-Item app.log).FullName
    }

    It 'are what a view of the session shows' {
        $definition = Join-Path $TestDrive 'Session.Format.ps1xml'
        New-ViewDefinition 'Проба.Сервер' @('Имя', 'Память') -Script '$_.Пароль.Length', '$_.Занято / 1KB', '$_.Токен.Substring(0, 2)' |
            Set-Content -LiteralPath $definition -Encoding utf8
        Update-FormatData -PrependPath $definition
        try {
            Copy-Serialized (New-Typed 'Проба.Сервер' @{
                    Имя = 'db1'; Память = 64; Пароль = 'geheim'; Занято = 2048; Токен = 'geheim'; Лишнее = 'geheim'
                }) -As 'Проба.Сервер' | Invoke-GigaChat 'Q' | Out-Null
        }
        finally {
            Remove-ViewDefinition $definition
        }
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"Имя`":`"db1`",`"Память`":64,`"Занято`":2048}"
    }

    It 'without a view are their default display set' {
        Update-TypeData -TypeName 'Проба.Узел' -DefaultDisplayPropertySet 'Имя' -Force
        Copy-Serialized (New-Typed 'Проба.Узел' @{ Имя = 'узел1'; Ключ = 'geheim' }) -As 'Проба.Узел' | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"Имя`":`"узел1`"}"
        Remove-TypeData -TypeName 'Проба.Узел'
    }

    It 'show their inside with -Depth' {
        Get-Process -Id $PID | Invoke-GigaChat 'Q' -Property Id, MainModule -Depth 1 | Out-Null
        ((Get-Question $emulator).Split("`n")[-1] | ConvertFrom-Json).MainModule.ModuleName | Should -Not -BeNullOrEmpty
    }
}

Describe 'Plain data' {
    BeforeEach { Reset-Emulator $emulator }

    It 'that is nested deeply is whole' {
        $json = '{"items":[{"status":{"containerStatuses":[{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}],"Имя":"под 😀"}'
        $json | ConvertFrom-Json | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n$json"
    }

    It 'deeper than 64 levels comes with a warning' {
        $data = @{ Дно = 1 }
        foreach ($level in 1..70) { $data = @{ Н = $data } }
        $data | Invoke-GigaChat 'Q' -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*64*'
        (Get-Question $emulator) | Should -BeLike "Q`n`n$('{"Н":' * 64)`"System.Collections.Hashtable`"*"
    }

    It 'that holds itself ends there' {
        $node = [pscustomobject]@{ Имя = 'узел' }
        $node | Add-Member Соседи @(1, $node)
        $node | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"Имя`":`"узел`",`"Соседи`":[1,`"(circular reference)`"]}"
    }

    It 'may have keys of any kind' {
        $days = [System.Collections.Generic.Dictionary[datetime, int]]::new()
        $days.Add([datetime] '2026-01-02', 5)
        @{ 1 = 'число' }, $days | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"1`":`"число`"}`n{`"01/02/2026 00:00:00`":5}"
    }

    It 'is columns of a DataRow' {
        $table = [System.Data.DataTable]::new('т')
        $null = $table.Columns.Add('Id', [int]), $table.Columns.Add('Имя')
        $null = $table.Rows.Add(1, 'один'), $table.Rows.Add(2, [DBNull]::Value), $table.Rows.Add(3, 'три')
        $table.Rows | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"Id`":1,`"Имя`":`"один`"}`n{`"Id`":2,`"Имя`":null}`n{`"Id`":3,`"Имя`":`"три`"}"
    }

    It 'has no traces of providers, jobs and other computers' {
        [pscustomobject]@{
            А = 1; PSPath = 'X::y'; PSProvider = (Get-PSProvider FileSystem); PSComputerName = 'pc'; RunspaceId = [guid]::NewGuid()
        } |
            Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"А`":1}"
    }

    It 'of a class leaves out what is hidden' {
        class Учёт { [string] $Имя = 'а'; hidden [string] $Ключ = 'geheim' }
        [Учёт]::new() | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"Имя`":`"а`"}"
    }
}

Describe 'Objects with a text of their own' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are matches as path:line:text' {
        Select-String ERROR app.log | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`napp.log:2:ERROR диск полон"
    }

    It 'is sent for <Name>' -ForEach @(
        @{ Name = 'XML'; Make = { [xml] '<а б="1" />' }; Text = '<а б="1" />' }
        @{ Name = 'a StringBuilder'; Make = { [System.Text.StringBuilder]::new('текст') }; Text = 'текст' }
        @{ Name = 'an address'; Make = { [uri] 'https://узел/путь' }; Text = 'https://узел/путь' }
        @{ Name = 'a version'; Make = { [version] '1.2.3' }; Text = '1.2.3' }
        @{ Name = 'a script block'; Make = { { Get-Date } }; Text = ' Get-Date ' }
        @{ Name = 'an IP address'; Make = { [ipaddress] '10.0.0.1' }; Text = '10.0.0.1' }
    ) {
        , (& $Make) | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n$Text"
        Reset-Emulator $emulator
        @{ В = & $Make } | Invoke-GigaChat 'Q' | Out-Null
        ((Get-Question $emulator).Split("`n", 3)[-1] | ConvertFrom-Json).В | Should -BeExactly $Text
    }

    It 'are bytes of a text file, one by one or together' {
        Get-Content app.log -AsByteStream | Invoke-GigaChat 'Q' | Out-Null
        , [System.Text.Encoding]::UTF8.GetBytes('байты') | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n$(Get-Content app.log -Raw)", "Q`n`nбайты"
    }

    It 'are bytes in the encoding that -Encoding names' {
        $bytes = [System.Text.CodePagesEncodingProvider]::Instance.GetEncoding(1251).GetBytes('байты')
        , $bytes | Invoke-GigaChat 'Q' -Encoding 1251 | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`nбайты"
    }

    It 'are no bytes of another kind: they are refused' {
        $failure = Get-ErrorOf { , [byte[]] (0, 1, 2, 0) | Invoke-GigaChat 'Q' @args }
        $failure.FullyQualifiedErrorId | Should -Be 'GigaChatFileNotText,GigaChat.Commands.InvokeGigaChatCommand'
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }

    It 'are answers of Invoke-WebRequest: their content' {
        Invoke-WebRequest "$($emulator.controlUri)/requests" -NoProxy | Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n[]"
    }
}

Describe 'A property' {
    BeforeEach { Reset-Emulator $emulator }

    It 'that fails leaves its error in its place' {
        [pscustomobject]@{ А = 1 } | Add-Member ScriptProperty Б { throw 'сломано' } -PassThru | Add-Member В 3 -PassThru |
            Invoke-GigaChat 'Q' | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"А`":1,`"Б`":`"(error: сломано)`",`"В`":3}"
    }

    It 'that computes for seconds is stopped' {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        [pscustomobject]@{ А = 1 } | Add-Member ScriptProperty Б { Start-Sleep 60 } -PassThru | Add-Member В 3 -PassThru |
            Invoke-GigaChat 'Q' | Out-Null
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 30
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"А`":1,`"Б`":`"(not read: too slow)`",`"В`":3}"
    }

    It 'of an object of the system that grows beyond 64 KB is cut with a mark' {
        Copy-Serialized (New-Typed 'Проба.Журнал' ([ordered]@{ Имя = 'а'; Текст = 'ж' * 200KB })) -As 'Проба.Журнал' |
            Invoke-GigaChat 'Q' | Out-Null
        $sent = (Get-Question $emulator).Split("`n")[-1] | ConvertFrom-Json
        $sent.Текст | Should -BeLike 'ж*(cut, 1* more characters)'
        $sent.Текст.Length | Should -BeLessThan 66000
    }

    It 'of plain data is never cut' {
        [pscustomobject]@{ Текст = 'ж' * 200KB } | Invoke-GigaChat 'Q' | Out-Null
        ((Get-Question $emulator).Split("`n")[-1] | ConvertFrom-Json).Текст.Length | Should -Be 200KB
    }
}

Describe '-Property' {
    BeforeEach { Reset-Emulator $emulator }

    It 'chooses, in its order, with wildcards' {
        [pscustomobject]@{ Id = 1; Тема = 'печать'; Текст = 'не печатает'; Телефон = '123' } |
            Invoke-GigaChat 'Q' -Property Тек*, Id | Out-Null
        @{ Id = 1; Тема = 'печать' } | Invoke-GigaChat 'Q' -Property тема | Out-Null
        Get-Process -Id $PID | Invoke-GigaChat 'Q' -Property Id | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"Текст`":`"не печатает`",`"Id`":1}", "Q`n`n{`"Тема`":`"печать`"}",
            "Q`n`n{`"Id`":$PID}"
    }

    It 'that no object has is an error of the item' {
        $null = [pscustomobject]@{ А = 1 }, [pscustomobject]@{ Б = 2 } |
            Invoke-GigaChat 'Q' -Property Б -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatCommand'
        $failures[0].Exception.Message | Should -BeLike '*Б*Get-Member*'
        Get-Question $emulator | Should -BeExactly "Q`n`n{`"Б`":2}"
    }

    It 'leaves strings as they are' {
        'строка' | Invoke-GigaChat 'Q' -Property Length | Out-Null
        Get-Question $emulator | Should -BeExactly "Q`n`nстрока"
    }
}
