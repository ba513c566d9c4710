BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    Push-Location $TestDrive
    'раз' | Set-Content а.log
    "два`nтри" | Set-Content б.log

    # What -WhatIf and -Verbose show, in a PowerShell of its own: WhatIf writes to the host.
    function Get-Shown([string] $Code) { (Invoke-Child $emulator "Set-Location -LiteralPath '$TestDrive'; $Code").Screen }
}

AfterAll {
    Pop-Location
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChat -WhatIf' {
    BeforeEach { Reset-Emulator $emulator }

    It 'sends nothing, signs in nowhere and writes nothing' {
        Disconnect-GigaChat -All
        try { 'текст' | Invoke-GigaChat 'Q' -WhatIf | Should -BeNullOrEmpty }
        finally { Connect-Emulator $emulator }
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }

    It 'uploads nothing' {
        'не картинка' | Set-Content в.png
        Invoke-GigaChat 'Q' -Attachment в.png -WhatIf
        Remove-Item в.png
        Get-SentRequest $emulator '*/files' | Should -BeNullOrEmpty
    }

    It 'obeys $WhatIfPreference' {
        $WhatIfPreference = $true
        Invoke-GigaChat 'Q' | Should -BeNullOrEmpty
        $WhatIfPreference = $false
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }

    It 'carries out no function' {
        $script:ran = $false
        Invoke-GigaChat 'call function {}' -Function { $script:ran = $true } -InvokeFunction -WhatIf
        $script:ran | Should -BeFalse
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }

    It 'leaves a conversation as it was' {
        $talk = New-GigaChatConversation
        Invoke-GigaChat 'раз' -Conversation $talk -WhatIf
        $talk.Count | Should -Be 0
    }

    It 'shows each request, its size and first lines, and the sum' {
        $shown = Get-Shown 'Get-ChildItem *.log | Invoke-GigaChat "Что тут?" -WhatIf'
        # Set-Content ends a file with the system's line end, of one or two characters.
        $end = [Environment]::NewLine.Length
        $shown | Should -Match "Request 1: $(13 + $end) characters, about \d+ tokens"
        $shown | Should -Match "Request 2: $(17 + $end) characters"
        $shown | Should -Match '(?s)б\.log.*\| Что тут\?.*\| два.*\| три'
        $shown | Should -Match "Total 2 requests: $(30 + 2 * $end) characters"
        Get-SentRequest $emulator '*/chat/completions' | Should -BeNullOrEmpty
    }

    It 'shows the first lines of a long text, and all of it with -Verbose' {
        $brief = Get-Shown '1..50 | ForEach-Object { "строка $_" } | Invoke-GigaChat "Q" -WhatIf'
        $brief | Should -Match 'строка 3'
        $brief | Should -Not -Match 'строка 4'
        $brief | Should -Match '47 more lines'
        $whole = Get-Shown '1..50 | ForEach-Object { "строка $_" } | Invoke-GigaChat "Q" -SystemPrompt "Кратко" -WhatIf -Verbose'
        $whole | Should -Match '(?s)system:.*Кратко.*user:.*строка 50'
    }

    It 'counts what goes with the prompt: instructions, earlier messages, functions' {
        $talk = New-GigaChatConversation -SystemPrompt 'Кратко'
        $null = Invoke-GigaChat 'раз' -Conversation $talk
        $talk | Export-GigaChatConversation -Path talk.json
        $shown = Get-Shown '$t = Import-GigaChatConversation -Path talk.json; Invoke-GigaChat "два" -Conversation $t -WhatIf'
        $shown | Should -Match "Request 1: $(6 + 3 + 8 + 3) characters"
    }
}
