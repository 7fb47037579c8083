#!/usr/bin/env bash
# Package:   LiteDB 5.0.21, NuGet; documentation: https://www.litedb.org/docs/concurrency/
# Expected:  a read beside the insert that creates a collection finds nothing or the document: readers see what is committed and wait for no one
# Seen:      now and then the read throws "page type must be collection page", as on a damaged file, and every call after it fails, too
# For us:    Bot.Storage/LiteDb/LiteDbFile.cs creates every collection before anything is read
# Checked:   2026-11-30, .NET 10, Linux
set -euo pipefail
command -v dotnet > /dev/null || { echo "no SDK"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
{ dotnet new console && dotnet add package LiteDB --version 5.0.21; } > install.log 2>&1 || { tail -3 install.log; exit 2; }
cat > Program.cs <<'CS'
using LiteDB;

// A fresh database and its first collection, many times: how often a read beside the first insert fails.
const int Databases = 2000;
var (failed, closed, first) = (0, 0, "");
for (var i = 0; i < Databases && failed == 0; i++)
{
    using var db = new LiteDatabase(new MemoryStream());
    var rows = db.GetCollection("rows");
    var written = false;
    var reader = Task.Run(() =>
    {
        while (!Volatile.Read(ref written)) rows.FindById(1);
    });
    try
    {
        for (var id = 1; id <= 3; id++) rows.Insert(new BsonDocument { ["_id"] = id });
    }
    catch (Exception) { }
    Volatile.Write(ref written, true);
    try
    {
        await reader;
    }
    catch (Exception failure)
    {
        (failed, first) = (failed + 1, failure.Message);
        try { rows.Count(); } catch (Exception) { closed++; }
    }
}
Console.WriteLine("version:  LiteDB 5.0.21");
Console.WriteLine("expected: no read fails");
Console.WriteLine($"seen:     {(failed > 0 ? "a read fails" : "no read fails")}: {first}; {(closed > 0 ? "and so does every call after it" : "calls after it go on")}");
return failed > 0 ? 0 : 1;
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
