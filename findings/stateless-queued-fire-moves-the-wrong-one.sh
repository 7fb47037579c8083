#!/usr/bin/env bash
# Package:   Stateless 5.20.1, NuGet; documentation: https://github.com/dotnet-state-machine/stateless
# Expected:  with external state storage one machine serves many objects: Fire moves the object whose state the accessor answers on this thread
# Seen:      a Fire that meets another in progress (the default, FiringMode.Queued) returns at once, and the other thread runs it against its own object
# For us:    Bot.Engine/Flows/FlowMachine.cs fires immediately; docs/decisions/0017
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

var state = new ThreadLocal<string>(() => "A");
using var inside = new ManualResetEventSlim();
using var fired = new ManualResetEventSlim();
var machine = new StateMachine<string, string>(() => state.Value!, to => state.Value = to);
machine.Configure("A").Permit("go", "B");
machine.Configure("B").Permit("go", "C").OnEntry(() => { inside.Set(); fired.Wait(); });
machine.Configure("C");

var first = "";
var one = new Thread(() => { machine.Fire("go"); first = state.Value!; });
one.Start();
inside.Wait();
machine.Fire("go");
var second = state.Value!;
fired.Set();
one.Join();
Console.WriteLine("version:  Stateless 5.20.1");
Console.WriteLine("expected: first B, second B");
Console.WriteLine($"seen:     first {first}, second {second}");
return (first, second) == ("C", "A") ? 0 : 1;
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
