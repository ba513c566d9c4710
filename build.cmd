@echo off
rem The one entry point on Windows: see build.sh.
setlocal
cd /d "%~dp0"
set DOTNET_NOLOGO=true
set DOTNET_CLI_TELEMETRY_OPTOUT=true
set DOTNET_GENERATE_ASPNET_CERTIFICATE=false
set POWERSHELL_TELEMETRY_OPTOUT=1
pwsh -NoProfile -NonInteractive -Command "if ($PSVersionTable.PSVersion -lt [version] '7.4') { exit 1 }" >nul 2>&1
if not errorlevel 1 (
    pwsh -NoProfile -NonInteractive -File build.ps1 %*
    exit /b
)
rem Another tool of the manifest, which this does not need, may be what cannot be restored.
dotnet tool restore >nul || dotnet tool run pwsh -- -NoProfile -NonInteractive -Command "exit 0" >nul 2>&1 || (
    echo build.cmd: PowerShell 7.4 or later is needed ^(https://aka.ms/powershell^): there is none, and it could not be restored. >&2
    exit /b 1
)
dotnet tool run pwsh -- -NoProfile -NonInteractive -File build.ps1 %*
