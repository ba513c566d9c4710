# For Secrets.Tests.ps1: does everything that handles a secret, and writes down all there is to see of it. A new cmdlet is a line
# in $works or $fails; Secrets.Tests.ps1 misses the one that is in neither.
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
    {
        Connect-GigaChat @proxy -AuthorizationKey $key -ProxyCredential (
            New-Credential 'прокси' $planted.ProxyPassword) -Name 'прокси' -PassThru
    }
    {
        Connect-GigaChat @direct -CertificatePath $emulator.clientPfxPath -CertificatePassword $emulator.clientPfxPassword `
            -Name 'сертификат' -PassThru
    }
    {
        Set-Content $environmentFile "SBER_AUTH=$($planted.Key)"
        Connect-GigaChat @direct -EnvironmentFile $environmentFile -Name 'файл' -PassThru
    }
    { Get-GigaChatConnection | Where-Object Name -NE 'токен' | ForEach-Object { Invoke-GigaChat 'Привет' -Connection $_ -Verbose -Debug } }
    { Invoke-GigaChat 'Привет' -Stream -Verbose -Debug }
    { Invoke-GigaChat 'Привет' -AsChunk -Connection 'пароль' -Verbose -Debug }
    { 'Привет' | New-GigaChatEmbedding -Verbose -Debug }
    { Get-GigaChatModel -Verbose -Debug -Connection 'прокси' }
    { ($conversation = New-GigaChatConversation -SystemPrompt 'Отвечай кратко.') }
    { Invoke-GigaChat 'Привет' -Conversation $conversation }
    {
        Export-GigaChatConversation $conversation -Path (Join-Path $folder 'беседа.txt') -Verbose
        Import-GigaChatConversation -Path (Join-Path $folder 'беседа.txt')
    }
    { 'выход' | New-GigaChatEmbedding | Find-GigaChatSimilar -Query 'вход' -Verbose -Debug }
    {
        'вход', 'выход' | New-GigaChatEmbedding | Export-GigaChatEmbedding (Join-Path $folder 'векторы.npy') -Verbose
        Import-GigaChatEmbedding (Join-Path $folder 'векторы.npy')
        'вход', 'выход' | Update-GigaChatIndex (Join-Path $folder 'индекс.db') -PassThru -Verbose -Debug
        Search-GigaChatIndex (Join-Path $folder 'индекс.db') 'вход' -Verbose -Debug; Get-GigaChatIndex (Join-Path $folder 'индекс.db')
    }
    { 'Сколько тут токенов?' | Measure-GigaChatToken -Verbose -Debug }
    { 'Пишет ivan@example.ru' | Hide-GigaChatText -PassThru -Verbose -Debug }
    {
        Connect-GigaChat @direct -AuthorizationKey $key -Name 'журнал' -LogPath (Join-Path $folder 'журнал.txt') -LogBody
        Invoke-GigaChat 'Привет' -Connection 'журнал'
    }
    { Get-GigaChatBalance -Verbose -Debug }
    { 'слово ' * 30 | Test-GigaChatAIText -Connection 'компания' -Verbose -Debug }
    { Set-Content 'записка.txt' 'Текст записки'; ($file = Add-GigaChatFile 'записка.txt' -Verbose -Debug) }
    {
        Get-GigaChatFile -Verbose -Debug; Save-GigaChatFile $file.Id -Destination 'копия.txt' -PassThru -Verbose
        Invoke-GigaChat 'О чём это?' -Attachment $file -Verbose
    }
    {
        Invoke-GigaChatRestMethod models -Verbose -Debug; Invoke-GigaChatRestMethod models -Raw -Connection 'пароль'
        Invoke-GigaChatRestMethod threads/messages/run -Verbose -Debug -Body @{ messages = @(@{ role = 'user'; content = 'Привет' }) }
        Invoke-GigaChatRestMethod models -OutFile 'модели.json' -Verbose -Debug
    }
    { Remove-GigaChatFile $file.Id -Verbose -Debug -Confirm:$false }
    { New-GigaChatImage 'кот' -Destination 'кот.jpg' -Verbose -Debug }
    { ($function = New-GigaChatFunction -Command Get-Date -Verbose) ; $function | Test-GigaChatFunction -Verbose -Debug }
    {
        ($batch = 'раз', 'два' | Start-GigaChatBatch -Verbose -Debug); Get-GigaChatBatch -Verbose; $batch | Wait-GigaChatBatch -Verbose |
            Receive-GigaChatBatch -Verbose -Debug
    }
    # In another process: what comes back was written and read as CLIXML.
    {
        Start-Job -ArgumentList $test.Module, $direct,
        $key {
            param($module, $direct, $key) Import-Module $module; Connect-GigaChat @direct -AuthorizationKey $key -PassThru
            Invoke-GigaChat 'Привет' -Verbose -Debug; Invoke-GigaChat 'Привет' -Model 'нет такой'
        } -WorkingDirectory $PWD | Receive-Job -Wait -AutoRemoveJob
    }
    {
        Start-ThreadJob -ArgumentList $test.Module {
            param($module) Import-Module $module; Get-GigaChatConnection; Invoke-GigaChat 'Привет' -Verbose -Debug
        } | Receive-Job -Wait -AutoRemoveJob
    }
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
    {
        Connect-GigaChat @direct -AccessToken $planted.EndedToken -Name 'старый'
        Invoke-GigaChat 'Привет' -Connection 'старый' -Verbose -Debug
    }
    { Connect-GigaChat @direct @pfx }
    { Connect-GigaChat @proxy -AuthorizationKey $emulator.b2bKey -Scope B2B -ProxyCredential (New-Credential 'прокси' $planted.WrongProxy) }
    {
        Connect-GigaChat @shared -AuthorizationKey $emulator.b2bKey -Scope B2B -Proxy (
            $emulator.proxyUri -replace '//', "//proxy:$($planted.WrongProxy)@")
    }
    { Connect-GigaChat @shared -AuthorizationKey $key -Proxy "ftp://proxy:$($planted.WrongProxy)@localhost" }
    { Set-Content $environmentFile "GIGACHAT_CREDENTIALS=$($planted.NoKey)"; Connect-GigaChat @direct -EnvironmentFile $environmentFile }
    {
        Set-Content $environmentFile "GIGACHAT_USER=оператор`nGIGACHAT_PASSWORD=$($planted.WrongPassword)"
        Connect-GigaChat @direct -EnvironmentFile $environmentFile
    }
    { $env:GIGACHAT_CREDENTIALS = $planted.TwiceKey; try { Invoke-GigaChat 'Привет' } finally { $env:GIGACHAT_CREDENTIALS = $null } }
    { Invoke-GigaChatRestMethod "https://user:$($planted.WrongPassword)@localhost/v1/models" -ErrorAction Stop }
    { Connect-GigaChat @direct -AuthorizationKey $key -Name 'путь'; Invoke-GigaChatRestMethod 'нет' -Connection 'путь' -Verbose -Debug }
    { Invoke-GigaChatRestMethod models -Connection 'путь' -Headers @{ Authorization = "Bearer $($planted.Token)" } -ErrorAction Stop }
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
    if ($item -isnot [System.Management.Automation.InformationalRecord] -and
        $item -isnot [System.Management.Automation.InformationRecord] -and
            $item -isnot [System.Management.Automation.ErrorRecord]) { $objects.Add($item) }
    if ($item -is [System.Management.Automation.ErrorRecord]) { $errors.Add($item) }
}
# On the host too, for the transcript.
$streams | Out-Default
$objects | Out-Default
$errors | ForEach-Object { Get-Error -InputObject $_ } | Out-Default
$null = Stop-Transcript

