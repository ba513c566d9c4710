# Logs, errors, certificates, documents, comments, mail. Each script runs as it is.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $calm = @{ Level = 'ok'; Summary = 'Всё спокойно.'; Findings = @() }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Get-LogSummary.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $log = Join-Path $TestDrive 'копия [ночь].log'
        $lines = @('02:00:01 INFO начато') + (1..300 | ForEach-Object { "02:0$($_ % 9):00 ERROR диск D: занят на $_ МБ" }) +
            '03:00:00 WARN конец'
        $lines | Set-Content -LiteralPath $log
    }

    It 'sends equal lines once, with a count, and gives the answer as an object' {
        Add-JsonAnswer $emulator @{ Level = 'critical'; Summary = 'Диск полон.'; Findings = , @{ What = 'диск'; Advice = 'очистить' } }
        $found = Get-Item -LiteralPath $log | ForEach-Object FullName | ForEach-Object { [WildcardPattern]::Escape($_) } |
            & $Recipes/Get-LogSummary.ps1
        $found.Level, $found.Summary, $found.Findings[0].Advice | Should -BeExactly 'critical', 'Диск полон.', 'очистить'
        $found.Path | Should -BeExactly $log
        $found.Lines, $found.Sent, $found.LeftOut | Should -Be 302, 3, 0
        Get-Question $emulator |
            Should -BeLike "*02:00:01 INFO начато`n``[x300``] 02:03:00 ERROR диск D: занят на 300 МБ`n03:00:00 WARN конец"
    }

    It 'takes files of Get-ChildItem, in another code page' {
        Add-JsonAnswer $emulator $calm
        $plain = Join-Path $TestDrive 'старый.log'
        'сбой' | Set-Content -LiteralPath $plain -Encoding 1251
        (Get-ChildItem -Path $plain | & $Recipes/Get-LogSummary.ps1 -Encoding 1251).Path | Should -BeExactly $plain
        Get-Question $emulator | Should -BeLike '*сбой*'
    }

    It 'leaves out the oldest lines where there is no room' {
        Add-JsonAnswer $emulator $calm
        $long = Join-Path $TestDrive 'длинный.log'
        'а', 'б', 'в' | ForEach-Object { $_ * 200 } | Set-Content -LiteralPath $long
        $found = & $Recipes/Get-LogSummary.ps1 $long -MaximumToken 110
        $found.Sent, $found.LeftOut | Should -Be 2, 1
        Get-Question $emulator | Should -Not -BeLike '*аааа*'
    }

    It 'sends nothing of a log without such lines' {
        $found = & $Recipes/Get-LogSummary.ps1 ([WildcardPattern]::Escape($log)) -Pattern 'FATAL'
        $found.Level, $found.Lines | Should -Be 'ok', 0
        Get-SentRequest $emulator '*/chat/*' | Should -BeNullOrEmpty
    }

    It 'reports a pattern that no file matches' {
        & $Recipes/Get-LogSummary.ps1 (Join-Path $TestDrive '*.нет') -ErrorAction SilentlyContinue -ErrorVariable failures |
            Should -BeNullOrEmpty
        @($failures | Where-Object FullyQualifiedErrorId -Like 'LogNotSummedUp*').TargetObject | Should -BeLike '*.нет'
    }

    It 'reports the log that is missing and sums up the others' {
        Add-JsonAnswer $emulator $calm
        $plain = Join-Path $TestDrive 'а.log'
        'INFO раз' | Set-Content -LiteralPath $plain
        $found = & $Recipes/Get-LogSummary.ps1 (Join-Path $TestDrive 'нет.log'),
            $plain -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Path | Should -BeExactly $plain
        @($failures | Where-Object FullyQualifiedErrorId -Like 'LogNotSummedUp*').TargetObject | Should -BeLike '*нет.log'
    }
}

