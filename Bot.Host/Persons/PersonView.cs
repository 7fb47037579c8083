using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Storage.Care;
using Bot.Templates.Rendering;

namespace Bot.Host.Persons;

/// <summary>What is shown of a person: how much of each kind there is, never what it says.</summary>
/// <param name="Number">Masked.</param>
/// <param name="Conversations">Channels that the person was heard on.</param>
/// <param name="Found">Rows of each kind.</param>
/// <param name="First">The oldest of them, UTC; null for none.</param>
/// <param name="Last">The newest.</param>
/// <param name="Erasure">The erasure that is open, or the receipt; null for none.</param>
internal sealed record PersonView(string Number, IReadOnlyList<string> Conversations, IReadOnlyDictionary<string, int> Found, DateTimeOffset? First,
    DateTimeOffset? Last,
    ErasureView? Erasure)
{
    /// <summary>The name of what lies in the spools of this host.</summary>
    public const string Spool = "spool";

    public static PersonView Of(PersonFile file)
    {
        var found = file.Rows.CountBy(KeptProofs.NameOf).ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (file.Spooled.Count > 0) found = found.Add(Spool, file.Spooled.Count);
        var heard = file.Rows.Where(row => row is { Table: "sessions", IsOwn: true }).Select(row =>
            row.Conversation.Split(':')[0]).Distinct().Order(StringComparer.Ordinal);
        return new(Masking.Mask(file.Keys.Number), [.. heard], found, file.Rows.Count > 0 ? file.Rows.Min(row => row.At) : null,
            file.Rows.Count > 0 ? file.Rows.Max(row => row.At) : null, file.Erasure is { } erasure ? ErasureView.Of(erasure) : null);
    }
}

/// <summary>An erasure for people and programs; when it is done, the receipt.</summary>
/// <param name="State"><c>restricted</c>, <c>purging</c> or <c>erased</c>.</param>
/// <param name="Erased">Rows of each kind that were removed; null until the first went.</param>
/// <param name="Kept">What is kept, and why; null until then.</param>
internal sealed record ErasureView(string ErasureId, string State, DateTimeOffset RequestedAt, string By, string Why, DateTimeOffset PurgeAt,
    IReadOnlyDictionary<string, int>? Erased, int Photos, IReadOnlyList<KeptData>? Kept, DateTimeOffset? ErasedAt)
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    public static ErasureView Of(Erasure erasure) => new(
        erasure.Id, erasure.DoneAt is not null ? "erased" : erasure.Found is not null ? "purging" : "restricted", erasure.RequestedAt, erasure.By, erasure.Why,
        erasure.PurgeAt, erasure.Found, erasure.Photos, erasure.Kept, erasure.DoneAt);

    /// <summary>As a file.</summary>
    public string Json() => JsonSerializer.Serialize(this, Written);
}

/// <summary>Everything of a person as one JSON document, for the person themselves.</summary>
internal static class PersonExport
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>What stands in conversations of others is told by its number: there it would tell of them, too.</summary>
    public static JsonObject Of(PersonFile file)
    {
        var (tables, others) = (new JsonObject(), new JsonObject());
        foreach (var group in file.Rows.GroupBy(KeptProofs.NameOf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (group.First() is { IsOwn: false, Table: not "records" })
            {
                others[group.Key] = group.Count();
                continue;
            }

            tables[group.Key] = Rows(group);
        }

        if (file.Spooled.Count > 0) tables[PersonView.Spool] = Rows(file.Spooled);

        return new()
        {
            ["number"] = file.Keys.Number,
            ["conversations"] = new JsonArray([.. file.Rows.Where(row => row is { Table: "sessions", IsOwn: true }).Select(row => (JsonNode)row.Conversation)]),
            ["photos"] = new JsonArray([.. file.Rows.Where(row => row.IsOwn).SelectMany(row => PersonSearch.PhotosIn(row.Text)).Distinct().Select(name =>
                (JsonNode)name)]),
            ["data"] = tables,
            ["told_of_in_conversations_of_others"] = others,
        };
    }

    private static JsonArray Rows(IEnumerable<PersonRow> rows) => [.. rows.OrderBy(row => row.At).Select(row => (JsonNode)new JsonObject
    {
        ["key"] = row.Key, ["at"] = row.At.ToString("O", CultureInfo.InvariantCulture), ["holds"] = Holds(row.Text),
    })];

    public static string Text(PersonFile file) => Of(file).ToJsonString(Written);

    private static JsonNode Holds(string text)
    {
        try
        {
            return text is ['{' or '[', ..] ? JsonNode.Parse(text)! : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
