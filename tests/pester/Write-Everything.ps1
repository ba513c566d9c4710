# For Secrets.Tests.ps1: does everything that handles a secret, and writes down all there is to see of it.
$test = $env:TEST_PLANTED | ConvertFrom-Json -AsHashtable
Remove-Item env:TEST_PLANTED
$planted = $test.Secrets
$emulator = $test.Emulator
$shared = $test.Shared
$folder = New-Item -ItemType Directory (Join-Path $test.Folder 'written')
$environmentFile = Join-Path $test.Folder 'секреты.env'
Import-Module $test.Module
$ErrorActionPreference = 'Continue'
$DebugPreference = 'Continue'
$VerbosePreference = 'Continue'
$InformationPreference = 'Continue'

function ConvertTo-Secret([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }
function New-Credential([string] $User, [string] $Password) { [pscredential]::new($User, (ConvertTo-Secret $Password)) }

$key = ConvertTo-Secret $planted.Key
$direct = $shared.Clone()
$shared.Remove('NoProxy')
$proxy = $shared + @{ Proxy = $emulator.proxyUri }
$pfx = @{ CertificatePath = $emulator.clientPfxPath; CertificatePassword = ConvertTo-Secret $planted.CertificateWord }

$works = @(
    { Connect-GigaChat @direct -AuthorizationKey $key -PassThru }
    { Connect-GigaChat @direct -AuthorizationKey $planted.Key -Name 'строкой' -PassThru }
    { Connect-GigaChat @direct -AuthorizationKey $planted.CorporateKey -Scope Corporate -Name 'компания' -PassThru }
    { Connect-GigaChat @direct -Credential (New-Credential $emulator.clientId $planted.Secret) -Name 'пара' -PassThru }
    { Connect-GigaChat @direct -UserCredential (New-Credential $emulator.user $planted.Password) -Name 'пароль' -PassThru }
    { Connect-GigaChat @direct -AccessToken $planted.Token -Name 'токен' -PassThru }
    { Connect-GigaChat @proxy -AuthorizationKey $key -ProxyCredential (New-Credential 'прокси' $planted.ProxyPassword) -Name 'прокси' -PassThru }
    { Connect-GigaChat @direct -CertificatePath $emulator.clientPfxPath -CertificatePassword $emulator.clientPfxPassword -Name 'сертификат' -PassThru }
    { Set-Content $environmentFile "SBER_AUTH=$($planted.Key)"; Connect-GigaChat @direct -EnvironmentFile $environmentFile -Name 'файл' -PassThru }
    { Get-GigaChatConnection | Where-Object Name -NE 'токен' | ForEach-Object { Invoke-GigaChat 'Привет' -Connection $_ -Verbose -Debug } }
    { Invoke-GigaChat 'Привет' -Stream -Verbose -Debug }
    { Invoke-GigaChat 'Привет' -AsChunk -Connection 'пароль' -Verbose -Debug }
    { 'Привет' | New-GigaChatEmbedding -Verbose -Debug }
    { Get-GigaChatModel -Verbose -Debug -Connection 'прокси' }
    { New-GigaChatConversation -SystemPrompt 'Отвечай кратко.' }
    { Get-GigaChatConnection }
    { Test-GigaChatConnection @direct -AuthorizationKey $key }
    { Test-GigaChatConnection -Connection 'пароль' -Verbose -Debug }
    { Test-GigaChatConnection -Connection 'прокси' -Verbose -Debug }
    { Test-GigaChatConnection @direct -AuthorizationKey $planted.NoKey }
    { Test-GigaChatConnection @direct -AuthorizationKey $planted.WrongKey }
    { Test-GigaChatConnection @direct -AuthorizationKey $planted.CorporateKey }
    { Test-GigaChatConnection @direct -AccessToken $planted.EndedToken }
    { Test-GigaChatConnection @shared -AuthorizationKey $key -Proxy ($emulator.proxyUri -replace '//', "//proxy:$($planted.WrongProxy)@") }
)

$fails = @(
    { Connect-GigaChat @direct -AuthorizationKey $planted.NoKey }
    { Connect-GigaChat @direct -AuthorizationKey $planted.TwiceKey }
    { Connect-GigaChat @direct -AuthorizationKey $planted.WrongSecret }
    { Connect-GigaChat @direct -AuthorizationKey $planted.Token }
    { Connect-GigaChat @direct -AuthorizationKey (ConvertTo-Secret $planted.WrongKey) }
    { Connect-GigaChat @direct -AuthorizationKey $planted.CorporateKey }
    { Connect-GigaChat @direct -Credential (New-Credential $emulator.clientId $planted.WrongSecret) }
    { Connect-GigaChat @direct -UserCredential (New-Credential $emulator.user $planted.WrongPassword) }
    { Connect-GigaChat @direct -UserCredential (New-Credential 'имя:с:двоеточием' $planted.WrongPassword) }
    { Connect-GigaChat @direct -AccessToken "$($planted.NoKey) $($planted.NoKey)" }
    { Connect-GigaChat @direct -AccessToken $planted.EndedToken -Name 'старый'; Invoke-GigaChat 'Привет' -Connection 'старый' -Verbose -Debug }
    { Connect-GigaChat @direct @pfx }
    { Connect-GigaChat @proxy -AuthorizationKey $emulator.b2bKey -Scope B2B -ProxyCredential (New-Credential 'прокси' $planted.WrongProxy) }
    { Connect-GigaChat @shared -AuthorizationKey $emulator.b2bKey -Scope B2B -Proxy ($emulator.proxyUri -replace '//', "//proxy:$($planted.WrongProxy)@") }
    { Connect-GigaChat @shared -AuthorizationKey $key -Proxy "ftp://proxy:$($planted.WrongProxy)@localhost" }
    { Set-Content $environmentFile "GIGACHAT_CREDENTIALS=$($planted.NoKey)"; Connect-GigaChat @direct -EnvironmentFile $environmentFile }
    { Set-Content $environmentFile "GIGACHAT_USER=оператор`nGIGACHAT_PASSWORD=$($planted.WrongPassword)"; Connect-GigaChat @direct -EnvironmentFile $environmentFile }
    { $env:GIGACHAT_CREDENTIALS = $planted.TwiceKey; try { Invoke-GigaChat 'Привет' } finally { $env:GIGACHAT_CREDENTIALS = $null } }
    { Connect-GigaChat @direct -AuthorizationKey $key -BaseUri "https://user:$($planted.WrongPassword)@localhost/v1" }
)

$null = Start-Transcript (Join-Path $folder 'transcript.txt')
$objects = [System.Collections.Generic.List[object]]::new()
$errors = [System.Collections.Generic.List[object]]::new()
$streams = & {
    foreach ($work in $works) { . $work -OutVariable +objects }
    # The default connection goes first, so that one from the environment is asked for.
    Disconnect-GigaChat
    foreach ($fail in $fails) { try { . $fail } catch { $errors.Add($_) } }
} *>&1
foreach ($item in $streams) {
    if ($item -isnot [System.Management.Automation.InformationalRecord] -and $item -isnot [System.Management.Automation.InformationRecord] -and $item -isnot [System.Management.Automation.ErrorRecord]) { $objects.Add($item) }
    if ($item -is [System.Management.Automation.ErrorRecord]) { $errors.Add($item) }
}
# On the host too, for the transcript.
$streams | Out-Default
$objects | Out-Default
$errors | ForEach-Object { Get-Error -InputObject $_ } | Out-Default
$null = Stop-Transcript

$VerbosePreference = $DebugPreference = 'SilentlyContinue'
$streams | Out-String -Width 400 | Set-Content (Join-Path $folder 'streams.txt')
($objects | Format-List * -Force | Out-String -Width 4000), ($objects | ForEach-Object { "$_" }) | Set-Content (Join-Path $folder 'objects.txt')
$objects | ConvertTo-Json -Depth 6 | Set-Content (Join-Path $folder 'objects.json')
$objects | Export-Clixml -Depth 6 (Join-Path $folder 'objects.clixml')
$(foreach ($e in $errors) {
    Get-Error -InputObject $e | Out-String -Width 4000
    $e | Format-List * -Force | Out-String -Width 4000
    $e.Exception | Format-List * -Force | Out-String -Width 4000
    $e.InvocationInfo.BoundParameters | Out-String -Width 4000
    $e.Exception.ToString()
}) | Set-Content (Join-Path $folder 'errors.txt')
$(foreach ($e in $errors) {
    # PowerShell's own notes in there have keys that JSON cannot have.
    for ($exception = $e.Exception; $exception; $exception = $exception.InnerException) { $exception.Data.Clear() }
    $e | ConvertTo-Json -Depth 2 -WarningAction Ignore
    # The whole at this depth is mostly the reflection of .NET upon itself.
    $e.TargetObject, $e.InvocationInfo.BoundParameters, ($e.Exception | Select-Object * -ExcludeProperty TargetSite, InnerException) | ConvertTo-Json -Depth 6 -WarningAction Ignore
}) | Set-Content (Join-Path $folder 'errors.json')
$errors | Export-Clixml -Depth 3 (Join-Path $folder 'errors.clixml')
