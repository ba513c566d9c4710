BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    function Read-Log([string] $Path) { Get-Content -LiteralPath $Path | ConvertFrom-Json }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Connect-GigaChat -LogPath' {
    BeforeEach {
        Clear-Session $emulator
        $log = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
    }

    It 'appends a line for each request, relative to the location of PowerShell' {
        Push-Location $TestDrive
        try {
            Connect-Emulator $emulator -With @{ LogPath = './журнал.jsonl'; PassThru = $true } | Out-String |
                Should -Match 'LogPath\s+: '
        }
        finally { Pop-Location }
        $reply = Invoke-GigaChat 'Привет'
        $line = Read-Log (Join-Path $TestDrive 'журнал.jsonl')
        $line.path | Should -BeExactly "$(([uri] $emulator.baseUri).AbsolutePath)/chat/completions"
        $line.requestId | Should -BeExactly $reply.RequestId
        $line.totalTokens | Should -Be $reply.Usage.TotalTokens
        $line.user | Should -BeExactly ([Environment]::UserName)
        $line.PSObject.Properties.Name | Should -Not -Contain 'request'
    }

    It 'takes a body in whatever charset it comes, and changes no answer: <type>' -ForEach @(
        @{ type = 'application/json; charset=utf8'; status = 200 }
        @{ type = 'text/html; charset=windows-1251'; status = 403 }
    ) {
        Connect-Emulator $emulator -With @{ LogPath = $log; LogBody = $true; SkipValidation = $true }
        $body = '{"data":[{"id":"Модель"}]}'
        Add-Fault $emulator @{ kind = 'status'; on = 'models'; status = $status; contentType = $type; body = $body }
        if ($status -eq 200) { (Get-GigaChatModel).Id | Should -BeExactly 'Модель' }
        else {
            $failure = Get-ErrorOf { Get-GigaChatModel }
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChat*,GigaChat.Commands.GetGigaChatModelCommand'
        }
        $line = Read-Log $log | Select-Object -Last 1
        $line.status | Should -Be $status
        $line.response.data.id | Should -BeExactly 'Модель'
    }

    It 'adds bodies with -LogBody, after masking' {
        Connect-Emulator $emulator -With @{ LogPath = $log; LogBody = $true; Mask = 'All' }
        Add-Answer $emulator @{ text = 'Это [EMAIL_1]' }
        (Invoke-GigaChat 'Кто ivan@example.ru?').Text | Should -BeExactly 'Это ivan@example.ru'
        $line = Read-Log $log
        $line.request.messages[0].content | Should -BeExactly 'Кто [EMAIL_1]?'
        $line.response.choices[0].message.content | Should -BeExactly 'Это [EMAIL_1]'
    }

    It 'is an error before anything is sent where the file cannot be written' {
        $failure = Get-ErrorOf { Connect-Emulator $emulator -With @{ LogPath = (Join-Path $TestDrive 'нет/такой/папки.jsonl') } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*'
        $failure.Exception.Message | Should -Match '-LogPath'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'needs a file for -LogBody' {
        $failure = Get-ErrorOf { Connect-Emulator $emulator -With @{ LogBody = $true } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest*'
    }

    It 'is read from the environment' {
        $env:GIGACHAT_LOG_PATH = $log
        try {
            Connect-Emulator $emulator
            (Get-GigaChatConnection).LogPath | Should -BeExactly $log
        }
        finally { Remove-Item env:GIGACHAT_LOG_PATH }
    }

    It 'is appended to by eight processes at a time, and no line is torn or lost' {
        $script = {
            param($ModulePath, $BaseUri, $AuthUri, $CaPath, $Key, $Log, $Number)
            $ErrorActionPreference = 'Stop'
            Import-Module $ModulePath
            Connect-GigaChat -AuthorizationKey $Key -BaseUri $BaseUri -AuthUri $AuthUri -CertificateAuthorityPath $CaPath -NoProxy `
                -SkipValidation -Scope Corporate -LogPath $Log -LogBody
            1..10 | ForEach-Object { "процесс $Number, запрос $_ $('я' * 3000)" } | Invoke-GigaChat | Out-Null
        }
        $jobs = 1..8 | ForEach-Object {
            Start-Job $script -ArgumentList @(
                $ModulePath, $emulator.baseUri, $emulator.authUri, $emulator.caPath, $emulator.corporateKey, $log, $_)
        }
        $jobs | Receive-Job -Wait -AutoRemoveJob
        $lines = @(Read-Log $log)
        $lines.Count | Should -Be 80
        $asked = $lines.request.messages.content -replace ' я+$'
        @($asked | Sort-Object -Unique).Count | Should -Be 80
        @($lines.process | Sort-Object -Unique).Count | Should -Be 8
    }
}
