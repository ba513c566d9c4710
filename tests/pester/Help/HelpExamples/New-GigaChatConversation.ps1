Add-Answer $Emulator @{ text = 'systemctl --failed' }
Add-Answer $Emulator @{ text = $Culture -eq 'ru-RU' ? 'journalctl -u <юнит> -b' : 'journalctl -u <unit> -b' }
Add-Answer $Emulator @{ text = '636' }
