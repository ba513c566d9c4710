# The output of a whole process that goes into a file or to another program: a reply in it is as long as its lines are.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    $long = ('проверьте очередь печати и драйвер ' * 12).Trim()
    $word = 'ж' * 300

    # What a process wrote, without the blank lines that PowerShell puts around what it displays.
    function Get-Line([string] $Code) { (Invoke-Child $emulator $Code).Screen -split '\n' | Where-Object { $_ } }
}

AfterAll { Stop-Emulator $emulator }

Describe 'A reply in the output of a process' {
    BeforeEach { Reset-Emulator $emulator }

    It 'keeps its lines whole' {
        Add-Answer $emulator @{ text = "Первая строка`n$long`n`n- $long`n$word" }
        Add-Answer $emulator @{ text = 'Коротко' }
        Add-Answer $emulator @{ text = $long }
        Get-Line "Invoke-GigaChat 'раз'; Invoke-GigaChat 'два'; 'между'; Invoke-GigaChat 'три'" |
            Should -BeExactly 'Первая строка', $long, "- $long", $word, 'Коротко', 'между', $long
    }

    It 'keeps them from several prompts, in order' {
        1..2 | ForEach-Object { Add-Answer $emulator @{ text = "$_ $long" } }
        Get-Line "'а', 'б' | Invoke-GigaChat" | Should -BeExactly "1 $long", "2 $long"
    }

    It 'keeps them in a stream' {
        Add-Answer $emulator @{ text = $long; chunks = 5 }
        Get-Line "Invoke-GigaChat 'а' -Stream" | Should -BeExactly $long
    }

    It 'keeps them in a file that the script writes' {
        Add-Answer $emulator @{ text = $long }
        $path = Join-Path $TestDrive 'ответ.txt'
        Get-Line "Invoke-GigaChat 'а' > '$path'" | Should -BeNullOrEmpty
        (Get-Content -LiteralPath $path | Where-Object { $_ }) | Should -BeExactly $long
    }
}
