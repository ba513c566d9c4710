# Patterns that are none, and paths that no file can have: an error of the cmdlet that says so.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator -Corporate
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A pattern that is none' {
    It 'is an error of <Name>, and what follows goes on' -ForEach @(
        @{ Name = 'Get-GigaChatModel'; Run = { Get-GigaChatModel 'а[', 'GigaChat-2' @quietly } }
        @{ Name = 'Get-GigaChatConnection'; Run = { Get-GigaChatConnection 'а[', '*' @quietly } }
    ) {
        $quietly = @{ ErrorVariable = 'script:failed'; ErrorAction = 'SilentlyContinue' }
        & $Run | Should -HaveCount 1
        $failed.FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $failed.Exception.Message | Should -BeLike '*"а`[" is not a valid wildcard pattern*'
    }

    It 'is an error of <Name>' -ForEach @(
        @{ Name = 'Disconnect-GigaChat'; Run = { Disconnect-GigaChat 'а[' -ErrorAction Stop } }
        @{ Name = 'Get-GigaChatFile'; Run = { Get-GigaChatFile 'а[' -ErrorAction Stop } }
        @{ Name = '-Property'; Run = { [pscustomobject] @{ А = 1 } | Invoke-GigaChat 'Q' -Property 'а[' -ErrorAction Stop } }
    ) {
        (Get-ErrorOf $Run).Exception.Message | Should -BeLike '*"а`[" is not a valid wildcard pattern*'
    }
}

Describe 'A path that no file can have' {
    It 'is an error of <Name>: <Path>' -ForEach @(
        foreach ($path in "а`0б", 'env:а') {
            @{ Name = 'Update-GigaChatIndex'; Path = $path; Run = { 'раз' | Update-GigaChatIndex $Path } }
            @{ Name = 'Export-GigaChatConversation'; Path = $path; Run = { New-GigaChatConversation | Export-GigaChatConversation $Path } }
            @{
                Name = 'Invoke-GigaChatRestMethod'; Path = $path
                Run  = { Invoke-GigaChatRestMethod models -OutFile $Path -ErrorAction Stop }
            }
            @{ Name = 'New-GigaChatImage'; Path = $path; Run = { New-GigaChatImage 'кот' -Destination $Path } }
            @{ Name = 'Connect-GigaChat'; Path = $path; Run = { Connect-Emulator $emulator -With @{ LogPath = $Path; Name = 'журнал' } } }
        }
    ) {
        (Get-ErrorOf $Run).FullyQualifiedErrorId | Should -BeLike 'GigaChatFileNotWritten,*'
        Test-Path -LiteralPath (Join-Path ([Environment]::CurrentDirectory) 'а') | Should -BeFalse
    }
}
