# A batch of another session, and a saved one. The emulator answers the last request first.
Set-Emulator $Emulator @{ batchLooks = 0 }
$isRussian = $Culture -eq 'ru-RU'
$answers = $isRussian ? 'Принтер', 'Сеть' : 'Printer', 'Network'
foreach ($answer in $answers[1], $answers[0]) { Add-Answer $Emulator @{ text = $answer } }
$tickets = $isRussian ? 'Принтер печатает пустые страницы', 'Нет доступа к VPN из дома' : 'The printer prints blank pages',
    'No access to the VPN from home'
$tickets | Start-GigaChatBatch | Export-Clixml ($isRussian ? 'пакет.xml' : 'batch.xml')
$null = 'vpn', 'raid', 'cups' | Start-GigaChatBatch -Method Embedding
