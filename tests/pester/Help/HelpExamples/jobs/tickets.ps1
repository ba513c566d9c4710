$isRussian = $Culture -eq 'ru-RU'
if ($isRussian) {
    'Номер,Тема,Текст', '101,Замятие бумаги,Принтер в холле мнёт бумагу', '102,Нет VPN,Из дома не подключиться',
    '103,Пустые страницы,Принтер в холле печатает пустые страницы' | Set-Content заявки.csv
}
else {
    'Id,Subject,Text', '101,Paper jam,The printer in the lobby jams paper', '102,No VPN,Cannot connect from home',
    '103,Blank pages,The printer in the lobby prints blank pages' | Set-Content tickets.csv
}
$answers = $isRussian ? @(
    '{"Категория":"печать","Приоритет":2}', '{"Категория":"доступ","Приоритет":1}', '{"Категория":"печать","Приоритет":3}'
    'Мы восстанавливаем VPN; он заработает к полудню.'
) : @(
    '{"Category":"printing","Priority":2}', '{"Category":"access","Priority":1}', '{"Category":"printing","Priority":3}'
    'We are working on the VPN and expect it to be available by noon.'
)
foreach ($text in $answers) { Add-Answer $Emulator @{ text = $text } }
