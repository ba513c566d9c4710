# A service that puts terminal sequences into every text of its answers: none of them may reach a screen, whatever shows the text.
BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1

    # What each cmdlet shows of an answer. What is left out shows no text that comes from outside, for the reason given.
    $cases = @(
        @{ Name = 'Get-GigaChatModel'; Script = { Get-GigaChatModel } }
        @{ Name = 'Get-GigaChatFile'; Script = { Get-GigaChatFile } }
        @{ Name = 'Add-GigaChatFile'; Script = { Add-GigaChatFile (Join-Path $TestDrive 'b.txt') } }
        @{ Name = 'Get-GigaChatBatch'; Script = { Get-GigaChatBatch } }
        @{ Name = 'Start-GigaChatBatch'; Script = { 'раз' | Start-GigaChatBatch } }
        @{ Name = 'Get-GigaChatBalance'; Script = { Get-GigaChatBalance -Connection 'Предоплата' } }
        @{ Name = 'Measure-GigaChatToken'; Script = { Measure-GigaChatToken "текст$planted" } }
        @{ Name = 'Hide-GigaChatText'; Script = { ($text = Hide-GigaChatText "пароль: q1w2$planted" -PassThru); $text.Marks } }
        @{ Name = 'New-GigaChatEmbedding'; Script = { New-GigaChatEmbedding "текст$planted" } }
        @{
            Name = 'Find-GigaChatSimilar'; Except = 'status', 'model'
            Script = { "текст$planted" | New-GigaChatEmbedding | Find-GigaChatSimilar 'текст' }
        }
        @{
            Name = 'Search-GigaChatIndex'; Except = 'status', 'model'
            Script = {
                $index = Join-Path $TestDrive "$(New-Guid).db"
                [pscustomobject]@{ Name = "имя$planted"; Text = "текст$planted" } | Update-GigaChatIndex $index
                Search-GigaChatIndex $index 'текст'
            }
        }
        @{ Name = 'Test-GigaChatAIText'; Script = { Test-GigaChatAIText ("слово $planted" * 30) } }
        @{ Name = 'Test-GigaChatFunction'; Script = { Test-GigaChatFunction $function } }
        @{
            Name = 'New-GigaChatFunction'
            Script = { New-GigaChatFunction -Name Get-Disk -Description "Диск$planted" -Parameters '{"type":"object"}' }
        }
        @{ Name = 'New-GigaChatConversation'; Script = { New-GigaChatConversation -SystemPrompt "Кратко$planted" } }
        @{ Name = 'Invoke-GigaChat'; Script = {
                $conversation = New-GigaChatConversation
                $reply = Invoke-GigaChat "вопрос$planted" -Conversation $conversation
                $conversation; $conversation.Messages
                ($reply | Format-Table | Out-String), ($reply | Format-List | Out-String)
                Invoke-GigaChat "вопрос$planted" -AsChunk
                $question = "Найди новости и нарисуй кота$planted"
                $found = Invoke-GigaChat $question -Tool WebSearch, ImageGeneration -TopLogProb 2 -Stream 6>$null
                $found.Sources; $found.GeneratedFiles; $found.ToolCalls; $found.LogProb | Select-Object -First 2
            }
        }
        @{ Name = 'Get-GigaChatConnection'; Script = { Get-GigaChatConnection } }
        @{ Name = 'Test-GigaChatConnection'; Script = { Test-GigaChatConnection -Connection Default } }
    )
    $without = @{
        'Connect-GigaChat'              = 'a connection, as Get-GigaChatConnection'
        'Disconnect-GigaChat'           = 'nothing'
        'Enter-GigaChat'                = 'the console has tests of its own'
        'Export-GigaChatConversation'   = 'a question: below'
        'Export-GigaChatEmbedding'      = 'nothing'
        'Get-GigaChatIndex'             = 'numbers, and the path that was given'
        'Update-GigaChatIndex'          = 'as Get-GigaChatIndex; its warnings: Index/Update-GigaChatIndex.Tests.ps1'
        'Import-GigaChatEmbedding'      = 'embeddings, as New-GigaChatEmbedding'
        'Import-GigaChatConversation'   = 'a conversation, as Invoke-GigaChat'
        'Invoke-GigaChatRestMethod'     = 'data as it came, for scripts, like Invoke-RestMethod; its messages: below'
        'New-GigaChatImage'             = 'files of the disk, whose names are cleaned'
        'Save-GigaChatFile'             = 'files of the disk, whose names are cleaned; a question: below'
        'Remove-GigaChatFile'           = 'a question: below'
        'Wait-GigaChatBatch'            = 'a batch, as Get-GigaChatBatch'
        'Receive-GigaChatBatch'         = 'replies and embeddings'
        'Get-MintsifryRootCA'           = 'certificates: Views/Hostile.Tests.ps1'
        'Test-MintsifryRootCA'          = 'yes or no'
        'Install-MintsifryRootCA'       = 'certificates: Views/Hostile.Tests.ps1'
        'Uninstall-MintsifryRootCA'     = 'certificates: Views/Hostile.Tests.ps1'
    }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Set-Emulator $emulator @{ signInRateLimit = $false }
    Connect-Emulator $emulator -Corporate
    Connect-Emulator $emulator -With @{ Name = 'Предоплата' }
    # The clipboard by OSC 52, a cleared screen, a line that starts over, C1, writing direction, invisible characters, line separators.
    $planted = "`e]52;c;cGxhbnRlZA==`a`e[2J`rВСЁ ХОРОШО$([char] 0x9B)31m$([char] 0x202E)gpj$([char] 0x200B)" +
        "$([char] 0x2028)$([char] 0x85)`u{E0041}`b"
    # Colours are the module's own; a carriage return is part of a line end.
    $hostile = '[\p{Cc}-[\r\n\t]]|\r(?!\n)|\p{Cf}|\p{Zl}|\p{Zp}'

    # Else PowerShell takes some sequences away by itself where there is no screen.
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'Ansi'

    # Everything there is to see of objects and streams: by the default view, as a list, as a table, as text.
    function Get-ShownText($Items) {
        $objects = $Items | Where-Object { $_ -isnot [System.Management.Automation.InformationalRecord] }
        $texts = @(
            foreach ($item in $Items) { $item | Out-String -Width 200 }
            foreach ($item in $objects) {
                if ($item.psobject.TypeNames[0] -like 'GigaChat.*') {
                    $item | Format-List | Out-String -Width 200
                    $item | Format-Table | Out-String -Width 200
                }
            }
        )
        $texts -replace '\e\[[\d;]*m' -join "`n"
    }

    function Set-Planting([bool] $IsOn, [string[]] $Except = @('status')) {
        Set-Emulator $emulator @{ plantedText = $IsOn ? $planted : $null; plantedExcept = $Except }
    }
    $function = New-GigaChatFunction -Name Get-Disk -Description 'Диск' -Parameters '{"type":"object"}'
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Text from outside' {
    AfterEach { Set-Planting $false }

    It 'is shown by <Name> without anything that a terminal would carry out' -ForEach $cases {
        'x' | Set-Content (Join-Path $TestDrive 'b.txt')
        $null = Add-GigaChatFile (Join-Path $TestDrive 'b.txt')
        $null = 'раз' | Start-GigaChatBatch
        Set-Planting $true ($Except ?? 'status')
        $items = & $Script -Verbose *>&1 -Debug:$false | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] }
        @($items).Count | Should -BeGreaterThan 0
        $shown = Get-ShownText $items
        $shown | Should -Not -Match $hostile
        # It is there, and can be seen.
        $shown | Should -Match ($Name -in 'Get-GigaChatConnection', 'Test-GigaChatConnection' ? '\S' : '\\u\{1B\}\]52')
    }

    It 'is looked for in every cmdlet of the module' {
        $known = $cases.Name + $without.Keys
        (Get-Command -Module GigaChat).Name | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    } -ForEach @{ cases = $cases; without = $without }

    It 'is data for scripts where Invoke-GigaChatRestMethod writes it, and shown in its messages as code points' {
        Set-Planting $true
        $items = & {
            Invoke-GigaChatRestMethod models -Verbose -Debug
            Invoke-GigaChatRestMethod "models/$([uri]::EscapeDataString("нет$planted"))" -Verbose -Debug -ErrorAction Continue
            Invoke-GigaChatRestMethod "https://example.com/$planted" -ErrorAction Continue
        } *>&1
        ($items | Where-Object { $_.psobject.Properties['data'] }).data[0].id.EndsWith($planted) | Should -BeTrue
        $said = $items | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -or
            $_ -is [System.Management.Automation.InformationalRecord] }
        @($said | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) | Should -HaveCount 2
        $shown = Get-ShownText $said
        $shown | Should -Not -Match $hostile
        $shown | Should -Match '\\u\{1B\}\]52'
    }

    It 'is shown in the debug and verbose streams as code points' {
        Set-Planting $true
        $records = & { Get-GigaChatModel -Verbose -Debug } *>&1 |
            Where-Object { $_ -is [System.Management.Automation.InformationalRecord] }
        @($records).Count | Should -BeGreaterOrEqual 2
        $records.Message -join "`n" | Should -Not -Match $hostile
    }
}

