$said = $Culture -eq 'ru-RU' ? @{
    Begin = 'На диске не хватает места.', 'Get-Volume', 'В 03:12 на \\nas\backup кончилось место, и задание «архив» остановилось.'
    Logs  = 'да'
    Topic = '{"Topic":"печать","Urgency":2}', '{"Topic":"доступ","Urgency":5}'
    End   = 'Нет: на C свободно только 3 ГБ.', 'Сегодня с 22:00 до 23:00 почта не будет работать. Просим прощения.'
} : @{
    Begin = 'There is not enough space on the disk.', 'Get-Volume', 'At 03:12 \\nas\backup was full, so the job "archive" stopped.'
    Logs  = 'yes'
    Topic = '{"Topic":"printing","Urgency":2}', '{"Topic":"access","Urgency":5}'
    End   = 'No: only 3 GB are free on C.', 'Mail will not be available today from 22:00 to 23:00. We are sorry.'
}
'03:12 archive: no space left on \\nas\backup' | Set-Content backup.log
'03:12 spooler: cannot write' | Set-Content print.log
'03:12 502 Bad Gateway' | Set-Content web.log
'Number,Text', '4711,Paper jam in the lobby', '4712,Nobody can sign in' | Set-Content tickets.csv
foreach ($text in $said.Begin) { Add-Answer $Emulator @{ text = $text } }
$BeforeExample = @{
    # Requests that run at a time take the answers in no certain order.
    3 = { Add-Answer $Emulator @{ text = $said.Logs; times = 3 } }
    4 = { foreach ($text in $said.Topic) { Add-Answer $Emulator @{ text = $text } } }
    5 = {
        Add-Answer $Emulator @{ functionCall = @{ name = 'Get-FreeSpace'; arguments = @{ Drive = 'C' } } }
        foreach ($text in $said.End) { Add-Answer $Emulator @{ text = $text } }
    }
}
