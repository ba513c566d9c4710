# Paths as Windows alone has them.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    if ($IsWindows) { . $PSScriptRoot/WindowsTools.ps1 }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A path on Windows' -Skip:(-not $IsWindows) {
    BeforeAll {
        # Writes a conversation, a download and an answer into a folder, and reads each.
        function Assert-Usable([string] $Folder) {
            foreach ($name in $writers.Keys) { & $writers[$name] "$Folder\$name.txt" }
            (Import-GigaChatConversation -LiteralPath "$Folder\a conversation.txt").Count | Should -Be 2
            Reset-Emulator $emulator
            (Invoke-GigaChat 'Что?' -LiteralPath "$Folder\a download.txt").Source | Should -BeExactly "$Folder\a download.txt"
            Get-Question $emulator | Should -BeExactly "Что?`n`nтекст отчёта"
            (Add-GigaChatFile -LiteralPath "$Folder\a download.txt").Size | Should -Be 23
            [System.IO.File]::ReadAllText("$Folder\an answer.txt") | Should -BeLike '{*GigaChat*'
            [System.IO.Directory]::GetFiles($Folder).Count | Should -Be 3
        }
    }

    It 'may be longer than 260 characters' {
        $folder = "$TestDrive\" + ((1..3 | ForEach-Object { 'д' * 90 }) -join '\')
        $null = [System.IO.Directory]::CreateDirectory($folder)
        $folder.Length | Should -BeGreaterThan 270
        Assert-Usable $folder
    }

    It 'may be one that Windows is to take as it is: \\?\' {
        $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\как есть").FullName
        Assert-Usable "\\?\$folder"
    }

    It 'may be of a share' -Tag 'NotInWine: it shares no folders' {
        $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\общая").FullName
        Assert-Usable ("\\localhost\$($folder[0])$" + $folder.Substring(2))
    }

    It 'may begin at the location of its drive, as C:name does, while the session is on another drive' {
        $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\здесь").FullName
        $drive = $folder.Substring(0, 2)
        $null = New-PSDrive -Name Другой -PSProvider FileSystem -Root $TestDrive
        Push-Location $folder
        try {
            Set-Location Другой:\
            foreach ($name in $writers.Keys) { & $writers[$name] "${drive}$name.txt" }
            (Get-ChildItem -LiteralPath $folder).Name | Sort-Object |
                Should -BeExactly 'a conversation.txt', 'a download.txt', 'an answer.txt'
            (Import-GigaChatConversation -Path "${drive}a conv*.txt").Count | Should -Be 2
            (Invoke-GigaChat 'Что?' -Path "${drive}a download.txt").Source | Should -BeExactly "$folder\a download.txt"
        }
        finally {
            Pop-Location
            Remove-PSDrive Другой
        }
    }

    It 'is an error where its drive is not there' {
        { Export-GigaChatConversation $conversation -Path 'Q:\нет\разговор.json' } | Should -Throw -ErrorId 'GigaChatFileNotWritten,*'
        { Import-GigaChatConversation -LiteralPath 'Q:\нет\разговор.json' } | Should -Throw -ErrorId 'GigaChatFileNotFound,*'
        { Save-GigaChatFile (New-StoredFile) -Destination 'Q:\нет\' } | Should -Throw -ErrorId 'GigaChatFileNotWritten,*'
    }

    It 'is of no file where its name is a device''s: <_>' -ForEach 'NUL', '\\.\NUL' {
        $path = $_ -eq 'NUL' ? "$TestDrive\NUL" : $_
        foreach ($name in $writers.Keys) {
            (Get-ErrorOf { & $writers[$name] $path -Force }).FullyQualifiedErrorId |
                Should -BeLike 'GigaChatFileNotWritten,*' -Because $name
        }
        { Invoke-GigaChat 'Что?' -LiteralPath $path } | Should -Throw -ErrorId 'GigaChatFileNotFound,*'
        { Import-GigaChatConversation -LiteralPath $path } | Should -Throw -ErrorId 'GigaChatFileNotFound,*'
        Get-ChildItem -LiteralPath $TestDrive -Force -Filter .gigachat-* | Should -BeNullOrEmpty
    }

    It 'is made of a name that is a device''s with a line before it: <_>' -ForEach 'CON.txt', 'com1', 'Lpt¹.log', 'aux .txt' {
        Reset-Emulator $emulator
        $boundary = [guid]::NewGuid()
        $body = "--$boundary`r`nContent-Disposition: form-data; name=`"purpose`"`r`n`r`ngeneral`r`n--$boundary`r`nContent-Disposition: " +
            "form-data; name=`"file`"; filename=`"$_`"`r`nContent-Type: text/plain`r`n`r`nтекст`r`n--$boundary--`r`n"
        $file = Invoke-GigaChatRestMethod files -Method Post -ContentType "multipart/form-data; boundary=$boundary" -Body (
            [System.Text.Encoding]::UTF8.GetBytes($body))
        $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\$([guid]::NewGuid())").FullName
        Save-GigaChatFile $file.id -Destination $folder
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -BeExactly "_$_"
    }

    It 'loses the dots and blanks at its end, as Windows takes them, and is the same file then' {
        $saved = Save-GigaChatFile (New-StoredFile) -Destination "$TestDrive\с точкой.txt. ." -PassThru
        $saved.FullName | Should -BeExactly "$TestDrive\с точкой.txt"
        $saved.Length | Should -Be 23
        { Save-GigaChatFile (New-StoredFile) -Destination "$TestDrive\с точкой.txt " } | Should -Throw -ErrorId 'GigaChatFileExists,*'
    }

    It 'is the same whatever the case of its letters' {
        Export-GigaChatConversation $conversation -Path "$TestDrive\Разговор.JSON"
        { Export-GigaChatConversation $conversation -Path "$TestDrive\рАЗГОВОР.json" } | Should -Throw -ErrorId 'GigaChatFileExists,*'
        (Import-GigaChatConversation -LiteralPath "$TestDrive\РАЗГОВОР.json").Count | Should -Be 2
    }
}
