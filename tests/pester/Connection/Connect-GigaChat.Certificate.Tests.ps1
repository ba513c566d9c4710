# Signing in with a client certificate: object, PEM pair, PFX, store.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = Get-ConnectParameter $emulator
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'сертификаты')
    $text = Join-Path $folder 'заметки.txt'
    Set-Content -LiteralPath $text 'Это не сертификат.'
    $bundle = Join-Path $folder 'вместе.pem'
    Get-Content -LiteralPath $emulator.clientCertificatePath, $emulator.clientKeyPath | Set-Content -LiteralPath $bundle
    $der = Join-Path $folder 'client.cer'
    $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new($emulator.clientPfxPath, $emulator.clientPfxPassword)
    [IO.File]::WriteAllBytes($der, $certificate.RawData)
    $otherKey = Join-Path $folder 'other.key'
    Set-Content -LiteralPath $otherKey ([Security.Cryptography.RSA]::Create(2048).ExportPkcs8PrivateKeyPem())
    $broken = Join-Path $folder 'broken.pem'
    Set-Content -LiteralPath $broken "-----BEGIN CERTIFICATE-----`nAAAA`n-----END CERTIFICATE-----"
    $big = Join-Path $folder 'big.pfx'
    [IO.File]::WriteAllBytes($big, [byte[]]::new(1MB + 1))

    # The request went out on a connection that showed the certificate, without a token and without a sign-in.
    function Assert-SignedIn {
        Get-SentRequest $emulator | Should -BeNullOrEmpty
        (Invoke-GigaChat 'Кто там?').Text | Should -Be 'Эхо: Кто там?'
        $sent = Get-SentRequest $emulator
        $sent.path | Should -Be '/v1/chat/completions'
        $sent.status | Should -Be 200
        $sent.headers.PSObject.Properties.Name | Should -Not -Contain 'Authorization'
        $connection = Get-GigaChatConnection
        $connection.SignIn | Should -Be 'Certificate'
        $connection.TokenExpires | Should -BeNullOrEmpty
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'Connect-GigaChat with a client certificate' -Tag 'NotInWine: it imports no private keys' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'takes an object' {
        Connect-GigaChat @parameters -Certificate $certificate | Should -BeNullOrEmpty
        Assert-SignedIn
        Disconnect-GigaChat
        $certificate.HasPrivateKey | Should -BeTrue -Because 'the object is still its owner''s'
    }

    It 'takes <Name>' -ForEach @(
        @{
            Name = 'a PEM pair'
            With = { @{ CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $emulator.clientKeyPath } }
        }
        @{
            Name = 'a PEM pair with an encrypted key'
            With = {
                @{
                    CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $emulator.clientEncryptedKeyPath
                    CertificatePassword = ConvertTo-Secret $emulator.clientKeyPassword
                }
            }
        }
        @{
            Name = 'a password as a string'
            With = {
                @{
                    CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $emulator.clientEncryptedKeyPath
                    CertificatePassword = $emulator.clientKeyPassword
                }
            }
        }
        @{
            Name = 'a password where the key needs none'
            With = {
                @{
                    CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $emulator.clientKeyPath
                    CertificatePassword = 'лишний'
                }
            }
        }
        @{ Name = 'both in one PEM'; With = { @{ CertificatePath = $bundle } } }
        @{ Name = 'a DER certificate with a PEM key'; With = { @{ CertificatePath = $der; CertificateKeyPath = $emulator.clientKeyPath } } }
        @{
            Name = 'a PFX'
            With = { @{ CertificatePath = $emulator.clientPfxPath; CertificatePassword = ConvertTo-Secret $emulator.clientPfxPassword } }
        }
    ) {
        $files = & $With
        Connect-GigaChat @parameters @files
        Assert-SignedIn
    }

    It 'takes paths relative to the current location' {
        Push-Location $folder
        try { Connect-GigaChat @parameters -CertificatePath ./вместе.pem }
        finally { Pop-Location }
        Assert-SignedIn
    }

    # .NET keeps CurrentUser\My below the home folder there, so a test can have one of its own.
    It 'takes a thumbprint of the personal store' -Skip:(-not $IsLinux) {
        $user = New-Item -ItemType Directory (Join-Path $TestDrive 'home')
        $result = Invoke-InNewProcess -Environment @{ HOME = "$user" } -ArgumentList ($parameters | ConvertTo-Json),
            $emulator.clientPfxPath, $emulator.clientPfxPassword {
            param($json, $pfx, $password)
            $parameters = $json | ConvertFrom-Json -AsHashtable
            $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new($pfx, $password, 'PersistKeySet')
            $store = [Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
            $store.Open('ReadWrite')
            $store.Add($certificate)
            $store.Dispose()
            # As the certificate's dialog on Windows shows it.
            $shown = ($certificate.Thumbprint.ToLowerInvariant() -split '(..)' -ne '') -join ' '
            Connect-GigaChat @parameters -CertificateThumbprint $shown -SkipValidation
            "$(Invoke-GigaChat 'Привет') $((Get-GigaChatConnection).SignIn)"
        }
        $result | Should -Be 'Эхо: Привет Certificate'
        (Get-SentRequest $emulator).path | Should -Be '/v1/chat/completions'
    }

    It 'refuses <Name>' -ForEach @(
        @{
            Name = 'a missing certificate'; With = { @{ CertificatePath = Join-Path $folder 'нет.pem' } }; Id = 'GigaChatFileNotFound'
            Says = '*нет.pem*does not exist*'
        }
        @{
            Name = 'a missing key'
            With = { @{ CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = Join-Path $folder 'нет.key' } }
            Id = 'GigaChatFileNotFound'; Says = '*нет.key*does not exist*'
        }
        @{ Name = 'a folder'; With = { @{ CertificatePath = "$folder" } }; Id = 'GigaChatFileNotFound'; Says = '*is a folder*' }
        @{
            Name = 'a folder as key'; With = { @{ CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = "$folder" } }
            Id = 'GigaChatFileNotFound'; Says = '*is a folder*'
        }
        @{
            Name = 'a file that is no certificate'; With = { @{ CertificatePath = $text } }; Id = 'GigaChatKeyInvalid'
            Says = '*заметки.txt*is not a client certificate*'
        }
        @{
            Name = 'a file that is too large for one'; With = { @{ CertificatePath = $big } }; Id = 'GigaChatTooLarge'
            Says = '*big.pfx*1 MB*'
        }
        @{
            Name = 'a certificate without its key'; With = { @{ CertificatePath = $emulator.clientCertificatePath } }
            Id = 'GigaChatKeyInvalid'; Says = '*no private key*client.pem*-CertificateKeyPath*'
        }
        @{
            Name = 'a DER certificate without its key'; With = { @{ CertificatePath = $der } }; Id = 'GigaChatKeyInvalid'
            Says = '*private key*not on this computer*-CertificateKeyPath*'
        }
        @{
            Name = 'the key in the place of the certificate'; With = { @{ CertificatePath = $emulator.clientKeyPath } }
            Id = 'GigaChatKeyInvalid'; Says = '*no certificate*client.key*'
        }
        @{
            Name = 'a text in the place of the key'
            With = { @{ CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $text } }; Id = 'GigaChatKeyInvalid'
            Says = '*no private key*заметки.txt*'
        }
        @{
            Name = 'the key of another certificate'
            With = { @{ CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $otherKey } }; Id = 'GigaChatKeyInvalid'
            Says = '*other.key*does not match*client.pem*'
        }
        @{
            Name = 'a damaged certificate'; With = { @{ CertificatePath = $broken; CertificateKeyPath = $emulator.clientKeyPath } }
            Id = 'GigaChatKeyInvalid'; Says = '*broken.pem*damaged*'
        }
        @{
            Name = 'an encrypted key without its password'
            With = { @{ CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $emulator.clientEncryptedKeyPath } }
            Id = 'GigaChatKeyInvalid'; Says = '*is encrypted*-CertificatePassword*'
        }
        @{
            Name = 'a wrong password of the key'
            With = {
                @{
                    CertificatePath = $emulator.clientCertificatePath; CertificateKeyPath = $emulator.clientEncryptedKeyPath
                    CertificatePassword = 'не тот'
                }
            }; Id = 'GigaChatKeyInvalid'; Says = '*password*client-encrypted.key*'
        }
        @{
            Name = 'a wrong password of the PFX'; With = { @{ CertificatePath = $emulator.clientPfxPath; CertificatePassword = 'не тот' } }
            Id = 'GigaChatKeyInvalid'; Says = '*client.pfx*password*'
        }
        @{
            Name = 'a PFX without its password'; With = { @{ CertificatePath = $emulator.clientPfxPath } }; Id = 'GigaChatKeyInvalid'
            Says = '*client.pfx*-CertificatePassword*'
        }
        @{
            Name = 'an object without its key'
            With = { @{ Certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate.RawData) } }
            Id = 'GigaChatKeyInvalid'; Says = '*private key*not on this computer*'
        }
        @{
            Name = 'a thumbprint of no certificate'; With = { @{ CertificateThumbprint = '00' * 20 } }; Id = 'GigaChatKeyInvalid'
            Says = '*no certificate*0000*'
        }
    ) {
        $files = & $With
        $e = Get-ErrorOf { Connect-GigaChat @parameters @files }
        $e.FullyQualifiedErrorId | Should -Be "$Id,GigaChat.Commands.ConnectGigaChatCommand"
        $e.Exception.Message | Should -BeLike $Says
        Get-SentRequest $emulator | Should -BeNullOrEmpty
        Get-GigaChatConnection | Should -BeNullOrEmpty
    }

    It 'shows the refusal of the service, not one of the client, where the certificate is not known' {
        $key = [Security.Cryptography.RSA]::Create(2048)
        $request =
            [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=чужой', $key, 'SHA256',
                [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        Connect-GigaChat @parameters -Certificate $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1),
            [DateTimeOffset]::UtcNow.AddDays(1))
        $e = Get-ErrorOf { Invoke-GigaChat 'Кто там?' }
        $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatAuthenticationFailed,*'
        $e.Exception.Message | Should -BeLike '*client certificate*'
        (Get-SentRequest $emulator).status | Should -Be 401
    }
}
