# Dot-sourced after Common.ps1 by the tests of saved conversations: a conversation with one answer.
function New-Talk {
    $talk = New-GigaChatConversation -SystemPrompt 'Отвечай «кратко» 🙂' -Model GigaChat-2-Max
    $null = Invoke-GigaChat 'Как дела?' -Conversation $talk
    $talk
}
