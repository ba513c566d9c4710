# What errors advise can be typed: each cmdlet that an advice names is there, and has the parameters that stand behind its name.
BeforeDiscovery {
    $folder = Resolve-Path "$PSScriptRoot/../../../src/GigaChat.PowerShell/Resources"
    $texts = foreach ($file in 'AdviceMessages.resx', 'AdviceMessages.ru.resx') {
        foreach ($entry in ([xml] (Get-Content -LiteralPath (Join-Path $folder $file) -Raw)).root.data) {
            @{ File = $file; Key = $entry.name; Text = $entry.value }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/../Common.ps1

    # Parameters without a cmdlet before them: the cmdlets that meet the error. All others may, so advice for them names the cmdlet.
    $owners = [ordered]@{
        '^Diagnosis'                                        = 'Test-GigaChatConnection'
        '^Connection(NothingToSignInWith)|^SignIn'          = 'Connect-GigaChat'
        '^Function|^FileOne|^NeedsVersion|^AdditionalField' = 'Invoke-GigaChat'
        '^ConversationExists'                               = 'Export-GigaChatConversation'
        '^TooFewWords'                                      = 'Test-GigaChatAIText'
    }

    function Get-Advised([string] $Key, [string] $Text) {
        # A cmdlet with the parameters right behind it, or a parameter by itself.
        $pattern = '(?<command>[A-Z][a-z]+-[A-Z]\w+)' +
            '(?:(?: (?:''[^'']*''|[^\s-]\S*))? -(?<own>[A-Z]\w+))*|(?<![\w-])-(?<alone>[A-Z][A-Za-z]+)'
        foreach ($found in [regex]::Matches($Text, $pattern)) {
            $alone = $found.Groups['alone'].Value
            if (-not $alone) { @{ Command = $found.Groups['command'].Value; Parameter = @($found.Groups['own'].Captures.Value) }; continue }
            $owner = $owners.Keys | Where-Object { $Key -match $_ } | Select-Object -First 1
            @{ Command = $owner ? $owners[$owner] : "none for -$alone"; Parameter = @($alone) }
        }
    }
}

Describe 'The advice of <File>' -ForEach ($texts | Group-Object { $_.File } | ForEach-Object { @{ File = $_.Name; All = $_.Group } }) {
    It 'names cmdlets and parameters that exist' {
        $wrong = foreach ($one in $All) {
            foreach ($advised in Get-Advised $one.Key $one.Text) {
                $command = Get-Command -Name $advised.Command -ErrorAction Ignore
                if (-not $command) { "$($one.Key): $($advised.Command)" }
                foreach ($parameter in $advised.Parameter | Where-Object { $_ }) {
                    if ($command -and -not $command.Parameters.ContainsKey($parameter)) { "$($one.Key): $($advised.Command) -$parameter" }
                }
            }
        }
        @($All).Count | Should -BeGreaterThan 50
        $wrong | Should -BeNullOrEmpty
    }
}
