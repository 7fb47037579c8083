using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Products.Fastag.Inputs;

namespace Bot.Products.Fastag;

/// <summary>Tags and their ledgers as records.</summary>
public sealed class TagRepository(IRecordStore records)
{
    public const string Kind = "tag";
    public const string LedgerKind = "ledger";

    /// <summary>Look-up of a ledger's entries.</summary>
    public const string OfTag = "tag";

    private const string BookedKind = "ledgerKey";

    /// <summary>The key of a barcode: as printed where it is one, else as the partner writes it.</summary>
    public static string KeyOf(string barcode) => Barcode.TryParse(barcode, out var read) ? read.ToString() : barcode.Trim().ToUpperInvariant();

    /// <summary>Deleted ones too.</summary>
    public async Task<Versioned<Tag>?> FindAsync(string key, CancellationToken cancel) =>
        await records.FindAsync(Kind, key, cancel).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    /// <param name="version">Of the record it was made of; 0 for a new one.</param>
    public static RecordChange Change(Tag tag, long version) =>
        new(Kind, tag.Barcode, version, JsonSerializer.Serialize(tag, TagJson.Default.Tag), Lookups(tag));

    public static RecordChange Removal(Versioned<Tag> tag) => new(Kind, tag.Value.Barcode, tag.Version, null);

    /// <summary>Writes a ledger entry under the caller's key for it: the same key never books twice.</summary>
    public static IEnumerable<RecordChange> Booking(LedgerEntry entry, string idempotencyKey) =>
    [
        new(LedgerKind, entry.Id, 0, JsonSerializer.Serialize(entry, TagJson.Default.LedgerEntry), [new(OfTag, entry.Barcode)]),
        new(BookedKind, $"{entry.Barcode}/{idempotencyKey}", 0, entry.Id),
    ];

    /// <summary>What was booked under a key before; null for nothing.</summary>
    public async Task<LedgerEntry?> BookedAsync(string barcode, string idempotencyKey, CancellationToken cancel)
    {
        if (await records.FindAsync(BookedKind, $"{barcode}/{idempotencyKey}", cancel).ConfigureAwait(false) is not { } booked) return null;
        return await records.FindAsync(LedgerKind, booked.Body, cancel).ConfigureAwait(false) is { } entry ? ReadEntry(entry) : null;
    }

    public static Versioned<Tag> Read(StoredRecord stored) => Versioned<Tag>.Of(stored, TagJson.Default.Tag);

    public static LedgerEntry ReadEntry(StoredRecord stored) => Versioned<LedgerEntry>.Of(stored, TagJson.Default.LedgerEntry).Value;

    private static List<KeyValuePair<string, string>> Lookups(Tag tag)
    {
        if (tag.DeletedAt is not null) return [];
        return
        [
            new(Listed.Name, Listed.Value),
            new(Listed.Status, TagLife.NameOf(tag.State)),
            .. Listed.Of(tag.AgentId),
            .. SearchWords.Lookups(tag.Barcode, tag.VehicleNumber, Barcode.TryParse(tag.Barcode, out var barcode) ? barcode.TagId ?? "" : ""),
        ];
    }
}
