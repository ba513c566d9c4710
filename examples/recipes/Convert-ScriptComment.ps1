#Requires -Version 7.4

<#
.SYNOPSIS
    Translates comments and help in PowerShell scripts without changing the code.
.DESCRIPTION
    The PowerShell parser finds the comments; only their text is sent and replaced. Before the file is written, the new script
    is parsed again: if any token of the code differs, the file is reported as an error and not changed. Help keywords
    (.SYNOPSIS, .PARAMETER Name …) must also stay in place. The translation is saved as a copy, name.ru.ps1; -InPlace asks
    before it overwrites the script. Uses Invoke-RowBatch.ps1.
.PARAMETER Path
    Scripts (.ps1, .psm1): paths with wildcards, or files from Get-ChildItem.
.PARAMETER Language
    The target language.
.PARAMETER Suffix
    The suffix of the copy's name, before the extension.
.PARAMETER Pattern
    Only comments that match: '\p{IsCyrillic}' for Russian, '[A-Za-z]{3}' for Latin letters.
.PARAMETER InPlace
    Overwrites the script in its own encoding, after confirmation.
.PARAMETER Force
    Does not ask, and overwrites an existing copy.
.PARAMETER Encoding
    The encoding of scripts without a byte order mark: a name or a code page (utf-8, 1251).
.PARAMETER Model
    The model. By default, that of the connection.
.EXAMPLE
    Get-ChildItem ~/scripts -Filter *.ps1 | ./Convert-ScriptComment.ps1 -Language Russian
.EXAMPLE
    ./Convert-ScriptComment.ps1 старый.ps1 -Language English -Suffix en -Pattern '\p{IsCyrillic}' -Encoding 1251 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([System.IO.FileInfo])]
param(
    [Parameter(Mandatory, Position = 0, ValueFromPipeline,
        ValueFromPipelineByPropertyName)] [Alias('FullName')] [ValidateNotNullOrEmpty()] [string[]] $Path,
    [ValidateNotNullOrEmpty()] [string] $Language = 'Russian',
    [ValidatePattern('^[\w-]+$')] [string] $Suffix = 'ru',
    [ValidateNotNullOrEmpty()] [string] $Pattern = '\p{L}{2}',
    [ValidateNotNullOrEmpty()] [string] $Encoding = 'utf-8',
    [switch] $InPlace,
    [switch] $Force,
    [ValidateNotNullOrEmpty()] [string] $Model
)

begin {
    $onFileError = $ErrorActionPreference
    $ErrorActionPreference = 'Stop'
    # What does not fit the encoding is an error, and never a question mark in the script.
    $strict = [System.Text.Encoding]::GetEncoding(($Encoding -as [int] ? [int] $Encoding : $Encoding),
        [System.Text.EncoderFallback]::ExceptionFallback, [System.Text.DecoderFallback]::ExceptionFallback)
    $call = @{
        Prompt        =
            ("Translate comments of a PowerShell script into $Language. Leave alone: lines that begin with a dot and a word in " +
                "capitals, code, names of commands, parameters and variables, line breaks and indents. The answer has no comment signs.")
        Answer        = @{ Translation = @{ type = 'string' } }
        Column        = 'Comment'
        BatchSize     = 40
        MaximumLength = 100000
    }
    if ($Model) { $call.Model = $Model }

    function Get-Token([string] $Code) {
        $tokens = $problems = $null
        $null = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $tokens, [ref] $problems)
        if ($problems) { throw [System.IO.InvalidDataException]::new("It does not parse: $($problems[0].Message)") }
        $tokens
    }

    # What must be the same before and after: everything but comments, and in these the keywords of help.
    function Get-Shape([string] $Code) {
        foreach ($token in Get-Token $Code) {
            if ($token.Kind -ne 'Comment') { "$($token.Kind) $($token.Text)" }
            elseif ($token.Text -like '<#*') { [regex]::Matches($token.Text, '(?m)^\s*\.[A-Z]+\b.*$') | ForEach-Object { $_.Value.Trim() } }
        }
    }

    function Convert-Code([string] $Code, [string] $Pattern) {
        $comments = @(foreach ($token in Get-Token $Code | Where-Object Kind -EQ Comment) {
                # Signs stay here, the text between them goes out. #Requires and #region are no prose.
                if ($token.Text -match '(?s)^(<#\s*)(.*?)(\s*#>)$|^(#+\s*)(.*)$' -and
                    $token.Text -notmatch '^#(!|requires\b|region\b|endregion\b|\s*SIG\s*#)') {
                    $before, $text = $Matches[1] ? ($Matches[1], $Matches[2]) : ($Matches[4], $Matches[5])
                    if ($text -match $Pattern) { [pscustomobject]@{ Start = $token.Extent.StartOffset + $before.Length; Comment = $text } }
                }
            })
        if ($comments.Count -eq 0) { return $Code }
        $new = [System.Text.StringBuilder]::new($Code)
        # From the end, so that the places before stay true.
        $comments | & $PSScriptRoot/Invoke-RowBatch.ps1 @call | Sort-Object Start -Descending | ForEach-Object {
            $end = $_.Comment -match '\n' ? ($_.Comment -match '\r\n' ? "`r`n" : "`n") : ' '
            $text = ($_.Translation.Trim() -split '\r?\n') -join $end
            $null = $new.Remove($_.Start, $_.Comment.Length).Insert($_.Start, $text)
        }
        if (Compare-Object @(Get-Shape $Code) @(Get-Shape $new) -SyncWindow 0 -CaseSensitive) {
            throw [System.IO.InvalidDataException]::new('The translation would have changed the code or the keywords of help.')
        }
        "$new"
    }
}

process {
    foreach ($name in $Path) {
        try {
            foreach ($file in Get-Item -Path $name) {
                $reader = [System.IO.StreamReader]::new($file.FullName, $strict, $true)
                try { $code = $reader.ReadToEnd(); $used = $reader.CurrentEncoding } finally { $reader.Dispose() }
                # UTF-8 is written with a mark only where one was.
                if ($used.WebName -eq 'utf-8') {
                    $mark = [System.IO.File]::OpenRead($file.FullName)
                    try { $used = [System.Text.UTF8Encoding]::new($mark.ReadByte() -eq 0xEF) } finally { $mark.Dispose() }
                }
                $target = $InPlace ? $file.FullName : [System.IO.Path]::ChangeExtension($file.FullName, "$Suffix$($file.Extension)")
                if (-not $PSCmdlet.ShouldProcess($target, "Write with comments in $Language")) { continue }
                if (-not $InPlace -and -not $Force -and (Test-Path -LiteralPath $target)) {
                    throw [System.IO.IOException]::new("$target is there already; -Force writes over it.")
                }
                $new = Convert-Code $code $Pattern
                if ($InPlace -and -not $Force -and
                    -not $PSCmdlet.ShouldContinue("Write over $target?", 'Comments are translated')) { continue }
                [System.IO.File]::WriteAllText($target, $new, $used)
                Get-Item -LiteralPath $target
            }
        }
        catch {
            if ($_.FullyQualifiedErrorId -match
                '^GigaChat(NotConnected|KeyInvalid|AuthenticationFailed|ScopeMismatch|CertificateNotTrusted)') { throw }
            Write-Error -Message "${name}: $_" -ErrorId ScriptNotTranslated -Exception $_.Exception -TargetObject $name `
                -ErrorAction $onFileError
        }
    }
}
