namespace Bot.Products.Fastag;

/// <summary>One FASTag, by its barcode.</summary>
public sealed record Tag
{
    /// <summary>As printed: <c>608116-009-0132331</c>. Its identity.</summary>
    public required string Barcode { get; init; }

    public TagState State { get; init; }

    /// <summary>Whose stock it is or was of; empty where that is not known.</summary>
    public string AgentId { get; init; } = "";

    /// <summary>The vehicle it is set apart for or stuck on; empty in stock.</summary>
    public string VehicleNumber { get; init; } = "";

    /// <summary>Barcode of the tag that took its place; empty otherwise.</summary>
    public string ReplacedBy { get; init; } = "";

    /// <summary>The conversation that chose it; it holds only while that conversation still has it among its answers. Null when none did.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Rupees: the sum of its ledger. Changed by <see cref="Book"/> alone, together with the entry.</summary>
    public decimal Balance { get; init; }

    /// <summary>Ledger entries so far.</summary>
    public int Entries { get; init; }

    /// <summary>When it was first activated; null before.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Kept for its history and shown no more; null while it stands.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Something hangs on it: a vehicle it was on, or money.</summary>
    public bool HasHistory => IssuedAt is not null || Entries > 0 || State == TagState.Replaced;

    /// <summary>A move of its life; <paramref name="why"/> says why not, and is null when it was made.</summary>
    public Tag Make(TagMove move, DateTimeOffset now, out string? why)
    {
        why = (TagLife.Make(move, State) as TagStep.Refused)?.Why;
        if (why is not null) return this;

        var moved = this with { State = TagLife.Definition.Make(move, State), HeldBy = null, UpdatedAt = now };
        return moved with
        {
            VehicleNumber = moved.State == TagState.InStock ? "" : VehicleNumber,
            IssuedAt = moved.State == TagState.Active ? IssuedAt ?? now : IssuedAt,
        };
    }

    /// <summary>The tag as the partner has issued it; holds in every state.</summary>
    public Tag Issued(string vehicleNumber, string agentId, DateTimeOffset now) => this with
    {
        State = TagLife.Definition.Make(TagMove.Issue, State),
        VehicleNumber = vehicleNumber,
        AgentId = agentId.Length > 0 ? agentId : AgentId,
        HeldBy = null,
        ReplacedBy = "",
        IssuedAt = IssuedAt ?? now,
        UpdatedAt = now,
        DeletedAt = null,
    };

    /// <summary>Money in: the tag after it, and the entry that says so. Both are written together.</summary>
    /// <param name="amount">Rupees, above zero.</param>
    public (Tag Next, LedgerEntry Entry) Book(string kind, decimal amount, string reference, string by, DateTimeOffset now)
    {
        var entry = new LedgerEntry(Barcode, Entries + 1, kind, amount, Balance + amount, reference, by, now);
        return (this with { Balance = entry.BalanceAfter, Entries = entry.Number, UpdatedAt = now }, entry);
    }
}
