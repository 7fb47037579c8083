using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Products.Leads;

/// <summary>Leads as records: found by application id, or by keyed hashes of mobile, PAN and e-mail.</summary>
public sealed class LeadRepository(IRecordStore records, ISecrets secrets)
{
    private const string Kind = "lead";

    public async Task<StoredLead?> FindAsync(string applicationId, CancellationToken cancel) =>
        await records.FindAsync(Kind, applicationId, cancel).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    /// <summary>The newest lead of a number; null when there is none.</summary>
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    /// <remarks>A status written back makes an old lead's record the most recently changed: newest is by creation.</remarks>
    public async Task<StoredLead?> NewestOfAsync(string mobile, CancellationToken cancel)
    {
        var found = await records.LookUpAsync(Kind, "mobile", Hash("mobile", mobile), LookUpLimit, cancel).ConfigureAwait(false);
        return found.Select(Read).MaxBy(stored => stored.Lead.CreatedAt);
    }

    /// <param name="expectedVersion">0 for a new one.</param>
    public RecordChange Change(Lead lead, long expectedVersion) =>
        new(Kind, lead.ApplicationId, expectedVersion, JsonSerializer.Serialize(lead, LeadJson.Default.Lead),
    [
        new("mobile", Hash("mobile", lead.MobileNumber)),
        new("pan", Hash("pan", lead.PanNumber)),
        new("email", Hash("email", lead.Email)),
    ]);

    /// <summary>A number with more leads than this within one store would be a test's or a dealer's; its newest are among the most recently changed.</summary>
    private const int LookUpLimit = 50;

    private string Hash(string what, string value) => secrets.Hash($"lead.{what}", value);

    private static StoredLead Read(StoredRecord stored) => new(JsonSerializer.Deserialize(stored.Body, LeadJson.Default.Lead)!, stored.Version);
}

/// <summary>A lead with the version of its record.</summary>
public sealed record StoredLead(Lead Lead, long Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Lead))]
[JsonSerializable(typeof(LeadIntent))]
internal sealed partial class LeadJson : JsonSerializerContext;
