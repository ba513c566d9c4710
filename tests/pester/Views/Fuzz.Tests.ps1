# Random texts of control, bidi, invisible and Markdown characters through every view: what comes out holds no sequence but the colours of
# the views, and every word of the texts that a list shows. Every property is such a text, also one of a number or a date: objects of a
# file or of another machine hold what their maker wrote.
# GIGACHAT_TEST_FULL=1 takes 100,000 texts; without it a twentieth of them shows the same.
BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1
    $format = Join-Path $ModulePath 'Views/GigaChat.Format.ps1xml'
    $views = ([xml] (Get-Content -LiteralPath $format -Raw)).Configuration.ViewDefinitions.View
    $types = $views.ViewSelectedBy.TypeName | Sort-Object -Unique | ForEach-Object {
        $name = $_
        $own = $views | Where-Object { $_.ViewSelectedBy.TypeName -contains $name }
        # What a list shows whole: a Line ends after so many characters, and numbers and dates have no words.
        $whole = [regex]::Matches("$($own.ListControl.OuterXml)", "Cell\]::(?:Text|Wrap|Lines|Block)\[\`$_, '(\w+)'")
        @{ Name = $name; Whole = $whole.ForEach({ $_.Groups[1].Value }) | Sort-Object -Unique }
    }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $full = $env:GIGACHAT_TEST_FULL -eq '1'
    $count = $full ? 48 : 2
    $script:total = 0

    $pieces = [string[]] @(
        "`e[2J", "`e]0;t`a", "`e]52;c;ZQ==`e\", "`e[35m", "`e[4;91m", "`e", "`u{9B}1m", "`a", "`b", "`0", "`u{7F}", "`r", "`r`n"
        "`u{202E}", "`u{2066}", "`u{2069}", "`u{200B}", "`u{200D}", "`u{FEFF}", "`u{AD}", "`u{2028}", "`u{2029}", "`u{85}", "`v", "`f"
        "$([char] 0xD800)", "$([char] 0xDC00)", "`u{E0041}", "`u{1F468}`u{200D}`u{1F4BB}", "`u{3164}", '*', '**', '_', '~~', '`', '```'
        "`n", "`n`n", "`n> ", "`n- ", "`n1. ", "`n# ", "`n---`n", '|', "`n| а | б |`n|---|:-:|`n| ", '[', '](', '<', '>', '<https://e.io>'
        '\', "`t", '    ', ' ', '!', '{', '}', '$(1)', '#', '%', 'e', 'é', '日本', "e`u{301}", '7', '&amp;', '~~~'
    )

    # Texts with a numbered word at the end of each.
    function New-Text([random] $Random, [int] $Number) {
        -join (0..4).ForEach({ -join $Random.GetItems($pieces, $Random.Next(1, 8)) + " слово$($Number + $_) " })
    }

    # Objects that pass for those of the type, with five texts in each property; in every second one some are in lists.
    function New-Sample([string] $TypeName, [int] $Count, [int] $Seed) {
        $random = [random]::new($Seed)
        $properties = ($TypeName -replace '#.*' -as [type]).GetProperties()
        foreach ($i in 1..$Count) {
            $members = [ordered] @{ PSTypeName = $TypeName }
            $number = 1000
            foreach ($property in $properties) {
                $text = New-Text $random $number
                $members[$property.Name] = if ($i % 2 -and $property.PropertyType.IsGenericType) { , @($text, "`e[2J") }
                elseif ($i % 2 -and $property.PropertyType -eq [GigaChat.ChatUsage]) {
                    [pscustomobject] @{ TotalTokens = $text; PromptTokens = $text; CompletionTokens = $text; CachedTokens = 3 }
                }
                else { $text }
                $number += 10
            }
            $script:total += 5 * $properties.Count
            $item = [pscustomobject] $members
            # GigaChat.GigaChatConnection#Table comes before the name of the type itself.
            if ($TypeName -like '*#*') { $item.pstypenames.Insert(1, $TypeName -replace '#.*') }
            $item
        }
    }

    # The colours of the views, and those that PowerShell has for the names of columns and properties.
    $style = $PSStyle.Reset, $PSStyle.Foreground.Cyan, $PSStyle.Foreground.Green, $PSStyle.Foreground.BrightBlack
    $style += $PSStyle.Formatting.psobject.Properties.Value -ne ''
    $ours = [regex] (($style | ForEach-Object { [regex]::Escape($_) }) -join '|')
    $hostile = [regex] '(?:(?!\r?\n|\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\uDB40[\uDC00-\uDC7F]).{0,40}'

    # A joiner inside of an emoji is a part of it, also where PowerShell breaks the line beside it.
    $joiner = '(?<=\uD83D\uDC68)\u200D|\u200D(?=\uD83D\uDCBB)'
    function Find-Sequence([string] $Shown) { $hostile.Match(($ours.Replace($Shown, '') -replace $joiner)).Value }

    $rendering = $PSStyle.OutputRendering
}

AfterAll { $PSStyle.OutputRendering = $rendering }

Describe 'The views of <Name>' -ForEach $types {
    It 'show no sequence of a text and all words, as <_>' -ForEach 'Ansi', 'PlainText' {
        $PSStyle.OutputRendering = $_
        $sample = @(New-Sample $Name $count ($Name.Length + $_.Length))
        $shown = @($sample | Format-Table | Out-String -Width 4000; $sample | Format-Table | Out-String -Width 80)
        # Only on a screen, which Pester is not, the view of the text of a reply makes it visible.
        if ($Name -ne 'GigaChat.ChatReply') { $shown += $sample | Out-String -Width 120 }
        $properties = @($sample[0].psobject.Properties.Name)
        foreach ($item in $sample) {
            $list = $item | Format-List | Out-String -Width 4000
            $shown += $list
            $words = [regex]::Matches($list, 'слово(\d+)').ForEach({ [int] $_.Groups[1].Value })
            foreach ($property in $Whole) {
                $number = 1000 + 10 * $properties.IndexOf($property)
                $found = $words.Where({ $_ -ge $number -and $_ -lt $number + 5 }, 'First', 5)
                $expected = "$($number..($number + 4))"
                if ("$found" -cne $expected) { "$found" | Should -BeExactly $expected -Because "$property is whole" }
            }
        }
        foreach ($one in $shown) { Find-Sequence $one | Should -BeNullOrEmpty }
    }
}

Describe 'The search' {
    It 'finds a property that is shown as it is' {
        $PSStyle.OutputRendering = 'Ansi'
        Find-Sequence (New-Sample GigaChat.GigaChatFile 2 1 | Format-Table FileName | Out-String -Width 4000) | Should -Not -BeNullOrEmpty
        foreach ($one in "`e[35m", "`e[31m`e[2J", "`u{9B}", "`r", "`u{202E}", "`u{E0041}", "`u{2028}") {
            Find-Sequence "а${one}б" | Should -Not -BeNullOrEmpty
        }
        Find-Sequence "$($PSStyle.Formatting.Error)а$($PSStyle.Reset)`r`n`tб" | Should -BeNullOrEmpty
    }

    It 'had as many texts as it says' {
        $total | Should -BeGreaterThan ($full ? 100000 : 2000)
    }
}
