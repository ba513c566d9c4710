@('server {', '    listen 443 ssl;', '    ssl_protocols TLSv1 TLSv1.2;', '}') | Set-Content nginx.conf
Add-Answer $Emulator @{
    text = $Culture -eq 'ru-RU' ? 'Нет limit_req, и всё ещё разрешён TLS 1.0.' : 'There is no limit_req, and TLS 1.0 is still allowed.'
}
