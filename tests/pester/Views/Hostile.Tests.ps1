# Every view of every type with a terminal sequence in each text, and in constrained language. The views of a reply show its text as it
# is where the output is a file; they have tests of their own.
BeforeDiscovery {
    . $PSScriptRoot/../Common.ps1
    $format = Join-Path $ModulePath 'Views/GigaChat.Format.ps1xml'
    $views = ([xml] (Get-Content -LiteralPath $format -Raw)).Configuration.ViewDefinitions.View
    $types = $views.ViewSelectedBy.TypeName | Sort-Object -Unique | Where-Object { $_ -ne 'GigaChat.ChatReply' -and $_ -notlike '*#*' }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $planted = "имя`e]52;c;cGxhbnRlZA==`a`e[2J`rВСЁ$([char] 0x9B)31m$([char] 0x202E)gpj$([char] 0x200B)" +
        "$([char] 0x2028)$([char] 0x85)`u{E0041}`b"
    $hostile = '[\p{Cc}-[\r\n\t]]|\r(?!\n)|\p{Cf}|\p{Zl}|\p{Zp}'

    # An object that passes for one of the type, as it comes out of a job: numbers, and the text in everything else.
    function New-Sample([string] $TypeName, [string] $Text) {
        $members = [ordered] @{ PSTypeName = $TypeName }
        foreach ($property in ($TypeName -as [type]).GetProperties()) {
            $type = [Nullable]::GetUnderlyingType($property.PropertyType) ?? $property.PropertyType
            $members[$property.Name] = if ($type.IsEnum) { [Enum]::GetNames($type)[0] }
            elseif ($type -eq [bool]) { $true }
            elseif ($type.IsPrimitive) { 3 -as $type }
            elseif ($type -eq [timespan]) { [timespan]::FromSeconds(2) }
            elseif ($type -in [datetime], [datetimeoffset]) { Get-Date -AsUTC }
            elseif ($type -eq [GigaChat.ChatUsage]) { [GigaChat.ChatUsage]::new(1, 2, 3, 0) }
            elseif ($type -eq [System.Collections.Generic.IReadOnlyList[float]]) { , [float[]] (1, 2) }
            elseif ($type.IsGenericType) { , @($Text, $Text) }
            else { $Text }
        }
        [pscustomobject] $members
    }

    # By the default view, as a list and as a table; without the colours, which are the module's own.
    $show = {
        param($object)
        $texts = ($object | Out-String -Width 160), ($object | Format-List | Out-String -Width 160),
            ($object | Format-Table | Out-String -Width 160)
        $texts -join "`n" -replace '\e\[[\d;]*m'
    }

    # Else PowerShell takes some sequences away by itself where there is no screen.
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'Ansi'
    $constrained = [runspacefactory]::CreateRunspace($Host)
    $constrained.Open()
    $shell = [powershell]::Create($constrained)
    $null = $shell.AddScript("Import-Module '$ModulePath'; `$PSStyle.OutputRendering = 'Ansi'").Invoke()
    $constrained.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'

    # Plain objects: a reference to one of the other runspace would run its script there.
    function Show-Constrained($Object) {
        $shell.Commands.Clear()
        $shell.Streams.ClearStreams()
        $shell.AddScript($show.ToString()).AddArgument($Object).Invoke() -join ''
        $shell.Streams.Error | Should -BeNullOrEmpty
    }
}

AfterAll {
    $shell.Dispose()
    $constrained.Dispose()
    $PSStyle.OutputRendering = $rendering
}

Describe 'The views of <_>' -ForEach $types {
    It 'show no text that a terminal would carry out' {
        $shown = & $show (New-Sample $_ $planted)
        $shown | Should -Not -Match $hostile
        if (($_ -as [type]).GetProperties().PropertyType -contains [string]) { $shown | Should -Match '\\u\{1B\}\]52' }
    }

    It 'show the same in constrained language' {
        $object = New-Sample $_ 'слово'
        $here = & $show $object
        $here | Should -Match '\S'
        Show-Constrained $object | Should -BeExactly $here
    }
}
