# Authenticode signatures: execution policies, AppLocker and application control know by them who made a file.

# Fails on a system that cannot sign, before anything is built.
function Assert-CanSign {
    [CmdletBinding()]
    param()

    if (-not $IsWindows) {
        throw 'A package is signed on Windows: PowerShell has Set-AuthenticodeSignature there alone. Without -CertificateThumbprint ' +
            'the package is made here, unsigned.'
    }
}

# The certificates of the user and of the computer.
function Get-StoredCertificate {
    [CmdletBinding()]
    [OutputType([System.Security.Cryptography.X509Certificates.X509Certificate2])]
    param()

    foreach ($location in 'CurrentUser', 'LocalMachine') {
        $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', $location)
        try {
            $store.Open('ReadOnly, OpenExistingOnly')
            $store.Certificates
        }
        finally { $store.Dispose() }
    }
}

# The certificate with this thumbprint, if code can be signed with it.
function Select-SigningCertificate {
    [CmdletBinding()]
    [OutputType([System.Security.Cryptography.X509Certificates.X509Certificate2])]
    param(
        [Parameter(Mandatory)] [string] $Thumbprint,
        [Parameter(Mandatory)] [AllowEmptyCollection()]
        [System.Security.Cryptography.X509Certificates.X509Certificate2[]] $Certificate
    )

    # Copied from a window of Windows it has spaces, and an invisible mark before it.
    $wanted = $Thumbprint -replace '[^0-9A-Fa-f]'
    $found = $Certificate | Where-Object Thumbprint -eq $wanted | Sort-Object HasPrivateKey -Descending | Select-Object -First 1
    if (-not $found) { throw "There is no certificate with the thumbprint '$wanted' in the personal stores of the user and the computer." }
    if (-not $found.HasPrivateKey) { throw "The certificate '$wanted' is here without its private key." }
    $now = [datetime]::Now
    if ($now -lt $found.NotBefore -or $now -gt $found.NotAfter) {
        throw "The certificate '$wanted' is valid from $($found.NotBefore.ToString('d')) to $($found.NotAfter.ToString('d'))."
    }
    $codeSigning = '1.3.6.1.5.5.7.3.3'
    $uses = $found.Extensions.Where{ $_ -is [System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension] }
    if ($codeSigning -notin $uses.EnhancedKeyUsages.Value) { throw "The certificate '$wanted' is not for signing code." }
    $found
}

# What is signed: scripts, manifests, views and assemblies, except those that are as their own makers shipped them. Native copies of
# libraries are made by the build, so they are signed.
function Get-FileToSign {
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [string] $ModulePath,
        # Files of packages, by their paths in bin/.
        [string[]] $Foreign = @()
    )

    $except = @($Foreign | ForEach-Object { [System.IO.Path]::GetFullPath((Join-Path $ModulePath "bin/$_")) })
    (Get-ChildItem -LiteralPath $ModulePath -Recurse -File).FullName |
        Where-Object { $_ -match '\.(dll|ps1|psm1|psd1|ps1xml)$' -and $_ -notin $except } | Sort-Object
}

# Signs files with a timestamp, so that the signatures outlive the certificate. A file that Windows does not take as signed is an error.
function Add-Signature {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string[]] $Path,
        [Parameter(Mandatory)] [System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate,
        [Parameter(Mandatory)] [string] $TimestampServer
    )

    $options = @{
        Certificate = $Certificate; TimestampServer = $TimestampServer; HashAlgorithm = 'SHA256'; IncludeChain = 'NotRoot'
    }
    foreach ($one in $Path) {
        $signature = Set-AuthenticodeSignature -LiteralPath $one @options
        if ("$($signature.Status)" -ne 'Valid') { throw "'$one' could not be signed: $($signature.StatusMessage)" }
    }
    Write-Host "Signed $($Path.Count) files."
}

Export-ModuleMember -Function Assert-CanSign, Get-StoredCertificate, Select-SigningCertificate, Get-FileToSign, Add-Signature
