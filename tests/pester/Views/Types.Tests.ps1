# The definitions of types, as PowerShell may read them: on any thread, also one that has no session.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    Add-Type -TypeDefinition @'
        using System;
        using System.Management.Automation.Runspaces;
        using System.Threading;

        public static class BareThread
        {
            public static Exception Read(string path)
            {
                Exception error = null;
                var thread = new Thread(() =>
                {
                    try { new TypeTable(new[] { path }); }
                    catch (Exception e) { error = e; }
                });
                thread.Start();
                thread.Join();
                return error;
            }
        }
'@
}

Describe 'The definitions of types' {
    It 'are read on a thread without a session' {
        [BareThread]::Read((Join-Path $ModulePath 'Views/GigaChat.Types.ps1xml')) | Should -BeNullOrEmpty
    }

    It 'are missed by such a thread where they name no assembly' {
        $path = Join-Path $TestDrive 'без сборки.ps1xml'
        $types = Get-Content -LiteralPath (Join-Path $ModulePath 'Views/GigaChat.Types.ps1xml') -Raw
        $types -replace 'ReplyView, GigaChat.PowerShell', 'ReplyView' |
            Set-Content -LiteralPath $path
        [BareThread]::Read($path) | Should -BeOfType ([System.Management.Automation.Runspaces.TypeTableLoadException])
    }
}
