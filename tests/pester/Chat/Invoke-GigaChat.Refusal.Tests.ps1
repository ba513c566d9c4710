BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $command = 'GigaChat.Commands.InvokeGigaChatCommand'
    Connect-Emulator $emulator -With @{ MaximumRetryCount = 0 }

    # The error in Russian.
    function Get-RussianErrorOf([scriptblock] $Script) {
        try {
            [cultureinfo]::CurrentUICulture = 'ru-RU'
            Get-ErrorOf $Script
        }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A refusal keeps the reason that came with it' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ contextTokens = 0; unknownPath = 'forbidden-page' }
    }

    It '<name>' -ForEach @(
        @{ name = 'an object in "error"'; body = '{"error":{"message":"Плохая температура","code":null}}'; says = 'Плохая температура' }
        @{ name = 'a text in "error"'; body = '{"error":"Плохая температура"}'; says = 'Плохая температура' }
        @{ name = 'a list in "detail"'; body = '{"detail":[{"loc":["body"],"msg":"Плохая температура"}]}'; says = 'Плохая температура' }
        @{ name = 'an object of lists'; body = '{"errors":{"Temperature":["must be positive"]}}'; says = 'Temperature: must be positive' }
        @{ name = 'a shape of its own'; body = '{"policy":{"name":"Ромашка"}}'; says = '{"policy":{"name":"Ромашка"}}' }
        @{ name = 'bare text'; body = "Плохая`n температура"; type = 'text/plain; charset=windows-1251'; says = 'Плохая температура' }
        @{
            name = 'a page'; body = '<html><title>Плохая температура</title></html>'; type = 'text/html'
            says = 'the web page "Плохая температура"'
        }
        @{ name = 'nothing'; body = '{}'; says = 'no reason given' }
    ) {
        foreach ($status in 400, 500) {
            $fault = @{ kind = 'status'; on = 'chat'; status = $status; body = $body }
            if ($type) { $fault.contentType = $type }
            Add-Fault $emulator $fault
            (Get-ErrorOf { Invoke-GigaChat 'вопрос' }).Exception.Message | Should -Match ([regex]::Escape("($status): $says"))
        }
    }

    It 'a reason is shortened, and nothing of the rest is shown' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 400; body = (ConvertTo-Json @{ message = 'я' * 5000 }) }
        (Get-ErrorOf { Invoke-GigaChat 'вопрос' }).Exception.Message.Length | Should -BeLessThan 400
    }

    It 'the page of a company''s filter is called by its title, and not a matter of the tariff' {
        Add-Fault $emulator @{ kind = 'filter-page'; on = 'chat'; times = 2 }
        $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatPermissionDenied,$command"
        $failure.Exception.Message | Should -BeLike ('A gateway, a proxy or a web filter answered instead of the service and ' +
            'rejected the request (403): the web page "Доступ ограничен — Веб-фильтр". Ask its administrator to allow localhost, ' +
            'or connect another way.*-Proxy*')
        (Get-RussianErrorOf { Invoke-GigaChat 'вопрос' }).Exception.Message | Should -BeLike ('Вместо сервиса ответил шлюз, прокси или ' +
            'веб-фильтр и отклонил запрос (403): веб-страница «Доступ ограничен — Веб-фильтр». Попросите его администратора*')
    }

    It 'a page with status 200 is called by its title' {
        Add-Fault $emulator @{ kind = 'filter-page'; on = 'chat'; status = 200 }
        $failure = Get-ErrorOf { Invoke-GigaChat 'вопрос' }
        $failure.FullyQualifiedErrorId | Should -Be "GigaChatServerError,$command"
        $failure.Exception.Message | Should -BeLike 'The answer is the web page "Доступ ограничен — Веб-фильтр"*'
    }

    It 'a network that wants a sign-in of its own is said to' {
        Add-Fault $emulator @{ kind = 'html'; on = 'chat'; status = 511; times = 2; body = '<title>Гостевой Wi-Fi</title>' }
        (Get-ErrorOf { Invoke-GigaChat 'вопрос' }).Exception.Message |
            Should -BeLike 'The network requires you to sign in to it first*(511: the web page "Гостевой Wi-Fi")*browser*'
        (Get-RussianErrorOf { Invoke-GigaChat 'вопрос' }).Exception.Message | Should -BeLike 'Сеть требует сначала войти в неё (511: *'
    }

    It 'a context that is too long is GigaChatTooLarge with both numbers, in the words "<words>"' -ForEach @(
        @{ words = 'code' }, @{ words = 'sentence' }
    ) {
        Set-Emulator $emulator @{ contextTokens = 50; contextRefusal = $words }
        foreach ($stream in $false, $true) {
            $failure = Get-ErrorOf { 1..300 | ForEach-Object { 'строка журнала' } | Invoke-GigaChat 'Что случилось?' -Stream:$stream }
            $failure.FullyQualifiedErrorId | Should -Be "GigaChatTooLarge,$command"
            $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
            $failure.Exception.Message | Should -Match 'The request has [\d,]+ tokens; the limit of the model is 50\b'
            $failure.Exception.Message | Should -Match 'Get-Content -Tail.*-PerItem.*New-GigaChatConversation'
        }
        (Get-RussianErrorOf { 'слово ' * 300 | Invoke-GigaChat 'Что случилось?' }).Exception.Message |
            Should -Match 'В запросе \d+ токенов, а предел модели — 50 .*Get-Content -Tail'
    }
}

