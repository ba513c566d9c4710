# Questions with their answers, and a saved batch with a report that is longer than the model takes. The emulator has a batch
# ready at the first look, and answers the last request first.
Set-Emulator $Emulator @{ batchLooks = 0 }
$isRussian = $Culture -eq 'ru-RU'
$folder = New-Item -ItemType Directory ($isRussian ? 'отчёты' : 'reports')
'Резервные копии сделаны, место на дисках есть.' | Set-Content "$folder/2026-05.txt"
'Слово за словом. ' * 200 | Set-Content "$folder/2026-06.txt"
'Заменён блок питания в стойке 4.' | Set-Content "$folder/2026-07.txt"
Get-ChildItem $folder | Start-GigaChatBatch -Method Embedding | Export-Clixml ($isRussian ? 'пакет.xml' : 'batch.xml')

$questions = $isRussian ? 'Что такое RAID 6?', 'Зачем нужны теневые копии?' : 'What is RAID 6?', 'What are shadow copies for?'
$questions | Set-Content ($isRussian ? 'вопросы.txt' : 'questions.txt')
$answers = $isRussian ? 'Массив, который переживает отказ двух дисков.', 'Чтобы вернуть прежнюю версию файла.' :
    'An array that survives the loss of two disks.', 'To bring an earlier version of a file back.'
foreach ($answer in $answers[1], $answers[0]) { Add-Answer $Emulator @{ text = $answer } }
