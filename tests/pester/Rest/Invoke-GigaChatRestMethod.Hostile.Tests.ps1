# Paths that lead elsewhere, and answers that PowerShell's objects have no place for.
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

    It 'sends nothing along a path that a gateway may decode into another: <_>' -ForEach @(
        'files/..%2f..%2fadmin', 'files/..%5c..%5cadmin', 'files/%252e%252e/admin', 'files/%2e%2e%252fadmin', 'files/..;/admin',
        'files/..;a=b/admin', 'files/.%2e', 'v1\..\admin'
    ) {
        Invoke-GigaChatRestMethod $_ -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'GigaChatInvalidRequest,GigaChat.Commands.InvokeGigaChatRestMethodCommand'
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }

    It 'takes what looks like it and is a name or a value: <Path>' -ForEach @(
        @{ Path = 'models/..x'; Sent = '/v1/models/..x' }
        @{ Path = 'models/a%2fb'; Sent = '/v1/models/a%2fb' }
        @{ Path = 'models?next=https://example.org/../x'; Sent = '/v1/models' }
    ) {
        $null = Invoke-GigaChatRestMethod $Path -SkipHttpErrorCheck
        (Get-SentRequest $emulator)[-1].path | Should -Be $Sent
    }

    It 'makes an object of any JSON, also where names are empty or PowerShell''s own' {
        Add-Fault $emulator @{
            kind = 'status'; on = 'models'; status = 200; contentType = 'application/json'
            body = '{"":1,"_":2,"PSObject":{"psbase":3},"pstypenames":[4],"имя":5,"ИМЯ":6}'
        }
        $found = Invoke-GigaChatRestMethod models
        $found.'_', $found.'__' | Should -Be 1, 2
        $found.PSObject_.psbase_ | Should -Be 3
        $found.pstypenames_ | Should -Be 4
        $found.имя | Should -Be 6
    }
}
