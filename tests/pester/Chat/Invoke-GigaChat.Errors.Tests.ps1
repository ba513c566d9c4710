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
            name = 'status 400'; id = 'GigaChatInvalidRequest'; category = 'InvalidArgument'; says = '400'
            fault = @{ kind = 'status'; status = 400 }
        }
        @{
            name = 'status 402'; id = 'GigaChatQuotaExceeded'; category = 'LimitsExceeded'; says = 'Payment Required'
            fault = @{ kind = 'status'; status = 402 }
        }
        @{
            name = 'status 403'; id = 'GigaChatPermissionDenied'; category = 'PermissionDenied'; says = '403'
            fault = @{ kind = 'status'; status = 403 }
        }
        @{
            name = 'status 404'; id = 'GigaChatAddressWrong'; category = 'InvalidArgument'; says = '-BaseUri'
            fault = @{ kind = 'status'; status = 404 }
        }
        @{
            name = 'status 413'; id = 'GigaChatTooLarge'; category = 'LimitsExceeded'; says = 'too large'
            fault = @{ kind = 'status'; status = 413 }
        }
        @{
            name = 'status 422'; id = 'GigaChatInvalidRequest'; category = 'InvalidArgument'; says = '422'
            fault = @{ kind = 'status'; status = 422 }
        }
        @{
            name = 'status 429'; id = 'GigaChatRateLimited'; category = 'LimitsExceeded'; says = '-ThrottleLimit'
            fault = @{ kind = 'status'; status = 429 }
        }
        @{
            name = 'status 500'; id = 'GigaChatServerError'; category = 'ResourceUnavailable'; says = '500'
            fault = @{ kind = 'status'; status = 500 }
        }
        @{
            name = 'a page of a gateway with 502'; id = 'GigaChatServerError'; category = 'ResourceUnavailable'; says = '502'
            fault = @{ kind = 'html' }
        }
        @{
            name = 'a page of a gateway with 200'; id = 'GigaChatServerError'; category = 'ResourceUnavailable'; says = 'web page'
            fault = @{ kind = 'html'; status = 200 }
        }
        @{
            name = 'a redirection'; id = 'GigaChatServerError'; category = 'ResourceUnavailable'; says = '302'
            fault = @{ kind = 'status'; status = 302 }
        }
        @{
            name = 'garbled JSON'; id = 'GigaChatResponseInvalid'; category = 'InvalidResult'; says = 'cannot be read'
            fault = @{ kind = 'garbled-json' }
        }
        @{
            name = 'JSON of another form'; id = 'GigaChatResponseInvalid'; category = 'InvalidResult'; says = 'cannot be read'
            fault = @{ kind = 'status'; status = 200; body = '{"choices":[]}' }
        }
        @{
            name = 'no body'; id = 'GigaChatResponseInvalid'; category = 'InvalidResult'; says = 'answered with nothing'
            fault = @{ kind = 'empty-body' }
        }
        @{
            name = 'another content type'; id = 'GigaChatResponseInvalid'; category = 'InvalidResult'; says = 'text/plain'
            fault = @{ kind = 'wrong-content-type' }
        }
        @{
            name = 'a dropped connection'; id = 'GigaChatConnectionFailed'; category = 'ConnectionError'; says = 'lost'
            fault = @{ kind = 'drop-before-headers' }
        }
        @{
            name = 'half an answer'; id = 'GigaChatConnectionFailed'; category = 'ConnectionError'; says = 'lost'
            fault = @{ kind = 'cut-body' }
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

    It 'a prompt longer than the model takes is told with both numbers' {
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

    Context 'the token' {
        It 'that has ended is renewed and the request repeated, unseen' {
            Add-Fault $emulator @{ kind = 'expire-token'; on = 'chat' }
            (Invoke-GigaChat 'вопрос').Text | Should -BeExactly 'Эхо: вопрос'
            (Get-SentRequest $emulator '*/chat/completions').status | Should -Be 401, 200
            Get-SentRequest $emulator '*/oauth' | Should -HaveCount 1
        }

        It 'refused again after the renewal ends the pipeline' {
            Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 401; times = 2 }
            $failure = Get-ErrorOf { 'раз', 'два' | Invoke-GigaChat -ErrorAction SilentlyContinue }
            $failure.FullyQualifiedErrorId | Should -Be "GigaChatAuthenticationFailed,$command"
            $failure.CategoryInfo.Category | Should -Be AuthenticationError
            $failure.TargetObject | Should -BeExactly 'раз'
            $failure.Exception.Message | Should -Match 'Connect-GigaChat'
            Get-SentRequest $emulator '*/chat/completions' | Should -HaveCount 2
        }

        It 'is renewed before a stream too' {
            Add-Fault $emulator @{ kind = 'expire-token'; on = 'stream' }
            (Invoke-GigaChat 'вопрос' -Stream 6>$null).Text | Should -BeExactly 'Эхо: вопрос'
        }
    }

    Context 'a stream that breaks' {
        It 'leaves what came in the target object, and is not asked for again: <fault>' -ForEach @(
            @{ fault = 'cut-stream' }, @{ fault = 'end-stream' }, @{ fault = 'drop-after-headers' }, @{ fault = 'garbled-event' }
        ) {
            Add-Answer $emulator @{ text = 'одно два три'; chunks = 3 }
            Add-Fault $emulator @{ kind = $fault; on = 'stream'; afterChunks = 2 }
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

        It 'that is no stream is told so: <name>' -ForEach @(
            @{ name = 'a page of a gateway'; id = 'GigaChatServerError'; fault = @{ kind = 'html'; status = 200 } }
            @{ name = 'another content type'; id = 'GigaChatResponseInvalid'; fault = @{ kind = 'wrong-content-type' } }
            @{ name = 'no body'; id = 'GigaChatResponseInvalid'; fault = @{ kind = 'empty-body' } }
            @{ name = 'an error status'; id = 'GigaChatInvalidRequest'; fault = @{ kind = 'status'; status = 400 } }
        ) {
            Add-Fault $emulator ($fault + @{ on = 'stream' })
            { Invoke-GigaChat 'вопрос' -Stream -Connection 'Без повторов' 6>$null } | Should -Throw -ErrorId "$id,$command"
        }
    }
}
