BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $file = Join-Path $TestDrive 'сервер.conf'
    "PermitRootLogin yes`npassword=Sesame1Sesame1" | Set-Content -LiteralPath $file
}

AfterAll {
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Compare-PageConfiguration.ps1' {
    BeforeEach { Reset-Emulator $emulator }

    It 'has the page read and lists what differs, without sending secrets' {
        Add-JsonAnswer $emulator @{
            differences = @(
                @{ setting = 'PermitRootLogin'; current = 'yes'; recommended = 'no'; reason = 'Вход администратора опасен.' }
                @{ setting = 'MaxAuthTries'; current = ''; recommended = '3'; reason = 'Перебор.' }
            )
        }
        $found = Get-Item $file | & $Recipes/Compare-PageConfiguration.ps1 -Uri 'https://example.com/hardening'
        $found.Setting | Should -BeExactly 'PermitRootLogin', 'MaxAuthTries'
        $found[0].Recommended, $found[0].Reason | Should -BeExactly 'no', 'Вход администратора опасен.'
        $found.Path | Select-Object -Unique | Should -BeExactly $file
        $sent = Get-LastChat $emulator
        $sent.tools[0].PSObject.Properties.Name | Should -BeExactly 'url_content_extraction'
        $sent.tool_config.tool_name | Should -BeExactly 'url_content_extraction'
        $text = -join $sent.messages[-1].content.text
        $text | Should -BeLike '*https://example.com/hardening*PermitRootLogin yes*'
        $text | Should -Not -BeLike '*Sesame1*'
    }

    It 'has nothing to say where nothing differs' {
        Add-JsonAnswer $emulator @{ differences = @() }
        & $Recipes/Compare-PageConfiguration.ps1 $file https://example.com/hardening | Should -BeNullOrEmpty
    }

    It 'refuses a missing file and what is no address' {
        { & $Recipes/Compare-PageConfiguration.ps1 (Join-Path $TestDrive 'нет') https://example.com } | Should -Throw '*There is no file*'
        { & $Recipes/Compare-PageConfiguration.ps1 $file 'просто слова' } | Should -Throw '*is not the address of a page*'
    }
}
