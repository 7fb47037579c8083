using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Storage.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Seals everything in a database with the first key, in small steps, while hosts go on.</summary>
/// <remarks>
/// The tables are gone through in the order of their keys. Where a step ends stands in the database, written with its rows, so a step that is killed is done
/// whole or not at all, and the next one goes on from there. Rows that are written behind that place are sealed with the first key by the hosts themselves;
/// a pass that finds nothing left is what ends the work. A row that another writer is at is left to the next pass.
/// </remarks>
internal sealed class Resealer(ISqlRunner database, SqlDialect dialect, Sealer sealer)
{
    /// <summary>Rows of a step: some 300 kB.</summary>
    private const int StepSize = 100;

    /// <summary>Rows that were sealed in this many passes: a host seals with an old key.</summary>
    private const int PassLimit = 6;

    private readonly IReadOnlyList<SealedTable> _tables = SealedTable.All(dialect);

    public async Task<ResealStep> StepAsync(CancellationToken cancel)
    {
        var at = await FindAsync(cancel).ConfigureAwait(false);
        var table = _tables[at.Table];
        var rows = await database.QueryAsync(table.Page(at.After ?? table.Start, sealer.Head, StepSize), table.Read, cancel).ConfigureAwait(false);
        var (steps, unreadable) = (new List<SqlStep>(), 0);
        foreach (var row in rows.Where(row => row.Body is not null))
        {
            try
            {
                steps.Add(table.Replace(row, sealer.Seal(table.SealedAs, row.Place, sealer.Open(table.SealedAs, row.Place, row.Body))));
            }
            catch (InvalidDataException)
            {
                unreadable++;
            }
        }

        var sealedNow = steps.Count;
        var next = at with
        {
            Sealed = at.Sealed + sealedNow,
            Unreadable = at.Unreadable + unreadable,
            Table = rows.Count < StepSize ? at.Table + 1 : at.Table,
            After = rows.Count < StepSize ? null : rows[^1].Key,
        };
        var state = ResealState.Going;
        if (next.Table < _tables.Count) steps.Add(Keep(next));
        else (state, next) = await EndPassAsync(steps, next, cancel).ConfigureAwait(false);
        await database.ExecuteAsync(steps, cancel).ConfigureAwait(false);
        return new(table.Name, rows.Count, sealedNow, at.Unreadable + unreadable, state);
    }

    private async Task<(ResealState State, RotationPlace Place)> EndPassAsync(List<SqlStep> steps, RotationPlace ended, CancellationToken cancel)
    {
        if (ended.Sealed > 0 && ended.Pass < PassLimit)
        {
            var next = RotationPlace.Start(ended.Pass + 1);
            steps.Add(Keep(next));
            return (ResealState.Going, next);
        }

        if (ended is { Sealed: 0, Unreadable: 0 })
        {
            steps.AddRange(StoreKeys.Finish(await database.QueryAsync(FactSql.All(), FactSql.Read, cancel).ConfigureAwait(false), sealer));
            return (ResealState.Done, ended);
        }

        steps.Add(FactSql.Remove(FactSql.Rotation));
        return (ended.Sealed > 0 ? ResealState.StillSealedWithOld : ResealState.Unreadable, ended);
    }

    private SqlStep Keep(RotationPlace place) =>
        FactSql.Set(FactSql.Rotation, JsonSerializer.SerializeToUtf8Bytes(place, RotationJson.Default.RotationPlace), sealer);

    /// <summary>Where the last step ended; the beginning when there was none, or when it was on the way to another key.</summary>
    private async Task<RotationPlace> FindAsync(CancellationToken cancel)
    {
        var kept = await database.QueryAsync(FactSql.Find(FactSql.Rotation), row => row.Bytes(0).ToArray(), cancel).ConfigureAwait(false);
        if (kept is not [var found] || !sealer.IsCurrent(found)) return RotationPlace.Start(1);

        var place = JsonSerializer.Deserialize(sealer.Open(FactSql.Table, FactSql.Rotation, found), RotationJson.Default.RotationPlace);
        return place is not null && place.Table < _tables.Count ? place : RotationPlace.Start(1);
    }
}

/// <summary>How far a change of the key is.</summary>
/// <param name="Pass">From 1.</param>
/// <param name="Table">Which of the tables, from 0.</param>
/// <param name="After">The last row that was looked at; null before the first.</param>
/// <param name="Sealed">Rows that this pass found to be sealed otherwise.</param>
/// <param name="Unreadable">Rows that this pass could not open.</param>
internal sealed record RotationPlace(int Pass, int Table, string[]? After, long Sealed, long Unreadable)
{
    public static RotationPlace Start(int pass) => new(pass, 0, null, 0, 0);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RotationPlace))]
internal sealed partial class RotationJson : JsonSerializerContext;
