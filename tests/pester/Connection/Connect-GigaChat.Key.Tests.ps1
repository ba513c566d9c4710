BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $key = $emulator.authorizationKey
    $pair = [System.Text.Encoding]::ASCII.GetString([Convert]::FromBase64String($key)) -split ':'
}

AfterAll { Stop-Emulator $emulator }

Describe 'An authorization key' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'is taken with what was pasted along: <name>' -ForEach @(
        @{ name = 'zero-width spaces'; text = { $key.Insert(9, [char] 0x200B) } }
        @{ name = 'a control character'; text = { [char] 0x16 + $key } }
        @{ name = 'typographic quotes'; text = { [char] 0x201C + $key + [char] 0x201D } }
        @{ name = 'angle quotes'; text = { [char] 0xAB + $key + [char] 0xBB } }
        @{ name = 'the name of a variable'; text = { "GIGACHAT_CREDENTIALS=$key" } }
        @{ name = 'a line of PowerShell'; text = { "`$env:GIGACHAT_CREDENTIALS = '$key'" } }
        @{ name = 'a line of a shell'; text = { "export GIGACHAT_CREDENTIALS=`"$key`"" } }
        @{ name = 'a header'; text = { "Authorization: Basic $key" } }
    ) {
        (Connect-GigaChat -AuthorizationKey (& $text) @parameters -PassThru).TokenExpires | Should -Not -BeNullOrEmpty
        (Get-SentRequest $emulator '*/oauth').headers.Authorization | Should -BeExactly "Basic $key"
    }

    It 'is taken from what it is kept in: <name>' -ForEach @(
        @{ name = 'a PSCredential with the key as password'; value = { [pscredential]::new('ключ', (ConvertTo-Secret $key)) } }
        @{ name = 'a PSCredential of client id and secret'; value = { [pscredential]::new($pair[0], (ConvertTo-Secret $pair[1])) } }
        @{ name = 'a file with an empty line'; value = { Set-Content TestDrive:/key.txt $key, ''; Get-Content TestDrive:/key.txt } }
        @{
            name = 'a file with two lines'
            value = { Set-Content TestDrive:/key.txt $key.Substring(0, 50), $key.Substring(50); Get-Content TestDrive:/key.txt }
        }
    ) {
        (Connect-GigaChat -AuthorizationKey (& $value) @parameters -PassThru).TokenExpires | Should -Not -BeNullOrEmpty
        (Get-SentRequest $emulator '*/oauth').headers.Authorization | Should -BeExactly "Basic $key"
    }

    It 'is taken from the text of ConvertFrom-SecureString' -Tag 'NotInWine: what it encrypts has another form' {
        $text = ConvertTo-Secret $key | ConvertFrom-SecureString
        (Connect-GigaChat -AuthorizationKey $text @parameters -PassThru).TokenExpires | Should -Not -BeNullOrEmpty
        (Get-SentRequest $emulator '*/oauth').headers.Authorization | Should -BeExactly "Basic $key"
    }

    It 'with a letter of another alphabet in it names the letter and its place' {
        $wrong = $key.Insert(9, [char] 0x421)
        $failure = Get-ErrorOf { Connect-GigaChat -AuthorizationKey $wrong @parameters }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GigaChatKeyInvalid,*'
        $failure.Exception.Message | Should -BeLike ('The authorization key has a character at position 10 that Base64 does not use ' +
            "($([char] 0x421) U+0421).*")
        $failure.Exception.Message | Should -Not -BeLike "*$($key.Substring(10, 20))*"
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try {
            (Get-ErrorOf { Connect-GigaChat -AuthorizationKey $wrong @parameters }).Exception.Message |
                Should -BeLike "В ключе авторизации на позиции 10 стоит символ, которого нет в Base64 ($([char] 0x421) U+0421).*"
        }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
        Get-SentRequest $emulator '*/oauth' | Should -BeNullOrEmpty
    }

    It 'in <name> is an error that says what to write, without the key' -ForEach @(
        @{
            name = 'a hashtable'; value = { @{ Key = $key } }
            says = '*not an object of type Hashtable*-AuthorizationKey $settings.Key*'
            russian = '*а не объект типа Hashtable*-AuthorizationKey $settings.Key*'
        }
        @{
            name = 'the text of ConvertFrom-SecureString -Key'
            value = { ConvertTo-Secret $key | ConvertFrom-SecureString -Key (1..16) }
            says = '*(ConvertTo-SecureString $text -Key $key)*'
            russian = '*Сначала преобразуйте её: (ConvertTo-SecureString $text -Key $key)*'
        }
    ) {
        $failure = Get-ErrorOf { Connect-GigaChat -AuthorizationKey (& $value) @parameters }
        $failure.Exception.Message | Should -BeLike $says
        "$($failure.Exception)" | Should -Not -BeLike "*$key*"
        [cultureinfo]::CurrentUICulture = 'ru-RU'
        try { (Get-ErrorOf { Connect-GigaChat -AuthorizationKey (& $value) @parameters }).Exception.Message | Should -BeLike $russian }
        finally { [cultureinfo]::CurrentUICulture = 'en-US' }
    }

    It 'a token is taken behind its header or variable as well' -ForEach @(
        @{ text = 'Authorization: Bearer a.b.c' }, @{ text = 'GIGACHAT_ACCESS_TOKEN=aaaaaaaa.bbbbbbbb.cccccccc' }
    ) {
        # The token is unknown here; it is the header that counts.
        try {
            $null = Connect-GigaChat -AccessToken $text @parameters
            $null = Invoke-GigaChat 'вопрос'
        }
        catch { $_.FullyQualifiedErrorId | Should -BeLike 'GigaChatAuthenticationFailed,*' }
        @(Get-SentRequest $emulator)[0].headers.Authorization | Should -BeExactly "Bearer $($text -replace '^.*[ =]')"
    }
}
