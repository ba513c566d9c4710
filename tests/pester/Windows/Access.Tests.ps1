# Who may read what is written: on Windows access lists say it, and Export-Clixml encrypts (DPAPI).
BeforeDiscovery { $noProtectedText = 'NotInWine: what it encrypts has another form' }

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    if ($IsWindows) {
        . $PSScriptRoot/WindowsTools.ps1
        $user = [System.Security.Principal.WindowsIdentity]::GetCurrent().User
        $everyone = [System.Security.Principal.SecurityIdentifier]::new([System.Security.Principal.WellKnownSidType]::WorldSid, $null)

        # The rules of a file, without those of Windows itself, by the identifier of whom they are for.
        function Get-Rule([string] $Path) {
            $list = [System.IO.FileSystemAclExtensions]::GetAccessControl([System.IO.FileInfo]::new($Path), 'Access')
            $list.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier]) |
                Where-Object { $_.IdentityReference.Value -ne 'S-1-5-18' }
        }

        # A folder in which everybody may read new files.
        function New-SharedFolder([string] $Name) {
            $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\$Name")
            $list = [System.IO.FileSystemAclExtensions]::GetAccessControl($folder)
            $list.AddAccessRule([System.Security.AccessControl.FileSystemAccessRule]::new($everyone, 'ReadAndExecute',
                    'ContainerInherit, ObjectInherit', 'None', 'Allow'))
            [System.IO.FileSystemAclExtensions]::SetAccessControl($folder, $list)
            $folder.FullName
        }
    }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Access to a file that is written' -Skip:(-not $IsWindows) {
    BeforeEach { $folder = New-SharedFolder ([guid]::NewGuid()) }

    It 'is its owner''s alone for a new conversation, whatever the folder hands down' {
        Export-GigaChatConversation $conversation -Path "$folder\р.json"
        $rules = @(Get-Rule "$folder\р.json")
        $rules.IdentityReference.Value | Sort-Object -Unique | Should -Be $user.Value
        $rules.AccessControlType | Should -Be Allow
        $rules.IsInherited | Should -Be $false
        (Import-GigaChatConversation -LiteralPath "$folder\р.json").Count | Should -Be 2
    }

    It 'is as the folder hands it down for a new download' {
        Save-GigaChatFile (New-StoredFile) -Destination "$folder\новый.txt"
        [System.IO.File]::WriteAllText("$folder\образец.txt", '')
        @(Get-Rule "$folder\новый.txt").IdentityReference.Value | Should -Contain $everyone.Value
        (Get-Acl -LiteralPath "$folder\новый.txt").Sddl | Should -BeExactly (Get-Acl -LiteralPath "$folder\образец.txt").Sddl
    }

    It 'stays as it was for a file that is replaced: <_>' -ForEach 'a conversation', 'a download' {
        $path = "$folder\прежний.txt"
        [System.IO.File]::WriteAllText($path, 'прежнее')
        $file = [System.IO.FileInfo]::new($path)
        $list = [System.Security.AccessControl.FileSecurity]::new()
        $list.SetAccessRuleProtection($true, $false)
        $list.AddAccessRule([System.Security.AccessControl.FileSystemAccessRule]::new($user, 'FullControl', 'Allow'))
        $guest = [System.Security.Principal.SecurityIdentifier]::new([System.Security.Principal.WellKnownSidType]::BuiltinUsersSid, $null)
        $list.AddAccessRule([System.Security.AccessControl.FileSystemAccessRule]::new($guest, 'Read', 'Allow'))
        [System.IO.FileSystemAclExtensions]::SetAccessControl($file, $list)
        $before = (Get-Acl -LiteralPath $path).Sddl
        & $writers[$_] $path -Force
        (Get-Acl -LiteralPath $path).Sddl | Should -BeExactly $before
        [System.IO.File]::ReadAllText($path) | Should -Not -BeExactly 'прежнее'
    }
}

Describe 'A secret that Windows encrypted for this user' -Skip:(-not $IsWindows) {
    BeforeEach { Disconnect-GigaChat -All }

    It 'signs in as the text of ConvertFrom-SecureString, which does not hold it' -Tag $noProtectedText {
        $text = ConvertTo-Secret $emulator.authorizationKey | ConvertFrom-SecureString
        $text | Should -BeLike '01000000d08c9ddf0115d1118c7a00c04fc297eb*'
        $parameters = Get-ConnectParameter $emulator
        Connect-GigaChat -AuthorizationKey $text @parameters
        Invoke-GigaChat 'Привет' | Should -BeLike '*Привет*'
    }

    It 'signs in as a file of Export-Clixml, which does not hold it' {
        $path = "$TestDrive\ключ.xml"
        ConvertTo-Secret $emulator.authorizationKey | Export-Clixml -LiteralPath $path
        [System.IO.File]::ReadAllText($path) | Should -Not -Match ([regex]::Escape($emulator.authorizationKey))
        $parameters = Get-ConnectParameter $emulator
        Connect-GigaChat -AuthorizationKey (Import-Clixml -LiteralPath $path) @parameters
        Invoke-GigaChat 'Привет' | Should -BeLike '*Привет*'
    }

    It 'is refused without being shown where another user encrypted it' -Tag $noProtectedText {
        $text = (ConvertTo-Secret $emulator.authorizationKey | ConvertFrom-SecureString) -replace '.{64}$', ('0' * 64)
        $failure = Get-ErrorOf { Connect-GigaChat -AuthorizationKey $text }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        "$failure" | Should -Not -BeLike '*01000000d08c*'
    }
}
