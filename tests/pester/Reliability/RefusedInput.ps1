# Dot-sourced after Common.ps1 by tests of inputs that are too large.

# The input was refused before anything was sent, in a message with these texts.
function Assert-Refused($Failure, [string] $Command, [string[]] $Says) {
    $Failure.FullyQualifiedErrorId | Should -Be "GigaChatTooLarge,GigaChat.Commands.$Command"
    $Failure.CategoryInfo.Category | Should -Be LimitsExceeded
    foreach ($text in $Says) { $Failure.Exception.Message | Should -BeLike "*$text*" }
    Get-SentRequest $emulator | Should -BeNullOrEmpty
}