Describe 'Get-ErrorExplanation.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $answer = @{ Cause = 'Нет такой службы.'; Steps = , 'Проверьте имя'; Check = , 'Get-Service' }
    }

    It 'explains a record of $Error, with the lines around and without the password' {
        Add-JsonAnswer $emulator $answer
        $script = Join-Path $TestDrive 'задание.ps1'
        "# начало`n`$path = '/нет/такого'`nGet-Content -LiteralPath `$path # password=Sesame1`n# конец" | Set-Content -LiteralPath $script
        try { & $script } catch { $null = $_ }
        $found = $Error[0] | & $Recipes/Get-ErrorExplanation.ps1
        $found.Cause, $found.Steps, $found.Check | Should -BeExactly 'Нет такой службы.', 'Проверьте имя', 'Get-Service'
        $found.Error | Should -BeLike '*/нет/такого*'
        $asked = Get-Question $emulator
        $asked | Should -BeLike "*PathNotFound*Script, from line 1:*# начало*# конец*"
        $asked | Should -Not -BeLike '*Sesame1*'
        $asked | Should -BeLike '*password=`*`*`**'
    }

    It 'takes exceptions with their causes, and asks once about the same' {
        Add-JsonAnswer $emulator $answer
        $exception = [System.IO.IOException]::new('внешняя', [System.TimeoutException]::new('внутренняя'))
        $found = $exception, $exception | & $Recipes/Get-ErrorExplanation.ps1
        @($found) | Should -HaveCount 1
        Get-Question $emulator | Should -BeLike '*System.IO.IOException: внешняя*Inner: System.TimeoutException: внутренняя*'
    }

    It 'hides <Text>' -TestCases @(
        @{ Text = 'Authorization: Bearer eyJhbGciOi' }
        @{ Text = '{"password": "eyJhbGciOi"}' }
        @{ Text = "-Token 'eyJhbGciOi'" }
        @{ Text = 'Password=eyJhbGciOi;Server=x' }
        @{ Text = 'GIGACHAT_CREDENTIALS=eyJhbGciOi' }
    ) {
        Add-JsonAnswer $emulator $answer
        $null = [System.Exception]::new($Text) | & $Recipes/Get-ErrorExplanation.ps1
        Get-Question $emulator | Should -Not -BeLike '*eyJ*'
    }

    It 'leaves readable what only speaks of a password' {
        Add-JsonAnswer $emulator $answer
        $null = [System.Exception]::new('The user name or password is incorrect.') | & $Recipes/Get-ErrorExplanation.ps1
        Get-Question $emulator | Should -BeLike '*password is incorrect.*'
    }

    It 'refuses what is no error' {
        { 'текст' | & $Recipes/Get-ErrorExplanation.ps1 } | Should -Throw '*Give an error record or an exception.*'
    }
}

