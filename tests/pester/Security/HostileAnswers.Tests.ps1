# A service, or what answers in its place, that sends back the secret of the request, acts on the terminal, or cuts a file.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $token = 'planted-token-0123456789-abcdefghijklmnopqrstuvwxyz'
    $secret = 'planted-secret-0123456789-abcdefghijklmnopqrstuvwxyz'
    $key = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("planted-client:$secret"))
    $shared = @{ NoProxy = $true; MaximumRetryCount = 0; Verbose = $true; Debug = $true }

    # All that commands write, with the exceptions behind errors.
    function Get-Written([scriptblock] $Script) {
        $Error.Clear()
        $written = & $Script *>&1 | Out-String -Width 4096
        $errors = foreach ($e in $Error) {
            if ($e -is [Exception]) { "$e" } else { "$($e.Exception)"; $e | Format-List * -Force | Out-String }
        }
        $written + ($errors -join "`n")
    }

    function Assert-NoSecret([string] $Text, [string[]] $Secret) {
        foreach ($one in $Secret) {
            for ($i = 0; $i + 12 -le $one.Length; $i++) { $Text | Should -Not -Match ([regex]::Escape($one.Substring($i, 12))) }
        }
    }

    # But the colours of PowerShell itself.
    function Assert-Harmless([string] $Text) {
        $active = '[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]'
        $Text -replace "`e\[[0-9;]*m" | Should -Not -Match $active
    }

    function Connect-Adversary([string] $Mode) {
        Connect-GigaChat @shared -AccessToken $token -BaseUri "$($emulator.adversaryUri)/adversary/$Mode/v1"
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'An answer that sends a secret back: <_>' -ForEach @(
    'refusal-echo', 'refusal-echo-decoded', 'refusal-echo-part', 'refusal-echo-id', 'refusal-echo-reason', 'refusal-echo-status-line'
    'refusal-echo-type'
) {
    BeforeAll { $mode = $_ }
    AfterAll { Disconnect-GigaChat -All }

    It 'does not show the token' {
        $written = Get-Written {
            try {
                Connect-Adversary $mode
                Invoke-GigaChat 'Привет' -Verbose -Debug
            }
            catch { $_ }
            Test-GigaChatConnection @shared -AccessToken $token -BaseUri "$($emulator.adversaryUri)/adversary/$mode/v1"
        }
        $written | Should -BeLike '*chat/completions*'
        Assert-NoSecret $written $token
    }

    It 'does not show the key' {
        $written = Get-Written {
            $sign = @{ AuthorizationKey = $key; BaseUri = "$($emulator.adversaryUri)/adversary/good/v1" }
            $sign.AuthUri = "$($emulator.adversaryUri)/adversary/$mode/oauth"
            try { Connect-GigaChat @shared @sign } catch { $_ }
            Test-GigaChatConnection @shared @sign
        }
        $written | Should -BeLike '*oauth*'
        Assert-NoSecret $written $key, $secret
    }
}

Describe 'An answer that acts on the terminal: <_>' -ForEach @(
    'refusal-escape', 'refusal-ids-escape', 'header-name-escape', 'status-line-escape', 'garbage', 'ssh-banner'
) {
    BeforeAll { $mode = $_ }
    AfterAll { Disconnect-GigaChat -All }

    It 'is shown as code points in errors and traces' {
        $written = Get-Written {
            try {
                Connect-Adversary $mode
                Invoke-GigaChat 'Привет' -Verbose -Debug
            }
            catch { $_ }
        }
        $written | Should -BeLike '*chat/completions*'
        Assert-Harmless $written
    }
}

Describe 'A file that is not whole' {
    BeforeAll {
        # With its name at hand nothing but the content is asked for.
        function Save-File([string] $Mode, [string] $Folder) {
            Connect-GigaChat -AccessToken $token -BaseUri "$($emulator.adversaryUri)/adversary/$Mode/v1" -NoProxy -MaximumRetryCount 0
            [GigaChat.GigaChatFile] @{ Id = '00000000-0000-0000-0000-000000000009'; FileName = 'отчёт.txt' } |
                Save-GigaChatFile -Destination $Folder
        }
    }
    AfterAll { Disconnect-GigaChat -All }

    It 'is an error and leaves nothing behind: <_>' -ForEach 'partial-content', 'length-and-chunks', 'length-twice', 'length-negative' {
        $mode = $_
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive $mode)).FullName
        $e = Get-ErrorOf { Save-File $mode $folder }
        $e.FullyQualifiedErrorId | Should -Match '^GigaChat(ResponseInvalid|ConnectionFailed),GigaChat.Commands.SaveGigaChatFileCommand$'
        Get-ChildItem -LiteralPath $folder -Force | Should -BeNullOrEmpty
    }

    It 'is none where all of it came' {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'good')).FullName
        Save-File good $folder
        (Get-Item (Join-Path $folder 'отчёт.txt')).Length | Should -BeGreaterThan 1000
    }
}
