BeforeDiscovery {
    $sets = Get-ChildItem -Path "$PSScriptRoot/../../src/GigaChat.PowerShell/Resources" -Filter *.resx | Where-Object Name -NotLike '*.ru.resx'
}

BeforeAll {
    function Read-Text([string] $Path) {
        $texts = @{}
        foreach ($entry in ([xml] (Get-Content -LiteralPath $Path -Raw)).root.data) { $texts[$entry.name] = $entry.value }
        $texts
    }

    # The places of a format string: {0}, {1:F1} …
    function Get-Place([string] $Text) {
        [regex]::Matches($Text, '\{(\d+)') | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
    }
}

Describe 'The texts of <_.BaseName>' -ForEach $sets {
    BeforeAll {
        $english = Read-Text $_.FullName
        $russian = Read-Text ($_.FullName -replace '\.resx$', '.ru.resx')
    }

    It 'are there in both languages' {
        $english.Count | Should -BeGreaterThan 0
        $russian.Keys | Sort-Object | Should -BeExactly ($english.Keys | Sort-Object)
    }

    It 'have the same places in both' {
        foreach ($name in $english.Keys) {
            Get-Place $russian[$name] | Should -BeExactly (Get-Place $english[$name]) -Because $name
        }
    }

    It 'are in the language they are said to be in' {
        foreach ($name in $english.Keys) {
            $english[$name] | Should -Not -Match '[а-яё]' -Because $name
            # "{0}: {1}" is the same in all languages.
            if ($english[$name] -match '[a-z]{2}') { $russian[$name] | Should -Match '[а-яё]' -Because $name }
        }
    }

    It 'never advise to switch a check off' {
        @($english.Values) + $russian.Values | Should -Not -Match '-SkipCertificateCheck'
    }
}

Describe 'Errors in Russian' {
    It 'are those of a Russian culture' {
        . $PSScriptRoot/Common.ps1
        $culture = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = 'ru-RU'
            { 'а' | Invoke-GigaChat 'б' -PerItem -Together } | Should -Throw -ExpectedMessage '*исключают*'
        }
        finally { [cultureinfo]::CurrentUICulture = $culture }
    }
}
