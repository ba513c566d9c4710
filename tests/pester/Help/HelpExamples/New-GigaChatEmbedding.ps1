# Instructions, tickets and questions; among the reports one that is longer than the model takes.
$files = $Culture -eq 'ru-RU' ? @{
    'инструкции/vpn.txt'     = 'Как подключиться к VPN из дома: откройте клиент и войдите под доменным именем.'
    'инструкции/пароль.txt'  = 'Как сбросить забытый пароль: позвоните дежурному администратору.'
    'инструкции/принтер.txt' = 'Принтер печатает пустые страницы: проверьте картридж и очередь печати.'
    'заявки.csv'             =
        "Номер,Тема`n101,Принтер печатает пустые страницы`n102,Нет доступа к VPN из дома`n103,Забыл пароль от почты`n"
    'отчёты/май.txt'         = 'Резервные копии сделаны, место на дисках есть.'
    'отчёты/июнь.txt'        = 'Слово за словом. ' * 200
    'вопросы.txt'            =
        "Почтовый ящик не открывается, если он переполнен: удалите старые письма.`nПропуск на стоянку выдаёт охрана.`n"
} : @{
    'instructions/vpn.txt'      = 'How to get into the VPN from home: start the client and sign in with your domain name.'
    'instructions/password.txt' = 'How to reset a forgotten password: call the administrator on duty.'
    'instructions/printer.txt'  = 'The printer prints blank pages: check the toner cartridge and the print queue.'
    'tickets.csv'               =
        "Number,Subject`n101,The printer prints blank pages`n102,No access to the VPN from home`n103,Forgot the password of the mailbox`n"
    'reports/may.txt'           = 'The backups were made, there is room on the disks.'
    'reports/june.txt'          = 'Word after word. ' * 200
    'faq.txt'                   = "The mailbox does not open when it is full: delete old letters.`nThe guards hand out parking permits.`n"
}
foreach ($file in $files.GetEnumerator()) { $null = New-Item -ItemType File -Path $file.Key -Value $file.Value -Force }
