$said = $Culture -eq 'ru-RU' ? @(
    @{
        File = 'outage'; System = 'Помогаешь разбирать сбои.'; Question = 'Почему портал недоступен?'
        Answer = 'Сертификат истёк прошлой ночью.'
    }
    @{ File = 'review'; System = 'Проверяешь настройки nginx.'; Question = 'Чего не хватает?'; Answer = 'Всё ещё разрешён TLS 1.0.' }
) : @(
    @{
        File = 'outage'; System = 'You help with outages.'; Question = 'Why is the portal down?'
        Answer = 'The certificate expired last night.'
    }
    @{ File = 'review'; System = 'You review nginx settings.'; Question = 'What is missing?'; Answer = 'TLS 1.0 is still allowed.' }
)
foreach ($one in $said) {
    Add-Answer $Emulator @{ text = $one.Answer }
    $saved = New-GigaChatConversation -SystemPrompt $one.System
    $null = Invoke-GigaChat $one.Question -Conversation $saved
    Export-GigaChatConversation $saved -Path "$($one.File).json"
}
Add-Answer $Emulator @{ text = $Culture -eq 'ru-RU' ? 'Сертификат балансировщика.' : 'The certificate of the load balancer.' }
