# A reply is text wherever text is wanted; the table in about_GigaChat says where, in both languages, and is read here.
BeforeDiscovery {
    $places = foreach ($culture in 'en-US', 'ru-RU') {
        $page = Get-Content -LiteralPath "$PSScriptRoot/../../../docs/$culture/about_GigaChat.md" -Raw
        $table = [regex]::Match($page, '(?s)```text\n(.*?)```').Groups[1].Value.Trim() -split "`n"
        foreach ($line in $table) {
            $code, $result = $line -split '\s{2,}#\s?', 2
            @{ Culture = $culture; Code = $code; Result = $result }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator

    function Get-Reply([string] $Text) {
        Add-Answer $emulator @{ text = $Text }
        Invoke-GigaChat 'вопрос'
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'What the help says a reply does' {
    BeforeAll {
        $reply = Get-Reply 'Yes'
        $number = Get-Reply '42'
    }

    It '<Culture>: <Code>' -ForEach $places {
        Push-Location -LiteralPath $TestDrive
        try { (. ([scriptblock]::Create($Code))) -join ' ' | Should -BeExactly $Result }
        finally { Pop-Location }
    }

    It 'has at least twenty places, the same in both languages' {
        $root = "$PSScriptRoot/../../../docs"
        $tables = 'en-US', 'ru-RU' | ForEach-Object {
            [regex]::Match((Get-Content -LiteralPath "$root/$_/about_GigaChat.md" -Raw), '(?s)```text\n(.*?)```').Groups[1].Value.Trim()
        }
        $tables[0] | Should -BeExactly $tables[1]
        ($tables[0] -split "`n").Count | Should -BeGreaterOrEqual 20
    }
}

Describe 'A reply as text' {
    It 'is equal as <Operator> has it' -ForEach @(
        @{ Operator = '-eq'; Left = 'Да'; Right = 'да'; Expected = $true }
        @{ Operator = '-ceq'; Left = 'Да'; Right = 'да'; Expected = $false }
        @{ Operator = '-ceq'; Left = 'Да'; Right = 'Да'; Expected = $true }
        @{ Operator = '-ne'; Left = 'Да'; Right = 'да'; Expected = $false }
        @{ Operator = '-cne'; Left = 'Да'; Right = 'да'; Expected = $true }
        @{ Operator = '-gt'; Left = 'б'; Right = 'а'; Expected = $true }
        @{ Operator = '-eq'; Left = 'Да'; Right = $null; Expected = $false }
    ) {
        $reply = Get-Reply $Left
        & ([scriptblock]::Create("param(`$a, `$b) `$a $Operator `$b")) $reply $Right | Should -BeExactly $Expected
    }

    It 'is filtered by Where-Object and compared with another reply' {
        $replies = 'yes', 'No', 'YES' | ForEach-Object { Get-Reply $_ }
        @($replies | Where-Object { $_ -eq 'yes' }).Count | Should -Be 2
        $replies[0] -eq $replies[2] | Should -BeTrue
        @($replies | Sort-Object).Text | Should -BeExactly 'No', 'yes', 'YES'
        @($replies | Group-Object).Count | Should -Be 2
        Compare-Object $replies[1] 'no' | Should -BeNullOrEmpty
    }

    It 'is converted to <Type>' -ForEach @(
        @{ Text = '42'; Type = [int]; Expected = 42 }
        @{ Text = ' 5.7 '; Type = [int]; Expected = 6 }
        @{ Text = '1e3'; Type = [double]; Expected = 1000.0 }
        @{ Text = '2026-02-03'; Type = [datetime]; Expected = [datetime]::new(2026, 2, 3) }
        @{ Text = '10.0.0.1'; Type = [ipaddress]; Expected = [ipaddress] '10.0.0.1' }
        @{ Text = 'monday'; Type = [DayOfWeek]; Expected = [DayOfWeek]::Monday }
        @{ Text = '1:00'; Type = [timespan]; Expected = [timespan]::FromHours(1) }
        @{ Text = ''; Type = [bool]; Expected = $false }
        @{ Text = '<a>б</a>'; Type = [xml]; Expected = '<a>б</a>' }
    ) {
        $reply = Get-Reply $Text
        $value = & ([scriptblock]::Create("param(`$reply) [$($Type.FullName)] `$reply")) $reply
        $value | Should -BeOfType $Type
        "$($value.OuterXml ?? $value)" | Should -BeExactly "$Expected"
    }

    It 'binds to parameters of <Type>' -ForEach @(
        @{ Text = '42'; Type = 'int'; Expected = '42' }
        @{ Text = '42'; Type = 'string'; Expected = '42' }
        @{ Text = '2026-02-03'; Type = 'datetime'; Expected = '2026-02-03' }
        @{ Text = '10.0.0.1'; Type = 'ipaddress'; Expected = '10.0.0.1' }
        @{ Text = 'https://ya.ru/'; Type = 'uri'; Expected = 'https://ya.ru/' }
    ) {
        $call = [scriptblock]::Create("param([$Type] `$Value) `$Value -is [datetime] ? `$Value.ToString('yyyy-MM-dd') : `"`$Value`"")
        & $call (Get-Reply $Text) | Should -BeExactly $Expected
    }

    It 'keeps its class where that is wanted' {
        $reply = Get-Reply 'да'
        $reply | Should -BeOfType 'GigaChat.ChatReply'
        ([GigaChat.ChatReply] $reply).Model | Should -Not -BeNullOrEmpty
    }

    It 'fails as its text does' {
        { [int] (Get-Reply 'нет') } | Should -Throw '*нет*'
    }
}

Describe 'Replies as rows' {
    It 'have columns that can be read in <Command>' -ForEach @(@{ Command = 'ConvertTo-Csv' }, @{ Command = 'ConvertTo-Html' }) {
        $text = (Get-Reply 'см. <img src="b28fb7a0-9e4b-4c4c-9a8e-0123456789ab" fuse="true"/>' | & $Command) -join "`n"
        $text | Should -Not -Match 'System\.|GigaChat\.GigaChatConversation|GigaChat\.ChatUsage'
        $text | Should -BeLike '*b28fb7a0-9e4b-4c4c-9a8e-0123456789ab*TotalTokens=*messages: 2*'
    }
}
