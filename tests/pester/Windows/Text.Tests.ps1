# Texts as Windows writes them: lines that end in CR LF, old code pages, backslashes.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    if ($IsWindows) { . $PSScriptRoot/WindowsTools.ps1 }
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'A file with the lines of Windows' -Skip:(-not $IsWindows) {
    It 'is read as .env, whose paths have backslashes that are no escapes: <Name>' -ForEach @(
        @{ Name = 'as they are'; Quote = '' }
        @{ Name = 'in double quotes'; Quote = '"' }
        @{ Name = 'in single quotes'; Quote = "'" }
    ) {
        # \n, \t and \r are what escapes would spoil.
        $folder = [System.IO.Directory]::CreateDirectory("$TestDrive\new\tmp\ru").FullName
        [System.IO.File]::Copy($emulator.caPath, "$folder\ca.pem", $true)
        $lines = "GIGACHAT_CREDENTIALS=$($emulator.authorizationKey)", "GIGACHAT_BASE_URL=$($emulator.baseUri)",
            "GIGACHAT_AUTH_URL=$($emulator.authUri)", "GIGACHAT_CA_BUNDLE_FILE=$Quote$folder\ca.pem$Quote", ''
        [System.IO.File]::WriteAllText("$TestDrive\.env", ($lines -join "`r`n"), [System.Text.UTF8Encoding]::new($true))
        Connect-GigaChat -EnvironmentFile "$TestDrive\.env" -Name $Name -NoProxy -SkipValidation:$false
        (Get-GigaChatConnection $Name).BaseUri | Should -Be $emulator.baseUri
    }

    It 'is a conversation, edited in an editor of Windows' {
        $path = "$TestDrive\разговор.json"
        Export-GigaChatConversation $conversation -Path $path
        $text = [System.IO.File]::ReadAllText($path) -replace '\r?\n', "`r`n"
        [System.IO.File]::WriteAllText($path, $text, [System.Text.UTF8Encoding]::new($true))
        (Import-GigaChatConversation -LiteralPath $path).Messages.Content[0] | Should -BeExactly 'Привет'
    }

    It 'is sent with its lines: <Page>' -ForEach @{ Page = 65001 }, @{ Page = 1251 }, @{ Page = 866 } {
        Reset-Emulator $emulator
        $path = "$TestDrive\журнал $Page.log"
        [System.IO.File]::WriteAllText($path, "Ошибка 5`r`nОтказано в доступе", (
                [System.Text.CodePagesEncodingProvider]::Instance.GetEncoding($Page) ?? [System.Text.UTF8Encoding]::new($false)))
        $null = Invoke-GigaChat 'Что?' -Path $path -Encoding $Page
        (Get-Question $emulator) -split '\r?\n' | Should -BeExactly 'Что?', '', 'Ошибка 5', 'Отказано в доступе'
    }

    It 'is what a program of Windows writes, in the code page of its console: <_>' -ForEach 866, 1251 -Tag (
        'NotInWine: its cmd converts what it types') {
        Reset-Emulator $emulator
        $file = "$TestDrive\вывод $_.txt"
        $page = [System.Text.CodePagesEncodingProvider]::Instance.GetEncoding($_)
        [System.IO.File]::WriteAllText($file, "Ошибка входа`r`nКод 5`r`n", $page)
        $before = [Console]::OutputEncoding
        try {
            [Console]::OutputEncoding = $page
            $null = & $env:ComSpec /d /c type $file | Invoke-GigaChat 'Что это?'
        }
        finally { [Console]::OutputEncoding = $before }
        Get-Question $emulator | Should -BeLike '*Ошибка входа*Код 5*'
    }
}

Describe 'A text that is written' -Skip:(-not $IsWindows) {
    It 'keeps the lines of the answer, and those that PowerShell adds are those of Windows' {
        Add-Answer $emulator @{ text = "раз`nдва" }
        Invoke-GigaChat 'Считай' > "$TestDrive\ответ.txt"
        [System.IO.File]::ReadAllText("$TestDrive\ответ.txt").Trim() -split '\r?\n' | Should -BeExactly 'раз', 'два'
        [System.IO.File]::ReadAllText("$TestDrive\ответ.txt") | Should -BeLike "*`r`n"
    }

    It 'is the same in a download, byte for byte' {
        $bytes = [System.Text.Encoding]::UTF8.GetBytes("раз`nдва`r`nтри`rконец")
        [System.IO.File]::WriteAllBytes("$TestDrive\строки.txt", $bytes)
        Save-GigaChatFile (Add-GigaChatFile "$TestDrive\строки.txt").Id -Destination "$TestDrive\копия.txt"
        [System.IO.File]::ReadAllBytes("$TestDrive\копия.txt") | Should -Be $bytes
    }
}

Describe 'A proxy of Windows'' settings' -Skip:(-not $IsWindows) {
    It 'is used where nothing else is said, and not for what it is to be passed by for' -Tag (
        'NotInWine: it shows .NET no proxy of these settings') {
        $key = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings'
        $null = New-Item -Path $key -Force -ErrorAction Ignore
        $before = Get-ItemProperty -Path $key
        try {
            Set-ItemProperty -Path $key ProxyEnable 1 -Type DWord
            Set-ItemProperty -Path $key ProxyServer ([uri] $emulator.proxyUri).Authority
            Set-ItemProperty -Path $key ProxyOverride '<local>'
            Reset-Emulator $emulator
            $parameters = Get-ConnectParameter $emulator
            $parameters.Remove('NoProxy')
            # A process of its own: .NET reads the settings once.
            Invoke-InNewProcess -Environment @{ NO_PROXY = $null } -ArgumentList ($parameters | ConvertTo-Json),
                $emulator.authorizationKey -Script {
                    param($json, $key)
                    $parameters = $json | ConvertFrom-Json -AsHashtable
                    # A name with a dot is not local.
                    $parameters.BaseUri = $parameters.BaseUri -replace 'localhost', 'gigachat.test'
                    try { Connect-GigaChat -AuthorizationKey $key @parameters -MaximumRetryCount 0 } catch { "$_" }
                }
            (Invoke-Control $emulator Get proxy).connects | Should -Not -BeNullOrEmpty
        }
        finally {
            foreach ($name in 'ProxyEnable', 'ProxyServer', 'ProxyOverride') {
                if ($null -eq $before.$name) { Remove-ItemProperty -Path $key $name -ErrorAction Ignore }
                else { Set-ItemProperty -Path $key $name $before.$name }
            }
        }
    }
}
