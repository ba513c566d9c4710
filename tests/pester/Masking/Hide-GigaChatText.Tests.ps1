BeforeAll {
    . $PSScriptRoot/../Common.ps1
}

Describe 'Hide-GigaChatText' {
    It 'masks all kinds, the same thing by the same mark in all texts of a call' {
        $masked = 'пишет ivan@example.ru', 'пароль: Qwerty123, ivan@example.ru, anna@example.ru' | Hide-GigaChatText
        $masked | Should -BeExactly 'пишет [EMAIL_1]', 'пароль: [SECRET_1], [EMAIL_1], [EMAIL_2]'
        $masked[0] | Should -BeOfType [string]
    }

    It 'masks the kinds that are named, in any case' {
        'ivan@example.ru 10.20.30.40' | Hide-GigaChatText -Mask ipaddress | Should -BeExactly 'ivan@example.ru [IPADDRESS_1]'
    }

    It 'takes regular expressions of the user beside kinds' {
        $own = @{ Host = 'srv-[0-9]+'; Order = 'заказ (?<value>[0-9]+)' }
        'SRV-17: заказ 4711 от ivan@example.ru' | Hide-GigaChatText -Mask Email, $own |
            Should -BeExactly '[HOST_1]: заказ [ORDER_1] от [EMAIL_1]'
    }

    It 'says with -PassThru what the marks stand for' {
        $text = 'от anna@example.ru', 'от ivan@example.ru' | Hide-GigaChatText -PassThru
        $text[1].Text | Should -BeExactly 'от [EMAIL_2]'
        $text[1].Marks.Mark | Should -BeExactly '[EMAIL_2]'
        $text[1].Marks.Value | Should -BeExactly 'ivan@example.ru'
        $text[1].Source | Should -BeExactly 'от ivan@example.ru'
        "$($text[0])" | Should -BeExactly 'от [EMAIL_1]'
        ($text[0] | Out-String) | Should -Match 'Marks : \{\[EMAIL_1\]\}'
        ($text[0].Marks | Out-String) | Should -Match '\[EMAIL_1\]\s+anna@example\.ru'
    }

    It 'masks files as a whole, a key over several lines too' {
        $path = Join-Path $TestDrive 'ключ.txt'
        "-----BEGIN PRIVATE KEY-----`n$('a1B2' * 16)`n$('c3D4' * 16)`n-----END PRIVATE KEY-----`nконец" | Set-Content $path -NoNewline
        Hide-GigaChatText -Path $path | Should -BeExactly "[SECRET_1]`nконец"
    }

    It 'needs no connection and makes none' {
        Disconnect-GigaChat -All
        'ivan@example.ru' | Hide-GigaChatText | Should -BeExactly '[EMAIL_1]'
        Get-GigaChatConnection | Should -BeNullOrEmpty
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'an unknown kind'; Mask = 'Emails'; Text = 'Emails' }
        @{ What = 'an expression that goes back'; Mask = @{ Own = '(?<=a)b' }; Text = 'Own' }
        @{ What = 'an expression that is none'; Mask = @{ Own = '(' }; Text = 'Own' }
        @{ What = 'what is neither'; Mask = 42; Text = '42' }
    ) {
        $failure = Get-ErrorOf { 'a' | Hide-GigaChatText -Mask $Mask }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest*'
        $failure.Exception.Message | Should -Match $Text
    }

    It 'ends with Ctrl+C in the middle of a large text' {
        $begun = [System.Threading.ManualResetEventSlim]::new()
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($module, $begun)
                Import-Module $module
                $text = '-eyJ' * 15MB
                $begun.Set()
                Hide-GigaChatText $text
            }).AddArgument((Get-Module GigaChat).Path).AddArgument($begun)
            $output = [System.Management.Automation.PSDataCollection[object]]::new()
            $running = $shell.BeginInvoke($output, $output)
            $begun.Wait(60000) | Should -BeTrue
            $shell.Stop()
            $running.IsCompleted | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be Stopped
            $output | Should -BeNullOrEmpty
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
            $begun.Dispose()
        }
    }

    It 'completes the kinds' {
        $line = 'Hide-GigaChatText -Mask '
        $found = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
        $found | Should -Contain 'All'
        $found | Should -Contain 'IPAddress'
    }
}
