$said = $Culture -eq 'ru-RU' ? @{
    One    = 'Копия не создана: в 02:13 заполнился диск D:, повтор не удался.'
    Groups = '1. Заполнен диск D: (backup.log). 2. Перезапускается веб-сервер (web.log).'
    Rated  = '{"Уровень":"авария","Итог":"Копия не создана."}', '{"Уровень":"внимание","Итог":"Сервер один раз перезапустился."}'
    Old    = 'Нет драйвера принтера.'
} : @{
    One    = 'No backup was created: drive D: was full at 02:13, and the retry failed.'
    Groups = '1. Drive D: is full (backup.log). 2. The web server restarts (web.log).'
    Rated  = '{"Level":"critical","Summary":"No backup was created."}', '{"Level":"warning","Summary":"The server restarted once."}'
    Old    = 'The printer driver is missing.'
}
'02:13:44 ERROR D: is full', '02:14:45 ERROR no copy' | Set-Content backup.log
'03:00:01 WARN restart' | Set-Content web.log
[System.Text.Encoding]::RegisterProvider([System.Text.CodePagesEncodingProvider]::Instance)
[System.IO.File]::WriteAllText("$PWD/old.txt", 'Ошибка: драйвер не найден', [System.Text.Encoding]::GetEncoding(1251))
foreach ($text in @($said.One; $said.Groups; $said.Rated; $said.Old)) { Add-Answer $Emulator @{ text = $text } }
