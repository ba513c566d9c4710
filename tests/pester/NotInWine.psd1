# The files that `./build.sh test-windows` leaves out, by the reason. What fails in Wine within a file that is run has a tag instead
# (NotInWine: …). Patterns of paths as -like takes them, relative to this folder. With -Path, all files of that path are run.
@{
    'they are about the repository: sources, workflows, tools, packages' = @(
        'Code/*', 'Dependencies.Tests.ps1', 'PowerShellHost.Tests.ps1', 'Suite.Tests.ps1', 'ThirdParty.Tests.ps1', 'Tools.Tests.ps1'
        'Workflow.Tests.ps1'
    )
    'they run the examples of the help pages and those in examples/, which are the same on each system' = 'Help/*', 'Examples/*'
    'they read how objects look, which is the same on each system' = 'Views/*'
    'they are about what is sent and what comes back, with nothing of a system in it' = @(
        'Chat/ChatReply.Text.*', 'Chat/FunctionCallText.*', 'Chat/Invoke-GigaChat.Arrays.*', 'Chat/Invoke-GigaChat.Branch.*'
        'Chat/Invoke-GigaChat.Conversation.*', 'Chat/Invoke-GigaChat.Function*', 'Chat/Invoke-GigaChat.Hostile.*'
        'Chat/Invoke-GigaChat.IncludeInput.*', 'Chat/Invoke-GigaChat.InputWarnings.*', 'Chat/Invoke-GigaChat.LongText.*'
        'Chat/Invoke-GigaChat.Options.*', 'Chat/Invoke-GigaChat.Refusal.*', 'Chat/Invoke-GigaChat.Reply.*', 'Chat/Invoke-GigaChat.Schema*'
        'Chat/Invoke-GigaChat.Tool.*', 'Chat/Invoke-GigaChat.WhatIf.*', 'Chat/New-GigaChatConversation.*', 'Masking/*'
        'Reliability/Limits.*', 'Reliability/LongConversation.*', 'Security/HostileAnswers.*', 'Security/ShownText.*'
        'Serialization/Limits.*', 'Serialization/Prompt.*', 'Serialization/Surroundings.*', 'Serialization/TextCmdlets.*', 'Usage/*'
    )
    'they take minutes each' = 'Reliability/FaultMatrix.Tests.ps1', 'Security/Secrets.Tests.ps1'
}
