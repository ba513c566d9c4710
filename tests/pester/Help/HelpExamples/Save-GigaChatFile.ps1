$name, $folder = $Culture -eq 'ru-RU' ? 'регламент.docx', 'загрузки' : 'regulations.docx', 'downloads'
[System.IO.File]::WriteAllBytes((Join-Path $PWD $name), [byte[]]::new(41000))
$null = Add-GigaChatFile $name
$null = New-Item -ItemType Directory $folder
