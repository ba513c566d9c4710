# The definitions of types, as PowerShell may read them: on any thread, also one that has no session.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $definitions = Join-Path $ModulePath 'Views/GigaChat.Types.ps1xml'

    # Reads a file of definitions on a new thread, and returns the type of the error. In a process of its own: PowerShell keeps the types
    # that it has found once for all threads of a process.
    function Read-OnBareThread([string] $Path) {
        Invoke-InNewProcess -ArgumentList $Path {
            param($path)
            Add-Type -TypeDefinition @'
                using System;
                using System.Management.Automation.Runspaces;
                using System.Threading;

                public static class BareThread
                {
                    public static string Read(string path)
                    {
                        string error = null;
                        var thread = new Thread(() =>
                        {
                            try { new TypeTable(new[] { path }); }
                            catch (Exception e) { error = e.GetType().Name; }
                        });
                        thread.Start();
                        thread.Join();
                        return error;
                    }
                }
'@
            "$([BareThread]::Read($path))"
        }
    }
}

Describe 'The definitions of types' {
    It 'are read on a thread without a session' {
        Read-OnBareThread $definitions | Should -BeNullOrEmpty
    }

    It 'are missed by such a thread where they name no assembly' {
        $path = Join-Path $TestDrive 'без сборки.ps1xml'
        (Get-Content -LiteralPath $definitions -Raw) -replace 'ReplyView, GigaChat.PowerShell', 'ReplyView' | Set-Content -LiteralPath $path
        Read-OnBareThread $path | Should -Be 'TypeTableLoadException'
    }
}
