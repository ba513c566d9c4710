# Only prepaid accounts have a balance.
Connect-Emulator $Emulator
