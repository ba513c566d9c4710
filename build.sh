#!/usr/bin/env bash
# The one entry point on Linux and macOS: takes the PowerShell of this machine, or else restores the one that
# .config/dotnet-tools.json names, and hands over to build.ps1. `build.cmd` is the same for Windows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
task="${1:-build}"
export DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=true DOTNET_GENERATE_ASPNET_CERTIFICATE=false POWERSHELL_TELEMETRY_OPTOUT=1

if ! command -v dotnet >/dev/null 2>&1; then
    echo "build.sh: the .NET 10 SDK is needed (https://dot.net)." >&2
    exit 1
fi

is_new_enough='if ($PSVersionTable.PSVersion -lt [version] "7.4") { exit 1 }'
if command -v pwsh >/dev/null 2>&1 && pwsh -NoProfile -NonInteractive -Command "$is_new_enough" >/dev/null 2>&1; then
    exec pwsh -NoProfile -NonInteractive -File build.ps1 "$@"
fi
# Another tool of the manifest, which this does not need, may be what cannot be restored.
if restored=$(dotnet tool restore 2>&1) || dotnet tool run pwsh -- -NoProfile -NonInteractive -Command 'exit 0' >/dev/null 2>&1; then
    exec dotnet tool run pwsh -- -NoProfile -NonInteractive -File build.ps1 "$@"
fi

# What .NET alone can run.
case "$task" in
    test)
        for project in tests/*.Tests; do dotnet test --project "$project" -c Release -v quiet -p:Locked=true; done
        ;;
    demo)
        dotnet run --project examples/ClientTour -c Release -v quiet --property:Locked=true
        ;;
    *)
        echo "$restored" >&2
        echo "build.sh: '$task' needs PowerShell 7.4 or later (https://aka.ms/powershell): there is none, and it could not be restored." >&2
        exit 1
        ;;
esac
echo "Left out: the cmdlets. There is no PowerShell 7.4 or later here, and it could not be restored; only the client library was run."
