# The cmdlets live in a load context of their own (src/GigaChat.Loader), so that the module's libraries do not
# meet those of other modules. Only the loader itself goes into the default context.
$isFirstImport = -not ('GigaChat.Loader.LoadContext' -as [type])
if ($isFirstImport) {
    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($PSScriptRoot, 'bin', 'GigaChat.Loader.dll'))
}
$cmdlets = Import-Module -Assembly ([GigaChat.Loader.LoadContext]::ModuleInstance) -PassThru
# No commands in this one, but types that a script may name: [GigaChat.ChatReply].
Import-Module -Assembly ([GigaChat.Loader.LoadContext]::ClientInstance)

if (-not $isFirstImport) {
    # PowerShell issue 20710: an assembly that was imported before brings its cmdlets no second time.
    $addCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
        $null = $addCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
