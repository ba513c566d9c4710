# Dot-sourced: reads the pages of docs/jobs as Read-HelpPage reads those of the cmdlets.

# Each block of PowerShell is an example; a block of output right after it is what it shows.
function Read-JobPage([string] $Path) {
    $text = [System.IO.File]::ReadAllText($Path).Replace("`r`n", "`n")
    $leaf = [System.IO.Path]::GetFileNameWithoutExtension($Path)
    $pattern = '(?ms)^```powershell\n(?<code>.*?)^```\n(?:\n```output\n(?<output>.*?)^```$)?'
    $number = 0
    [pscustomobject]@{
        Path     = $Path
        Culture  = $leaf.EndsWith('.ru') ? 'ru-RU' : 'en-US'
        Name     = 'jobs/' + ($leaf -replace '\.ru$')
        Examples = @(foreach ($found in [regex]::Matches($text, $pattern)) {
                $number++
                $heading = [regex]::Matches($text.Substring(0, $found.Index), '(?m)^## (.+)$')
                [pscustomobject]@{
                    Title  = "$number. $($heading.Count ? $heading[-1].Groups[1].Value : $leaf)"
                    Code   = $found.Groups['code'].Value.TrimEnd()
                    Output = $found.Groups['output'].Value.TrimEnd()
                }
            })
    }
}

function Test-JobPage([string] $Path) { (Split-Path (Split-Path $Path) -Leaf) -eq 'jobs' }
