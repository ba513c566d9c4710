# Errors that chats alone have, and those that docs/faults.md leaves out; FaultMatrix.Tests.ps1 has the others.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -With @{ Name = 'Без повторов'; MaximumRetryCount = 0 }
    Connect-Emulator $emulator
    $command = 'GigaChat.Commands.InvokeGigaChatCommand'
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Errors of Invoke-GigaChat' {
    BeforeEach { Reset-Emulator $emulator }

    It '<name> is <id>, <category>' -ForEach @(
        @{
            name = 'a page of a gateway with 200'; id = 'GigaChatServerError'; category = 'ResourceUnavailable'; says = 'web page'
            fault = @{ kind = 'html'; status = 200 }
        }
        @{
            name = 'a redirection'; id = 'GigaChatServerError'; category = 'ResourceUnavailable'; says = '302'
            fault = @{ kind = 'status'; status = 302 }
        }
        @{
            name = 'JSON of another form'; id = 'GigaChatResponseInvalid'; category = 'InvalidResult'; says = 'Cannot read'
            fault = @{ kind = 'status'; status = 200; body = '{"choices":[]}' }
        }
    ) {
        Add-Fault $emulator ($fault + @{ on = 'chat' })
        $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' -Connection 'Без повторов' }
        $failure.FullyQualifiedErrorId | Should -Be "$id,$command"
        $failure.CategoryInfo.Category | Should -Be $category
        $failure.TargetObject | Should -BeExactly 'вопрос'
        $failure.Exception.Message | Should -Match ([regex]::Escape($says))
        $failure.Exception.Message | Should -Not -Match '\{\d|Exception|<html'
    }

    It 'they carry the status, the words of the service and the id of the request' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 422; body = '{"status":422,"message":"Invalid params: ой"}' }
        $failure = (Get-ErrorOf { Invoke-GigaChat 'вопрос' }).Exception
        [int] $failure.StatusCode | Should -Be 422
        $failure.ServiceMessage | Should -BeExactly 'Invalid params: ой'
        $failure.RequestId | Should -Not -BeNullOrEmpty
        $failure.Message | Should -Match 'Invalid params: ой'
    }

    It 'they hold neither key nor token' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 400 }
        $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' }
        $token = (Get-SentRequest $emulator '*/chat/completions').headers.Authorization -replace '^\w+ '
        $everything = ($failure | Format-List * -Force | Out-String -Width 5000) +
            ($failure.Exception | Format-List * -Force | Out-String -Width 5000) + $failure.Exception.ToString()
        $everything | Should -Not -Match ([regex]::Escape($token))
        $everything | Should -Not -Match ([regex]::Escape($emulator.authorizationKey))
    }

    It 'a model that does not exist is named' {
        $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' -Model 'ГигаЧат-7' }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatModelNotFound,$command"
        $failure.Exception.Message | Should -Match 'ГигаЧат-7'
        Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
    }

    It 'a prompt longer than the model takes is refused with both numbers' {
        Set-Emulator $emulator @{ contextTokens = 131072; contextRefusal = 'sentence' }
        { Invoke-GigaChat ('слово ' * 100000) } | Should -Throw -ErrorId 'GigaChatTooLarge,*' -ExpectedMessage '*150,000*131,072*'
    }

    It 'one bad item ends no pipeline: <status>' -ForEach @{ status = 400 }, @{ status = 403 }, @{ status = 413 }, @{ status = 402 } {
        Add-Fault $emulator @{ kind = 'delay'; on = 'chat' }
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = $status }
        $replies = 'раз', 'два', 'три' | Invoke-GigaChat -ErrorAction SilentlyContinue -ErrorVariable failures
        $replies.Source | Should -BeExactly 'раз', 'три'
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -BeExactly 'два'
    }

    Context 'a token' {
        It 'that is refused again after its renewal ends the pipeline' {
            Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 401; times = 2 }
            $failure = Get-ErrorOf { 'раз', 'два' | Invoke-GigaChat -ErrorAction SilentlyContinue }
            $failure.FullyQualifiedErrorId | Should -Be "GigaChatAuthenticationFailed,$command"
            $failure.CategoryInfo.Category | Should -Be AuthenticationError
            $failure.TargetObject | Should -BeExactly 'раз'
            $failure.Exception.Message | Should -Match 'Connect-GigaChat'
            Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 2
        }
    }

    Context 'a stream that breaks' {
        It 'leaves what came in the target object, and is not asked for again: a dropped connection' {
            Add-Answer $emulator @{ text = 'одно два три'; chunks = 3 }
            Add-Fault $emulator @{ kind = 'drop-after-headers'; on = 'stream'; afterChunks = 2 }
            $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' -Stream 6>$null }
            $failure.FullyQualifiedErrorId | Should -Be "GigaChatResponseInvalid,$command"
            $failure.CategoryInfo.Category | Should -Be InvalidResult
            $failure.TargetObject | Should -BeOfType 'GigaChat.ChatReply'
            $failure.TargetObject.Text | Should -BeExactly 'одно два'
            $failure.TargetObject.Source | Should -BeExactly 'вопрос'
            $failure.TargetObject.FinishReason | Should -BeNullOrEmpty
            $failure.TargetObject.Conversation | Should -BeNullOrEmpty
            $failure.TargetObject.RequestId | Should -Not -BeNullOrEmpty
            Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 1
        }

        It 'before any text has the prompt as its target' {
            Add-Fault $emulator @{ kind = 'end-stream'; on = 'stream'; afterChunks = 0 }
            $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' -Stream -Connection 'Без повторов' 6>$null }
            $failure.FullyQualifiedErrorId | Should -Be "GigaChatResponseInvalid,$command"
            $failure.TargetObject | Should -BeExactly 'вопрос'
            $failure.Exception.Message | Should -Not -Match 'TargetObject'
        }

        It 'ends no pipeline: the chunks before it and those of the next prompt come' {
            Add-Answer $emulator @{ text = 'одно два три'; chunks = 3 }
            Add-Fault $emulator @{ kind = 'cut-stream'; on = 'stream'; afterChunks = 2 }
            $chunks = 'раз', 'два' | Invoke-GigaChat -AsChunk -ErrorAction SilentlyContinue -ErrorVariable failures
            -join $chunks | Should -BeExactly 'одно дваЭхо: два'
            $failures.TargetObject.Text | Should -BeExactly 'одно два'
        }

        It 'is an error of its own where it is the page of a gateway' {
            Add-Fault $emulator @{ kind = 'html'; status = 200; on = 'stream' }
            { Invoke-GigaChat 'вопрос' -Stream -Connection 'Без повторов' 6>$null } | Should -Throw -ErrorId "GigaChatServerError,$command"
        }
    }
}
