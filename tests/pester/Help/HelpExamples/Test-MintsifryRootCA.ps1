# The user has a home where the certificates are installed. The emulator's certificate is one that no system trusts.
$WarningPreference = 'SilentlyContinue'
if (-not $HOME.StartsWith($PWD.Path)) { throw "The store of $HOME is a real one." }
$null = New-Item -ItemType Directory $HOME -Force
Install-MintsifryRootCA -Force
([uri] $Emulator.baseUri).Authority | Set-Content ($Culture -eq 'ru-RU' ? 'серверы.txt' : 'servers.txt')
