# Files that another program holds open: on Windows this keeps them from being replaced.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    if ($IsWindows) { . $PSScriptRoot/WindowsTools.ps1 }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A file that another program holds open' -Skip:(-not $IsWindows) {
    It 'stays as it is, and nothing is left beside it: <_>' -ForEach 'a conversation', 'a download', 'an answer' {
        $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\$([guid]::NewGuid())").FullName
        $path = "$folder\занят.txt"
        [System.IO.File]::WriteAllText($path, 'прежнее')
        $held = [System.IO.File]::Open($path, 'Open', 'Read', 'ReadWrite')
        try { $failure = Get-ErrorOf { & $writers[$_] $path -Force } }
        finally { $held.Dispose() }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*'
        $failure.Exception.Message | Should -BeLike "*$path*"
        [System.IO.File]::ReadAllText($path) | Should -BeExactly 'прежнее'
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -BeExactly 'занят.txt'
        & $writers[$_] $path -Force
        [System.IO.File]::ReadAllText($path) | Should -Not -BeExactly 'прежнее'
    }

    It 'stays as it is where it is read-only: <_>' -ForEach 'a conversation', 'a download', 'an answer' -Tag (
        'NotInWine: read-only files are replaced there') {
        $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\$([guid]::NewGuid())").FullName
        $path = "$folder\закрыт.txt"
        [System.IO.File]::WriteAllText($path, 'прежнее')
        [System.IO.File]::SetAttributes($path, 'ReadOnly')
        try { (Get-ErrorOf { & $writers[$_] $path -Force }).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*' }
        finally { [System.IO.File]::SetAttributes($path, 'Normal') }
        [System.IO.File]::ReadAllText($path) | Should -BeExactly 'прежнее'
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -BeExactly 'закрыт.txt'
    }

    It 'is read while it is written, as the log of a running service' {
        $path = "$TestDrive\служба.txt"
        $log = [System.IO.File]::Open($path, 'Create', 'Write', 'Read')
        try {
            $log.Write([System.Text.Encoding]::UTF8.GetBytes("запущена`r`n"))
            $log.Flush()
            Reset-Emulator $emulator
            $null = Invoke-GigaChat 'Что?' -Path $path
            (Add-GigaChatFile $path).Size | Should -Be 18
            Get-Question $emulator | Should -BeLike "Что?*запущена*"
        }
        finally { $log.Dispose() }
    }

    It 'is an error where that program lets no other read it, and the other files are read' {
        $path = "$TestDrive\закрыт для чтения.txt"
        [System.IO.File]::WriteAllText($path, 'текст')
        $held = [System.IO.File]::Open($path, 'Open', 'ReadWrite', 'None')
        try {
            $sent = $path, "$TestDrive\отчёт.txt" | Get-Item | Add-GigaChatFile -ErrorAction SilentlyContinue -ErrorVariable failures
        }
        finally { $held.Dispose() }
        $failures.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
        $sent.FileName | Should -BeExactly 'отчёт.txt'
    }

    It 'is none of ours when its upload has ended: it can be deleted' {
        $path = "$TestDrive\больше не нужен.txt"
        [System.IO.File]::WriteAllText($path, 'ж' * 1MB)
        $null = Add-GigaChatFile $path
        $null = Invoke-GigaChat 'Что?' -Attachment $path
        [System.IO.File]::Delete($path)
        $path | Should -Not -Exist
    }
}

Describe 'The files of the module' -Skip:(-not $IsWindows) {
    It 'are free while it is loaded, but for the assemblies, so that an update can be laid beside it' {
        $held = foreach ($file in Get-ChildItem -LiteralPath $ModulePath -Recurse -File | Where-Object Extension -ne .dll) {
            try { [System.IO.File]::Open($file.FullName, 'Open', 'ReadWrite', 'None').Dispose() } catch { $file.Name }
        }
        $held | Should -BeNullOrEmpty
    }

    It 'are loaded from those with native code for this platform' {
        $images = (Resolve-Path (Join-Path $ModulePath 'bin/win-x64')).ProviderPath
        foreach ($type in [GigaChat.ChatReply], (Get-Command Invoke-GigaChat).ImplementingType) {
            Split-Path $type.Assembly.Location | Should -Be $images
        }
        $loaded = [AppDomain]::CurrentDomain.GetAssemblies().Where{ -not $_.IsDynamic -and $_.Location -like "$ModulePath*" }
        # Texts in another language lie in a folder below, where a test before this one has asked for them.
        $loaded.Where{ $_.Location -notlike "$images\*" -and $_.GetName().Name -notlike 'GigaChat.Loader*' } | Should -BeNullOrEmpty
    }
}
