BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $utf8 = [System.Text.Encoding]::UTF8

    function Set-Bytes([string] $Name, [byte[]] $Bytes) {
        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllBytes($path, $Bytes)
        $path
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Files that are not what they seem' {
    BeforeEach { Reset-Emulator $emulator }

    It 'a packed log is called packed, with -Encoding too' {
        $packed = [System.IO.MemoryStream]::new()
        $gzip = [System.IO.Compression.GZipStream]::new($packed, [System.IO.Compression.CompressionMode]::Compress)
        $gzip.Write($utf8.GetBytes("строка журнала`n" * 50))
        $gzip.Dispose()
        $path = Set-Bytes 'journal.gz' $packed.ToArray()
        foreach ($with in @{}, @{ Encoding = 1251 }) {
            $failure = Get-ErrorOf { Invoke-GigaChat 'Что случилось?' -Path $path @with }
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotText,*'
            $failure.Exception.Message | Should -BeLike "`"$path`" is an archive (gzip), not text.*gzip -dk*"
        }
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try {
            (Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $path }).Exception.Message |
                Should -BeLike "«$path» — архив (gzip), а не текст.*"
        }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'zeros before a log are left out, with a warning' {
        $path = Set-Bytes 'cut.log' ([byte[]]::new(5000) + $utf8.GetBytes('Ошибка: диск заполнен'))
        $null = Invoke-GigaChat 'Что случилось?' -Path $path -WarningVariable warnings -WarningAction SilentlyContinue
        Get-Question $emulator | Should -BeLike '*Ошибка: диск заполнен*'
        Get-Question $emulator | Should -Not -Match "`0"
        $warnings | Should -BeLike "`"$path`" begins with 5,000 zero bytes*skipped."
    }

    It 'a warning is one of Measure-GigaChatToken as well' {
        $path = Set-Bytes 'cut2.log' ([byte[]]::new(100) + $utf8.GetBytes('Ошибка'))
        (Measure-GigaChatToken -Path $path -WarningVariable warnings -WarningAction SilentlyContinue).Characters | Should -Be 6
        $warnings.Count | Should -Be 1
    }

    It 'one bad byte is named with its place, and the way that the message names sends the rest' {
        $path = Set-Bytes 'bad.log' ($utf8.GetBytes("Первая строка`nвторая ") + [byte] 0xCF + $utf8.GetBytes(" строка`n"))
        $failure = Get-ErrorOf { Invoke-GigaChat 'Что случилось?' -Path $path }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotText,*'
        $failure.Exception.Message | Should -BeLike ("`"$path`" is UTF-8 except for 1 bytes; the first is 0xCF at byte 40, line 2.*" +
            '-Encoding (`[Text.Encoding`]::UTF8)*')
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try {
            (Get-ErrorOf { Invoke-GigaChat 'Что?' -Path $path }).Exception.Message |
                Should -BeLike "«$path» — UTF-8, кроме нескольких байтов (1); первый — 0xCF, байт 40, строка 2.*"
        }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }

        $null = Invoke-GigaChat 'Что случилось?' -Path $path -Encoding ([Text.Encoding]::UTF8)
        Get-Question $emulator | Should -BeLike "*вторая $([char] 0xFFFD) строка*"
    }
}
