# What the columns of a view read of an object, the views of this module among them.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/SerializationTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate

    function Get-Sent($Item) {
        Reset-Emulator $emulator
        $Item | Invoke-GigaChat 'Q' | Out-Null
        (Get-Question $emulator).Substring(3)
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Columns of a view' {
    BeforeAll {
        Add-Type -TypeDefinition @'
            public class Сервер
            {
                public string Имя { get; set; } = "db1";
                public string Состояние { get; set; } = "занят";
                public string Ключ { get; set; } = "тайное слово";
                public System.UriBuilder Адрес { get; set; } = new System.UriBuilder("http://узел/");
            }
'@
        $view = Join-Path $TestDrive 'сервер.format.ps1xml'
        New-ViewDefinition 'Сервер' @() -Script '$_.Имя.ToUpper()', '"[$($_.Состояние)]"', '$_.Ключ.Substring(0, 3)', '$_.Адрес.Port' |
            Set-Content -LiteralPath $view
        Update-FormatData -PrependPath $view
    }

    AfterAll { Remove-ViewDefinition $view }

    It 'are sent where they show a value, also among other text, and not where they show a part of it' {
        Get-Sent ([Сервер]::new()) | Should -BeExactly '{"Имя":"db1","Состояние":"занят","Адрес":80}'
    }

    It 'of this module are sent: <Name>' -ForEach @(
        @{ Name = 'a model'; Get = { Get-GigaChatModel GigaChat-2 }; Sent = '{"Id":"GigaChat-2","Type":"chat","OwnedBy":*' }
        @{ Name = 'a step of the diagnosis'; Get = { Test-GigaChatConnection | Select-Object -First 1 }
            Sent = '{"Status":"Passed","Step":"NameLookup",*"Target":"localhost","Detail":*' }
        @{ Name = 'a source'; Get = { [GigaChat.ChatSource]::new(1, 'Страница', 'https://example.com/1') }
            Sent = '{"Number":1,"Title":"Страница","Uri":"https://example.com/1"}' }
        @{ Name = 'a batch'; Get = { 'раз' | Start-GigaChatBatch }; Sent = '{"Id":"*","Method":"Chat","Status":"created",*' }
    ) {
        Get-Sent (& $Get) | Should -BeLike $Sent
    }
}

Describe 'Secrets beside an object' {
    It 'stay out of a failed answer and its request' {
        $request = [System.Net.Http.HttpRequestMessage]::new('GET', 'https://example.com/путь')
        $request.Headers.Add('Authorization', 'Bearer тайна'.Replace('тайна', 'TOPSECRET'))
        $answer = [System.Net.Http.HttpResponseMessage]::new(404)
        $answer.RequestMessage = $request
        Get-Sent $answer | Should -BeExactly '404 Not Found'
        Get-Sent ([pscustomobject] @{ Answer = $answer; Request = $request }) |
            Should -BeLike '{"Answer":"404 Not Found","Request":"GET https://example.com/*"}'
    }

    It 'stay out of a program to be started, a web session and a connection to a database' {
        $program = [System.Diagnostics.ProcessStartInfo]::new('tool', '--password=TOPSECRET')
        $program.Environment['KEY'] = 'TOPSECRET'
        Get-Sent $program | Should -BeExactly '{"FileName":"tool","WorkingDirectory":"","UserName":""}'
        $session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
        $session.Headers['Authorization'] = 'TOPSECRET'
        $session.UserAgent = 'агент'
        Get-Sent $session | Should -Not -Match 'TOPSECRET'
    }
}

Describe 'Data' {
    It 'keeps columns with the names that providers and jobs use' {
        Get-Sent ("PSComputerName,PSPath,RunspaceId`nсервер1,а,5" | ConvertFrom-Csv) |
            Should -BeExactly '{"PSComputerName":"сервер1","PSPath":"а","RunspaceId":"5"}'
        Set-Content ($path = Join-Path $TestDrive 'файл.txt') 'текст'
        Get-Sent (Get-Item $path | Select-Object PSChildName, Length) | Should -BeLike '{"PSChildName":"файл.txt","Length":*}'
    }

    It 'is sent by name wherever it came from' {
        Get-Item $TestDrive | Invoke-GigaChat 'Q' -PerItem -Property PSChildName -ErrorAction SilentlyContinue | Out-Null
        [pscustomobject] @{ А = 1; PSComputerName = 'pc'; RunspaceId = [guid]::NewGuid() } |
            Invoke-GigaChat 'Q' -Property PSComputerName | Out-Null
        @(Get-SentRequest $emulator '*/chat/*')[-1].body | Should -Match ([regex]::Escape('{\"PSComputerName\":\"pc\"}'))
    }

    It 'of one value is that value: <Value>' -ForEach @(
        @{ Value = [DayOfWeek]::Monday; Sent = 'Monday' }
        @{ Value = [datetime] '2026-01-02T03:04:05'; Sent = '2026-01-02T03:04:05' }
        @{ Value = [guid]::Empty; Sent = '00000000-0000-0000-0000-000000000000' }
        @{ Value = [timespan] '1:02:03'; Sent = '01:02:03' }
        @{ Value = [regex]::Match('журнал 42', '\d+'); Sent = '42' }
    ) {
        Get-Sent $Value | Should -BeExactly $Sent
    }

    It 'that was read in a wrong encoding is told, also within objects and in the prompt itself' {
        $bad = [string]::new([char] 0xFFFD, 4)
        $null = [pscustomobject] @{ А = $bad } | Invoke-GigaChat 'Q' -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike '*4 replacement characters*'
        $null = Invoke-GigaChat $bad -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike '*4 replacement characters*'
        $null = [pscustomobject] @{ А = $bad } | New-GigaChatEmbedding -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike '*4 replacement characters*'
    }

    It 'of a saved conversation is the text of its messages, with a warning' {
        $talk = New-GigaChatConversation
        $null = 'раз' | Invoke-GigaChat -Conversation $talk
        $talk | Export-Clixml ($path = Join-Path $TestDrive 'беседа.xml')
        $null = Import-Clixml $path | Invoke-GigaChat 'Q' -WarningVariable warned -WarningAction SilentlyContinue
        (@(Get-SentRequest $emulator '*/chat/*')[-1].body | ConvertFrom-Json).messages[0].content | Should -BeExactly "Q`n`nраз`nЭхо: раз"
        $warned | Should -BeLike '*Import-GigaChatConversation*'
    }

    It 'of a property in script does not depend on the preferences of the caller' {
        Update-TypeData -TypeName 'Проба' -MemberType ScriptProperty -MemberName Б -Value { Write-Error 'x'; Write-Warning 'y'; 5 } -Force
        try {
            $sent = & {
                $ErrorActionPreference = $WarningPreference = 'Stop'
                Get-Sent ([pscustomobject] @{ PSTypeName = 'Проба'; А = 1 })
                $ErrorActionPreference
            }
            $sent | Should -BeExactly '{"А":1,"Б":5}', 'Stop'
        }
        finally { Remove-TypeData -TypeName 'Проба' }
    }
}
