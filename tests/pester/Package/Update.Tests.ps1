# Another version of the module in a window that has one: the copy's loader has another name, as a newer version's has.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $newer = Join-Path $TestDrive 'GigaChat'
    Copy-Item -LiteralPath $ModulePath -Destination $newer -Recurse
    $version = (Import-PowerShellDataFile -LiteralPath (Join-Path $newer 'GigaChat.psd1')).ModuleVersion
    $other = $version -replace '.$', { $_.Value -eq '9' ? '8' : '9' }
    foreach ($name in 'GigaChat.psd1', 'bin/GigaChat.Loader.dll') {
        $path = Join-Path $newer $name
        $latin = [System.Text.Encoding]::Latin1
        $text = $latin.GetString([System.IO.File]::ReadAllBytes($path))
        $text = $text.Replace("GigaChat.Loader-$version", "GigaChat.Loader-$other").Replace("'$version'", "'$other'")
        [System.IO.File]::WriteAllBytes($path, $latin.GetBytes($text))
    }
}

Describe 'Another version in the same window' {
    It 'is one sentence, and the module that is there stays' {
        $result = Invoke-InNewProcess {
            param($newer)
            [cultureinfo]::CurrentUICulture = 'en-US'
            $failures = @(try { Import-Module $newer -Force -ErrorAction Stop } catch { $_ })
            @{
                Errors  = @($failures | ForEach-Object { "$_" } | Select-Object -Unique)
                Version = (Get-Module GigaChat).Version.ToString()
            } | ConvertTo-Json
        } -ArgumentList (Join-Path $newer 'GigaChat.psd1') | ConvertFrom-Json
        $result.Errors | Should -BeExactly ('Another version of the GigaChat module is loaded in this window. To use the new one, ' +
            'open a new PowerShell window.')
        $result.Version | Should -BeExactly $version
    }

    It 'is no hindrance for a new import of the same version' {
        Invoke-InNewProcess {
            param($module)
            Import-Module $module -Force
            Remove-Module GigaChat
            Import-Module $module
            (Get-TypeData GigaChat.ChatReply).TypeName
        } -ArgumentList (Join-Path $ModulePath 'GigaChat.psd1') | Should -BeExactly 'GigaChat.ChatReply'
    }
}
