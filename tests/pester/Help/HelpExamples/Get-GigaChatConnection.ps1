Connect-Emulator $Emulator -Corporate
Connect-Emulator $Emulator -With @{ Name = 'Test' }
$BeforeExample = @{
    3 = {
        $answers = $Culture -eq 'ru-RU' ? @('Да.', 'Тоже да.') : @('Yes.', 'Yes, too.')
        foreach ($text in $answers) { Add-Answer $Emulator @{ text = $text } }
    }
}
