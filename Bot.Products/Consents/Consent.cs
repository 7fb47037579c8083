using System.Text.Json.Serialization;

namespace Bot.Products.Consents;

/// <summary>A person's answer to the question whether data may go to a lender. Kept whole and never changed: another answer is another record.</summary>
/// <remarks>
/// Sources: RBI (Digital Lending) Directions 2025, prior explicit consent with an audit trail; Digital Personal Data Protection Rules 2025, notice and consent
/// (due May 2027).
/// </remarks>
public sealed record Consent
{
    /// <summary>Names the record.</summary>
    public required string Id { get; init; }

    /// <summary>The person, canonical: <c>+91</c> and 10 digits. Personal.</summary>
    public required string MobileNumber { get; init; }

    /// <summary>Who gets the data.</summary>
    public required string Lender { get; init; }

    /// <summary>What the lender does with them.</summary>
    public required string Purpose { get; init; }

    /// <summary>Which data; empty where another program asked and did not tell.</summary>
    public string Data { get; init; } = "";

    public required ConsentAnswer Answer { get; init; }

    /// <summary>The language that was asked in: <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Names the wording: of a chat its hash (see <see cref="ConsentWording"/>), of another program what it calls it.</summary>
    public required string Version { get; init; }

    /// <summary>The question as the person read it; empty where another program asked and did not tell.</summary>
    public string Wording { get; init; } = "";

    /// <summary>Where it was asked: the channel of a chat, or <c>api</c> and the name of the caller's key.</summary>
    public required string Source { get; init; }

    /// <summary>When the person answered, UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>When it was written down, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<ConsentAnswer>))]
public enum ConsentAnswer
{
    /// <summary>Nothing may go to the lender.</summary>
    Refused,

    Given,
}