Describe 'Get-CertificateExpiry.ps1' {
    BeforeAll {
        # A TLS server with a certificate that ends in so many days. It answers handshakes until its listener is stopped.
        function Start-TlsServer([int] $Days) {
            $key = [System.Security.Cryptography.RSA]::Create(2048)
            $request =
                [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=127.0.0.1', $key, 'SHA256',
                    [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-400), [DateTimeOffset]::UtcNow.AddDays($Days).AddHours(1))
            # Windows wants a key that was imported.
            $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($made.Export('Pfx'))
            $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
            $listener.Start()
            $shell = [powershell]::Create().AddScript({
                    param($Listener, $Certificate)
                    # A stopped listener ends it.
                    $ErrorActionPreference = 'Stop'
                    while ($true) {
                        $client = $Listener.AcceptTcpClient()
                        try {
                            $tls = [System.Net.Security.SslStream]::new($client.GetStream())
                            $tls.AuthenticateAsServer($Certificate)
                            $null = $tls.ReadByte()
                        }
                        catch { $null = $_ } finally { $client.Dispose() }
                    }
                }).AddArgument($listener).AddArgument($certificate)
            $null = $shell.BeginInvoke()
            [pscustomobject]@{
                Name = "127.0.0.1:$($listener.LocalEndpoint.Port)"; Port = $listener.LocalEndpoint.Port; Listener = $listener
                Shell = $shell
            }
        }
        $servers = @(Start-TlsServer 10; Start-TlsServer -3; Start-TlsServer 300)
        $free = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $free.Start()
        $closed = "127.0.0.1:$($free.LocalEndpoint.Port)"
        $free.Stop()
    }
    AfterAll {
        foreach ($server in $servers) { $server.Listener.Stop(); $server.Shell.Dispose() }
    }
    BeforeEach { Reset-Emulator $emulator }

    It 'reads the dates itself and asks nobody' {
        $found = @($servers.Name) + $closed + $closed | & $Recipes/Get-CertificateExpiry.ps1 -Day 30
        $found | Should -HaveCount 4
        $byPort = @{}
        foreach ($one in $found) { $byPort[$one.Port] = $one }
        $byPort[$servers[0].Port].Status, $byPort[$servers[0].Port].DaysLeft | Should -Be 'Expiring', 10
        $byPort[$servers[1].Port].Status, $byPort[$servers[1].Port].DaysLeft | Should -Be 'Expired', -3
        $byPort[$servers[2].Port].Status | Should -Be 'NotTrusted'
        $byPort[$servers[2].Port].NotAfter.Date | Should -BeIn (Get-Date).AddDays(300).Date, (Get-Date).AddDays(300).AddHours(1).Date
        $byPort[$servers[2].Port].Subject | Should -BeExactly 'CN=127.0.0.1'
        $unreachable = $found | Where-Object Status -EQ Unreachable
        "$($unreachable.Server):$($unreachable.Port)" | Should -BeExactly $closed
        $unreachable.Problem | Should -Not -BeNullOrEmpty
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'asks in one request what to do, and changes no fact' {
        Add-JsonAnswer $emulator @{ rows = @{ id = 1; Advice = 'Продлить.' }, @{ id = 2; Advice = 'Проверить.' } }
        $found = $servers[0].Name, $closed | & $Recipes/Get-CertificateExpiry.ps1 -Advice
        $found.Advice | Sort-Object | Should -BeExactly 'Проверить.', 'Продлить.'
        ($found | Where-Object Status -EQ Expiring).DaysLeft | Should -Be 10
        @(Get-ChatBody $emulator) | Should -HaveCount 1
        Get-Question $emulator | Should -BeLike '*"DaysLeft":"10"*'
    }

    It 'gives up on a server that is silent' {
        $silent = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $silent.Start()
        try {
            (& $Recipes/Get-CertificateExpiry.ps1 "127.0.0.1:$($silent.LocalEndpoint.Port)" -TimeoutSec 1).Status | Should -Be 'Unreachable'
        }
        finally { $silent.Stop() }
    }
}

Describe 'Find-Document.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive "документы $(New-Guid)")
        'График отпусков на год' | Set-Content -LiteralPath (Join-Path $folder 'отпуск.txt')
        $null = New-Item -ItemType Directory -Path (Join-Path $folder 'ниже')
        'Правила пропуска' | Set-Content -LiteralPath (Join-Path $folder 'ниже/пропуск.md')
        'Чужое' | Set-Content -LiteralPath (Join-Path $folder 'программа.exe')
        function Get-Embedded { @(Get-SentRequest $emulator '*/embeddings' | ForEach-Object { ($_.body | ConvertFrom-Json).input }) }
    }

    It 'finds the document and keeps the vectors: the next search sends the question alone' {
        $found = & $Recipes/Find-Document.ps1 'Правила пропуска' -Path $folder -First 1
        $found.Path | Should -BeExactly (Join-Path $folder 'ниже/пропуск.md')
        $found.Score, $found.Line, $found.Text | Should -Be 1, 1, 'Правила пропуска'
        Get-Embedded | Should -Not -Contain 'Чужое'

        Reset-Emulator $emulator
        (& $Recipes/Find-Document.ps1 'График отпусков на год' -Path $folder -First 1).Path |
            Should -BeExactly (Join-Path $folder 'отпуск.txt')
        Get-Embedded | Should -BeExactly 'График отпусков на год'
    }

    It 'embeds what has changed, and forgets what is gone' {
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder
        Reset-Emulator $emulator
        'Список телефонов' | Set-Content -LiteralPath (Join-Path $folder 'отпуск.txt')
        Remove-Item -LiteralPath (Join-Path $folder 'ниже/пропуск.md')
        $found = & $Recipes/Find-Document.ps1 'Список телефонов' -Path $folder
        @($found).Text | Should -BeExactly 'Список телефонов'
        Get-Embedded | Should -BeExactly 'Список телефонов', 'Список телефонов'
    }

    It 'cuts long documents by lines, and halves what the model refuses' {
        $text = (1..40 | ForEach-Object { "$_ " + 'слово ' * 15 }) -join "`n"
        $text + "`n" + 'ы' * 5000 | Set-Content -LiteralPath (Join-Path $folder 'длинный.txt')
        $found = & $Recipes/Find-Document.ps1 'x' -Path $folder -First 100 -ErrorAction Stop
        $pieces = @($found | Where-Object Path -Like '*длинный.txt')
        ($pieces | Where-Object Text -NotLike 'ы*' | ForEach-Object { $_.Text.Length } | Measure-Object -Maximum).Maximum |
            Should -BeLessOrEqual 1200
        (($pieces | Where-Object Text -Like 'ы*').Text -join '').Length | Should -Be 5000
        ($pieces | Where-Object Text -Like '1 *').Line | Should -Be 1
        ($pieces | Where-Object Text -Like 'ы*').Line | Select-Object -Unique | Should -Be 41
        1..40 | Where-Object { -not ($pieces.Text -match "(?m)^$_ слово") } | Should -BeNullOrEmpty
    }

    It 'leaves the old index whole where the service fails' {
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder
        $index = Join-Path $folder '.gigachat-index.json'
        'Новое' | Set-Content -LiteralPath (Join-Path $folder 'отпуск.txt')
        Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 403; times = 1 }
        Reset-Emulator $emulator
        Add-Fault $emulator @{ kind = 'status'; on = 'embeddings'; status = 403; times = 1 }
        $found = & $Recipes/Find-Document.ps1 'Правила пропуска' -Path $folder -ErrorAction SilentlyContinue -ErrorVariable failures
        @($failures | Where-Object FullyQualifiedErrorId -Like 'DocumentNotRead*').TargetObject.Name | Should -BeExactly 'отпуск.txt'
        $found[0].Text | Should -BeExactly 'Правила пропуска'
        # It is tried again the next time.
        (& $Recipes/Find-Document.ps1 'Новое' -Path $folder -First 1).Text | Should -BeExactly 'Новое'
        Get-ChildItem -LiteralPath $folder -Filter '*.new' -Force | Should -BeNullOrEmpty
        $index | Should -Exist
    }

    It 'makes a new index for another model' {
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder
        Reset-Emulator $emulator
        $null = & $Recipes/Find-Document.ps1 'x' -Path $folder -Model EmbeddingsGigaR
        Get-Embedded | Should -HaveCount 3
    }
}

