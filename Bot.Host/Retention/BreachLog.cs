using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Retention;

/// <summary>A breach of personal data as it is written down. Nothing is changed or removed afterwards; what is learned later is another entry.</summary>
/// <remarks>
/// Who runs a bot in India tells CERT-In within 6 hours (Directions of 28 April 2022), and the Data Protection Board and those concerned without delay, the
/// Board
/// in full within 72 hours (DPDP Rules 2025, rule 7).
/// </remarks>
/// <param name="Id">Unique, in the order of time.</param>
/// <param name="FoundAt">When it was noticed, UTC: the terms count from there.</param>
/// <param name="What">What happened, in words without personal values.</param>
/// <param name="People">How many it concerns, as far as is known; null while it is not.</param>
/// <param name="Told">Who was told, and when, in words; empty for no one yet.</param>
/// <param name="By">The name of an API key, or an account of the machine.</param>
/// <param name="WrittenAt">UTC.</param>
internal sealed record Breach(string Id, DateTimeOffset FoundAt, string What, int? People, string Told, string By, DateTimeOffset WrittenAt)
{
    /// <summary>Until CERT-In is to be told.</summary>
    public DateTimeOffset CertInBy => FoundAt.AddHours(6);

    /// <summary>Until the Data Protection Board is to be told in full.</summary>
    public DateTimeOffset BoardBy => FoundAt.AddHours(72);
}

/// <summary>Writes breaches down and lists them.</summary>
internal sealed class BreachLog(IRecordStore records, IRecordLists lists, TimeProvider clock)
{
    private const string Kind = "breach";
    private const int Most = 1000;

    /// <summary>One noticed longer ago is a slip of the pen.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3_653);

    private static readonly KeyValuePair<string, string> Listed = new("listed", "all");

    /// <returns>The entry, or the sentence that says what to write instead.</returns>
    public async Task<(Breach? Entry, string Fault)> AddAsync(string what, DateTimeOffset? foundAt, int? people, string told, string by,
        CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (what.Trim().Length == 0) return (null, "A breach is written down with what happened.");
        if (foundAt < now - Longest) return (null, "A breach was noticed within the last ten years; give the time with its zone, as 2026-11-29T18:00+05:30.");
        if (foundAt > now) return (null, "A breach is not noticed in the future; give the time with its zone, as 2026-11-29T18:00+05:30.");

        var entry = new Breach(Guid.CreateVersion7(now).ToString("n"), foundAt ?? now, what.Trim(), people, told.Trim(), by, now);
        await records.ChangeAsync([new(Kind, entry.Id, 0, JsonSerializer.Serialize(entry, BreachJson.Default.Breach), [Listed])], cancel);
        return (entry, "");
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Breach>> ListAsync(CancellationToken cancel) =>
        [.. (await lists.ListAsync(Kind, Listed.Key, Listed.Value, "", Most, cancel)).Select(row =>
            JsonSerializer.Deserialize(row.Body, BreachJson.Default.Breach)!)
            .OrderByDescending(entry => entry.FoundAt).ThenByDescending(entry => entry.Id, StringComparer.Ordinal)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Breach))]
internal sealed partial class BreachJson : JsonSerializerContext;
