# A session whose language is constrained, as application control makes them: what scripts may not do there, the module does not do for
# them, and what it shows is shown.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    Connect-Emulator $emulator
    $constrained = [runspacefactory]::CreateRunspace($Host)
    $constrained.Open()
    $shell = [powershell]::Create($constrained)
    $null = $shell.AddScript("Import-Module '$ModulePath'; Set-Location '$TestDrive'").Invoke()
    $constrained.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'

    function Invoke-Constrained([string] $Script) {
        $shell.Commands.Clear()
        $shell.Streams.ClearStreams()
        try { $shell.AddScript($Script).Invoke() }
        catch { $_.Exception.InnerException.ErrorRecord }
        $shell.Streams.Error
    }
}

AfterAll {
    $shell.Dispose()
    $constrained.Dispose()
    Disconnect-GigaChat -All
    Stop-Emulator $emulator
}

Describe 'Constrained language' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is what the session has' {
        "$(Invoke-Constrained '[System.IO.StreamWriter] "a.txt"')" | Should -Match 'constrained|core types|language mode'
    }

    It 'makes no object of <Type> out of an answer, and asks the service for none' -ForEach @(
        @{ Type = 'System.IO.StreamWriter' }
        @{ Type = 'System.IO.StreamWriter[]' }
        @{ Type = 'System.Diagnostics.ProcessStartInfo' }
        @{ Type = 'GigaChat.SamplingOptions' }
        @{ Type = 'System.IO.FileInfo' }
    ) {
        $found = @(Invoke-Constrained "Invoke-GigaChat вопрос -Schema ([$Type]) -AsObject")
        $found | Should -HaveCount 1
        $found[0].FullyQualifiedErrorId | Should -BeLike 'GigaChatInvalidRequest,*'
        $found[0] | Should -BeLike '*constrained language*hashtable*'
        Get-ChatBody $emulator | Should -BeNullOrEmpty
        Get-ChildItem $TestDrive -Filter *.txt | Should -BeNullOrEmpty
    }

    It 'makes values of PowerShell''s own types: <Type>' -ForEach @(
        @{ Type = 'int'; Text = '7'; Value = 7 }
        @{ Type = 'datetime'; Text = '"2026-04-12"'; Value = [datetime] '2026-04-12' }
        @{ Type = 'string[]'; Text = '["а","б"]'; Value = 'а', 'б' }
    ) {
        Add-Answer $emulator @{ text = $Text }
        Invoke-Constrained "Invoke-GigaChat вопрос -Schema ([$Type]) -AsObject" | Should -Be $Value
    }

    It 'makes plain objects of an answer by a hashtable' {
        Add-Answer $emulator @{ text = '{"a":"слово"}' }
        $schema = '@{ type = "object"; properties = @{ a = @{ type = "string" } } }'
        (Invoke-Constrained "Invoke-GigaChat вопрос -Schema $schema -AsObject").a | Should -BeExactly 'слово'
    }
}
