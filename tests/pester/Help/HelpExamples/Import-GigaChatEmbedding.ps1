# Embeddings that were saved.
$texts = $Culture -eq 'ru-RU' ? ('Как сбросить пароль', 'График отпусков') : ('How to reset a password', 'Holiday schedule')
$texts | New-GigaChatEmbedding | Export-GigaChatEmbedding ($Culture -eq 'ru-RU' ? './база.npy' : './base.npy')
