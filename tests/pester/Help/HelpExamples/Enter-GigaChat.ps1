$said = $Culture -eq 'ru-RU' ? @{
    Typed   = '/файл print.log', 'Почему стоит очередь печати?', 'Как его перезапустить?', '/выход', 'Что означает STOP 0x0000007B?',
    '/выход', 'С какого времени?', '/выход'
    Answers = 'Диспетчеру печати некуда писать: диск C: заполнен.', 'Restart-Service Spooler', 'Windows не находит загрузочное устройство.',
        'После переноса не хватает драйвера дискового контроллера.', 'Диск заполнился.', 'С 03:12.'
} : @{
    Typed   = '/file print.log', 'Why does the queue stand still?', 'How do I restart it?', '/exit', 'What does STOP 0x0000007B mean?',
    '/exit', 'Since when?', '/exit'
    Answers = 'The spooler cannot write: drive C: is full.', 'Restart-Service Spooler', 'Windows does not find its boot device.',
        'The driver of the disk controller is missing after the move.', 'The disk filled up.', 'Since 03:12.'
}
$Typed = $said.Typed
foreach ($text in $said.Answers) { Add-Answer $Emulator @{ text = $text } }
'03:12 spooler: cannot write, disk full' | Set-Content print.log -NoNewline
