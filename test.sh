#!/usr/bin/env bash
# Builds everything with warnings as errors and runs every test. Needs the .NET SDK.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet test Bot.slnx
