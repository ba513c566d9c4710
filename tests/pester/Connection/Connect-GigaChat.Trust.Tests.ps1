# Whose certificates a connection accepts: of the sign-in address and of the API alike.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = (Get-ConnectParameter $emulator) + @{ MaximumRetryCount = 0 }
    $parameters.Remove('CertificateAuthorityPath')
    $key = @{ AuthorizationKey = $emulator.authorizationKey }
    $authority = @{ CertificateAuthorityPath = $emulator.caPath }
    $root = 'CN=GigaChat Emulator Root CA'

    function Set-Certificate([string] $Kind) { $null = Invoke-Control $emulator Put certificate @{ kind = $Kind } }

    # The error of a sign-in, and of a request with a token that needed none.
    function Get-Refusal([hashtable] $With) {
        Get-ErrorOf { Connect-GigaChat @parameters @key @With -Name 'Вход' }
        Connect-GigaChat @parameters @With -AccessToken 'abc' -Name 'Запрос'
        Get-ErrorOf { Invoke-GigaChat 'Привет' -Connection 'Запрос' }
        Get-SentRequest $emulator | Should -BeNullOrEmpty -Because 'neither a key nor a token goes to a server that is not trusted'
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The trust of a connection' {
    BeforeEach { Clear-Session $emulator }
    AfterAll { Disconnect-GigaChat -All }

    It 'ends in an error where the authority is not known' {
        $errors = @(Get-Refusal @{})
        $errors | Should -HaveCount 2
        $errors.FullyQualifiedErrorId |
            Should -Be 'GigaChatCertificateNotTrusted,GigaChat.Commands.ConnectGigaChatCommand',
                'GigaChatCertificateNotTrusted,GigaChat.Commands.InvokeGigaChatCommand'
        foreach ($e in $errors) {
            $e.CategoryInfo.Category | Should -Be 'SecurityError'
            $e.Exception.Message | Should -BeLike "*localhost*The chain ends in *GigaChat Emulator Sub CA*-CertificateAuthorityPath*"
            $e.Exception.Message | Should -BeLike "*$root*"
            # What to do is shown, and once.
            [regex]::Matches(($e | Out-String -Width 4096), '-CertificateAuthorityPath').Count | Should -Be 1
        }
    }

    It 'refuses a chain that is <Kind>, also with -CertificateAuthorityPath' -ForEach @(
        @{ Kind = 'wrong-host'; Says = '*wrong.example*not for this host*Connect-GigaChat -BaseUri and Connect-GigaChat -AuthUri*' }
        @{ Kind = 'expired'; Says = '*expired on*clock*Get-Date*' }
        @{ Kind = 'not-yet-valid'; Says = '*is not valid until*clock*Get-Date*' }
        @{ Kind = 'self-signed'; Says = '*self-signed*CN=localhost*Connect-GigaChat -CertificateAuthorityPath*' }
        @{ Kind = 'other-ca'; Says = '*Other Root CA*Connect-GigaChat -CertificateAuthorityPath*' }
        @{ Kind = 'same-name-ca'; Says = '*GigaChat Emulator*Connect-GigaChat -CertificateAuthorityPath*' }
        @{ Kind = 'mintsifry-name-ca'; Says = '*name of the Mintsifry root*Test-GigaChatConnection*' }
        @{ Kind = 'leaf-as-ca'; Says = '*is not a certificate authority*Test-GigaChatConnection*' }
        @{
            Kind = 'no-intermediate'
            Says = '*GigaChat Emulator Sub CA*unknown here*Connect-GigaChat -CertificateAuthorityPath*'
        }
    ) {
        Set-Certificate $Kind
        $errors = @(Get-Refusal $authority)
        $errors | Should -HaveCount 2
        foreach ($e in $errors) {
            $e.FullyQualifiedErrorId | Should -BeLike 'GigaChatCertificateNotTrusted,*'
            $e.CategoryInfo.Category | Should -Be 'SecurityError'
            $e.Exception.Message | Should -BeLike $Says
            $e.Exception.Message | Should -BeLike '*The chain ends in*'
            "$($e.Exception.Message) $($e.Exception.RecommendedAction)" | Should -Not -BeLike '*SkipCertificateCheck*'
        }
    }

    It 'does not try again what will be refused again' {
        Set-Certificate 'expired'
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $patient = $parameters.Clone()
        $patient.MaximumRetryCount = 5
        $null = Get-ErrorOf { Connect-GigaChat @patient @key @authority }
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        (Invoke-Control $emulator Get state).connectionsOpened | Should -Be 1
    }

    It 'counts a chain whose missing link is named beside the root' {
        Set-Certificate 'no-intermediate'
        $intermediate = Join-Path $emulator.folder 'intermediate.pem'
        Connect-GigaChat @parameters @key -CertificateAuthorityPath $emulator.caPath, $intermediate
        (Get-GigaChatConnection).Trust | Should -Be 'System, Mintsifry, ca.pem, intermediate.pem'
        (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
    }

    It 'takes authorities from <Name>' -ForEach @(
        @{ Name = 'a PEM'; Path = { $emulator.caPath }; Shown = 'ca.pem' }
        @{ Name = 'a DER'; Path = { Join-Path $emulator.folder 'ca.der' }; Shown = 'ca.der' }
        @{
            Name = 'a copy with a Cyrillic name'
            Path = { Copy-Item -LiteralPath $emulator.caPath (Join-Path $TestDrive 'корень.crt') -PassThru }; Shown = 'корень.crt'
        }
        @{ Name = 'a relative path'; Path = { './корень.crt' }; Shown = 'корень.crt' }
    ) {
        Push-Location $TestDrive
        try { $connection = Connect-GigaChat @parameters @key -CertificateAuthorityPath (& $Path) -PassThru }
        finally { Pop-Location }
        $connection.Trust | Should -Be "System, Mintsifry, $Shown"
        (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
    }

    It 'says with -Verbose what it leaves out of a file' {
        $mixed = Join-Path $TestDrive 'mixed.pem'
        Get-Content -LiteralPath $emulator.caPath, $emulator.clientKeyPath | Set-Content -LiteralPath $mixed
        $lines = Connect-GigaChat @parameters @key -CertificateAuthorityPath $mixed -Verbose 4>&1
        $lines.Message | Where-Object { $_ -like '*mixed.pem*private key*' } | Should -HaveCount 1
    }

    It 'shows that -SystemTrustOnly leaves the Mintsifry root out' {
        $connection = Connect-GigaChat @parameters @key @authority -SystemTrustOnly -PassThru
        $connection.Trust | Should -Be 'System, ca.pem'
        (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
    }

    Context '-SkipCertificateCheck' {
        It 'accepts a chain that is <_>' -ForEach 'full', 'other-ca', 'self-signed', 'expired', 'wrong-host' {
            Set-Certificate $_
            Connect-GigaChat @parameters @key -SkipCertificateCheck -WarningAction SilentlyContinue
            (Invoke-GigaChat 'Привет').Text | Should -Be 'Эхо: Привет'
            (Get-GigaChatConnection).Trust | Should -Be 'None (check turned off)'
        }

        It 'warns each time' {
            foreach ($time in 1, 2) {
                $warnings = $null
                Connect-GigaChat @parameters @key -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue
                $warnings | Should -HaveCount 1
                $warnings | Should -BeLike '*certificate check is off*'
            }
        }

        It 'warns before the key is sent' {
            { Connect-GigaChat @parameters @key -SkipCertificateCheck -WarningAction Stop 3> $null } | Should -Throw
            Get-SentRequest $emulator | Should -BeNullOrEmpty
            Get-GigaChatConnection | Should -BeNullOrEmpty
        }

        It 'does not outlive its connection' {
            Connect-GigaChat @parameters @key -SkipCertificateCheck -WarningAction SilentlyContinue
            Disconnect-GigaChat
            (Get-ErrorOf { Connect-GigaChat @parameters @key }).FullyQualifiedErrorId | Should -BeLike 'GigaChatCertificateNotTrusted,*'
        }
    }
}
