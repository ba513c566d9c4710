# Objects for the tests of this folder.

# What Export-Clixml and Import-Clixml, a job or another machine make of an object; -As sets its type names, as such an object has them.
function Copy-Serialized([object[]] $InputObject, [string] $As) {
    foreach ($item in $InputObject) {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($item))
        if ($As) { $copy.PSObject.TypeNames.Clear(); $copy.PSObject.TypeNames.Add("Deserialized.$As") }
        , $copy
    }
}

# An object with the type names that one of Windows has.
function New-Typed([string] $TypeName, [System.Collections.IDictionary] $Properties) {
    $item = [pscustomobject] $Properties
    $item.PSObject.TypeNames.Insert(0, "Deserialized.$TypeName")
    $item
}

# A view: a table of properties, then of scripts.
function New-ViewDefinition([string] $TypeName, [string[]] $Property, [string[]] $Script = @(), [string] $GroupBy) {
    $items = @($Property | ForEach-Object { "<TableColumnItem><PropertyName>$_</PropertyName></TableColumnItem>" }) +
        @($Script | ForEach-Object { [System.Security.SecurityElement]::Escape($_) } |
                ForEach-Object { "<TableColumnItem><ScriptBlock>$_</ScriptBlock></TableColumnItem>" })
    $group = $GroupBy ? "<GroupBy><PropertyName>$GroupBy</PropertyName></GroupBy>" : ''
    "<Configuration><ViewDefinitions><View><Name>$TypeName</Name><ViewSelectedBy><TypeName>$TypeName</TypeName></ViewSelectedBy>$group" +
        "<TableControl><TableHeaders>$('<TableColumnHeader/>' * $items.Count)</TableHeaders><TableRowEntries><TableRowEntry>" +
        "<TableColumnItems>$(-join $items)</TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions>" +
        '</Configuration>'
}

# Takes a file of views out of the session: Update-FormatData reads all files again, and fails for one that is no longer there.
function Remove-ViewDefinition([string] $Path) {
    $formats = [runspace]::DefaultRunspace.InitialSessionState.Formats
    for ($i = $formats.Count - 1; $i -ge 0; $i--) {
        if ($formats[$i].FileName -eq $Path) { $formats.RemoveItem($i) }
    }
    Update-FormatData
}

# A program that writes a line to its error stream, with a password on its command line.
function Invoke-Native([string] $Line, [string] $Password) {
    $command = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; [Console]::Error.WriteLine('$Line')"
    Invoke-PowerShell -NoProfile -NonInteractive -Command "$command # --password=$Password"
}
