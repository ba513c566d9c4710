BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
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
        # All but the sending is done, so that -WhatIf shows what would be sent.
        $said.Subject | Should -BeLike '`[critical`]*'
        Get-ChildItem -LiteralPath $outbox | Should -BeNullOrEmpty
        $credential = [pscredential]::new('robot', (ConvertTo-Secret 'слово'))
        { & $Recipes/Send-NightlyReport.ps1 -Path x.log -To a@b.c -From a@b.c -SmtpServer localhost -Credential $credential } |
            Should -Throw '*-UseSsl*'
    }
}
