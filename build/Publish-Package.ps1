<#
.SYNOPSIS
    Publishes a package to the PowerShell Gallery, with the key in the variable GALLERY_KEY.
.DESCRIPTION
    The key is no parameter, so that it stands in no list of processes and in no log. -Repository is another registered repository, such
    as a folder, for trying it out; a folder takes no key.
.EXAMPLE
    dotnet tool run pwsh -- -NoProfile -File build/Publish-Package.ps1 -Path out/GigaChat.0.1.0-preview1.nupkg
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateScript({ $_ -like '*.nupkg' -and (Test-Path -LiteralPath $_ -PathType Leaf) }, ErrorMessage = "'{0}' is no .nupkg.")]
    [string] $Path,

    [string] $Repository = 'PSGallery'
)

$ErrorActionPreference = 'Stop'
$options = @{ NupkgPath = $Path; Repository = $Repository }
if ($env:GALLERY_KEY) { $options.ApiKey = $env:GALLERY_KEY }
elseif (([uri] (Get-PSResourceRepository -Name $Repository).Uri).Scheme -ne 'file') {
    throw "Publishing to '$Repository' needs the key of the Gallery in the variable GALLERY_KEY."
}
Publish-PSResource @options
Write-Host "Published $(Split-Path $Path -Leaf) to $Repository."
