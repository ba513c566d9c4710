BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Invoke-GigaChatRestMethod' {
    BeforeEach { Reset-Emulator $emulator }

    It 'writes objects, as Invoke-RestMethod does' {
        $models = Invoke-GigaChatRestMethod models
        $models.object | Should -BeExactly 'list'
        $models.data.id | Should -Contain 'GigaChat-2-Max'
        $sent = (Get-SentRequest $emulator)[-1]
        $sent.method, $sent.path | Should -BeExactly 'GET', '/v1/models'
    }

    It 'makes, finds and removes an assistant' {
        $made = Invoke-GigaChatRestMethod assistants -Body @{ model = 'GigaChat-2'; name = 'Дежурный'; instructions = 'Отвечай кратко' }
        (Invoke-GigaChatRestMethod assistants -Query @{ assistant_id = $made.assistant_id }).data.name | Should -BeExactly 'Дежурный'
        (Invoke-GigaChatRestMethod assistants/delete -Body @{ assistant_id = $made.assistant_id }).deleted | Should -BeTrue
        (Get-SentRequest $emulator)[-1].method | Should -BeExactly 'POST'
    }

    It 'asks in a thread, whose deletion is answered by nothing' {
        $body = @{ model = 'GigaChat'; messages = @(@{ role = 'user'; content = 'Привет' }) }
        $run = Invoke-GigaChatRestMethod threads/messages/run -Body $body
        $run.message.content | Should -BeExactly 'Эхо: Привет'
        Invoke-GigaChatRestMethod threads/delete -Body @{ thread_id = $run.thread_id } | Should -BeNullOrEmpty
    }

    It 'sends text as it is: <name>' -ForEach @(
        @{ name = 'JSON'; type = 'application/json'; body = '{"openapi":"3.0.0","paths":{"/w":{"get":{"operationId":"погода"}}}}' }
    ) {
        (Invoke-GigaChatRestMethod functions/convert -Body $body).functions.name | Should -BeExactly 'погода'
        $sent = (Get-SentRequest $emulator '*convert')[-1]
        $sent.body | Should -BeExactly $body
        $sent.headers.'Content-Type' | Should -BeLike "$type*"
    }

    It 'checks a text by the filter' {
        $body = @{ model = 'GigaFilter'; messages = @(@{ role = 'user'; content = 'Чёрт возьми' }) }
        (Invoke-GigaChatRestMethod filter/check -Body $body).is_profane | Should -BeTrue
    }

    It 'reaches another version of the API' {
        $body = @{ model = 'GigaChat-2'; messages = @(@{ role = 'user'; content = @(@{ text = 'Привет' }) }) }
        (Invoke-GigaChatRestMethod /v2/chat/completions -Body $body).messages.content.text | Should -BeExactly 'Эхо: Привет'
    }

    It 'sends and saves files' {
        Set-Content $TestDrive/in.json '{"model":"GigaChat","input":["раз","два"]}' -NoNewline
        Invoke-GigaChatRestMethod tokens/count -InFile $TestDrive/in.json -ContentType application/json -OutFile $TestDrive/out.json
        (Get-Content $TestDrive/out.json -Raw | ConvertFrom-Json).tokens | Should -Be 1, 1
    }

    It 'sends no file from a place that is no file system' {
        Push-Location Env:
        try { $failure = Get-ErrorOf { Invoke-GigaChatRestMethod tokens/count -InFile in.json } }
        finally { Pop-Location }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotFound,*'
    }

    It '-Raw writes the text that came' {
        Invoke-GigaChatRestMethod tokens/count -Body @{ model = 'GigaChat'; input = @('раз') } -Raw |
            Should -BeExactly '[{"object":"tokens","tokens":1,"characters":3}]'
    }

    It 'refuses another host, and sends nothing: <path>' -ForEach @(
        @{ path = 'https://example.com/v1/models' }
        @{ path = 'https://user@localhost/v1/models' }
        @{ path = '../oauth' }
        @{ path = 'files/%2e%2e/content' }
        @{ path = "models`r`nX-A: b" }
        @{ path = '/' }
    ) {
        Invoke-GigaChatRestMethod $path -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'refuses the headers that the connection sets: <name>' -ForEach @(
        @{ name = 'Authorization'; value = 'Bearer x' }
        @{ name = 'Host'; value = 'example.com' }
        @{ name = 'X-A'; value = "b`r`nX-B: c" }
    ) {
        Invoke-GigaChatRestMethod models -Headers @{ $name = $value } -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'names the header that is too long' {
        Invoke-GigaChatRestMethod models -Headers @{ 'X-Note' = 'ж' * 257 } -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $failed[0].Exception.Message | Should -BeLike '*"X-Note"*too long*'
    }

    It 'sends further headers' {
        $null = Invoke-GigaChatRestMethod models -Headers @{ 'X-Request-ID' = '00000000-0000-0000-0000-000000000009' }
        (Get-SentRequest $emulator)[-1].headers.'X-Request-ID' | Should -BeExactly '00000000-0000-0000-0000-000000000009'
    }

    It 'repeats what may pass, and explains what does not' {
        Add-Fault $emulator @{ kind = 'status'; status = 503; on = 'models' }
        (Invoke-GigaChatRestMethod models -Verbose 4>&1 | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }).object |
            Should -BeExactly 'list'
        Invoke-GigaChatRestMethod models/nosuch -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].Exception.StatusCode | Should -Be 404
        (Invoke-GigaChatRestMethod models/nosuch -SkipHttpErrorCheck).message | Should -BeExactly 'No such model'
    }
}
