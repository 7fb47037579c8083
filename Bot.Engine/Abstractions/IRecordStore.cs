namespace Bot.Engine.Abstractions;

/// <summary>A change of one of our own records (a tag, a lead, an OTP challenge), committed together with a turn or by itself.</summary>
/// <param name="Kind">Name of the record kind: <c>otp</c>, <c>lead</c>, <c>tag</c>.</param>
/// <param name="Key">Its key within the kind.</param>
/// <param name="ExpectedVersion">Version it was computed from; 0 when it must not exist yet.</param>
/// <param name="Body">JSON of the record; null removes it. Encrypted at rest.</param>
/// <param name="Lookup">Values the record can be found by besides its key, name and value each. Values that are personal come as keyed hashes.</param>
public sealed record RecordChange(string Kind, string Key, long ExpectedVersion, string? Body, IReadOnlyList<KeyValuePair<string, string>>? Lookup = null);

/// <summary>Our own records outside of conversations: loaded by key or found by a lookup value, changed with an expected version.</summary>
public interface IRecordStore
{
    /// <summary>By its key; null where there is none.</summary>
    Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel);

    /// <summary>All changes or none; false when one found another version than it expected.</summary>
    Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel);
}

/// <summary>A record as it stands.</summary>
/// <param name="Kind">Name of the record kind.</param>
/// <param name="Key">Its key within the kind.</param>
/// <param name="Version">From 1; raised by one by each change.</param>
/// <param name="Body">JSON of the record.</param>
/// <param name="ChangedAt">When it was last changed, UTC.</param>
public sealed record StoredRecord(string Kind, string Key, long Version, string Body, DateTimeOffset ChangedAt);
