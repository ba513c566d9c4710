BeforeDiscovery { $isUnix = -not $IsWindows }

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $connect = Get-ConnectParameter $emulator
    Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @connect

    function Get-Mode([string] $Path) { [convert]::ToString([int] [System.IO.File]::GetUnixFileMode($Path), 8) }

    # Runs a script in a runspace of its own; an error where it does not end in time, also when it is stopped.
    function Invoke-WithLimit([string] $Script, [switch] $Stop) {
        $shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; $Script")
        try {
            $running = $shell.BeginInvoke()
            if ($Stop) {
                $running.AsyncWaitHandle.WaitOne(1500) | Should -BeFalse
                $stopping = $shell.BeginStop($null, $null)
                $stopping.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue -Because 'Ctrl+C ends it'
                return
            }
            $running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue -Because 'it does not wait for a writer'
            try { $output = $shell.EndInvoke($running); $failure = $shell.Streams.Error | Select-Object -First 1 }
            catch { $failure = $_.Exception.InnerException.ErrorRecord }
            [pscustomobject]@{ Output = $output; Error = $failure }
        }
        finally { if (-not $Stop) { $shell.Dispose() } }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A file behind a link' -Skip:(-not $isUnix) {
    BeforeEach { $null = Invoke-Control $emulator Post reset }

    It 'is uploaded whole, and again when it has changed' {
        Set-Content "$TestDrive/цель.txt" ('ж' * 5000) -NoNewline
        $null = New-Item -ItemType SymbolicLink -Path "$TestDrive/ссылка.txt" -Target "$TestDrive/цель.txt"
        (Add-GigaChatFile "$TestDrive/ссылка.txt").Size | Should -Be 10000
        $null = Invoke-GigaChat 'Перескажи' -Attachment "$TestDrive/ссылка.txt"
        @(Get-SentRequest $emulator '*/files' | Where-Object method -EQ POST).Count | Should -Be 1
        Set-Content "$TestDrive/цель.txt" 'другое' -NoNewline
        $null = Invoke-GigaChat 'Перескажи' -Attachment "$TestDrive/ссылка.txt"
        @(Get-SentRequest $emulator '*/files' | Where-Object method -EQ POST).Count | Should -Be 2
    }

    It 'is measured, not the link' {
        $file = [System.IO.File]::Create("$TestDrive/большой.txt"); $file.SetLength(41MB); $file.Dispose()
        $null = New-Item -ItemType SymbolicLink -Path "$TestDrive/малый.txt" -Target "$TestDrive/большой.txt"
        (Get-ErrorOf { Add-GigaChatFile "$TestDrive/малый.txt" }).FullyQualifiedErrorId |
            Should -Be 'GigaChatTooLarge,GigaChat.Commands.AddGigaChatFileCommand'
    }
}

