# The module's libraries stay in a load context of their own, and the module can be imported again and everywhere.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    $emulator = Start-Emulator
    $parameters = (Get-ConnectParameter $emulator) + @{ AuthorizationKey = $emulator.authorizationKey }
    # Libraries that other modules bring too, often in other versions.
    $shared = 'Polly.Core', 'dotenv.net', 'Microsoft.Extensions.Http', 'Microsoft.Extensions.DependencyInjection',
    'Microsoft.Extensions.DependencyInjection.Abstractions', 'Microsoft.Extensions.Options', 'Microsoft.Extensions.Logging.Abstractions'
    # Each script runs in a process of its own, where nothing was imported before.
    function Invoke-Session([scriptblock] $Script, [object[]] $More = @()) {
        Invoke-InNewProcess $Script (@($parameters | ConvertTo-Json; $ModulePath) + $More)
    }
}

AfterAll { Stop-Emulator $emulator }

Describe 'The load context' {
    BeforeEach { Clear-Session $emulator }

    It 'keeps every library of the module, after all kinds of work' {
        # The library of retries is loaded where an attempt has failed.
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 503 }
        $result = Invoke-Session {
            param($json, $module)
            $parameters = $json | ConvertFrom-Json -AsHashtable
            Connect-GigaChat @parameters
            $null = Invoke-GigaChat 'Привет'
            $null = Invoke-GigaChat 'Привет' -Stream 6> $null
            $null = Get-GigaChatModel
            $null = 'Раз', 'Два' | New-GigaChatEmbedding
            $null = Get-MintsifryRootCA
            $file = New-TemporaryFile
            Set-Content $file "GIGACHAT_CREDENTIALS=$($parameters.AuthorizationKey)"
            $parameters.Remove('AuthorizationKey')
            Connect-GigaChat @parameters -EnvironmentFile $file
            Remove-Item $file
            Disconnect-GigaChat

            $folder = Join-Path (Resolve-Path $module) 'bin'
            $contexts = [System.Runtime.Loader.AssemblyLoadContext]
            @{
                Default = @(
                    $contexts::Default.Assemblies | ForEach-Object { $_.GetName().Name } |
                        Where-Object { $_ -match '^(Polly|Microsoft\.Extensions|dotenv|GigaChat)' }
                )
                Stray   = @(
                    $contexts::Default.Assemblies | Where-Object { $_.Location -and $_.Location.StartsWith($folder) } |
                        ForEach-Object { $_.GetName().Name }
                )
                Own     = @(($contexts::All | Where-Object Name -EQ 'GigaChat').Assemblies | ForEach-Object { $_.GetName().Name })
            } | ConvertTo-Json
        } | ConvertFrom-Json
        $result.Stray | Should -BeLike 'GigaChat.Loader-*'
        $result.Default | Should -BeLike 'GigaChat.Loader-*'
        foreach ($name in @('GigaChat.Client', 'GigaChat.PowerShell') + $shared) { $result.Own | Should -Contain $name }
    }

    It 'loads no library of HTTP before there is a connection, and then in its own context' {
        $result = Invoke-Session {
            param($json, $module)
            $parameters = $json | ConvertFrom-Json -AsHashtable
            function Get-Loaded {
                @([AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name }) -match '^(Polly|Microsoft\.Extensions)\.')
            }
            $null = Get-Command -Module GigaChat
            $null = Get-Command Invoke-GigaChat -Syntax
            $before = Get-Loaded
            Connect-GigaChat @parameters
            @{ Before = $before; After = Get-Loaded } | ConvertTo-Json
        } | ConvertFrom-Json
        $result.Before | Should -BeNullOrEmpty
        $result.After | Should -Contain 'Microsoft.Extensions.Http'
        # They only read settings files, which the module has none of.
        $result.After | Should -Not -Contain 'Microsoft.Extensions.Configuration'
    }

    It 'loads the trust stores for the certificate cmdlets alone' {
        $result = Invoke-Session {
            param($json, $module)
            $parameters = $json | ConvertFrom-Json -AsHashtable
            function Test-Loaded {
                [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name }) -contains 'GigaChat.TrustStores'
            }
            $null = Get-Command -Module GigaChat
            $null = Get-Command -Module GigaChat -Syntax
            Test-Loaded
            Connect-GigaChat @parameters
            "$(Invoke-GigaChat 'Привет')"
            $null = Get-GigaChatModel
            $null = Test-GigaChatConnection
            Test-Loaded
            $null = Get-MintsifryRootCA
            Test-Loaded
        }
        $result | Should -Be $false, 'Эхо: Привет', $false, $true
    }

    It 'works beside libraries of the same names that another module has loaded' {
        Add-Fault $emulator @{ kind = 'status'; on = 'chat'; status = 503 }
        foreach ($name in $shared) { Copy-Item -LiteralPath (Join-Path $ModulePath "bin/$name.dll") -Destination $TestDrive }
        $result = Invoke-InNewProcess -ArgumentList ($parameters | ConvertTo-Json), "$TestDrive", ($shared -join ',') -BeforeImport {
            param($json, $folder, $names)
            foreach ($name in $names.Split(',')) {
                $null = [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath((Join-Path $folder "$name.dll"))
            }
        } -Script {
            param($json, $folder, $names)
            $parameters = $json | ConvertFrom-Json -AsHashtable
            $file = Join-Path $folder 'ключ.env'
            Set-Content -LiteralPath $file "GIGACHAT_CREDENTIALS=$($parameters.AuthorizationKey)"
            $parameters.Remove('AuthorizationKey')
            Connect-GigaChat @parameters -EnvironmentFile $file
            (Invoke-GigaChat 'Привет').Text
            foreach ($name in $names.Split(',')) {
                @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq $name }).Count
            }
        }
        $result | Should -Be (@('Эхо: Привет') + @(2) * $shared.Count)
    }
}

