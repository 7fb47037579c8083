using Bot.Engine.Abstractions;
using Bot.Host.Access;
using Bot.Host.Api.Resources;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Fastags;

/// <summary>Money on tags.</summary>
internal sealed class LedgerEndpoints(TagLookup lookup, TagRepository tags, IRecordStore records, IRecordLists lists, ISecrets secrets, TimeProvider clock)
{
    private const int LongestKey = 120;
    private const int LongestReference = 80;

    private static readonly string[] Fields = ["amount", "idempotency_key", "reference"];

    /// <summary>Books once per key, however often it is asked for.</summary>
    public Task<ResourceAnswer> RechargeAsync(ResourceCall call, ResourceBody body) => OptimisticRetry.RunAsync(async () =>
    {
        body.Takes(Fields, []);
        var amount = body.Money("amount", aboveZero: true, needed: true);
        var given = ReadKey(call, body);
        var reference = body.Text("reference", LongestReference) ?? "";
        if (await lookup.FindAsync(call) is not { } tag) return TagLookup.Unknown;
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);

        // A key belongs to its caller. It may hold anything, and a look-up is not sealed.
        var caller = call.Caller.NameOf();
        var key = secrets.Hash("ledger.key", $"{caller}\n{given}");
        if (await BookedAsync(tag.Value.Barcode, key, given!, caller, call.Cancel) is { } booked)
        {
            return booked.Amount == amount
                ? Answer(tag.Value, booked, repeated: true)
                : ResourceAnswer.Conflict("This key was used for another amount.", ("idempotency_key", "It stands for another recharge; give a new one."));
        }

        if (tag.Value.State is not (TagState.Active or TagState.Inactive))
            return ResourceAnswer.Conflict($"A tag takes money when it is active or inactive; this one is {TagLife.NameOf(tag.Value.State)}.", ("fastag_id", "It cannot be recharged."));

        var (next, entry) = tag.Value.Book("recharge", amount!.Value, reference, caller, clock.GetUtcNow());
        return await records.ChangeAsync([TagRepository.Change(next, tag.Version), .. TagRepository.Booking(entry, key)], call.Cancel)
            ? Answer(next, entry, repeated: false)
            : null;
    });

    /// <summary>What the key has booked; also under the hash of earlier builds, which had no caller in it.</summary>
    private async Task<LedgerEntry?> BookedAsync(string barcode, string key, string given, string caller, CancellationToken cancel) =>
        await tags.BookedAsync(barcode, key, cancel)
        ?? (await tags.BookedAsync(barcode, secrets.Hash("ledger.key", given), cancel) is { } earlier && earlier.By == caller ? earlier : null);

    /// <summary>Oldest first.</summary>
    public async Task<ResourceAnswer> ListAsync(ResourceCall call)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = PageRequest.Of(call, faults);
        if (faults.Count > 0) return ResourceAnswer.Invalid(faults);
        if (await lookup.FindAsync(call) is not { } tag) return TagLookup.Unknown;

        var page = await Page<TransactionView>.ReadAsync(
            request,
            (after, limit) => lists.ListAsync(TagRepository.LedgerKind, TagRepository.OfTag, tag.Value.Barcode, after, limit, call.Cancel),
            row => row.Key,
            row => Task.FromResult<TransactionView?>(TransactionView.Of(TagRepository.ReadEntry(row))));
        return ResourceAnswer.Ok("Transactions", new { FastagId = tag.Value.Barcode, tag.Value.Balance, page.Items, page.Limit, page.Next });
    }

    private static ResourceAnswer Answer(Tag tag, LedgerEntry entry, bool repeated) =>
        ResourceAnswer.Ok("FASTag recharged", new { FastagId = tag.Barcode, tag.Balance, Repeated = repeated, Transaction = TransactionView.Of(entry) }) with
        {
            Changes = !repeated,
        };

    private static string? ReadKey(ResourceCall call, ResourceBody body)
    {
        var header = call.Context.Request.Headers["Idempotency-Key"].ToString().Trim();
        var inBody = body.Text("idempotency_key", LongestKey);
        var key = header.Length > 0 ? header : inBody;
        if (string.IsNullOrEmpty(key)) body.Faults.TryAdd("idempotency_key", "This is required, here or as the header Idempotency-Key: the same key never books twice.");
        else if (key.Length > LongestKey) body.Faults.TryAdd("idempotency_key", $"This is too long; at most {LongestKey} characters are taken.");
        else if (!string.IsNullOrEmpty(inBody) && inBody != key) body.Faults.TryAdd("idempotency_key", "The header says another key.");
        return key;
    }
}
