# What a script pays that runs every five minutes: a new process each time.
param([Parameter(Mandatory)] [hashtable] $Bench)

$emulator = $Bench.Emulator
$first = "Import-Module '$($Bench.ModulePath)'; $($Bench.Connect); `$null = Invoke-GigaChat 'p'"
$rest = ("`$t = (Invoke-RestMethod '$($emulator.authUri)' -Method Post -Body @{ scope = 'GIGACHAT_API_CORP' } " +
    "-SkipCertificateCheck -NoProxy -Headers @{ Authorization = 'Basic $($emulator.corporateKey)'; RqUID = " +
    "[guid]::NewGuid().ToString() }).access_token; `$null = Invoke-RestMethod '$($emulator.baseUri)/chat/completions' -Method " +
    "Post -Headers @{ Authorization = `"Bearer `$t`" } -ContentType 'application/json' -SkipCertificateCheck -NoProxy " +
    "-Body '{`"model`":`"GigaChat`",`"messages`":[{`"role`":`"user`",`"content`":`"p`"}]}'")

# The least that a module with objects to show can be: one cmdlet, one view, one type.
function New-SmallestModule([string] $Folder) {
    $null = New-Item -ItemType Directory -Path $Folder
    Add-Type -OutputAssembly (
        Join-Path $Folder 'Smallest.dll') -TypeDefinition ('using System.Management.Automation; [Cmdlet("Get", "Smallest")] public ' +
            'class GetSmallestCommand : Cmdlet { }')
    Set-Content -LiteralPath (
        Join-Path $Folder 'Smallest.Format.ps1xml') ('<Configuration><ViewDefinitions><View><Name>Smallest</Name><ViewSelectedBy>' +
            '<TypeName>Smallest</TypeName></ViewSelectedBy><ListControl><ListEntries><ListEntry><ListItems><ListItem><PropertyName>' +
            'Text</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl></View></ViewDefinitions></Configuration>')
    Set-Content -LiteralPath (
        Join-Path $Folder 'Smallest.Types.ps1xml') ('<Types><Type><Name>Smallest</Name><Members><AliasProperty><Name>Words</Name>' +
            '<ReferencedMemberName>Text</ReferencedMemberName></AliasProperty></Members></Type></Types>')
    $manifest = Join-Path $Folder 'Smallest.psd1'
    Set-Content -LiteralPath $manifest ("@{ RootModule = 'Smallest.dll'; ModuleVersion = '1.0.0'; GUID = '$([guid]::NewGuid())'; " +
        "FormatsToProcess = 'Smallest.Format.ps1xml'; TypesToProcess = 'Smallest.Types.ps1xml'; CmdletsToExport = 'Get-Smallest'; " +
        "FunctionsToExport = @(); VariablesToExport = @(); AliasesToExport = @() }")
    $manifest
}

$smallest = New-SmallestModule (Join-Path $Bench.Temporary 'Smallest')
$run = { param($Command) Invoke-PowerShell -NoProfile -NonInteractive -Command $Command }
# What is measured is a difference: more rounds.
$t = Measure-InTurn -AfterItsLike -Rounds (3 * $Bench.Rounds) -Works ([ordered]@{
        empty    = { & $run 'exit' }
        import   = { & $run "Import-Module '$($Bench.ModulePath)'" }
        smallest = { & $run "Import-Module '$smallest'" }
        ours     = { & $run $first }
        rest     = { & $run $rest }
    })
foreach ($module in @{ Name = 'import'; What = 'Import-Module'; Goal = 0.1 },
    @{ Name = 'smallest'; What = 'the same for a module of one cmdlet, one view, one type'; Goal = $null }) {
    [double[]] $more = foreach ($i in 0..($t.empty.Count - 1)) { $t[$module.Name][$i] - $t.empty[$i] }
    New-RatioRow $module.What 'start of an empty pwsh' $more $t.empty $module.Goal
}
New-RatioRow 'new process: import, connect, first answer' 'the same by Invoke-RestMethod' $t.ours $t.rest 0.9

# Http11Only holds for connections that are made from now on, which are those of new processes.
$t = Measure-InTurn -AfterItsLike -Rounds (2 * $Bench.Rounds) -Works ([ordered]@{
        two = { & $Bench.Control Put settings @{ http11Only = $false }; & $run $first }
        one = { & $Bench.Control Put settings @{ http11Only = $true }; & $run $first }
    })
& $Bench.Control Put settings @{ http11Only = $false }
New-RatioRow 'the same over HTTP/2' 'itself over HTTP/1.1' $t.two $t.one 1.05

foreach ($part in @{ Name = 'an empty process'; Command = 'exit' }, @{ Name = 'import'; Command = "Import-Module '$($Bench.ModulePath)'" },
    @{ Name = 'import, connect, first answer'; Command = $first }, @{ Name = 'the same by Invoke-RestMethod'; Command = $rest }) {
    $startup = Measure-Startup $part.Command
    $Bench.Startup.Add([pscustomobject]@{
            What = $part.Name; Methods = $startup.Methods; Ours = $startup.OurMethods.Count
            Assemblies = $startup.Assemblies; OurAssemblies = $startup.OurAssemblies.Count
        })
    Write-Host ('{0}: {1} methods compiled, {2} of them ours; {3} assemblies, {4} of them ours' -f $part.Name, $startup.Methods,
        $startup.OurMethods.Count, $startup.Assemblies, $startup.OurAssemblies.Count)
}
