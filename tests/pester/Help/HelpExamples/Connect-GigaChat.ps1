# The addresses come from the environment, so that the examples need not name them; no real proxy leads to them.
$env:GIGACHAT_BASE_URL, $env:GIGACHAT_AUTH_URL, $env:GIGACHAT_CA_BUNDLE_FILE = $Emulator.baseUri, $Emulator.authUri, $Emulator.caPath
$env:CORP_PROXY = $Emulator.proxyUri
$Typed = $Emulator.authorizationKey, $Emulator.clientId, $Emulator.clientSecret
function Get-Secret($Name) { ConvertTo-Secret $Emulator.corporateKey }

@("GIGACHAT_CREDENTIALS=$($Emulator.corporateKey)", 'GIGACHAT_SCOPE=Corporate', 'GIGACHAT_MODEL=GigaChat-2') | Set-Content gigachat.env
Copy-Item $Emulator.caPath corp-ca.pem
Copy-Item $Emulator.clientCertificatePath client.pem
Copy-Item $Emulator.clientKeyPath client.key
$BeforeExample = @{
    # This one signs in with what the environment has.
    5 = { $env:GIGACHAT_CREDENTIALS = $Emulator.authorizationKey }
}
if ($Culture -eq 'ru-RU') {
    Add-Answer $Emulator @{ text = 'Система выключилась неожиданно: питание, сбой или кнопка сброса.' }
    Add-Answer $Emulator @{ text = 'Готов.' }
}
else {
    Add-Answer $Emulator @{ text = 'The system was shut down unexpectedly: no power, a crash or a reset.' }
    Add-Answer $Emulator @{ text = 'Ready.' }
}
