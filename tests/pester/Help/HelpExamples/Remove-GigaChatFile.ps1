# Two files that the service has, one more on disk, and an answer to a question about that.
$isRussian = $Culture -eq 'ru-RU'
$name = $isRussian ? 'регламент.docx' : 'regulations.docx'
'Регламент изменений' | Set-Content $name
$null = Add-GigaChatFile $name, $name
Add-Answer $Emulator @{ text = $isRussian ? 'Архитектор' : 'Architect' }
