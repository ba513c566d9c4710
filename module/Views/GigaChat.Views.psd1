# Types and views. PowerShell defines those of a manifest before it loads any assembly, so they are a module of their own, behind
# the loader.
@{
    # A manifest needs a version; that of the module stands in GigaChat.psd1.
    ModuleVersion     = '1.0'
    GUID              = 'c1d5be43-6a0f-4f5e-9d3b-0f7a2b6c9e21'
    TypesToProcess    = 'GigaChat.Types.ps1xml'
    FormatsToProcess  = 'GigaChat.Format.ps1xml'
    FunctionsToExport = @()
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
