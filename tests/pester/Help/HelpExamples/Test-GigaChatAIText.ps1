# The emulator takes lines with this beginning for a model's. The service judges Russian texts only, so both languages have the same.
$person = 'Вчера утром мы с братом поехали на старую дачу, где ещё дед сажал яблони, и весь день чинили покосившийся забор.'
$model = ('Как языковая модель я могу предложить вам несколько вариантов решения этой задачи, каждый из которых имеет свои преимущества ' +
    'и свои недостатки.')
$report, $letters = $Culture -eq 'ru-RU' ? 'отчёт.txt', 'письма' : 'report.txt', 'letters'
"$person`n$model" | Set-Content $report -NoNewline
$null = New-Item -ItemType Directory $letters
$model | Set-Content "$letters/ivanov.txt"
$person | Set-Content "$letters/petrov.txt"
