'Printer,Jobs', 'lobby,14' | Set-Content queues.csv
$said = $Culture -eq 'ru-RU' ? @(
    'В очереди принтера в холле ждут 14 заданий.', 'Замятие бумаги, принтер в холле'
) : @('14 jobs wait in the queue of the lobby printer.', 'Paper jam, lobby printer')
Add-Answer $Emulator @{ functionCall = @{ name = 'Get-QueueLength'; arguments = @{ Printer = 'lobby' } } }
Add-Answer $Emulator @{ text = $said[0] }
Add-Answer $Emulator @{ functionCall = @{ name = 'open_ticket'; arguments = @{ title = $said[1] } } }
