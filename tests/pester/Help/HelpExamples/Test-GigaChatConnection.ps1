$env:GIGACHAT_CREDENTIALS, $env:GIGACHAT_BASE_URL, $env:GIGACHAT_AUTH_URL, $env:GIGACHAT_CA_BUNDLE_FILE = $Emulator.authorizationKey,
    $Emulator.baseUri, $Emulator.authUri, $Emulator.caPath
function Get-Secret($Name) { ConvertTo-Secret $Emulator.authorizationKey }
Add-Answer $Emulator @{ text = $Culture -eq 'ru-RU' ? 'Готов.' : 'Ready.' }
