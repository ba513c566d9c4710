BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/SavedConversation.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Import-GigaChatConversation' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive (New-Guid))).FullName
        $path = Join-Path $folder 'разговор.json'
    }

    It 'takes files from the pipeline and goes on after a bad one' {
        New-Talk | Export-GigaChatConversation -Path (Join-Path $folder 'a[1].json')
        '{"version":1}' | Set-Content -LiteralPath (Join-Path $folder 'b.json')
        New-Talk | Export-GigaChatConversation -Path (Join-Path $folder 'c.json')
        $found = Get-ChildItem -LiteralPath $folder | Import-GigaChatConversation -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Count | Should -Be 2
        @($errors).Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatConversationInvalid,*'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
        @(Import-GigaChatConversation -Path (Join-Path $folder 'c*.json')).Count | Should -Be 1
    }

    It 'refuses <what>' -ForEach @(
        @{
            what = 'another version'; json = '{"format":"GigaChat conversation","version":3,"talk":[]}'
            words = '*version 3*reads versions up to 2*Update*'
        }
        @{ what = 'what is no JSON'; json = 'Привет'; words = '*is not a saved conversation*' }
        @{
            what = 'a message without text'; json = '{"format":"GigaChat conversation","version":1,"messages":[{"role":"user"}]}'
            words = '*damaged*'
        }
        @{
            what = 'late instructions'
            json = ('{"format":"GigaChat conversation","version":1,"messages":[{"role":"user","content":"а"},' +
                '{"role":"system","content":"б"}]}'); words = '*damaged*'
        }
        @{
            what = 'another shape'; json = '{"format":"GigaChat conversation","version":1,"messages":5}'
            words = '*is not a saved conversation*'
        }
    ) {
        $json | Set-Content -LiteralPath $path
        $e = Get-ErrorOf { Import-GigaChatConversation -Path $path @args }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatConversationInvalid,*'
        $e.Exception.Message | Should -BeLike $words
        $e.TargetObject | Should -BeExactly $path
    }

    It 'names a file that is not there' {
        (Get-ErrorOf { Import-GigaChatConversation -Path (Join-Path $folder 'нет.json') @args }).FullyQualifiedErrorId |
            Should -BeLike 'GigaChatFileNotFound,*'
    }
}
