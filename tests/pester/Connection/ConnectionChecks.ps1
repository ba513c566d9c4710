# Dot-sourced after Common.ps1 by the tests of Test-GigaChatConnection: an emulator, and how its steps are compared.
$emulator = Start-Emulator
$parameters = (Get-ConnectParameter $emulator) + @{ MaximumRetryCount = 0 }
$key = @{ AuthorizationKey = $emulator.authorizationKey }
$auth = ([uri] $emulator.authUri).Authority
$api = ([uri] $emulator.baseUri).Authority

function Set-Certificate([string] $Kind) { $null = Invoke-Control $emulator Put certificate @{ kind = $Kind } }

function Set-Proxy([hashtable] $Settings) { $null = Invoke-Control $emulator Put proxy $Settings }

# The steps as "Tcp localhost:443 Passed", to compare whole ways.
function Get-Way($Checks) { $Checks | ForEach-Object { "$($_.Step) $($_.Target) $($_.Status)" } }

# What can be seen of a way as a whole, for texts that must not be in it.
function Get-Everything($Checks) {
    ($Checks | Out-String -Width 500), ($Checks | Format-List * -Force | Out-String -Width 500), ($Checks | ConvertTo-Json) -join "`n"
}

# All that fails has an advice; all that was not tried says why.
function Assert-Explained($Checks) {
    foreach ($check in $Checks) {
        $check.Detail | Should -Not -BeNullOrEmpty -Because "$check"
        if ($check.Status -eq 'Failed') { $check.Advice | Should -Not -BeNullOrEmpty -Because "$check" }
        $check.Succeeded | Should -Be ($check.Status -in 'Passed', 'Warning')
    }
    Get-Everything $Checks | Should -Not -BeLike '*SkipCertificateCheck*'
}
