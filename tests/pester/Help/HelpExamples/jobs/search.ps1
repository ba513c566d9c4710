$files = $Culture -eq 'ru-RU' ? @{
    'инструкции/vpn.txt'     = 'Как подключиться к VPN из дома: откройте страницу входа и введите доменное имя.'
    'инструкции/пароль.txt'  = 'Как сбросить забытый пароль: позвоните дежурному администратору.'
    'инструкции/принтер.txt' = 'Принтер печатает пустые страницы: проверьте картридж и очередь печати.'
} : @{
    'instructions/vpn.txt'      = 'How to get into the VPN from home: start the client and sign in with your domain name.'
    'instructions/password.txt' = 'How to reset a forgotten password: call the administrator on duty.'
    'instructions/printer.txt'  = 'The printer prints blank pages: check the toner cartridge and the print queue.'
}
foreach ($file in $files.GetEnumerator()) { $null = New-Item -ItemType File -Path $file.Key -Value $file.Value -Force }
'%PDF-1.4' | Set-Content ($Culture -eq 'ru-RU' ? 'руководство.pdf' : 'manual.pdf')
$answers = $Culture -eq 'ru-RU' ? @('Откройте клиент VPN и войдите под доменным именем.', '443 и 9443.') : @(
    'Start the VPN client and sign in with your domain name.', '443 and 9443.')
foreach ($text in $answers) { Add-Answer $Emulator @{ text = $text } }
