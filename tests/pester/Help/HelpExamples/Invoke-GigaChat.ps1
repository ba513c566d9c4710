$said = $Culture -eq 'ru-RU' ? @{
    Begin = 'На диске не хватает места.', 'Get-Volume', 'В 03:12 на \\nas\backup кончилось место, и задание «архив» остановилось.'
    Logs  = 'да'
    Topic = '{"Topic":"печать","Urgency":2}', '{"Topic":"доступ","Urgency":5}'
    End   = 'Нет: на C свободно только 3 ГБ.', 'Сегодня с 22:00 до 23:00 почта не будет работать. Просим прощения.'
    Found = 'В xz 5.6.0 и 5.6.1 есть закладка; вернитесь к 5.4.6 [sources=[1, 2]].'
    Title = 'Совет дистрибутива'
    Full  = 'на диске sda1 нет места', 'почтовый сервер не отвечает'
    Page  = 'PermitRootLogin должен быть «no», а здесь «yes».'
} : @{
    Begin = 'There is not enough space on the disk.', 'Get-Volume', 'At 03:12 \\nas\backup was full, so the job "archive" stopped.'
    Logs  = 'yes'
    Topic = '{"Topic":"printing","Urgency":2}', '{"Topic":"access","Urgency":5}'
    End   = 'No: only 3 GB are free on C.', 'Mail will not be available today from 22:00 to 23:00. We are sorry.'
    Found = 'Versions 5.6.0 and 5.6.1 of xz have a back door; go back to 5.4.6 [sources=[1, 2]].'
    Title = 'Advice of a distribution'
    Full  = 'disk sda1 is full', 'mail server does not answer'
    Page  = 'PermitRootLogin should be "no"; here it is "yes".'
}
'03:12 archive: no space left on \\nas\backup' | Set-Content backup.log
'03:12 spooler: cannot write' | Set-Content print.log
'03:12 502 Bad Gateway' | Set-Content web.log
'PermitRootLogin yes' | Set-Content sshd_config
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
    7 = {
        Add-Answer $Emulator @{
            text = $said.Found
            sources = @(
                @{ title = 'CVE-2024-3094'; url = 'https://example.com/cve-2024-3094' }
                @{ title = $said.Title; url = 'https://example.org/xz' }
            )
        }
    }
    8 = { Add-Answer $Emulator @{ text = $said.Page } }
    9 = {
        1..100 | ForEach-Object { "03:12 app: request $_ was served in $_ milliseconds" } | Set-Content app.log
        Add-Answer $Emulator @{ text = ConvertTo-Json @($said.Full[0]) -Compress }
        Add-Answer $Emulator @{ text = ConvertTo-Json $said.Full -Compress }
    }
}
