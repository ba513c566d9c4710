# The addresses come from the environment, so that the file of settings need not name them.
$env:GIGACHAT_BASE_URL, $env:GIGACHAT_AUTH_URL, $env:GIGACHAT_CA_BUNDLE_FILE = $Emulator.baseUri, $Emulator.authUri, $Emulator.caPath
@("GIGACHAT_CREDENTIALS=$($Emulator.corporateKey)", 'GIGACHAT_SCOPE=Corporate') | Set-Content gigachat.env
$said = $Culture -eq 'ru-RU' ? @{
    Space = 'Нет: на C свободно только 3 ГБ.'; Restart = 'Служба печати перезапущена.'; Night = 'Ночь прошла спокойно.'
} : @{
    Space = 'No: only 3 GB are free on C.'; Restart = 'I restarted the spooler.'; Night = 'The night was quiet.'
}
Add-Answer $Emulator @{ functionCall = @{ name = 'Get-FreeSpace'; arguments = @{ Drive = 'C' } } }
Add-Answer $Emulator @{ text = $said.Space }
Add-Answer $Emulator @{ functionCall = @{ name = 'Restart-Thing'; arguments = @{ Name = 'spooler' } } }
Add-Answer $Emulator @{ text = $said.Restart }
$BeforeExample = @{ 4 = { Add-Answer $Emulator @{ text = $said.Night } } }