Describe 'A file that is replaced' -Skip:(-not $isUnix) {
    BeforeAll { $conversation = New-GigaChatConversation; $null = Invoke-GigaChat 'Привет' -Conversation $conversation }

    It 'is private when it is a new conversation' {
        Export-GigaChatConversation $conversation -Path "$TestDrive/новая.json"
        Get-Mode "$TestDrive/новая.json" | Should -Be '600'
    }

    It 'keeps its permissions: <Mode>' -TestCases @(@{ Mode = '600' }, @{ Mode = '640' }, @{ Mode = '664' }) {
        Set-Content "$TestDrive/старая.json" '{}'
        chmod $Mode "$TestDrive/старая.json"
        Export-GigaChatConversation $conversation -Path "$TestDrive/старая.json" -Force
        Get-Mode "$TestDrive/старая.json" | Should -Be $Mode
        (Import-GigaChatConversation -LiteralPath "$TestDrive/старая.json").Count | Should -Be 2
    }

    It 'keeps its owner' -Skip:($IsWindows -or [Environment]::UserName -ne 'root') {
        Set-Content "$TestDrive/чужая.json" '{}'
        chown 65534:65534 "$TestDrive/чужая.json"
        Export-GigaChatConversation $conversation -Path "$TestDrive/чужая.json" -Force
        (Get-Item "$TestDrive/чужая.json").UnixStat | ForEach-Object { $_.UserId, $_.GroupId } | Should -Be @(65534, 65534)
    }

    It 'is what a link leads to, in another folder as well' {
        $null = New-Item -ItemType Directory "$TestDrive/иная"
        Set-Content "$TestDrive/иная/цель.json" '{}'
        $null = New-Item -ItemType SymbolicLink -Path "$TestDrive/ссылка.json" -Target "$TestDrive/иная/цель.json"
        Export-GigaChatConversation $conversation -Path "$TestDrive/ссылка.json" -Force
        (Get-Item "$TestDrive/ссылка.json").LinkType | Should -Be 'SymbolicLink'
        (Import-GigaChatConversation -LiteralPath "$TestDrive/иная/цель.json").Count | Should -Be 2
        Get-ChildItem "$TestDrive/иная" -Force | Should -HaveCount 1
    }

    It 'is not made through a link that leads nowhere, without -Force' {
        $null = New-Item -ItemType SymbolicLink -Path "$TestDrive/никуда.json" -Target "$TestDrive/нет.json"
        (Get-ErrorOf { Export-GigaChatConversation $conversation -Path "$TestDrive/никуда.json" }).FullyQualifiedErrorId |
            Should -Be 'GigaChatFileExists,GigaChat.Commands.ExportGigaChatConversationCommand'
        "$TestDrive/нет.json" | Should -Not -Exist
        Export-GigaChatConversation $conversation -Path "$TestDrive/никуда.json" -Force
        (Import-GigaChatConversation -LiteralPath "$TestDrive/нет.json").Count | Should -Be 2
    }

    It 'is none where a link leads to itself' {
        $null = New-Item -ItemType SymbolicLink -Path "$TestDrive/круг.json" -Target "$TestDrive/круг.json"
        (Get-ErrorOf { Export-GigaChatConversation $conversation -Path "$TestDrive/круг.json" -Force }).FullyQualifiedErrorId |
            Should -Be 'GigaChatFileNotWritten,GigaChat.Commands.ExportGigaChatConversationCommand'
    }

    It 'is no pipe: <Case>' -TestCases @(
        @{ Case = 'a conversation'; Save = { Export-GigaChatConversation $conversation -Path "$TestDrive/pipe" -Force } }
        @{ Case = 'a download'; Save = { Save-GigaChatFile (Add-GigaChatFile "$TestDrive/текст.txt").Id "$TestDrive/pipe" -Force } }
    ) {
        Set-Content "$TestDrive/текст.txt" 'текст'
        mkfifo "$TestDrive/pipe"
        try {
            (Get-ErrorOf $Save).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*'
            stat -c %F "$TestDrive/pipe" | Should -Be 'fifo'
            Get-ChildItem $TestDrive -Force -Filter .gigachat-* | Should -BeNullOrEmpty
        }
        finally { Remove-Item "$TestDrive/pipe" }
    }

    It 'has the permissions of any new file when it is a new download' {
        Set-Content "$TestDrive/образец.txt" 'текст'
        $null = Save-GigaChatFile (Add-GigaChatFile "$TestDrive/образец.txt").Id "$TestDrive/скачанный.txt"
        Get-Mode "$TestDrive/скачанный.txt" | Should -Be (Get-Mode "$TestDrive/образец.txt")
    }
}