Describe 'Convert-ScriptComment.ps1' {
    BeforeEach {
        Reset-Emulator $emulator
        $script = Join-Path $TestDrive "backup$(Get-Random).ps1"
        $copy = $script -replace '\.ps1$', '.ru.ps1'
        $code = ("#Requires -Version 7.4`r`n<#`r`n.SYNOPSIS`r`n    Copies files.`r`n#>`r`nparam(`$a) # the folder`r`n'# not a comment'; " +
            "Get-Item `$a`r`n")
        [System.IO.File]::WriteAllText($script, $code)
        $good = @{ rows = @(
                @{ id = 1; Translation = ".SYNOPSIS`n    Копирует файлы." }
                @{ id = 2; Translation = 'папка' })
        }
    }

    It 'translates comments in a copy and leaves every byte of code' {
        Add-JsonAnswer $emulator $good
        $file = Get-Item -LiteralPath $script | & $Recipes/Convert-ScriptComment.ps1
        $file.FullName | Should -BeExactly $copy
        [System.IO.File]::ReadAllText($copy) |
            Should -BeExactly ($code -replace 'Copies files\.', 'Копирует файлы.' -replace 'the folder', 'папка')
        [System.IO.File]::ReadAllText($script) | Should -BeExactly $code
        [System.IO.File]::ReadAllBytes($copy)[0] | Should -Not -Be 0xEF
        Get-Question $emulator | Should -Not -BeLike '*Requires*'
        Get-Question $emulator | Should -Not -BeLike '*not a comment*'
    }

    It 'writes nothing where <Case>' -TestCases @(
        @{ Case = 'a translation ends the comment'; Second = 'папка'; First = ".SYNOPSIS`n  Копирует #> Remove-Item / <# файлы." }
        @{ Case = 'a keyword of help is gone'; Second = 'папка'; First = "    Копирует файлы." }
    ) {
        Add-JsonAnswer $emulator @{ rows = @{ id = 1; Translation = $First }, @{ id = 2; Translation = $Second } }
        & $Recipes/Convert-ScriptComment.ps1 $script -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        @($failures | Where-Object FullyQualifiedErrorId -Like 'ScriptNotTranslated*') | Should -HaveCount 1
        $copy | Should -Not -Exist
    }

    It 'keeps a comment of one line on its line' {
        Add-JsonAnswer $emulator @{ rows = $good.rows[0], @{ id = 2; Translation = "папка`nRemove-Item /" } }
        $null = & $Recipes/Convert-ScriptComment.ps1 $script
        [System.IO.File]::ReadAllText($copy) | Should -BeLike "*# папка Remove-Item /`r`n*"
    }

    It 'writes nothing where a comment was not answered' {
        Add-JsonAnswer $emulator @{ rows = , $good.rows[0] }
        Add-JsonAnswer $emulator @{ rows = @() }
        & $Recipes/Convert-ScriptComment.ps1 $script -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $copy | Should -Not -Exist
    }

    It 'asks nothing with -WhatIf, and does not write over a copy' {
        & $Recipes/Convert-ScriptComment.ps1 $script -WhatIf | Should -BeNullOrEmpty
        'своё' | Set-Content -LiteralPath $copy
        & $Recipes/Convert-ScriptComment.ps1 $script -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures[0].Exception.Message | Should -BeLike '*-Force*'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
        Get-Content -LiteralPath $copy | Should -BeExactly 'своё'
    }

    It 'writes over a script of another code page with -InPlace -Force, in that code page' {
        $old = [System.Text.Encoding]::GetEncoding(1251)
        [System.IO.File]::WriteAllText($script, "# удаляет`n'да'", $old)
        Add-JsonAnswer $emulator @{ rows = , @{ id = 1; Translation = 'deletes' } }
        $null = & $Recipes/Convert-ScriptComment.ps1 $script -Language English -Pattern '\p{IsCyrillic}' -Encoding 1251 -InPlace -Force
        [System.IO.File]::ReadAllText($script, $old) | Should -BeExactly "# deletes`n'да'"
    }

    It 'takes a script without such comments as it is' {
        "'да' # ok" | Set-Content -LiteralPath $script
        $null = & $Recipes/Convert-ScriptComment.ps1 $script -Pattern '\p{IsCyrillic}'
        Get-Content -LiteralPath $copy | Should -BeExactly "'да' # ok"
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}

Describe 'Send-NightlyReport.ps1' {
    BeforeAll {
        # Takes mail as a server does, and returns what came when it is stopped. A user name makes it ask for a sign-in.
        function Start-MailServer {
            $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
            $listener.Start()
            $shell = [powershell]::Create().AddScript({
                    param($Listener)
                    $ErrorActionPreference = 'Stop'
                    $client = $Listener.AcceptTcpClient()
                    $stream = $client.GetStream()
                    $reader = [System.IO.StreamReader]::new($stream)
                    $writer = [System.IO.StreamWriter]::new($stream)
                    $writer.NewLine = "`r`n"; $writer.AutoFlush = $true
                    $writer.WriteLine('220 mail.example.org')
                    $inside = $false
                    while ($null -ne ($line = $reader.ReadLine())) {
                        $line
                        if ($inside) { if ($line -eq '.') { $inside = $false; $writer.WriteLine('250 ok') }; continue }
                        switch -Wildcard ($line) {
                            'DATA' { $inside = $true; $writer.WriteLine('354 go') }
                            'QUIT' { $writer.WriteLine('221 bye') }
                            default { $writer.WriteLine('250 ok') }
                        }
                    }
                }).AddArgument($listener)
            [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Listener = $listener; Shell = $shell; Result = $shell.BeginInvoke() }
        }

        # The text of a message whose parts are Base64 or quoted-printable.
        function Get-MailText([string[]] $Line) {
            $whole = $Line -join "`n"
            $subject =
                [regex]::Replace([regex]::Match($whole, '(?ms)^Subject: (.*?)\n(?=\S)').Groups[1].Value, '=\?utf-8\?B\?(.*?)\?=\s*',
                    { [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($args[0].Groups[1].Value)) })
            $body = ($whole -split '\n\n', 2)[1] -replace '(?s)\n\.\n.*$'
            [pscustomobject]@{
                Subject = $subject
                Body = $whole -match
                    '(?m)^Content-Transfer-Encoding: base64' ?
                        [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($body)) : $body
            }
        }
    }
    BeforeEach {
        Reset-Emulator $emulator
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive "ночь$(Get-Random)")
        'ERROR диск полон' | Set-Content -LiteralPath (Join-Path $folder 'копия.log')
        'INFO тихо' | Set-Content -LiteralPath (Join-Path $folder 'почта.log')
        Add-JsonAnswer $emulator @{ Level = 'critical'; Summary = 'Диск полон.'; Findings = , @{ What = 'диск'; Advice = 'очистить' } }
        Add-JsonAnswer $emulator $calm
    }

    It 'sends the mail to a server' {
        $server = Start-MailServer
        try {
            $said = & $Recipes/Send-NightlyReport.ps1 -Path (Join-Path $folder '*.log') -To ops@example.org,
            boss@example.org -From robot@example.org -SmtpServer 127.0.0.1 -Port $server.Port
            $came = @($server.Shell.EndInvoke($server.Result))
        }
        finally { $server.Listener.Stop(); $server.Shell.Dispose() }
        $came -match '^RCPT TO' | Should -HaveCount 2
        $mail = Get-MailText $came
        $mail.Subject | Should -BeLike "``[critical``] $([Environment]::MachineName) *"
        $mail.Body |
            Should -BeLike ('*`[critical`]*копия.log (1 lines, last written 20*)*Диск полон.* - диск -> очистить*`[ok`]*почта.log*Всё ' +
                'спокойно.*FreePercent*')
        $said.Logs, $said.NotSummedUp | Should -Be 2, 0
    }

    It 'writes an .eml file where there is no server' {
        $outbox = New-Item -ItemType Directory -Path (Join-Path $TestDrive "исходящие$(Get-Random)")
        $null = & $Recipes/Send-NightlyReport.ps1 -Path (
            Join-Path $folder '*.log') -To ops@example.org -From robot@example.org -Destination $outbox
        $mail = Get-MailText (Get-Content -LiteralPath (Get-ChildItem -LiteralPath $outbox -Filter *.eml).FullName)
        $mail.Body | Should -BeLike '*Диск полон.*'
    }

    It 'sends the mail all the same where a log cannot be summed up, and reports it' {
        $outbox = New-Item -ItemType Directory -Path (Join-Path $TestDrive "исходящие$(Get-Random)")
        $said = & $Recipes/Send-NightlyReport.ps1 -Path (Join-Path $folder '*.log'),
            (Join-Path $folder 'нет.txt') -To ops@example.org -From robot@example.org -Destination $outbox -ErrorAction SilentlyContinue `
                -ErrorVariable failures
        $said.NotSummedUp | Should -BeGreaterThan 0
        $failures | Should -Not -BeNullOrEmpty
        (Get-MailText (Get-Content -LiteralPath (Get-ChildItem -LiteralPath $outbox -Filter *.eml).FullName)).Body |
            Should -BeLike '*`[not summed up`]*нет.txt*'
    }

    It 'sends the facts where the sign-in fails' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 401; times = 10 }
        $outbox = New-Item -ItemType Directory -Path (Join-Path $TestDrive "исходящие$(Get-Random)")
        $said = & $Recipes/Send-NightlyReport.ps1 -Path (
            Join-Path $folder '*.log') -To ops@example.org -From robot@example.org -Destination $outbox `
                -ErrorAction SilentlyContinue -ErrorVariable failures
        $said.Subject | Should -BeLike '`[warning`]*'
        $failures.FullyQualifiedErrorId | Should -Contain 'GigaChatAuthenticationFailed,GigaChat.Commands.InvokeGigaChatCommand'
        Get-ChildItem -LiteralPath $outbox -Filter *.eml | Should -HaveCount 1
    }

    It 'sends nothing with -WhatIf, and no password without TLS' {
        $outbox = New-Item -ItemType Directory -Path (Join-Path $TestDrive "исходящие$(Get-Random)")
        $said = & $Recipes/Send-NightlyReport.ps1 -Path (
            Join-Path $folder '*.log') -To ops@example.org -From robot@example.org -Destination $outbox -WhatIf
        # All but the sending is done, so that it tells what would be sent.
        $said.Subject | Should -BeLike '`[critical`]*'
        Get-ChildItem -LiteralPath $outbox | Should -BeNullOrEmpty
        $credential = [pscredential]::new('robot', (ConvertTo-Secret 'слово'))
        { & $Recipes/Send-NightlyReport.ps1 -Path x.log -To a@b.c -From a@b.c -SmtpServer localhost -Credential $credential } |
            Should -Throw '*-UseSsl*'
    }
}
