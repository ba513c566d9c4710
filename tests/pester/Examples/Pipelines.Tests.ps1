# The steps of github-actions.yml and gitlab-ci.yml, taken out of them and run.
BeforeAll {
    . $PSScriptRoot/../Common.ps1
    . $PSScriptRoot/ExampleTools.ps1
    . $PSScriptRoot/UnattendedTools.ps1
    $emulator = Start-Emulator
}

AfterAll { Stop-Emulator $emulator }

Describe 'Pipelines' -Skip:$IsWindows {
    BeforeEach {
        Reset-Emulator $emulator
        $repository = New-Repository
        $settings = Get-JobEnvironment $emulator $modules -WithoutKey
        $settings.Remove('PSModulePath')
    }

    It 'explain a failure on GitHub' {
        $lines = Get-Content -LiteralPath (Join-Path $Unattended 'github-actions.yml')
        # As its runner does: the block in a file, with these lines around it for pwsh.
        $settings.GITHUB_STEP_SUMMARY = "$repository/summary.md"
        (Get-YamlBlock $lines 'run:' 0) -join "`n" | Set-Content -LiteralPath "$repository/1.sh"
        $built = Invoke-Program bash '--noprofile', '--norc', '-eo', 'pipefail',
            "$repository/1.sh" -Environment $settings -Folder $repository
        $built.ExitCode | Should -Be 1

        Add-Answer $emulator @{ text = 'Нет точки с запятой: src/Учёт.cs:12.' }
        ("`$ErrorActionPreference = 'stop'`n$((Get-YamlBlock $lines 'run:' 1) -join "`n")`nif ((Test-Path -LiteralPath " +
            "variable:\LASTEXITCODE)) { exit `$LASTEXITCODE }") | Set-Content -LiteralPath "$repository/2.ps1"
        $ran = Invoke-Program $Pwsh '-NoLogo', '-NoProfile', '-command',
            ". '$repository/2.ps1'" -Environment (
                $settings + @{
                    GIGACHAT_CREDENTIALS = $emulator.authorizationKey; GIGACHAT_SCOPE = 'GIGACHAT_API_PERS'
                }) -Folder $repository
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        Get-Content -Raw -LiteralPath "$repository/summary.md" | Should -BeLike '## Why it failed*src/Учёт.cs:12.*GigaChat*'
        Get-Question $emulator | Should -BeLike '*error CS1002*'
        Get-Question $emulator | Should -Not -BeLike '*Sesame1*'
        # Of a fork: no key, and nothing worse than a warning.
        Remove-Item -LiteralPath "$repository/summary.md"
        $ran = Invoke-Program $Pwsh '-NoLogo', '-NoProfile', '-command',
            ". '$repository/2.ps1'" -Environment ($settings + @{ GIGACHAT_CREDENTIALS = '' }) -Folder $repository
        $ran.ExitCode | Should -Be 0
        $ran.Screen | Should -BeLike '*No explanation*'
        "$repository/summary.md" | Should -Not -Exist
    }

    It 'explain a failure on GitLab' {
        $lines = Get-Content -LiteralPath (Join-Path $Unattended 'gitlab-ci.yml')
        $settings.PSModulePath =
            ($lines -match '^    PSModulePath: ') -replace '^    PSModulePath: ' -replace [regex]::Escape('$CI_PROJECT_DIR'), $repository
        $settings.GIGACHAT_CREDENTIALS = $emulator.authorizationKey
        $build = @($lines -match '^    - \./build\.sh') -replace '^    - '
        (Invoke-Program bash '-eo', 'pipefail', '-c', "$build" -Environment $settings -Folder $repository).ExitCode | Should -Be 1

        Add-Answer $emulator @{ text = 'Нет точки с запятой.' }
        $after = ((Get-YamlBlock $lines '-') -join "`n") -replace '\bpwsh\b', "'$Pwsh'"
        $ran = Invoke-Program bash '-c', $after -Environment ($settings + @{ CI_JOB_STATUS = 'failed' }) -Folder $repository
        $ran.ExitCode | Should -Be 0 -Because $ran.Errors
        Get-Content -Raw -LiteralPath "$repository/why.md" | Should -BeLike '*Нет точки с запятой.*'

        Reset-Emulator $emulator
        (Invoke-Program bash '-c', $after -Environment ($settings + @{ CI_JOB_STATUS = 'success' }) -Folder $repository).ExitCode |
            Should -Be 0
        Get-SentRequest $emulator | Should -BeNullOrEmpty
    }
}
