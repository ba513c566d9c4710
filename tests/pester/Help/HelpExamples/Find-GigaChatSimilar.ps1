# A folder of instructions with its saved index, tickets, and an answer to a question about the instructions.
$files = $Culture -eq 'ru-RU' ? @{
    'инструкции/vpn.txt'     = 'Как подключиться к VPN из дома: откройте страницу входа и введите доменное имя.'
    'инструкции/пароль.txt'  = 'Как сбросить забытый пароль: позвоните дежурному администратору.'
    'инструкции/принтер.txt' = 'Принтер печатает пустые страницы: проверьте картридж и очередь печати.'
    'заявки.csv'             =
        ("Номер,Тема`n101,Принтер печатает пустые страницы`n102,Нет доступа к VPN из дома`n103,Пустые страницы из принтера`n104," +
            "Истёк пароль`n")
} : @{
    'instructions/vpn.txt'      = 'How to get into the VPN from home: start the client and sign in with your domain name.'
    'instructions/password.txt' = 'How to reset a forgotten password: call the administrator on duty.'
    'instructions/printer.txt'  = 'The printer prints blank pages: check the toner cartridge and the print queue.'
    'tickets.csv'               =
        ("Number,Subject`n101,The printer prints blank pages`n102,No access to the VPN from home`n103,Blank pages from the printer`n104," +
            "Password expired`n")
}
foreach ($file in $files.GetEnumerator()) { $null = New-Item -ItemType File -Path $file.Key -Value $file.Value -Force }
$folder = $Culture -eq 'ru-RU' ? 'инструкции' : 'instructions'
Get-ChildItem $folder -Filter *.txt | New-GigaChatEmbedding | Export-Clixml "$folder.xml"
Add-Answer $Emulator @{
    text = $Culture -eq
        'ru-RU' ? 'Откройте клиент VPN и войдите под доменным именем.' : 'Start the VPN client and sign in with your domain name.'
}
