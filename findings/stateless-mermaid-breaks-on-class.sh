#!/usr/bin/env bash
# Package:   Stateless 5.20.1, NuGet; documentation: https://github.com/dotnet-state-machine/stateless#export-to-mermaid-graph
# Expected:  a state may have any name; the exported diagram is Mermaid
# Seen:      a state called class is written bare, "class --> done", which Mermaid's state diagrams take for a statement; one bad name breaks the whole drawing
# For us:    Bot.Engine/Loading/MermaidDrawing.cs writes every name behind a prefix, from GetInfo; docs/decisions/0017
# Checked:   2026-11-29, .NET 10, Linux
set -euo pipefail
command -v dotnet > /dev/null || { echo "no SDK"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
{ dotnet new console && dotnet add package Stateless --version 5.20.1; } > install.log 2>&1 || { tail -3 install.log; exit 2; }
cat > Program.cs <<'CS'
using Stateless;
using Stateless.Graph;

var machine = new StateMachine<string, string>("class");
machine.Configure("class").Permit("go", "done");
var drawing = MermaidGraph.Format(machine.GetInfo());
var line = drawing.Split('\n').First(text => text.Contains("-->") && text.Contains("done")).Trim();
Console.WriteLine("version:  Stateless 5.20.1");
Console.WriteLine("expected: a line that does not begin with the word class, which is a statement of Mermaid's");
Console.WriteLine($"seen:     {line}");
return line.StartsWith("class ", StringComparison.Ordinal) ? 0 : 1;
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
