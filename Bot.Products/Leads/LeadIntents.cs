using System.Globalization;
using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Products.Leads;

/// <summary>Intents as records, and the keys and ids that are derived from a request.</summary>
internal sealed class LeadIntents(IRecordStore records, ISecrets secrets)
{
    private const string Kind = "leadIntent";
    private const string StateLookUp = "state";

    /// <summary>Under which key a request is remembered: the caller's own key if it gave one, else the application itself.</summary>
    public string KeyOf(LeadOrigin origin, string contentHash) =>
        origin.IdempotencyKey.Length == 0 ? contentHash : secrets.Hash("lead.idempotency", $"{origin.Caller}\n{origin.IdempotencyKey}");

    /// <summary>The same for every spelling of the same application.</summary>
    public string ContentHashOf(LeadApplication a) => secrets.Hash("lead.content", string.Join('\n',
        a.LoanType, a.Amount.ToString("0.00",
            CultureInfo.InvariantCulture), a.TenureYears.ToString(CultureInfo.InvariantCulture), a.Pan, a.FirstName, a.LastName, a.Gender,
        a.Mobile, a.Email, a.DateOfBirth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), a.PinCode));

    /// <summary>A GUID that is the same on every host and after every crash (RFC 9562, version 8: made of a hash).</summary>
    public string RequestIdOf(string key, int round)
    {
        var hex = secrets.Hash("lead.request", $"{key}\n{round.ToString(CultureInfo.InvariantCulture)}").AsSpan();
        return $"{hex[..8]}-{hex[8..12]}-8{hex[13..16]}-8{hex[17..20]}-{hex[20..32]}";
    }

    public async Task<StoredIntent?> FindAsync(string key, CancellationToken cancel) =>
        await records.FindAsync(Kind, key, cancel).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    public async Task<IReadOnlyList<StoredIntent>> InStateAsync(LeadIntentState state, int limit, CancellationToken cancel) =>
        [.. (await records.LookUpAsync(Kind, StateLookUp, state.ToString(), limit, cancel).ConfigureAwait(false)).Select(Read)];

    public static RecordChange Change(string key, LeadIntent intent, long expectedVersion) =>
        new(Kind, key, expectedVersion, JsonSerializer.Serialize(intent, LeadJson.Default.LeadIntent), [new(StateLookUp, intent.State.ToString())]);

    private static StoredIntent Read(StoredRecord stored) =>
        new(stored.Key, JsonSerializer.Deserialize(stored.Body, LeadJson.Default.LeadIntent)!, stored.Version);
}

internal sealed record StoredIntent(string Key, LeadIntent Intent, long Version);
