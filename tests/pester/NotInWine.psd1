# The files that `./build.sh test-windows` leaves out, by the reason. What fails in Wine within a file that is run has a tag instead
# (NotInWine: …). Patterns of paths as -like takes them, relative to this folder.
@{
    'they read the repository: sources, workflows, tools, packages' = @(
        'Code/*', 'Dependencies.Tests.ps1', 'Suite.Tests.ps1', 'ThirdParty.Tests.ps1', 'Tools.Tests.ps1', 'Workflow.Tests.ps1'
    )
    'they run the examples of the help pages and those in examples/, which are the same on each system' = 'Help/*', 'Examples/*'
    'they read how objects look, which is the same on each system' = 'Views/*'
    'they take minutes to look for secrets in what is written, which is the same on each system' = 'Security/Secrets.Tests.ps1'
}
