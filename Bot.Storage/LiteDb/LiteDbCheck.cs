using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>Reads everything in a LiteDB file and tells what is wrong. Changes nothing.</summary>
internal static class LiteDbCheck
{
    /// <summary>Damage of documents and indexes; when there is none, the rows that do not open.</summary>
    /// <param name="name">The file.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(LiteDbPass pass, Sealer sealer, string name, CancellationToken cancel)
    {
        if (!DataFile.IsOurs(name)) return [LiteDbFault.NoDatabase(name).Message];
        try
        {
            pass.Page(LiteTable.Facts, "", 1);
        }
        catch (Exception fault) when (fault is LiteException or IOException or InvalidCastException or ArgumentException or IndexOutOfRangeException)
        {
            return [LiteDbFault.Explain(fault, name).Message];
        }

        var damage = LiteTable.All.SelectMany(table => Check(pass, table, cancel)).ToList();
        if (damage.Count > 0) return damage;

        return await SealedBodies.CheckAsync(
            new LiteSealedRows(
                (table, after, size, _) => Task.FromResult(pass.Page(table, after, size)),
                (table, id, _) => Task.FromResult(pass.Find(table, id)), write: null),
            sealer, name, cancel).ConfigureAwait(false);
    }

    /// <summary>Each document has the key and the entries that its columns ask for, and each index leads to as many.</summary>
    private static List<string> Check(LiteDbPass pass, LiteTable table, CancellationToken cancel)
    {
        var findings = new List<string>();
        try
        {
            var led = table.Indexes.ToDictionary(index => index.Name, _ => 0L);
            foreach (var page in pass.Pages(table))
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var row in page)
                {
                    if (!table.IsComplete(row)) findings.Add($"{table.Name}: the entries of a row do not fit to it.");
                    foreach (var index in table.Indexes.Where(index => row[index.Field].AsArray.Count > 0)) led[index.Name]++;
                }
            }

            findings.AddRange(table.Indexes.Where(index => pass.Led(table, index) != led[index.Name])
                .Select(index => $"{table.Name}: the index {index.Name} does not lead to every row."));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            findings.Add($"{table.Name}: it cannot be read: {fault.Message}");
        }

        return findings;
    }
}
