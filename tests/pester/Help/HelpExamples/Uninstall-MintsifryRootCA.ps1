# The user has a home where the certificates are installed. Those near their end bring warnings, which are not what the
# examples are about.
$WarningPreference = 'SilentlyContinue'
if (-not $HOME.StartsWith($PWD.Path)) { throw "The store of $HOME is a real one." }
$null = New-Item -ItemType Directory $HOME -Force
Install-MintsifryRootCA -Force
