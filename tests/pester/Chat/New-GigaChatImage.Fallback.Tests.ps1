BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -With @{ UserId = 'художник'; MaximumRetryCount = 0 }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'New-GigaChatImage where text2image cannot be forced' {
    BeforeEach { Reset-Emulator $emulator }

    It 'lets the model choose it (<Status>)' -ForEach @(
        @{ Status = 400; Refuse = { Set-Emulator $emulator @{ forcedBuiltIn = 'bad-request' } } }
        @{
            Status = 422; Refuse = {
                $body = '{"status":422,"message":"Invalid params: function ''text2image'' is unknown"}'
                Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 422; body = $body }
            }
        }
    ) {
        & $Refuse
        $picture = New-GigaChatImage 'Нарисуй кота в сапогах' -Style 'Ты — Кандинский' -Destination $TestDrive -Force
        $picture.Length | Should -BeGreaterThan 0
        @(Get-SentRequest $emulator '*/chat/completions').status | Should -Be $Status, 200
        $forced, $chosen = Get-ChatBody $emulator
        $forced.function_call.name | Should -BeExactly 'text2image'
        $chosen.function_call | Should -BeExactly 'auto'
        $chosen.PSObject.Properties.Name | Should -Not -Contain 'functions'
        $chosen.messages.content | Should -BeExactly 'Ты — Кандинский', 'Нарисуй кота в сапогах'
    }

    It 'asks once more and no oftener, and shows the last refusal' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 422; times = 9; body = '{"status":422,"message":"Запрос отклонён"}' }
        $e = Get-ErrorOf { New-GigaChatImage 'Нарисуй кота' -Destination $TestDrive }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $e.Exception.Message | Should -BeLike '*Запрос отклонён*'
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 2
    }

    It 'does not ask again after <Status>' -ForEach @(@{ Status = 403 }, @{ Status = 404 }, @{ Status = 413 }) {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = $Status }
        $null = Get-ErrorOf { New-GigaChatImage 'Нарисуй кота' -Destination $TestDrive }
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }
}
