#!/usr/bin/env bash
# Package:   Scriban.Signed 7.5.3, NuGet; documentation: https://github.com/scriban/scriban/blob/master/doc/language.md
# Expected:  a tag without its }} is a fault when the template is parsed
# Seen:      it parses, and the next line of the text is taken for code
# For us:    Bot.Templates/Rendering/TagScan.cs looks for the end of each tag before Scriban parses; docs/decisions/0014
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

var template = Template.Parse("Hello {{ name\nreply");
var text = template.HasErrors ? "" : template.Render(new { name = "Asha", reply = "R" });
Console.WriteLine("version:  Scriban.Signed 7.5.3");
Console.WriteLine("expected: a fault at the tag");
Console.WriteLine(template.HasErrors ? $"seen:     {template.Messages[0]}" : $"seen:     no fault, and the text '{text}'");
return text == "Hello AshaR" ? 0 : 1;
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
