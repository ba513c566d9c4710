$isRussian = $Culture -eq 'ru-RU'
'Регламент резервного копирования' | Set-Content ($isRussian ? 'регламент.docx' : 'regulations.docx')
$folder = New-Item -ItemType Directory ($isRussian ? 'инструкции' : 'manuals')
'Как подключиться к VPN из дома' | Set-Content "$folder/vpn.txt"
'Как печатать на плоттере' | Set-Content ($isRussian ? "$folder/плоттер.txt" : "$folder/plotter.txt")
Add-Answer $Emulator @{ text = $isRussian ? '90 дней' : '90 days' }
