# A folder of instructions.
$files = $Culture -eq 'ru-RU' ? @{
    'инструкции/vpn.txt'     = 'Как подключиться к VPN из дома: откройте страницу входа и введите доменное имя.'
    'инструкции/принтер.txt' = 'Принтер печатает пустые страницы: проверьте картридж и очередь печати.'
} : @{
    'instructions/vpn.txt'     = 'How to get into the VPN from home: start the client and sign in with your domain name.'
    'instructions/printer.txt' = 'The printer prints blank pages: check the toner cartridge and the print queue.'
}
foreach ($file in $files.GetEnumerator()) { $null = New-Item -ItemType File -Path $file.Key -Value $file.Value -Force }
