#!/usr/bin/env bash
# Package:   Scriban.Signed 7.5.3, NuGet; documentation: https://github.com/scriban/scriban/blob/master/doc/builtins.md#dateparse
# Expected:  date.parse of what is no date fails, or gives nothing
# Seen:      it gives 01 Jan 0001, also for 28/11/2026, which is a date in most of the world
# For us:    templates have no date.parse; Bot.Templates/Rendering/ValueText.cs writes dates; docs/decisions/0014
# Checked:   2026-11-29, .NET 10, Linux
set -euo pipefail
command -v dotnet > /dev/null || { echo "no SDK"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
{ dotnet new console && dotnet add package Scriban.Signed --version 7.5.3; } > install.log 2>&1 || { tail -3 install.log; exit 2; }
cat > Program.cs <<'CS'
using Scriban;

string Text(string day) => Template.Parse("{{ day | date.parse | date.to_string '%d %b %Y' }}").Render(new { day });
var (slashes, word) = (Text("28/11/2026"), Text("hello"));
Console.WriteLine("version:  Scriban.Signed 7.5.3");
Console.WriteLine("expected: 28 Nov 2026 or a fault; nothing or a fault");
Console.WriteLine($"seen:     {slashes}; {word}");
return (slashes, word) == ("01 Jan 0001", "01 Jan 0001") ? 0 : 1;
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
