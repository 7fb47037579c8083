using System.Globalization;
using Bot.Storage.Sql;
using Bot.Storage.Tables;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>A way to documents of a table by values of them.</summary>
/// <remarks>
/// The values stand in the document as an array, of which LiteDB makes an entry each: a document with none has no entry, as in SQL's partial indexes.
/// </remarks>
/// <param name="Name">Also the field of the array, behind <c>by_</c>.</param>
/// <param name="Values">Those of a document.</param>
internal sealed record LiteIndex(string Name, Func<BsonDocument, IEnumerable<BsonValue>> Values)
{
    public string Field { get; } = $"by_{Name}";
}

/// <summary>A table of the store as a collection: columns are fields, and the key is <c>_id</c>, its parts joined.</summary>
internal sealed class LiteTable
{
    private const char Separator = '\0';

    /// <summary>What comes after <see cref="Separator"/>.</summary>
    private const char Behind = '\u0001';

    private readonly bool _emptyKeys;

    private LiteTable(StoreTable shape, params LiteIndex[] indexes) =>
        (Shape, Indexes, _emptyKeys) = (shape, indexes, shape == StoreTable.EarlyStatuses || shape == StoreTable.TurnCounts);

    public StoreTable Shape { get; }

    public IReadOnlyList<LiteIndex> Indexes { get; }

    public string Name => Shape.Name;

    public static LiteTable Sessions { get; } = new(StoreTable.Sessions, new("session", One("session_id")), new("wake", One("wake_at")));

    /// <summary><c>ids</c>, <c>said</c>, <c>heard</c>: by how much is left of a turn, in order of time.</summary>
    public static LiteTable Turns { get; } = new(
        StoreTable.Turns, new("seq", One("seq")), new("ids", Kept(TurnKept.Id)), new("said", Kept(TurnKept.Said)), new("heard", Kept(TurnKept.Heard)));

    public static LiteTable TurnCounts { get; } = new(StoreTable.TurnCounts);

    public static LiteTable TurnCursors { get; } = new(StoreTable.TurnCursors);

    /// <summary>Of builds before the turn log.</summary>
    public static LiteTable OldHandled { get; } = new(StoreTable.OldHandled);

    /// <summary>Of builds before the turn log.</summary>
    public static LiteTable OldTranscript { get; } = new(StoreTable.OldTranscript);

    /// <summary><c>open</c>: conversation, stream and number of a row that has not ended.</summary>
    public static LiteTable Outbox { get; } = new(
        StoreTable.Outbox, new("finished", One("finished_at")), new("provider", Those("provider_id", "other_id")),
        new("open", row => row["finished_at"].IsNull ? [Join(row["conversation"].AsString, row["stream"].AsString, Ordered(row["seq"].AsInt64))] : []));

    public static LiteTable EarlyStatuses { get; } = new(StoreTable.EarlyStatuses, new("at", One("at")), new("named", Those("other_id", "reference")));

    public static LiteTable DeadLetters { get; } = new(StoreTable.DeadLetters, new LiteIndex("at", One("at")));

    public static LiteTable Facts { get; } = new(StoreTable.Facts);

    public static LiteTable Prices { get; } = new(StoreTable.Prices, new("month", One("month")), new("at", One("at")));

    public static LiteTable Records { get; } = new(StoreTable.Records);

    /// <summary><c>newest</c>: by kind, name and value in order of time; <c>of</c>: those of one record.</summary>
    public static LiteTable Lookups { get; } = new(
        StoreTable.Lookups,
        new("newest", row =>
            [Join(row["kind"].AsString, row["name"].AsString, row["value"].AsString, Ordered(row["changed_at"].AsInt64), row["key"].AsString)]),
        new("of", row => [Join(row["kind"].AsString, row["key"].AsString)]));

    public static IReadOnlyList<LiteTable> All { get; } =
        [Facts, Sessions, Outbox, Turns, TurnCounts, TurnCursors, EarlyStatuses, DeadLetters, Prices, Records, Lookups];

    /// <summary>Parts of a key in one text, in the order of the parts.</summary>
    public static string Join(params ReadOnlySpan<string> parts) => string.Join(Separator, parts);

    /// <summary>A number in the order of texts.</summary>
    public static string Ordered(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Everything that begins with some parts of a key.</summary>
    public static (string From, string To) Under(params ReadOnlySpan<string> parts)
    {
        var begin = Join(parts);
        return ($"{begin}{Separator}", $"{begin}{Behind}");
    }

    /// <summary>Writes the key and the entries of indexes into a document whose columns are there.</summary>
    /// <exception cref="ArgumentException">A part of the key is empty: LiteDB stores it under a made-up id and fails at every later read.</exception>
    public BsonDocument Complete(BsonDocument row)
    {
        row["_id"] = IdOf(row);
        foreach (var index in Indexes) row[index.Field] = new BsonArray(index.Values(row));
        return row;
    }

    /// <summary>Whether the key and the entries of indexes are those that the columns ask for.</summary>
    public bool IsComplete(BsonDocument row) =>
        row["_id"].AsString == IdOf(row) && Indexes.All(index => row[index.Field].IsArray && row[index.Field].AsArray.SequenceEqual(index.Values(row)));

    private string IdOf(BsonDocument row)
    {
        var parts = new string[Shape.Key];
        for (var at = 0; at < parts.Length; at++)
        {
            var value = row[Shape.Columns[at].Name];
            parts[at] = value.IsInt64 ? Ordered(value.AsInt64) : value.AsString ?? "";
            if (parts[at].Length == 0 && !_emptyKeys) throw new ArgumentException($"A row of {Name} needs its {Shape.Columns[at].Name}.", nameof(row));
        }

        return Join(parts);
    }

    private static Func<BsonDocument, IEnumerable<BsonValue>> One(string column) => row => row[column].IsNull ? [] : [row[column]];

    private static Func<BsonDocument, IEnumerable<BsonValue>> Kept(TurnKept kept) => row => row["kept"].AsInt64 == (long)kept ? [row["at"]] : [];

    private static Func<BsonDocument, IEnumerable<BsonValue>> Those(params string[] columns) =>
        row => columns.Select(column => row[column]).Where(value => value.IsString && value.AsString.Length > 0);
}
