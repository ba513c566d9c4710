# The user has an empty home. Certificates near their end bring warnings, which are not what the examples are about.
$WarningPreference = 'SilentlyContinue'
if (-not $HOME.StartsWith($PWD.Path)) { throw "The store of $HOME is a real one." }
$null = New-Item -ItemType Directory $HOME -Force
$key = [System.Security.Cryptography.ECDsa]::Create()
$request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=New Root CA', $key, 'SHA256')
$request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0,
    $true))
$request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1)).ExportCertificatePem() |
    Set-Content new_root_ca.crt
$Typed = 'Y'
