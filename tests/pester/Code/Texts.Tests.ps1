BeforeDiscovery {
    $sets = Get-ChildItem -Path "$PSScriptRoot/../../../src/GigaChat.*/Resources/*.resx" | Where-Object Name -NotLike '*.ru.resx'
}

BeforeAll {
    # The program's own text: no documentation, no generated code.
    $source = (Resolve-Path "$PSScriptRoot/../../../src").ProviderPath
    $lines = Get-ChildItem -LiteralPath $source -Recurse -Filter *.cs |
        Where-Object { $_.FullName.Substring($source.Length) -notmatch '[\\/](obj|bin)[\\/]' } |
        Select-String -Pattern '.' | Where-Object Line -NotMatch '^\s*//'
    $words = [System.Collections.Generic.HashSet[string]]::new([string[]] [regex]::Matches($lines.Line -join "`n", '(?<=\.)\w+').Value)

    function Read-Text([string] $Path) {
        $texts = @{}
        foreach ($entry in ([xml] (Get-Content -LiteralPath $Path -Raw)).root.data) { $texts[$entry.name] = $entry.value }
        $texts
    }

    $clientKeys = [System.Collections.Generic.HashSet[string]]::new()
    foreach ($set in Get-ChildItem -Path "$source/GigaChat.Client/Resources/*.resx" -Exclude *.ru.resx) {
        foreach ($key in (Read-Text $set.FullName).Keys) { $null = $clientKeys.Add(($set.BaseName -replace 'Messages$') + $key) }
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
            # "{0}: {1}" and "HTTP {0}" are the same in all languages.
            if ($english[$name] -cmatch '[a-z]{2}') { $russian[$name] | Should -Match '[а-яё]' -Because $name }
        }
    }

    It 'are all in use' {
        # Advice is found by the key of the client's text: the name of its set without "Messages", then its own.
        $used = if ($_.BaseName -eq 'AdviceMessages') { $clientKeys } else { $words }
        $english.Keys | Where-Object { -not $used.Contains($_) } | Should -BeNullOrEmpty
    }

    It 'never advise to switch a check off' {
        @($english.Values) + $russian.Values | Should -Not -Match '-SkipCertificateCheck'
    }
}

Describe 'The code' {
    It 'says nothing that is not in the resources' {
        # Three words in a row are a sentence. Faults of the program itself are for its developers, errors of functions for the model.
        $sentence = '^"[^"]*\b[A-Za-z]?[a-z]+ [a-z]{2,} [a-z]{2,}'
        $said = foreach ($line in $lines) {
            if ($line.Line -match 'new InvalidOperationException\(|\.(FromError|ToResult)\(|SuppressMessage') { continue }
            # Texts about wrong calls go to the model; the loader has no resources and says its one sentence in both languages.
            if ($line.Filename -in 'FunctionArguments.cs', 'ModuleInitializer.cs') { continue }
            @([regex]::Matches($line.Line, '"(?:[^"\\]|\\.)*"').Value) -cmatch $sentence |
                ForEach-Object { "$($line.Filename):$($line.LineNumber): $_" }
        }
        @($lines).Count | Should -BeGreaterThan 5000
        $said | Should -BeNullOrEmpty
    }
}

Describe 'Errors in Russian' {
    It 'are those of a Russian culture' {
        . $PSScriptRoot/../Common.ps1
        $culture = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = 'ru-RU'
            { 'а' | Invoke-GigaChat 'б' -PerItem -Together } | Should -Throw -ExpectedMessage '*нельзя использовать вместе*'
        }
        finally { [cultureinfo]::CurrentUICulture = $culture }
    }
}
