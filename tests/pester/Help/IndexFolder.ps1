# A folder of regulations, tickets, and answers to questions about the regulations.
$isRussian = $Culture -eq 'ru-RU'
$files = $isRussian ? @{
    'регламенты/отпуск.md'     = "# Отпуск`n`nЕжегодный отпуск длится 28 дней.`n`n## За свой счёт`n`nЗаявление подаётся за три дня."
    'регламенты/праздники.txt' = 'В праздники отпуск продлевается.'
    'регламенты/vpn.txt'       = 'Как подключиться к VPN: войдите под доменным именем.'
    'заявки.csv'               = "Id,Тема`n101,Принтер печатает пустые страницы`n102,Нет доступа к VPN`n"
} : @{
    'regulations/leave.md'     = "# Leave`n`nThe yearly leave has 28 days.`n`n## Unpaid leave`n`nHand in an application three days ahead."
    'regulations/holidays.txt' = 'Holidays make the leave longer.'
    'regulations/vpn.txt'      = 'How to get into the VPN: sign in with your domain name.'
    'tickets.csv'              = "Id,Subject`n101,The printer prints blank pages`n102,No access to the VPN`n"
}
foreach ($file in $files.GetEnumerator()) { $null = New-Item -ItemType File -Path $file.Key -Value $file.Value -Force }
$folder = $isRussian ? 'регламенты' : 'regulations'
