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
