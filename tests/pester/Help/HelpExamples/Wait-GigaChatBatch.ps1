# A saved batch, and the answers of another. The emulator has a batch ready at the first look, and answers the last request first.
Set-Emulator $Emulator @{ batchLooks = 0 }
$isRussian = $Culture -eq 'ru-RU'
'vpn', 'raid', 'cups' | Start-GigaChatBatch -Method Embedding | Export-Clixml ($isRussian ? 'пакет.xml' : 'batch.xml')
$answers = $isRussian ? 'Массив с двойной чётностью: переживает отказ двух дисков.', 'Чередование зеркальных пар.' :
    'An array with double parity: it survives the loss of two disks.', 'A stripe of mirrored pairs.'
foreach ($answer in $answers[1], $answers[0]) { Add-Answer $Emulator @{ text = $answer } }
