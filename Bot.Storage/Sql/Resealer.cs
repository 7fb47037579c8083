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
internal sealed class Resealer(ISealedRows database, Sealer sealer)
{
    /// <summary>Rows of a step: some 300 kB.</summary>
    private const int StepSize = 100;

    /// <summary>Rows that were sealed in this many passes: a host seals with an old key.</summary>
    private const int PassLimit = 6;

    public async Task<ResealStep> StepAsync(CancellationToken cancel)
    {
        var facts = await database.FactsAsync(cancel).ConfigureAwait(false);
        var at = PlaceIn(facts);
        var column = database.Columns[at.Table];
        var rows = await database.PageAsync(at.Table, at.After, sealer.Head, StepSize, cancel).ConfigureAwait(false);
        var (again, unreadable) = (new List<ResealedRow>(), 0);
        foreach (var row in rows.Where(row => row.Body is not null))
        {
            try
            {
                again.Add(new(at.Table, row, sealer.Seal(column.SealedAs, row.Place, sealer.Open(column.SealedAs, row.Place, row.Body))));
            }
            catch (InvalidDataException)
            {
                unreadable++;
            }
        }

        var next = at with
        {
            Sealed = at.Sealed + again.Count,
            Unreadable = at.Unreadable + unreadable,
            Table = rows.Count < StepSize ? at.Table + 1 : at.Table,
            After = rows.Count < StepSize ? null : rows[^1].Key,
        };
        var (state, changes) = next.Table < database.Columns.Count ? (ResealState.Going, [Keep(next)]) : EndPass(next, facts);
        await database.WriteAsync(again, changes, cancel).ConfigureAwait(false);
        return new(column.Table, rows.Count, again.Count, at.Unreadable + unreadable, state);
    }

    /// <summary>How far it is. Changes nothing.</summary>
    public async Task<RotationProgress> ProgressAsync(CancellationToken cancel)
    {
        var facts = await database.FactsAsync(cancel).ConfigureAwait(false);
        var keys = facts.Count(fact => fact.IsSample);
        if (facts.FirstOrDefault(fact => fact.Name == FactSql.Rotation) is not { } kept) return new(false, keys, 0, "", 0, database.Columns.Count, 0, 0);

        var at = JsonSerializer.Deserialize(sealer.Open(FactSql.Table, FactSql.Rotation, kept.Value), RotationJson.Default.RotationPlace)!;
        return new(true, keys, at.Pass, database.Columns[Math.Min(at.Table, database.Columns.Count - 1)].Table, at.Table, database.Columns.Count, at.Sealed,
            at.Unreadable);
    }

    private (ResealState State, List<FactChange> Changes) EndPass(RotationPlace ended, IReadOnlyList<StoreFact> facts)
    {
        if (ended.Sealed > 0 && ended.Pass < PassLimit) return (ResealState.Going, [Keep(RotationPlace.Start(ended.Pass + 1))]);
        if (ended is { Sealed: 0, Unreadable: 0 }) return (ResealState.Done, [.. StoreKeys.Finish(facts, sealer)]);
        return (ended.Sealed > 0 ? ResealState.StillSealedWithOld : ResealState.Unreadable, [new(FactSql.Rotation, null)]);
    }

    private FactChange Keep(RotationPlace place) =>
        FactSql.Sealed(FactSql.Rotation, JsonSerializer.SerializeToUtf8Bytes(place, RotationJson.Default.RotationPlace), sealer);

    /// <summary>Where the last step ended; the beginning when there was none, or when it was on the way to another key.</summary>
    private RotationPlace PlaceIn(IReadOnlyList<StoreFact> facts)
    {
        if (facts.FirstOrDefault(fact => fact.Name == FactSql.Rotation) is not { } found || !sealer.IsCurrent(found.Value)) return RotationPlace.Start(1);

        var place = JsonSerializer.Deserialize(sealer.Open(FactSql.Table, FactSql.Rotation, found.Value), RotationJson.Default.RotationPlace);
        return place is not null && place.Table < database.Columns.Count ? place : RotationPlace.Start(1);
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
