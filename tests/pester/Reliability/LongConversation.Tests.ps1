# GIGACHAT_TEST_FULL=1 asks for all messages; without it the conversation is made of a file.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/RefusedInput.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
    $full = $env:GIGACHAT_TEST_FULL -eq '1'
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A conversation of 5000 messages' {
    BeforeAll {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ recordRequests = $false }
        # A real exchange in the full run, else one that was saved.
        $path = Join-Path $TestDrive 'беседа.json'
        $conversation = New-GigaChatConversation -SystemPrompt 'Кратко'
        $turns = $full ? 2500 : 50
        foreach ($turn in 1..$turns) { $null = Invoke-GigaChat "вопрос $turn" -Conversation $conversation }
        Export-GigaChatConversation $conversation -Path $path
        if (-not $full) {
            $saved = Get-Content -LiteralPath $path -Raw | ConvertFrom-Json -AsHashtable
            $saved.messages = @($saved.messages[0]) + ($saved.messages[1..2] * 2500)
            $saved | ConvertTo-Json -Depth 9 | Set-Content -LiteralPath $path
        }
        $long = Import-GigaChatConversation -Path $path
    }

    It 'is loaded, goes on and is saved again' {
        $long.Count | Should -Be 5001
        $reply = Invoke-GigaChat 'А дальше?' -Conversation $long
        $reply.Text | Should -BeExactly 'Эхо: А дальше?'
        $long.Count | Should -Be 5003
        $again = Join-Path $TestDrive 'снова.json'
        Export-GigaChatConversation $long -Path $again
        (Import-GigaChatConversation -Path $again).Messages.Content | Should -BeExactly $long.Messages.Content
    }

    It 'costs in a turn what its messages cost, not their square' {
        # Bytes, because they are the same on a busy machine. A turn has costs of its own that do not grow.
        $short = New-GigaChatConversation -SystemPrompt 'Кратко'
        $cost = {
            param($with)
            $null = Invoke-GigaChat 'вопрос' -Conversation $with
            $before = [GC]::GetTotalAllocatedBytes($true)
            $null = Invoke-GigaChat 'вопрос' -Conversation $with
            [GC]::GetTotalAllocatedBytes($true) - $before
        }
        $small = & $cost $short
        $large = & $cost $long
        ($large - $small) / 5000 | Should -BeLessThan 1000 -Because "a turn took $small bytes with few messages and $large with 5000"
    }

    It 'that no model takes is refused with the way out' {
        $saved = Get-Content -LiteralPath $path -Raw | ConvertFrom-Json -AsHashtable
        $saved.messages = @($saved.messages[0..2])
        $saved.messages[2].content = 'я' * 4.5MB
        $file = Join-Path $TestDrive 'огромная.json'
        $saved | ConvertTo-Json -Depth 9 | Set-Content -LiteralPath $file
        $huge = Import-GigaChatConversation -Path $file
        Reset-Emulator $emulator
        Assert-Refused (Get-ErrorOf { Invoke-GigaChat 'вопрос' -Conversation $huge }) InvokeGigaChatCommand '4.7 million',
            'Nothing was sent', 'New-GigaChatConversation'
        $huge.Count | Should -Be 3
    }
}
