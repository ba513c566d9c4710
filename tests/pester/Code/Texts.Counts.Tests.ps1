# Numbers in texts: "1 token", not "1 tokens". {0:N0|token|tokens} has the forms of the noun, three of them in Russian.
BeforeDiscovery {
    $sets = Get-ChildItem -Path "$PSScriptRoot/../../../src/GigaChat.*/Resources/*.resx" | Where-Object Name -NotLike '*.ru.resx'
}

BeforeAll {
    function Read-Text([string] $Path) {
        $texts = [ordered]@{}
        foreach ($entry in ([xml] (Get-Content -LiteralPath $Path -Raw -Encoding utf8)).root.data) { $texts[$entry.name] = $entry.value }
        $texts
    }

    # The places of a text that have forms: number of the place, how many forms.
    function Find-Form([string] $Text) {
        foreach ($place in [regex]::Matches($Text, '\{(\d+):[^}|]*((?:\|[^}|]+)+)\}')) {
            [pscustomobject]@{ Place = $place.Groups[1].Value; Forms = $place.Groups[2].Value.Split('|').Count - 1 }
        }
    }

    # Words after a place that end as a plural does and are none: what a text in that place does, or a unit.
    $verbs = 'accepts|as|belongs|does|ends|exceeds|expects|follows|goes|has|is|Its|lets|lists|needs|opens|' +
        'refuses|says|takes|wants|was|writes|s|ms'
    # What may follow a number: a unit, or words that are no noun.
    $afterNumber = 'million|MB|KB|GB|B|s|ms|UTC|of|in|and|done|prompt|answer|from|more from|failed|МБ|КБ|ГБ|Б|млн|с|мс|мин|из|вместе|за'
}

Describe 'The numbers in <_.BaseName>' -ForEach $sets {
    BeforeAll {
        $english = Read-Text $_.FullName
        $russian = Read-Text ($_.FullName -replace '\.resx$', '.ru.resx')
    }

    It 'have the forms of each language' {
        foreach ($name in $english.Keys) {
            (Find-Form $english[$name]).Forms | Where-Object { $_ -ne 2 } | Should -BeNullOrEmpty -Because $name
            (Find-Form $russian[$name]).Forms | Where-Object { $_ -ne 3 } | Should -BeNullOrEmpty -Because $name
        }
    }

    It 'stand before no noun without its forms' {
        foreach ($name in $english.Keys) {
            $english[$name], $russian[$name] | Should -Not -Match '\w\((s|es|ов|а|ы|и)\)' -Because $name
            $english[$name] | Should -Not -CMatch "\{\d+(:[^}|]*)?\} (?!million)(\w+ )?(?!($verbs)\b)\w+s\b" -Because $name
            foreach ($text in $english[$name], $russian[$name]) {
                $text | Should -Not -CMatch "\{\d+:[NF]?0\} (?!($afterNumber)\b)\w+" -Because $name
            }
        }
    }

    It 'need no forms in Russian, or have them too' {
        foreach ($name in $english.Keys) {
            $known = (Find-Form $russian[$name]).Place
            foreach ($place in (Find-Form $english[$name]).Place | Where-Object { $_ -notin $known }) {
                # A noun before the number, as in "слов: 5", is in the genitive whatever the number.
                $russian[$name] | Should -Not -CMatch "\{$place(:[^}]*)?\} (?!($afterNumber)\b)\w+" -Because $name
            }
        }
    }
}
