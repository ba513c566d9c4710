# Folders that are made, and pictures that get the ending of their type.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $files = 'а', 'б' | ForEach-Object {
        $path = Join-Path $TestDrive "$_.txt"
        $_ | Set-Content -LiteralPath $path
        Add-GigaChatFile -Path $path
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Save-GigaChatFile -Destination' {
    BeforeEach { $out = Join-Path $TestDrive ([guid]::NewGuid()).ToString('n') }

    It 'makes the folder for several files: <Name>' -ForEach @(
        @{ Name = 'by pipe'; Save = { $files | Save-GigaChatFile -Destination $out } }
        @{ Name = 'by id'; Save = { Save-GigaChatFile -Id $files.Id -Destination $out } }
    ) {
        . $Save
        (Get-ChildItem -LiteralPath $out).Name | Sort-Object | Should -BeExactly 'а.txt', 'б.txt'
    }

    It 'makes the folder where the path ends in a separator, for one file too' {
        $saved = $files[0] | Save-GigaChatFile -Destination "$out/нет/" -PassThru
        $saved.FullName | Should -BeExactly (Join-Path $out 'нет' 'а.txt')
    }

    It 'is a file for one' {
        $files[0] | Save-GigaChatFile -Destination $out
        Get-Content -LiteralPath $out | Should -BeExactly 'а'
    }

    It 'makes nothing with -WhatIf' {
        $files | Save-GigaChatFile -Destination "$out/" -WhatIf
        Test-Path -LiteralPath $out | Should -BeFalse
    }
}

Describe 'The ending of a picture' {
    BeforeEach { $out = Join-Path $TestDrive ([guid]::NewGuid()).ToString('n') }

    It 'is that of its type, and another one is a warning' {
        $picture = New-GigaChatImage 'кот' -Destination "$out.png" -WarningVariable warnings -WarningAction SilentlyContinue
        $picture.FullName | Should -BeExactly "$out.jpg"
        $warnings | Should -BeLike "*$out.jpg*"
        "$out.png" | Should -Not -Exist
    }

    It 'stays where it is right: <Ending>' -ForEach @(
        @{ Ending = '.jpg' }, @{ Ending = '.JPEG' }, @{ Ending = '.data' }, @{ Ending = '' }
    ) {
        $picture = New-GigaChatImage 'кот' -Destination "$out$Ending" -WarningVariable warnings
        $picture.FullName | Should -BeExactly "$out$Ending"
        $warnings | Should -BeNullOrEmpty
    }

    It 'lets two pictures not replace each other' {
        $null = 'кот', 'пёс' | New-GigaChatImage -Destination "$out.png" -Force -ErrorAction SilentlyContinue -ErrorVariable failures `
            -WarningAction SilentlyContinue
        $failures.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
    }

    It 'makes a folder for a path that ends in a separator' {
        (New-GigaChatImage 'кот' -Destination "$out/").DirectoryName | Should -BeExactly $out
    }
}
