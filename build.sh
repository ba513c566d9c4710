#!/usr/bin/env bash
# The one entry point on Linux and macOS: finds PowerShell, or installs it into this folder, and hands over to
# build.ps1. Where no PowerShell can be had, `test` and `demo` run what .NET alone can run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
task="${1:-build}"

if ! command -v dotnet >/dev/null 2>&1; then
    echo "build.sh: the .NET 10 SDK is needed (https://dot.net)." >&2
    exit 1
fi

find_pwsh() {
    if command -v pwsh >/dev/null 2>&1; then
        command -v pwsh
    elif [ -x .tools/pwsh ] || dotnet tool install PowerShell --tool-path .tools >.tools.log 2>&1; then
        echo "$PWD/.tools/pwsh"
    fi
    rm -f .tools.log
}

pwsh=$(find_pwsh)
if [ -n "$pwsh" ]; then
    exec "$pwsh" -NoProfile -NonInteractive -File build.ps1 "$@"
fi

counter() {
    grep -o '<Counters [^>]*>' out/TestResults/xunit.trx | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*'
}

case "$task" in
    test)
        rm -rf out/TestResults
        dotnet test tests/GigaChat.Client.Tests -c Release -v quiet -p:Locked=true \
            --logger 'trx;LogFileName=xunit.trx' --results-directory out/TestResults || true
        [ -f out/TestResults/xunit.trx ] || { echo "build.sh: the xunit tests did not run." >&2; exit 1; }
        passed=$(counter passed) failed=$(counter failed) total=$(counter total) executed=$(counter executed)
        echo "$passed passed, $failed failed, $((total - executed)) skipped"
        echo "Left out: the Pester tests of the module, because no PowerShell was found and none could be installed."
        [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
        ;;
    demo)
        dotnet run --project examples/ClientTour -c Release -v quiet --property:Locked=true
        echo "Left out: the cmdlets (this was the client library alone), because no PowerShell was found and none could be installed."
        ;;
    *)
        echo "build.sh: '$task' needs PowerShell 7.4 or later, and none was found or could be installed. See https://aka.ms/powershell." >&2
        exit 1
        ;;
esac
