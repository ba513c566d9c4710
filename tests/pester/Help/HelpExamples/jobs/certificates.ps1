# The user has an empty home, whose store is changed. The addresses come from the environment.
if (-not $HOME.StartsWith($PWD.Path)) { throw "The store of $HOME is a real one." }
$null = New-Item -ItemType Directory $HOME -Force
$env:GIGACHAT_BASE_URL, $env:GIGACHAT_AUTH_URL, $env:GIGACHAT_CA_BUNDLE_FILE = $Emulator.baseUri, $Emulator.authUri, $Emulator.caPath
function Get-Secret($Name) { ConvertTo-Secret $Emulator.authorizationKey }
Copy-Item $Emulator.caPath corp-ca.pem
