# Two logs.
'2026-03-01 02:00:04 backup started', '2026-03-01 02:41:17 error: no space left on /srv/backup' * 40 | Set-Content backup.log
'spooler: queue "Бухгалтерия" paused by the operator' | Set-Content cups.log
