using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Products.Consents;

/// <summary>Consents as records: found by id, or by a keyed hash of the person's mobile number.</summary>
public sealed class ConsentRepository(IRecordStore records, ISecrets secrets)
{
    public const string Kind = "consent";
    private const string MobileLookup = "mobile";

    public async Task<Consent?> FindAsync(string id, CancellationToken cancel) =>
        id.Length > 0 && await records.FindAsync(Kind, id, cancel).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    /// <summary>Writes a consent down; the same id again changes nothing.</summary>
    public async Task KeepAsync(Consent consent, CancellationToken cancel)
    {
        if (await FindAsync(consent.Id, cancel).ConfigureAwait(false) is null) await records.ChangeAsync([Addition(consent)], cancel).ConfigureAwait(false);
    }

    public RecordChange Addition(Consent consent) =>
        new(Kind, consent.Id, 0, JsonSerializer.Serialize(consent, ConsentJson.Default.Consent),
        [
            new(Listed.Name, Listed.Value),
            new(Listed.Status, NameOf(consent.Answer)),
            ByMobile(consent.MobileNumber),
        ]);

    /// <summary>The look-up that finds the consents of a person.</summary>
    /// <param name="mobile">Canonical.</param>
    public KeyValuePair<string, string> ByMobile(string mobile) => new(MobileLookup, secrets.Hash("consent.mobile", mobile));

    /// <summary>An id that the same consent always has: another program sends its request again and means one.</summary>
    public string IdOf(string caller, string mobile, string lender, string version, DateTimeOffset answeredAt) =>
        secrets.Hash("consent.id", $"{caller}\n{mobile}\n{lender}\n{version}\n{answeredAt.UtcDateTime:O}")[..32];

    public static string NameOf(ConsentAnswer answer) => answer == ConsentAnswer.Given ? "given" : "refused";

    public static Consent Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, ConsentJson.Default.Consent)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Consent))]
internal sealed partial class ConsentJson : JsonSerializerContext;
