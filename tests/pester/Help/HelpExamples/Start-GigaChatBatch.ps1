# The emulator has a batch ready at the first look.
Set-Emulator $Emulator @{ batchLooks = 0 }
$files = $Culture -eq 'ru-RU' ? @{
    'вопросы.txt'            = "Что такое RAID 6?`nКак узнать срок сертификата?`nЗачем нужен том теневых копий?`n"
    'заявки.csv'             = "Номер,Тема`n101,Принтер печатает пустые страницы`n102,Нет доступа к VPN из дома`n"
    'инструкции/vpn.txt'     = 'Как подключиться к VPN из дома: откройте клиент и войдите под доменным именем.'
    'инструкции/принтер.txt' = 'Принтер печатает пустые страницы: проверьте картридж и очередь печати.'
} : @{
    'questions.txt'            = "What is RAID 6?`nHow do I see when a certificate ends?`nWhat are shadow copies for?`n"
    'tickets.csv'              = "Number,Subject`n101,The printer prints blank pages`n102,No access to the VPN from home`n"
    'instructions/vpn.txt'     = 'How to get into the VPN from home: start the client and sign in with your domain name.'
    'instructions/printer.txt' = 'The printer prints blank pages: check the toner cartridge and the print queue.'
}
foreach ($file in $files.GetEnumerator()) { $null = New-Item -ItemType File -Path $file.Key -Value $file.Value -Force }