Describe 'A question' {
    BeforeAll {
        . $PSScriptRoot/../ScriptedHost.ps1

        # What a script asks at a console, where each question is answered with No.
        function Get-Question([string] $Script, [hashtable] $With = @{}) {
            $scriptedHost = [ScriptedHost]::new('en-US')
            1..5 | ForEach-Object { $scriptedHost.Terminal.Typed.Enqueue('N') }
            $runspace = [runspacefactory]::CreateRunspace($scriptedHost)
            $runspace.Open()
            $shell = [powershell]::Create($runspace)
            try {
                foreach ($name in $With.Keys) { $runspace.SessionStateProxy.SetVariable($name, $With[$name]) }
                $null = $shell.AddScript("Import-Module '$ModulePath'; `$PSStyle.OutputRendering = 'Ansi'; $Script").Invoke()
                # The rules between question and answer are PowerShell's.
                $scriptedHost.Terminal.Text.ToString()
            }
            finally { $shell.Dispose(); $runspace.Dispose() }
        }
        Set-Content (Join-Path $TestDrive 'отчёт.txt') 'text'
    }

    BeforeEach { Set-Planting $false }
    AfterEach { Set-Planting $false; Reset-Emulator $emulator; Set-Emulator $emulator @{ signInRateLimit = $false } }

    It 'of <_> shows the name of a file on one line, with its id behind it' -ForEach 'Remove-GigaChatFile', 'Save-GigaChatFile' {
        $id = (Add-GigaChatFile (Join-Path $TestDrive 'отчёт.txt')).Id
        Set-Planting $true 'id'
        foreach ($switch in '-WhatIf', '-Confirm') {
            $text = Get-Question "Get-GigaChatFile $id | $_ $switch"
            $text | Should -Not -Match $hostile
            # Neither the name nor the clean-up of the screen moves the id away.
            @($text -split "`n" -match 'отчёт.txt\\u\{1B\}\]52.*?' -match [regex]::Escape("($id)")) | Should -HaveCount 1
        }
    }

    It 'of a call shows what the model wants on one line, quoted as PowerShell reads it' {
        $arguments = @{ Path = "a'; $planted`n Remove all ’; b"; Note = 'x' * 5000; Tags = @('a, b', @{ 'k 1' = "v'" }, @('c')) }
        Add-Answer $emulator @{ functionCall = @{ name = 'Remove-Thing'; arguments = $arguments } }
        $text = Get-Question ('function Remove-Thing { param([string] $Path, [string] $Note, [object[]] $Tags) $global:ran = $true }; ' +
            'Invoke-GigaChat вопрос -Function Remove-Thing -InvokeFunction -Confirm')
        $text | Should -Not -Match $hostile
        $line = @($text -split "`n" -match 'on target')
        $line | Should -HaveCount 1
        # A long argument hides none of the others.
        $line[0] | Should -Match 'x{100}… \(\+4,\d00 characters\)'
        foreach ($name in 'Path', 'Note', 'Tags') { $line[0] | Should -Match " -$name " }
        $call = $line[0] -replace '^.*?on target "(.*)"\.?\s*$', '$1'
        $errors = $null
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($call, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $ast.EndBlock.Statements | Should -HaveCount 1
        $elements = $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements
        $path = $elements[1 + $elements.IndexOf(($elements | Where-Object { $_.ParameterName -eq 'Path' }))]
        $path.SafeGetValue() | Should -BeLike "a'; \u{1B}]52*\n Remove all ’; b"
        $call | Should -BeLike "*@('a, b', @{'k 1' = 'v'''}, @('c'))*"
    }

    It 'about the cost of long material has no blanks in a name that move what follows to a line of its own' {
        $log = Join-Path $TestDrive "журнал$(' ' * 90)Go on.log"
        1..400 | ForEach-Object { "строка $_" } | Set-Content -LiteralPath $log
        $text = Get-Question 'Invoke-GigaChat Что? -LiteralPath $log -WhenTooLong Split -MaximumInputToken 500' @{ log = $log }
        @($text -split "`n" -match 'журнал   \\u\{20\}.*too long') | Should -HaveCount 1
        $text | Should -Not -Match ' {4}'
    }

    It 'of Export-GigaChatConversation shows the path on one line' {
        $text = Get-Question 'New-GigaChatConversation | Export-GigaChatConversation -Path $path -WhatIf' @{
            path = Join-Path $TestDrive "a`e[2J`n$([char] 0x202E)b.json"
        }
        $text | Should -Not -Match $hostile
        @($text -split "`n" -match 'What if.*a\\u\{1B\}\[2J\\n\\u\{202E\}b\.json') | Should -HaveCount 1
    }
}