Describe 'A wrong address is told from a missing model' {
    BeforeAll {
        # As a script finds its connection: by the environment, and nothing is asked before the first request.
        function Set-Address([string] $BaseUri) {
            Disconnect-GigaChat -All
            Reset-Emulator $emulator
            $env:GIGACHAT_ACCESS_TOKEN = 'a.b.c'
            $env:GIGACHAT_CA_BUNDLE_FILE = $emulator.caPath
            $env:GIGACHAT_BASE_URL = $BaseUri
        }
    }
    AfterAll {
        Remove-Item env:GIGACHAT_ACCESS_TOKEN, env:GIGACHAT_CA_BUNDLE_FILE, env:GIGACHAT_BASE_URL -ErrorAction Ignore
        Disconnect-GigaChat -All
        Reset-Emulator $emulator
        Connect-Emulator $emulator -With @{ MaximumRetryCount = 0 }
    }

    It '<name>, answered with <answer>' -ForEach @(
        foreach ($answer in 'forbidden-page', 'forbidden-text', 'not-found-page', 'not-found-text', 'not-found-json') {
            @{ name = 'without a version'; answer = $answer; change = { param($base) $base -replace '/v1$' } }
            @{ name = 'the address of a request'; answer = $answer; change = { param($base) "$base/chat/completions" } }
        }
    ) {
        $address = & $change $emulator.baseUri
        Set-Address $address
        Set-Emulator $emulator @{ unknownPath = $answer }
        $english, $russian = $name -eq 'the address of a request' ? (
            "*`"$address`" is the address of a single API method.*-BaseUri*", "*«$address»*-BaseUri*"
        ) : ("The address $address/*-BaseUri*", "Адрес $address/*-BaseUri*")
        foreach ($call in { Invoke-GigaChat 'вопрос' @args }, { Get-GigaChatModel 'GigaChat' @args }) {
            $failure = Get-ErrorOf $call
            $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatAddressWrong,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.Exception.Message | Should -BeLike $english
        }
        (Get-RussianErrorOf { Invoke-GigaChat 'вопрос' @args }).Exception.Message |
            Should -BeLike $russian
    }

    It 'ends a pipeline at once: the next item would fail in the same way' {
        Set-Address ($emulator.baseUri -replace '/v1$')
        { 'раз', 'два' | Invoke-GigaChat -ErrorAction SilentlyContinue } | Should -Throw -ErrorId "GigaChatAddressWrong,$command"
        @(Get-SentRequest $emulator).Count | Should -Be 1
    }

    It 'a model is missing where the answer speaks of one' {
        Set-Address $emulator.baseUri
        $env:GIGACHAT_ACCESS_TOKEN = ''
        Connect-Emulator $emulator
        (Get-ErrorOf { Invoke-GigaChat 'вопрос' -Model 'Нет-такой' }).FullyQualifiedErrorId | Should -Be "GigaChatModelNotFound,$command"
    }

    It 'also of the sign-in' {
        $parameters = Get-ConnectParameter $emulator
        $parameters.AuthUri = "$($emulator.authUri)".Replace('/oauth', '/auth')
        $failure = Get-ErrorOf { Connect-GigaChat -AuthorizationKey $emulator.authorizationKey @parameters -Name 'Не туда' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatAddressWrong,*'
        $failure.Exception.Message |
            Should -BeLike 'The sign-in address *the service is not there (400: the web page "400 Bad Request")*-AuthUri*'
    }
}

Describe 'A model that kept more calls than it told of' {
    BeforeEach {
        Reset-Emulator $emulator
        Set-Emulator $emulator @{ planAllCalls = $true }
    }
    AfterAll { Reset-Emulator $emulator }

    It 'is asked once more without its state id, and the conversation goes on' {
        function get-weather([string] $City) { "в городе $City +5" }
        $question = 'call get-weather {"City":"Омск"} и call get-weather {"City":"Тверь"}'
        $reply = Invoke-GigaChat $question -Function (Get-Command get-weather) -InvokeFunction -Confirm:$false
        $reply.Text | Should -Match 'Тверь'
        @(Get-SentRequest $emulator '*/chat/completions').status | Should -Be 200, 422, 200, 200
        $reply | Invoke-GigaChat 'спасибо' | Should -Not -BeNullOrEmpty
        @(Get-SentRequest $emulator '*/chat/completions').Count | Should -Be 5
    }
}
