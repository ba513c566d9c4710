BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $text = "Ошибка: диск «С» переполнен`nвторая строка"
    $oldPages = [System.Text.CodePagesEncodingProvider]::Instance

    # A text file in the test's own folder, in an encoding.
    function New-TextFile([string] $Name, [string] $Content, [System.Text.Encoding] $Encoding = [System.Text.UTF8Encoding]::new($false)) {
        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllText($path, $Content, $Encoding)
        $path
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Files as the input of Invoke-GigaChat' {
    BeforeEach {
        Reset-Emulator $emulator
        Get-ChildItem -LiteralPath $TestDrive | Remove-Item -Recurse -Force
    }

    Context 'which files' {
        It 'that are piped are a request each, prompt and text' {
            $null = New-TextFile 'а.log' 'первый'
            $null = New-TextFile 'б.log' 'второй'
            $replies = Get-ChildItem -Path $TestDrive -File | Sort-Object Name | Invoke-GigaChat 'Что тут?'
            Get-Question $emulator | Should -BeExactly "Что тут?`n`nпервый", "Что тут?`n`nвторой"
            $replies.Source | Should -BeExactly (Join-Path $TestDrive 'а.log'), (Join-Path $TestDrive 'б.log')
        }

        It 'come by -Path, wildcards and several patterns included; folders that match are passed over' {
            $null = New-TextFile 'а.log' '1'
            $null = New-TextFile 'б.log' '2'
            $null = New-TextFile 'в.txt' '3'
            $null = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'папка.log')
            $null = Invoke-GigaChat 'Что?' -Path "$TestDrive/*.log", "$TestDrive/в.txt"
            Get-Question $emulator | Should -BeExactly "Что?`n`n1", "Что?`n`n2", "Что?`n`n3"
        }

        It 'come by a path from the current location' {
            $null = New-TextFile 'журнал.log' 'здесь'
            Push-Location $TestDrive
            try { $reply = Invoke-GigaChat 'Что?' -Path './журнал.log' } finally { Pop-Location }
            $reply.Source | Should -BeExactly (Join-Path $TestDrive 'журнал.log')
        }

        It 'come by -LiteralPath where the name has brackets' {
            $path = New-TextFile ($IsWindows ? 'журнал [1].log' : 'журнал [1] *.log') 'в скобках'
            $null = Invoke-GigaChat 'Что?' -LiteralPath $path
            Get-Question $emulator | Should -BeExactly "Что?`n`nв скобках"
            { Invoke-GigaChat 'Что?' -Path $path } |
                Should -Throw -ErrorId 'GigaChatFileNotFound*' -ExpectedMessage '*brackets*-LiteralPath*'
        }

        It 'are one request with -Together, each under its name' {
            $null = New-TextFile 'а.log' 'первый'
            $null = New-TextFile 'б.log' 'второй'
            $null = Invoke-GigaChat 'Сравни' -Path "$TestDrive/*.log" -Together
            Get-Question $emulator | Should -BeExactly "Сравни`n`n--- а.log ---`nпервый`n--- б.log ---`nвторой"
        }

        It 'need a prompt, by any way in' {
            $path = New-TextFile 'а.log' 'текст'
            { Get-Item $path | Invoke-GigaChat } | Should -Throw -ErrorId 'GigaChatPromptRequired,*'
            { Invoke-GigaChat -Path $path } | Should -Throw -ErrorId 'GigaChatPromptRequired,*'
            { Invoke-GigaChat -LiteralPath $path -Together } | Should -Throw -ErrorId 'GigaChatPromptRequired,*'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It 'that cannot be used are an error each, and the others are asked: <name>' -ForEach @(
            @{ name = 'missing'; id = 'GigaChatFileNotFound'; category = 'ObjectNotFound'; make = { Join-Path $TestDrive 'нет.log' } }
            @{
                name = 'a folder'; id = 'GigaChatFileNotFound'; category = 'ObjectNotFound'
                make = { (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'папка')).FullName }
            }
            @{ name = 'empty'; id = 'GigaChatPromptRequired'; category = 'InvalidArgument'; make = { New-TextFile 'пусто.log' '' } }
            @{ name = 'blank'; id = 'GigaChatPromptRequired'; category = 'InvalidArgument'; make = { New-TextFile 'бело.log' " `n`t" } }
            @{ name = 'binary'; id = 'GigaChatFileNotText'; category = 'InvalidData'; make = { New-TextFile 'образ.bin' "MZ`0`0двоичный" } }
            @{
                name = 'in another encoding'; id = 'GigaChatFileNotText'; category = 'InvalidData'
                make = { New-TextFile 'старый.log' $text ($oldPages.GetEncoding(1251)) }
            }
            @{
                name = 'too large'; id = 'GigaChatTooLarge'; category = 'LimitsExceeded'
                make = { New-TextFile 'большой.log' ('строка ' * 1MB) }
            }
        ) {
            $good = New-TextFile 'хороший.log' 'текст'
            $bad = & $make
            $reply = Invoke-GigaChat 'Что?' -Path $bad, $good -ErrorAction SilentlyContinue -ErrorVariable failures
            $reply.Source | Should -BeExactly $good
            $failures.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -Be "$id,GigaChat.Commands.InvokeGigaChatCommand"
            $failures[0].CategoryInfo.Category | Should -Be $category
            $failures[0].TargetObject | Should -BeExactly $bad
            $failures[0].Exception.Message | Should -Match ([regex]::Escape($bad))
            Get-Question $emulator | Should -BeExactly "Что?`n`nтекст"
        }

        It 'may be one without a length; a device or a pipe is refused' -Skip:(-not $IsLinux) {
            $null = Invoke-GigaChat 'Что?' -Path '/proc/version'
            Get-Question $emulator | Should -BeExactly "Что?`n`n$([System.IO.File]::ReadAllText('/proc/version'))"
            { Invoke-GigaChat 'Что?' -Path '/dev/zero' } |
                Should -Throw -ErrorId 'GigaChatFileNotFound,*' -ExpectedMessage '*/dev/zero*device*'
            $pipe = Join-Path $TestDrive 'труба'
            mkfifo $pipe
            { Invoke-GigaChat 'Что?' -Path $pipe } | Should -Throw -ErrorId 'GigaChatFileNotFound,*' -ExpectedMessage '*pipe*'
        }

        It 'is nothing of another provider' {
            { Invoke-GigaChat 'Что?' -Path 'Env:PATH' } | Should -Throw -ErrorId 'GigaChatFileNotFound,*'
            { Invoke-GigaChat 'Что?' -LiteralPath 'Env:PATH' } | Should -Throw -ErrorId 'GigaChatFileNotFound,*'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'in which encoding' {
        It 'with a byte-order mark need no -Encoding, and none changes them: <name>' -ForEach @(
            @{ name = 'UTF-8'; encoding = [System.Text.UTF8Encoding]::new($true) }
            @{ name = 'UTF-16 little endian'; encoding = [System.Text.UnicodeEncoding]::new($false, $true) }
            @{ name = 'UTF-16 big endian'; encoding = [System.Text.UnicodeEncoding]::new($true, $true) }
            @{ name = 'UTF-32'; encoding = [System.Text.UTF32Encoding]::new($false, $true) }
        ) {
            $path = New-TextFile 'метка.txt' $text $encoding
            $null = Invoke-GigaChat 'Что?' -Path $path
            $null = Invoke-GigaChat 'Что?' -Path $path -Encoding 1251
            Get-Question $emulator | Should -BeExactly "Что?`n`n$text", "Что?`n`n$text"
        }

        It 'without one are read as -Encoding <value> says' -ForEach @(
            @{ value = 1251; page = 1251 }
            @{ value = '1251'; page = 1251 }
            @{ value = 'windows-1251'; page = 1251 }
            @{ value = 'cp866'; page = 866 }
            @{ value = 866; page = 866 }
            @{ value = 'koi8-r'; page = 20866 }
            @{ value = 'KOI8-R'; page = 20866 }
            @{ value = 'unicode'; page = 1200 }
            @{ value = 'bigendianunicode'; page = 1201 }
            @{ value = 'utf8'; page = 65001 }
        ) {
            $encoding = switch ($page) {
                1200 { [System.Text.UnicodeEncoding]::new($false, $false) }
                1201 { [System.Text.UnicodeEncoding]::new($true, $false) }
                65001 { [System.Text.UTF8Encoding]::new($false) }
                default { $oldPages.GetEncoding($page) }
            }
            # The one letter that 866 and KOI8-R lack is the angle quote.
            $content = $text -replace '[«»]', '"'
            $path = New-TextFile 'старый.txt' $content $encoding
            $null = Invoke-GigaChat 'Что?' -Path $path -Encoding $value
            Get-Question $emulator | Should -BeExactly "Что?`n`n$content"
        }

        It 'may be given as an encoding object, for piped files too' {
            $path = New-TextFile 'старый.txt' $text ($oldPages.GetEncoding(1251))
            $null = Get-Item $path | Invoke-GigaChat 'Что?' -Encoding ($oldPages.GetEncoding(1251))
            Get-Question $emulator | Should -BeExactly "Что?`n`n$text"
        }

        It 'that is none is an error of the parameter' {
            $path = New-TextFile 'а.txt' 'текст'
            { Invoke-GigaChat 'Что?' -Path $path -Encoding 'кодировка' } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*cp866*'
            { Invoke-GigaChat 'Что?' -Path $path -Encoding 99999 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
            Get-SentRequest $emulator | Should -BeNullOrEmpty
        }

        It 'of UTF-16 without a mark is not taken for text by mistake' {
            $path = New-TextFile 'без метки.txt' $text ([System.Text.UnicodeEncoding]::new($false, $false))
            $failure = Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $path }
            $failure.FullyQualifiedErrorId | Should -Be 'GigaChatFileNotText,GigaChat.Commands.InvokeGigaChatCommand'
            $failure.Exception.Message | Should -Match 'Encoding'
        }
    }
}
