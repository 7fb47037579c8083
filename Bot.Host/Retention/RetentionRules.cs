using Bot.Host.Publishing;
using Bot.Host.Settings;

namespace Bot.Host.Retention;

/// <summary>How long each kind of data is kept: what <c>retention</c> and <c>GET /retention</c> show.</summary>
internal static class RetentionRules
{
    private const string ForEver = "until erased";

    /// <param name="tables">Of answers that flows keep; each flow says how long.</param>
    public static IReadOnlyList<RetentionRule> Of(RetentionOptions options, IEnumerable<(string Table, TimeSpan? For)> tables) =>
    [
        new("what was said", Days(options.Transcripts), "TRANSCRIPT_DAYS", "turn log, and what pages of Direct Line were told"),
        new("what was heard", Days(options.Inputs < options.Transcripts ? options.Inputs : options.Transcripts), "INPUT_DAYS", "turn log: inputs, outcomes of calls, the way taken"),
        new("ids of handled messages", "8 days", "", "providers deliver again for 7 days"),
        new("messages and calls that ended", Days(options.Outbox), "OUTBOX_DAYS", "outbox; delivery reports come within days"),
        new("photos", options.Photos == TimeSpan.Zero ? ForEver : Days(options.Photos), "PHOTO_DAYS", "files; 0 keeps them"),
        new("dead letters", "until dealt with", "", "letters resolve, retry, settle"),
        new("dead letters that were dealt with", Days(options.Letters), "LETTER_DAYS", "with their notes; their traces go at once"),
        new("sessions", ForEver, "", "where each conversation stands"),
        new("leads, consents, agents, vehicles", ForEver, "", "records of the products"),
        new("tags and their ledger", "for ever", "", "stock and money, of no person"),
        .. tables.Select(table => new RetentionRule($"answers in {table.Table}", table.For is { } kept ? Days(kept) : ForEver, "", "for: in the flow")),
        new("prices of messages", "408 days", "", "sums and hashes, of no person"),
        new("plans of publications", Days(PlanRecords.Kept), "", "with masked examples; what was carried out stays without them"),
        new("figures of flows", "for ever", "", "sums by day, of no person"),
        new("a person who is to be erased", Days(options.EraseAfter), "ERASE_AFTER", "restricted at once, removed afterwards"),
        new("receipts of erasures", "for ever", "", "they name no person"),
        new("proofs that the law wants", "as each receipt tells", "", "without number and name"),
        new("breaches", "for ever", "", "breach list"),
    ];

    private static string Days(TimeSpan kept) => kept == TimeSpan.FromDays(1) ? "1 day" : $"{(int)kept.TotalDays} days";
}

/// <param name="Data">What is kept.</param>
/// <param name="Kept">How long, in words.</param>
/// <param name="Setting">What changes it; empty where nothing does.</param>
/// <param name="Note">Where it lies, or why.</param>
internal sealed record RetentionRule(string Data, string Kept, string Setting, string Note);
