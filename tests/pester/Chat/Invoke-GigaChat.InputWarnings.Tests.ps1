BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/../Serialization/SerializationTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    Push-Location $TestDrive
    'раз' | Set-Content а.log
    'два' | Set-Content б.log
    $quiet = @{ WarningAction = 'SilentlyContinue'; WarningVariable = 'warnings' }
}

AfterAll {
    Pop-Location
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A text that was read wrongly' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is sent with a warning that names the way out, once' {
        $path = Join-Path $TestDrive 'old.txt'
        [System.IO.File]::WriteAllBytes($path, [System.Text.CodePagesEncodingProvider]::Instance.GetEncoding(1251).GetBytes("сбой`nдиска"))
        Get-Content $path | Invoke-GigaChat 'Q' @quiet | Out-Null
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*-Path*-Encoding 1251*'
        Get-Question $emulator | Should -HaveCount 1
    }

    It 'needs more than one such character' {
        "один знак $([char] 0xFFFD)" | Invoke-GigaChat 'Q' @quiet | Out-Null
        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'Names of files instead of files' {
    BeforeEach { Reset-Emulator $emulator }

    It 'are sent with a warning' {
        (Get-ChildItem *.log).FullName | Invoke-GigaChat 'errors?' @quiet | Out-Null
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*Get-ChildItem*'
        Get-Question $emulator | Should -BeLike '*а.log*б.log'
    }

    It 'beside other strings are none' {
        'а.log', 'просто строка' | Invoke-GigaChat 'errors?' @quiet | Out-Null
        'нет.такого' | Invoke-GigaChat 'errors?' @quiet | Out-Null
        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'A reply that was saved' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is its text, with a warning' {
        $path = Join-Path $TestDrive 'reply.xml'
        Invoke-GigaChat 'первый' | Export-Clixml $path
        Reset-Emulator $emulator
        Import-Clixml $path | Invoke-GigaChat 'Подробнее' @quiet | Out-Null
        Get-Question $emulator | Should -BeExactly "Подробнее`n`nЭхо: первый"
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*Export-GigaChatConversation*'
    }

    It 'comes out of a job as its text' {
        $reply = Copy-Serialized (Invoke-GigaChat 'первый')
        $reply | Add-Member RunspaceId ([guid]::NewGuid())
        Reset-Emulator $emulator
        $reply | Invoke-GigaChat 'Подробнее' @quiet | Out-Null
        Get-Question $emulator | Should -BeExactly "Подробнее`n`nЭхо: первый"
    }
}

Describe 'A conversation' {
    BeforeEach { Reset-Emulator $emulator }

    It 'in the pipe goes on' {
        $talk = New-GigaChatConversation -SystemPrompt 'Кратко'
        $null = Invoke-GigaChat 'раз' -Conversation $talk
        $reply = $talk | Invoke-GigaChat 'два'
        $talk.Count | Should -Be 5
        (Get-LastChat $emulator).messages.content | Should -BeExactly 'Кратко', 'раз', 'Эхо: раз', 'два'
        $reply.Text | Should -BeExactly 'Эхо: два'
    }

    It 'needs a prompt' {
        { New-GigaChatConversation | Invoke-GigaChat } | Should -Throw -ErrorId 'GigaChatPromptRequired,*'
    }

    It 'is that of a reply given to -Conversation' {
        $reply = Invoke-GigaChat 'раз'
        $null = Invoke-GigaChat 'два' -Conversation $reply
        (Get-LastChat $emulator).messages.content | Should -BeExactly 'раз', 'Эхо: раз', 'два'
    }
}
