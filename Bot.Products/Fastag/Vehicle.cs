namespace Bot.Products.Fastag;

/// <summary>A vehicle by its number plate, or by its chassis number while it has none. It carries at most one tag.</summary>
public sealed record Vehicle
{
    /// <summary>Canonical: upper case without separators. Its identity: another number is another vehicle.</summary>
    public required string Number { get; init; }

    /// <summary>The agent who registered it; empty where that is not known.</summary>
    public string AgentId { get; init; } = "";

    /// <summary>Personal.</summary>
    public string OwnerName { get; init; } = "";

    /// <summary>Personal. Canonical: <c>+91</c> and 10 digits, or empty.</summary>
    public string OwnerMobile { get; init; } = "";

    /// <summary>Last five characters.</summary>
    public string EngineNumber { get; init; } = "";

    /// <summary>Personal.</summary>
    public string ChassisNumber { get; init; } = "";

    public string Manufacturer { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>What it runs on: <c>Petrol</c>.</summary>
    public string Descriptor { get; init; } = "";

    public string Colour { get; init; } = "";

    /// <summary>Barcode of the tag it carries; empty for none.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Whether it ever carried one: then its history is kept.</summary>
    public bool EverTagged { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Kept for its history and shown no more; null while it stands.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public Vehicle Carry(string barcode, DateTimeOffset now) => this with { Tag = barcode, EverTagged = true, UpdatedAt = now, DeletedAt = null };

    public Vehicle Drop(DateTimeOffset now) => this with { Tag = "", UpdatedAt = now };
}
