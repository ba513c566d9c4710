# Version and address of the module stand in GigaChat.psd1 alone. This is what follows from them: the rest of the manifest, and what a
# release must have.

# Version (with the preview's name, if it is one) and addresses, as the manifest in the repository has them.
function Get-ModuleInformation {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param([string] $Path = (Join-Path $PSScriptRoot '../GigaChat.psd1'))

    $manifest = Import-PowerShellDataFile -LiteralPath $Path
    $data = $manifest.PrivateData.PSData
    $project = $data.ProjectUri
    [pscustomobject]@{
        Version      = $manifest.ModuleVersion + ($data['Prerelease'] ? "-$($data.Prerelease)" : '')
        IsPrerelease = [bool] $data['Prerelease']
        Supplier     = $manifest.CompanyName
        ProjectUri   = $project
        # The pages of the repository, by their paths in it.
        PageUri      = "$project/blob/main"
        LicenseUri   = "$project/blob/main/LICENSE"
        IconUri      = "$project/raw/main/docs/pictures/icon.png"
        ChangelogUri = "$project/blob/main/CHANGELOG.md"
    }
}

# Writes into the manifest of a built module what the one in the repository leaves to the build: the addresses that follow from the
# project's, and tags by which Find-PSResource -CommandName finds the package, because a gallery does not look into it.
function Complete-Manifest {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Path)

    $module = Get-ModuleInformation $Path
    $commands = (Import-PowerShellDataFile -LiteralPath $Path).CmdletsToExport
    $tags = @('PSIncludes_Cmdlet'; $commands | ForEach-Object { "PSCmdlet_$_", "PSCommand_$_" }) | ForEach-Object { "'$_'" }
    $changes = @(
        @{ Of = "'PSEdition_Core'"; To = "'PSEdition_Core', $($tags -join ', ')" }
        @{
            Of = "ProjectUri   = '$($module.ProjectUri)'"
            To = "ProjectUri   = '$($module.ProjectUri)'; LicenseUri = '$($module.LicenseUri)'; IconUri = '$($module.IconUri)'"
        }
        @{ Of = '{changelog}'; To = $module.ChangelogUri }
    )
    $text = [System.IO.File]::ReadAllText($Path)
    foreach ($change in $changes) {
        if (-not $text.Contains($change.Of)) { throw "$Path does not have: $($change.Of)" }
        $text = $text.Replace($change.Of, $change.To)
    }
    [System.IO.File]::WriteAllText($Path, $text)
}

# What CHANGELOG.md says of a version. No section, one without its date or an empty one is an error.
function Get-ReleaseNote {
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [string] $Version,
        [string] $ChangelogPath = (Join-Path $PSScriptRoot '../CHANGELOG.md')
    )

    $text = [System.IO.File]::ReadAllText($ChangelogPath).Replace("`r", '')
    $section = [regex]::Match($text, "(?ms)^## \[$([regex]::Escape($Version))\] - \d{4}-\d\d-\d\d\n(.*?)(?=^## |\z)")
    if (-not $section.Success) { throw "CHANGELOG.md has no section '## [$Version] - <yyyy-mm-dd>'." }
    $note = $section.Groups[1].Value.Trim()
    # Headings alone say nothing.
    if ($note -notmatch '(?m)^[^#\s]') { throw "The section of $Version in CHANGELOG.md is empty." }
    $note
}

# Fails where a tag is not that of the version in the manifest: what is released would not be what is named.
function Assert-ReleaseTag {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Tag, [Parameter(Mandatory)] [string] $Version)

    if ($Tag -cne "v$Version") { throw "The tag '$Tag' does not fit the version in GigaChat.psd1: it must be 'v$Version'." }
}

Export-ModuleMember -Function Get-ModuleInformation, Complete-Manifest, Get-ReleaseNote, Assert-ReleaseTag