Describe 'The import' {
    BeforeEach { Clear-Session $emulator }

    It 'may be repeated, forced, and undone' {
        $result = Invoke-Session {
            param($json, $module)
            $parameters = $json | ConvertFrom-Json -AsHashtable
            $all = (Get-Command -Module GigaChat).Count
            Import-Module $module
            Remove-Module GigaChat
            [bool] (Get-Command Connect-GigaChat -ErrorAction Ignore)
            Import-Module $module
            (Get-Command -Module GigaChat).Count -eq $all
            Connect-GigaChat @parameters
            Import-Module $module -Force
            (Get-Command -Module GigaChat).Count -eq $all
            # The process keeps its connections; another import is no reason to sign in again.
            "$(Invoke-GigaChat 'Привет')"
            (Invoke-GigaChat 'Вид' | Out-String).Trim()
            @(Get-Module).Name -like 'GigaChat*'
        }
        $result | Should -Be $false, $true, $true, 'Эхо: Привет', 'Эхо: Вид', 'GigaChat'
        (Get-SentRequest $emulator '/api/*') | Should -HaveCount 1
    }

    It 'works in <Name>, on the connection of the process' -ForEach @(
        @{ Name = 'another runspace'; Script = {
                param($json, $module)
                $parameters = $json | ConvertFrom-Json -AsHashtable
                Connect-GigaChat @parameters
                $shell = [powershell]::Create()
                $shell.AddScript("Import-Module '$module'; (Invoke-GigaChat 'Привет').Text; [GigaChat.ChatReply].Name").Invoke()
                $shell.Streams.Error
            }
        }
        @{ Name = 'a thread job'; Script = {
                param($json, $module)
                $parameters = $json | ConvertFrom-Json -AsHashtable
                Connect-GigaChat @parameters
                Start-ThreadJob { Import-Module $using:module; (Invoke-GigaChat 'Привет').Text; [GigaChat.ChatReply].Name } |
                    Receive-Job -Wait
            }
        }
        @{ Name = 'ForEach-Object -Parallel'; Script = {
                param($json, $module)
                $parameters = $json | ConvertFrom-Json -AsHashtable
                Connect-GigaChat @parameters
                1 | ForEach-Object -Parallel { Import-Module $using:module; (Invoke-GigaChat 'Привет').Text; [GigaChat.ChatReply].Name }
            }
        }
        @{ Name = 'a runspace while the first one has removed it'; Script = {
                param($json, $module)
                $parameters = $json | ConvertFrom-Json -AsHashtable
                Connect-GigaChat @parameters
                Remove-Module GigaChat
                1 | ForEach-Object -Parallel { Import-Module $using:module; (Invoke-GigaChat 'Привет').Text; [GigaChat.ChatReply].Name }
            }
        }
    ) {
        Invoke-Session $Script | Should -Be 'Эхо: Привет', 'ChatReply'
    }

    It 'is undisturbed by other runspaces that import for the first time at the same moment' {
        $result = Invoke-InNewProcess -ArgumentList $ModulePath -Script { } -BeforeImport {
            param($module)
            1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $using:module; "$((Get-Command -Module GigaChat).Count) cmdlets, $([GigaChat.ChatReply].Name)"
            }
        }
        $result | Should -HaveCount 8
        $count = (Import-PowerShellDataFile (Join-Path $ModulePath 'GigaChat.psd1')).CmdletsToExport.Count
        $result | Should -Be (, "$count cmdlets, ChatReply" * 8)
    }

    It 'finds the module by name where a command needs it' {
        $result = Invoke-Session {
            param($json, $module)
            Remove-Module GigaChat
            $env:PSModulePath = (Split-Path (Resolve-Path $module)) + [IO.Path]::PathSeparator + $env:PSModulePath
            $parameters = $json | ConvertFrom-Json -AsHashtable
            Connect-GigaChat @parameters
            1..3 | ForEach-Object -Parallel { (Invoke-GigaChat 'Привет').Text } | Select-Object -Unique
        }
        $result | Should -Be 'Эхо: Привет'
    }

    It 'lets a script name the types' {
        foreach ($name in 'ChatReply', 'ChatChunk', 'ChatUsage', 'GigaChatConversation', 'GigaChatConnection', 'GigaChatException',
            'GigaChatModel', 'Embedding') {
            "GigaChat.$name" -as [type] | Should -Not -BeNullOrEmpty -Because "[GigaChat.$name] stands in scripts"
        }
        [GigaChat.GigaChatErrorKind]::Timeout | Should -Be 'Timeout'
        try { throw [GigaChat.GigaChatException]::new('Timeout', 'поздно') }
        catch [GigaChat.GigaChatException] { $_.Exception.ErrorId | Should -Be 'GigaChatTimeout' }
    }

    It 'lets a script name every public type of the client, though its assembly is not imported' {
        $client = [GigaChat.ChatReply].Assembly
        $client.GetName().Name | Should -Be 'GigaChat.Client'
        $missing = $client.GetExportedTypes().FullName | Where-Object { -not ($_ -as [type]) }
        $missing | Should -BeNullOrEmpty -Because 'ClientTypes.cs forwards them'
    }

    It 'leaves the marker beside the manifest alone' {
        # The file exists for Test-ModuleManifest only; imported by path, the cmdlets would be outside of the load context.
        Join-Path $ModulePath 'GigaChat.PowerShell.dll' | Should -Not -Exist
        (Get-Module GigaChat).NestedModules.Name | Should -Be 'GigaChat.Loader', 'GigaChat.PowerShell', 'GigaChat.Views'
        [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Invoke-GigaChat).ImplementingType.Assembly).Name |
            Should -Be 'GigaChat'
    }

    It 'exports what the manifest names, and nothing else' {
        $manifest = Import-PowerShellDataFile (Join-Path $ModulePath 'GigaChat.psd1')
        (Get-Command -Module GigaChat).Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        (Get-Command -Module GigaChat).CommandType | Select-Object -Unique | Should -Be 'Cmdlet'
    }
}
