# Two files that the service has, and one on disk.
$document, $picture = $Culture -eq 'ru-RU' ? 'регламент.docx', 'схема сети.png' : 'regulations.docx', 'network.png'
[System.IO.File]::WriteAllBytes((Join-Path $PWD $document), [byte[]]::new(41000))
[System.IO.File]::WriteAllBytes((Join-Path $PWD $picture), [byte[]]::new(1500000))
$null = Add-GigaChatFile $document, $picture
