@{
    # With Prerelease below, this is the version of everything: assemblies, package and papers take it from here.
    ModuleVersion        = '0.1.0'
    GUID                 = '7d0c2f0e-5b9e-4a39-9a7b-1f2b8c6d4e10'
    Author               = 'GigaChat for PowerShell contributors'
    CompanyName          = 'GigaChat for PowerShell contributors'
    Copyright            = '(c) GigaChat for PowerShell contributors. MIT licence.'
    Description          = 'GigaChat (Sber) for administrators: ask questions, pipe logs and files into prompts, get answers as objects, search documents by meaning, and trust the Mintsifry certificates without turning checks off. Not an official product of Sber. GigaChat в PowerShell для администраторов: вопросы, журналы и файлы по конвейеру, ответы в виде объектов, поиск в документах и сертификаты Минцифры без отключения проверок. Не официальный продукт Сбера.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = 'Core'
    # The loader first: it refuses to run beside another version, before that one's types are defined again. The cmdlets are found by
    # name, in the load context that it made: they must not be found by path.
    NestedModules        = 'bin/GigaChat.Loader.dll', 'GigaChat.PowerShell.dll', 'Views/GigaChat.Views.psd1'
    # A list without @( ): PowerShell compiles each line of the other as a statement, at every import.
    CmdletsToExport      =
        'Add-GigaChatFile',
        'Connect-GigaChat',
        'Disconnect-GigaChat',
        'Enter-GigaChat',
        'Export-GigaChatConversation',
        'Export-GigaChatEmbedding',
        'Find-GigaChatSimilar',
        'Get-GigaChatBalance',
        'Get-GigaChatBatch',
        'Get-GigaChatConnection',
        'Get-GigaChatFile',
        'Get-GigaChatIndex',
        'Get-GigaChatModel',
        'Get-MintsifryRootCA',
        'Hide-GigaChatText',
        'Import-GigaChatConversation',
        'Import-GigaChatEmbedding',
        'Install-MintsifryRootCA',
        'Invoke-GigaChat',
        'Invoke-GigaChatRestMethod',
        'Measure-GigaChatToken',
        'New-GigaChatConversation',
        'New-GigaChatEmbedding',
        'New-GigaChatFunction',
        'New-GigaChatImage',
        'Receive-GigaChatBatch',
        'Remove-GigaChatFile',
        'Save-GigaChatFile',
        'Search-GigaChatIndex',
        'Start-GigaChatBatch',
        'Test-GigaChatAIText',
        'Test-GigaChatConnection',
        'Test-GigaChatFunction',
        'Test-MintsifryRootCA',
        'Uninstall-MintsifryRootCA',
        'Update-GigaChatIndex',
        'Wait-GigaChatBatch'
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = 'GigaChat', 'Sber', 'LLM', 'AI', 'Chat', 'Embeddings', 'Mintsifry', 'Certificates', 'Runbook', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            # Empty for a release that is no preview.
            Prerelease   = 'preview1'
            # The one place of the project's address: the build adds those of licence, icon and help (build/Release.psm1).
            ProjectUri   = 'https://github.com/gigachat-powershell/gigachat-powershell'
            ReleaseNotes = 'The first preview: prompts, streams, files, functions, schemas, embeddings, batches, and the Mintsifry certificates. All changes: {changelog}'
        }
    }
}
