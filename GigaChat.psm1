# The cmdlets live in a load context of their own (src/GigaChat.Loader), so that the module's libraries do not
# meet those of other modules. Only the loader itself is in the default context; the manifest has loaded it.
$isFirstImport = [GigaChat.Loader.LoadContext]::BeginImport()
$imported = Import-Module -Assembly ([GigaChat.Loader.LoadContext]::ModuleAssemblies) -PassThru

if (-not $isFirstImport) {
    # PowerShell issue 20710: an assembly that was imported before brings its cmdlets no second time.
    $addCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $imported.ExportedCmdlets.Values) {
        $null = $addCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
