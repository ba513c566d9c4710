# Dot-sourced after Common.ps1 by the tests of certificate stores: processes whose user has a store of its own, and certificates.
$rootSha256 = 'D26D2D0231B7C39F92CC738512BA54103519E4405D68B5BD703E9788CA8ECF31'
$certificates = Join-Path $Root 'src/GigaChat.Client/Trust/Certificates'
$pwsh = @(Get-PowerShellCommand)

# Runs a script in a pwsh whose user has an empty home, so that the real user's store stays as it is.
function Invoke-InNewHome([string] $UserHome, [string] $Script, [string[]] $Through = @()) {
    $previous = $env:HOME
    try {
        $env:HOME = $UserHome
        $command = "`$ErrorActionPreference = 'Stop'; `$WarningPreference = 'SilentlyContinue'; Import-Module '$ModulePath'; $Script"
        $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
        $tool, $arguments = $Through + $pwsh + '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', $encoded
        $output = & $tool @arguments 2>&1
        if ($LASTEXITCODE -ne 0) { throw "pwsh failed: $output" }
        $output
    }
    finally { $env:HOME = $previous }
}

# A certificate that signed itself, as PEM.
function New-TestCertificate([string] $Subject, [bool] $Authority = $true, [switch] $Expired) {
    $key = [System.Security.Cryptography.ECDsa]::Create()
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $key, 'SHA256')
    $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($Authority,
        $false, 0, $true))
    $end = if ($Expired) { [DateTimeOffset]::UtcNow.AddDays(-1) } else { [DateTimeOffset]::UtcNow.AddDays(1) }
    $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-2), $end).ExportCertificatePem()
}
