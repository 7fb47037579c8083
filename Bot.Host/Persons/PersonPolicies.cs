using Bot.Products.Consents;

namespace Bot.Host.Persons;

/// <summary>What becomes of each kind of data when a person is erased. What is not named here is removed whole.</summary>
internal static class PersonPolicies
{
    /// <summary>Records of which the law wants something kept: those fields alone stay, in a record of their own that names no person.</summary>
    public static IReadOnlyList<KeptKind> Kept { get; } =
    [
        new(ConsentRepository.Kind, "consents, without number", TimeSpan.FromDays(7 * 365),
            "proof that data went to a lender with consent: RBI (Digital Lending) Directions 2025 want the audit trail, DPDP Rules 2025 have records of consent kept 7 years",
            "id", "lender", "purpose", "data", "answer", "language", "version", "wording", "source", "answered_at", "created_at"),
        new("lead", "leads, without the applicant", TimeSpan.FromDays(8 * 365),
            "books of account are kept 8 years: Companies Act 2013, section 128(5)",
            "application_id", "lender", "loan_type", "status", "created_at"),
    ];

    /// <summary>Tables that stay, because nothing in them tells of a person.</summary>
    public static IReadOnlyList<KeptData> Without { get; } =
    [
        new("figures of flows (turn_counts)", 0, "sums by day, of no person", null),
        new("prices of messages (message_prices)", 0, "sums and keyed hashes of providers' ids, for the provider's invoice", null),
        new("words of STOP (record subscription)", 0, "a keyed hash of the number alone: who asked for no messages gets none afterwards either", null),
        new("tags and their ledger", 0, "stock and money by barcode; a vehicle's number, no person", null),
    ];

    public static KeptKind? Of(string kind) => Kept.FirstOrDefault(kept => kept.Kind == kind);
}

/// <summary>A kind of record of which something is kept.</summary>
/// <param name="Kind">Name of the record kind.</param>
/// <param name="What">In words.</param>
/// <param name="For">From the erasure on.</param>
/// <param name="Why">The reason, with its source.</param>
/// <param name="Fields">Fields that stay.</param>
internal sealed record KeptKind(string Kind, string What, TimeSpan For, string Why, params IReadOnlyList<string> Fields);
