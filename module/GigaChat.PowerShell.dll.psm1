# Nothing loads this file. The manifest names GigaChat.PowerShell.dll, which the module's loader finds in bin/;
# Test-ModuleManifest, and with it every publishing command, wants a file beside the manifest for each nested module.