Describe 'A pipe or device instead of a file' -Skip:(-not $isUnix) {
    BeforeAll {
        mkfifo "$TestDrive/канал.txt"
        Set-Content "$TestDrive/key.pem" 'x'
    }

    It 'is refused at once: <Name>' -TestCases @(
        @{ Name = 'Import-GigaChatConversation'; Script = 'Import-GigaChatConversation -LiteralPath $file' }
        @{ Name = '-CertificatePath'; Script = 'Connect-GigaChat -CertificatePath $file' }
        @{ Name = '-CertificateKeyPath'; Script = 'Connect-GigaChat -CertificatePath $key -CertificateKeyPath $file' }
        @{ Name = '-CertificateAuthorityPath'; Script = 'Connect-GigaChat -AccessToken t -CertificateAuthorityPath $file' }
        @{ Name = 'Test-GigaChatConnection'; Script = 'Test-GigaChatConnection -AccessToken t -CertificateAuthorityPath $file' }
        @{ Name = 'Invoke-GigaChat -Path'; Script = 'Invoke-GigaChat x -Path $file' }
        @{ Name = 'Invoke-GigaChat -Attachment'; Script = 'Invoke-GigaChat x -Attachment $file' }
        @{ Name = 'Invoke-GigaChat -Schema'; Script = 'Invoke-GigaChat x -Schema $file' }
        @{ Name = 'Get-Item | Invoke-GigaChat'; Script = 'Get-Item $file | Invoke-GigaChat x' }
        @{ Name = 'Add-GigaChatFile'; Script = 'Add-GigaChatFile -LiteralPath $file' }
        @{ Name = 'Measure-GigaChatToken'; Script = 'Measure-GigaChatToken -LiteralPath $file' }
        @{ Name = 'New-GigaChatEmbedding'; Script = 'New-GigaChatEmbedding -LiteralPath $file' }
        @{ Name = 'Test-GigaChatAIText'; Script = 'Test-GigaChatAIText -LiteralPath $file' }
        @{ Name = 'New-GigaChatFunction'; Script = 'New-GigaChatFunction -Name f -Parameters $file' }
        @{ Name = 'Install-MintsifryRootCA'; Script = 'Install-MintsifryRootCA -LiteralPath $file -WhatIf' }
        @{ Name = 'Uninstall-MintsifryRootCA'; Script = 'Uninstall-MintsifryRootCA -LiteralPath $file -WhatIf' }
    ) {
        $key = $Name -eq '-CertificateKeyPath' ? $emulator.caPath : "$TestDrive/key.pem"
        $result = Invoke-WithLimit "[cultureinfo]::CurrentUICulture = 'en-US'; `$file = '$TestDrive/канал.txt'; `$key = '$key'; $Script"
        $result.Error.FullyQualifiedErrorId | Should -BeLike 'GigaChat*'
        $result.Error.Exception.Message | Should -BeLike '*pipe*'
    }

    It 'is refused when it is endless: <Device>' -TestCases @(
        @{ Device = '/dev/zero' }, @{ Device = '/dev/tty' }, @{ Device = '/dev/null' }
    ) {
        $result = Invoke-WithLimit "[cultureinfo]::CurrentUICulture = 'en-US'; Import-GigaChatConversation -LiteralPath $Device"
        $result.Error.Exception.Message | Should -BeLike '*device*'
    }

    It 'serves for -EnvironmentFile and is read once' {
        mkfifo "$TestDrive/env"
        $writer = Start-ThreadJob { param($path, $text) [System.IO.File]::WriteAllText($path, $text) } -ArgumentList "$TestDrive/env", (
            "GIGACHAT_ACCESS_TOKEN=planted-token-123456`nGIGACHAT_BASE_URL=$($emulator.baseUri)`n")
        $result = Invoke-WithLimit ("Connect-GigaChat -EnvironmentFile '$TestDrive/env' -Name pipe -NoProxy -SkipValidation; " +
            "(Get-GigaChatConnection pipe).BaseUri")
        $result.Error | Should -BeNullOrEmpty
        "$($result.Output)" | Should -BeExactly "$($emulator.baseUri)"
        $writer | Receive-Job -Wait -AutoRemoveJob
        Disconnect-GigaChat pipe
    }

    It 'leaves Ctrl+C free while -EnvironmentFile waits for its writer' {
        mkfifo "$TestDrive/ждёт"
        Invoke-WithLimit "Connect-GigaChat -EnvironmentFile '$TestDrive/ждёт'" -Stop
    }
}

Describe 'A file that is too large' {
    It 'is refused before it is read' {
        $file = [System.IO.File]::Create("$TestDrive/пустая.json"); $file.SetLength(3GB); $file.Dispose()
        $before = [System.GC]::GetTotalAllocatedBytes()
        (Get-ErrorOf { Import-GigaChatConversation -LiteralPath "$TestDrive/пустая.json" }).FullyQualifiedErrorId |
            Should -Be 'GigaChatTooLarge,GigaChat.Commands.ImportGigaChatConversationCommand'
        [System.GC]::GetTotalAllocatedBytes() - $before | Should -BeLessThan 50MB
    }
}
