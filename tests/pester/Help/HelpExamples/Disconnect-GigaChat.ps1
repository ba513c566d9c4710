$connect = Get-ConnectParameter $Emulator
@(
    "GIGACHAT_CREDENTIALS=$($Emulator.authorizationKey)", "GIGACHAT_BASE_URL=$($Emulator.baseUri)",
    "GIGACHAT_AUTH_URL=$($Emulator.authUri)", "GIGACHAT_CA_BUNDLE_FILE=$($Emulator.caPath)"
) | Set-Content gigachat.env
'archive: no space left' | Set-Content backup.log
'Test1', 'Test2', 'Production' | ForEach-Object { Connect-GigaChat @connect -AuthorizationKey $Emulator.authorizationKey -Name $_ }
Add-Answer $Emulator @{
    text = $Culture -eq
        'ru-RU' ?
            'Два из трёх; задание «архив» остановилось из-за нехватки места.' : 'Two of three; the job "archive" stopped for lack of space.'
}
