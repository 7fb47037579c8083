#!/usr/bin/env bash
# Package:   LiteDB 5.0.21, NuGet; documentation: https://www.litedb.org/docs/transactions/
# Expected:  after a refused insert that was caught the transaction goes on, or Commit throws
# Seen:      the refused insert ends it: what came before is gone, what comes after is on disk by itself, Commit returns false and does not throw
# For us:    Bot.Storage/LiteDb/LiteDbCommitter.cs takes the group back at any exception and looks at what Commit returns; docs/decisions/0022
# Checked:   2026-11-29, .NET 10, Linux
set -euo pipefail
command -v dotnet > /dev/null || { echo "no SDK"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
{ dotnet new console && dotnet add package LiteDB --version 5.0.21; } > install.log 2>&1 || { tail -3 install.log; exit 2; }
cat > Program.cs <<'CS'
using LiteDB;

using var db = new LiteDatabase("tried.db");
var rows = db.GetCollection("rows");
rows.Insert(new BsonDocument { ["_id"] = "taken" });
db.BeginTrans();
rows.Insert(new BsonDocument { ["_id"] = "before" });
try { rows.Insert(new BsonDocument { ["_id"] = "taken" }); } catch (LiteException) { }
rows.Insert(new BsonDocument { ["_id"] = "after" });
var committed = db.Commit();
var found = string.Join(", ", rows.FindAll().Select(row => row["_id"].AsString));
Console.WriteLine("version:  LiteDB 5.0.21");
Console.WriteLine("expected: Commit True; after, before, taken");
Console.WriteLine($"seen:     Commit {committed}; {found}");
return (committed, found) == (false, "after, taken") ? 0 : 1;
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