$VerbosePreference = $DebugPreference = 'SilentlyContinue'
$streams | Out-String -Width 400 | Set-Content (Join-Path $folder 'streams.txt')
($objects | Format-List * -Force | Out-String -Width 4000), ($objects | ForEach-Object { "$_" }) |
    Set-Content (Join-Path $folder 'objects.txt')
# What is not ours goes on for ever at such a depth: folders of files, reflection.
$ours = $objects | Where-Object { $_.psobject.TypeNames[0] -like '*GigaChat.*' }
$ours | ConvertTo-Json -Depth 9 -WarningAction Ignore | Set-Content (Join-Path $folder 'objects.json')
# Members that only -Force shows, and what is behind the properties.
$(foreach ($connection in $objects | Where-Object { $_ -is [GigaChat.GigaChatConnection] }) {
    $connection | Get-Member -Force | Out-String -Width 400
    $connection.psobject.Properties | ForEach-Object { "$($_.Name) = $($_.Value | Format-List * -Force | Out-String -Width 4000)" }
}) | Set-Content (Join-Path $folder 'members.txt')
$ours | Export-Clixml -Depth 6 (Join-Path $folder 'objects.clixml')
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
    $e.TargetObject, $e.InvocationInfo.BoundParameters,
        ($e.Exception | Select-Object * -ExcludeProperty TargetSite, ParameterType, InnerException) |
            ConvertTo-Json -Depth 6 -WarningAction Ignore
}) | Set-Content (Join-Path $folder 'errors.json')
$errors | Export-Clixml -Depth 3 (Join-Path $folder 'errors.clixml')
