#!/usr/bin/env bash
# Package:   Scriban.Signed 7.5.3, NuGet; documentation: https://github.com/scriban/scriban/blob/master/doc/runtime.md
# Expected:  a template that fails renders nothing: the next one on the same context begins with its own text
# Seen:      what the failed one had written stays in the context, and the next text begins with it, until Reset() is called
# For us:    Bot.Templates/Rendering/ScribanTemplate.cs resets the context in a finally; docs/decisions/0014
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
using Scriban.Runtime;

var context = new TemplateContext();
context.PushGlobal(new ScriptObject { ["name"] = "first" });
try { Template.Parse("Dear {{ name }}, {{ nothing.field }}").Render(context); }
catch (Exception fault) { Console.WriteLine($"failed:   {fault.Message}"); }
Console.WriteLine("version:  Scriban.Signed 7.5.3");
Console.WriteLine("expected: Hello second");
var seen = Template.Parse("Hello second").Render(context);
Console.WriteLine($"seen:     {seen}");
return seen == "Dear first, Hello second" ? 0 : 1;
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
