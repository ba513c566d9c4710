BeforeAll { . $PSScriptRoot/../Common.ps1 }

Describe 'Test-MintsifryRootCA -Uri' {
    It 'is an error, not an answer, where nothing listens' {
        $record = Get-ErrorOf { Test-MintsifryRootCA -Uri 127.0.0.1:1 }
        $record.FullyQualifiedErrorId | Should -BeLike 'GigaChatConnectionFailed,*'
    }
    It 'wants HTTPS' {
        (Get-ErrorOf { Test-MintsifryRootCA -Uri http://api.giga.chat }).FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
    }
}
