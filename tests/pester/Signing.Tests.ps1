# Which certificate signs a package, which files, and what happens where it cannot be done. The signature itself is made by Windows.
BeforeAll {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    Import-Module (Join-Path $root 'build/Signing.psm1')

    # A certificate for these uses, valid from one day to another; without its private key as a copy from elsewhere is.
    function New-Certificate([string] $Use = '1.3.6.1.5.5.7.3.3', [int] $From = -1, [int] $To = 1, [switch] $WithoutKey) {
        $key = [System.Security.Cryptography.ECDsa]::Create()
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Имярек', $key, 'SHA256')
        $uses = [System.Security.Cryptography.OidCollection]::new()
        if ($Use) {
            $null = $uses.Add([System.Security.Cryptography.Oid]::new($Use))
            $request.CertificateExtensions.Add(
                [System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension]::new($uses, $true))
        }
        $now = [System.DateTimeOffset]::Now
        $certificate = $request.CreateSelfSigned($now.AddDays($From), $now.AddDays($To))
        if (-not $WithoutKey) { return $certificate }
        [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate.RawData)
    }
}

Describe 'Select-SigningCertificate' -Tag 'NotInWine: it imports no private keys' {
    It 'takes the one with the thumbprint, also where it is written with spaces and an invisible mark' {
        $certificates = @(New-Certificate; New-Certificate)
        $written = [char] 0x200E + ($certificates[1].Thumbprint.ToLowerInvariant() -replace '..', '$0 ')
        (Select-SigningCertificate -Thumbprint $written -Certificate $certificates).Thumbprint | Should -Be $certificates[1].Thumbprint
    }

    It 'prefers the copy with the private key' {
        $certificate = New-Certificate
        $copy = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate.RawData)
        (Select-SigningCertificate -Thumbprint $certificate.Thumbprint -Certificate $copy, $certificate).HasPrivateKey | Should -BeTrue
    }

    It 'is an error where it <Name>' -ForEach @(
        @{ Name = 'has expired'; Options = @{ From = -3; To = -1 }; Message = '*is valid from*' }
        @{ Name = 'is not valid yet'; Options = @{ From = 1; To = 3 }; Message = '*is valid from*' }
        @{ Name = 'is for servers'; Options = @{ Use = '1.3.6.1.5.5.7.3.1' }; Message = '*is not for signing code.' }
        @{ Name = 'says nothing of its use'; Options = @{ Use = '' }; Message = '*is not for signing code.' }
        @{ Name = 'has no private key'; Options = @{ WithoutKey = $true }; Message = '*without its private key.' }
    ) {
        $certificate = New-Certificate @Options
        { Select-SigningCertificate -Thumbprint $certificate.Thumbprint -Certificate $certificate } | Should -Throw $Message
    }

    It 'is an error where there is none' {
        { Select-SigningCertificate -Thumbprint ('0' * 40) -Certificate @() } | Should -Throw '*no certificate with the thumbprint*'
    }
}

Describe 'Get-FileToSign' {
    It 'is what the project makes: scripts, manifests, views, assemblies and native copies, and nothing that others ship' {
        $module = Join-Path $TestDrive 'GigaChat'
        $own = 'GigaChat.psd1', 'Recipes/Find-Document.ps1', 'Views/GigaChat.Format.ps1xml', 'bin/GigaChat.Client.dll',
        'bin/linux-x64/GigaChat.Client.dll', 'bin/linux-x64/Polly.Core.dll', 'bin/ru/GigaChat.Client.resources.dll'
        $foreign = 'bin/Polly.Core.dll', 'bin/runtimes/win-x64/native/e_sqlite3.dll'
        $papers = 'LICENSE', 'en-US/GigaChat.PowerShell.dll-Help.xml', 'bin/runtimes/linux-x64/native/libe_sqlite3.so'
        foreach ($name in $own + $foreign + $papers) { $null = New-Item -Path (Join-Path $module $name) -Force }
        $files = Get-FileToSign -ModulePath $module -Foreign 'Polly.Core.dll', 'runtimes/win-x64/native/e_sqlite3.dll'
        $files | ForEach-Object { [System.IO.Path]::GetRelativePath($module, $_).Replace('\', '/') } | Sort-Object |
            Should -Be ($own | Sort-Object)
    }
}

Describe 'Add-Signature' -Tag 'NotInWine: it imports no private keys' {
    AfterEach { Remove-Item function:Set-AuthenticodeSignature }

    It 'signs each file with a timestamp' {
        $global:signed = [System.Collections.Generic.List[object]]::new()
        function global:Set-AuthenticodeSignature($LiteralPath, $Certificate, $TimestampServer, $HashAlgorithm, $IncludeChain) {
            $signed.Add("$LiteralPath $($Certificate.Subject) $TimestampServer $HashAlgorithm $IncludeChain")
            @{ Status = 'Valid' }
        }
        try {
            Add-Signature -Path 'а.dll', 'б.psd1' -Certificate (New-Certificate) -TimestampServer 'http://time.example/' 6> $null
            $signed | Should -Be ('а.dll', 'б.psd1').ForEach{ "$_ CN=Имярек http://time.example/ SHA256 NotRoot" }
        }
        finally { Remove-Variable signed -Scope Global }
    }

    It 'fails at a file that was not signed' {
        function global:Set-AuthenticodeSignature { @{ Status = 'UnknownError'; StatusMessage = 'недоверенный корень' } }
        { Add-Signature -Path 'а.dll' -Certificate (New-Certificate) -TimestampServer 'http://time.example/' } |
            Should -Throw "'а.dll' could not be signed: недоверенный корень"
    }
}

Describe 'build.ps1 pack -CertificateThumbprint' {
    It 'says on a system that cannot sign that it cannot, before it builds anything' -Skip:$IsWindows {
        { & (Join-Path $root 'build.ps1') pack -CertificateThumbprint ('0' * 40) } |
            Should -Throw 'A package is signed on Windows*unsigned.'
    }

    It 'is refused where nothing is packed: <_>' -ForEach 'build', 'test' {
        { & (Join-Path $root 'build.ps1') $_ -CertificateThumbprint ('0' * 40) } |
            Should -Throw "-CertificateThumbprint is for 'pack' alone."
    }
}
