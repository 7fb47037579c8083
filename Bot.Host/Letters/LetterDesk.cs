using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Storage.Care;

namespace Bot.Host.Letters;

/// <summary>Lists the dead letters and deals with them: a message is sent again, a call is settled, any is resolved with a note.</summary>
/// <remarks>What a letter asks for is done first, and the letter goes last: after a crash between the two it is there still, and the same again does no
/// more.</remarks>
internal sealed class LetterDesk(IConversationStore store, CareRows rows, IRecordStore records, IRecordLists lists, LetterSettlement settlement,
    TimeProvider clock,
    IRestrictions? restrictions = null)
{
    /// <summary>Letters that are looked at, newest first.</summary>
    public const int Most = 10_000;

    /// <summary>Letters that wait for a person, newest first, page by page: no other is opened.</summary>
    /// <param name="kind">Empty for every kind.</param>
    /// <param name="after">Id of the last letter of the page before; empty for the first.</param>
    public async Task<LetterPage> PageAsync(string kind, string after, int limit, CancellationToken cancel)
    {
        var all = await rows.LetterHeadsAsync(Most, cancel);
        var wanted = all.Where(head => kind.Length == 0 || head.Kind == kind).ToList();
        var last = after.Length == 0 ? [] : rows.KeptIdsOf(after);
        var (at, items) = (wanted.FindIndex(head => last.Contains(head.Id)) + 1, new List<DeadLetter>());
        while (items.Count < limit && at < wanted.Count)
        {
            var some = wanted.GetRange(at, Math.Min(limit - items.Count, wanted.Count - at));
            items.AddRange((await rows.LettersAsync(some, cancel)).Where(letter => restrictions?.Restricts(letter.Conversation) != true));
            at += some.Count;
        }

        return new(items, all.CountBy(head => head.Kind).ToDictionary(StringComparer.Ordinal), at < wanted.Count && items.Count > 0 ? items[^1].Id : null);
    }

    /// <summary>Letters that were dealt with, page by page.</summary>
    /// <param name="after">Id of the last letter of the page before; empty for the first.</param>
    public async Task<IReadOnlyList<ResolvedLetter>> ResolvedAsync(string after, int limit, CancellationToken cancel) =>
        [.. (await lists.ListAsync(ResolvedLetter.Kind, ResolvedLetter.Listed.Key, ResolvedLetter.Listed.Value, after, limit,
            cancel)).Select(ResolvedLetter.Read)];

    public async Task<ResolvedLetter?> FindResolvedAsync(string id, CancellationToken cancel) =>
        await records.FindAsync(ResolvedLetter.Kind, id, cancel) is { } found && ResolvedLetter.Read(found) is var letter && !Hides(letter) ? letter : null;

    /// <summary>Whether a letter is of a person who is to be erased, and is not shown.</summary>
    public bool Hides(ResolvedLetter letter) => restrictions?.Restricts(letter.Conversation) == true;

    /// <summary>A letter that waits for a person; null where there is none.</summary>
    public async Task<KnownLetter?> FindAsync(string id, CancellationToken cancel)
    {
        if (await rows.LetterAsync(id, cancel) is not { } letter || restrictions?.Restricts(letter.Conversation) == true) return null;

        var undecided = await settlement.UndecidedAsync(letter, cancel);
        var known = new KnownLetter(letter, undecided, await settlement.OutcomesAsync(letter, undecided, cancel));
        return restrictions?.Restricts(known.Conversation) == true ? null : known;
    }

    /// <summary>Takes a letter away, and keeps what was said of it.</summary>
    public async Task<LetterResult> ResolveAsync(string id, LetterNote note, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } found) return new LetterResult.Unknown();
        if (note.Note.Length == 0) return new LetterResult.Refused("A letter is resolved with a note that says what was done about it.");

        await EndAsync(found.Letter, "resolved", "", note, cancel);
        return new LetterResult.Done("Letter resolved");
    }

    /// <summary>Sends a message once more that was given up or did not arrive.</summary>
    public async Task<LetterResult> RetryAsync(string id, LetterNote note, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { Letter: { } letter }) return new LetterResult.Unknown();
        if (!LetterKinds.IsRetried(letter.Kind)) return new LetterResult.Refused(WhyNot(letter.Kind));
        if (await rows.OutboxAsync(letter.Id[(letter.Kind.Length + 1)..], cancel) is not { Message: { } message } row)
            return new LetterResult.Refused("The message is not kept any more; resolve the letter with a note.");

        var facts = (await store.LoadAsync(row.Conversation, cancel))?.Facts ?? new(row.Channel, row.Address, "", DateTimeOffset.UnixEpoch);
        var again = new NewMessage($"{row.Id}.again", message);
        await store.PostAsync(new(row.Conversation, facts, [again], clock.GetUtcNow()), owner: null, TimeSpan.Zero, cancel);
        await EndAsync(letter, "retried", "", note, cancel);
        return new LetterResult.Done("Message sent again");
    }

    /// <summary>Names what became of a call; the flow hears it.</summary>
    public async Task<LetterResult> SettleAsync(string id, FoundOut found, LetterNote note, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } letter) return new LetterResult.Unknown();
        if (!LetterKinds.IsSettled(letter.Letter.Kind)) return new LetterResult.Refused("Only a call is settled by its outcome; resolve this letter with a note.");
        if (await settlement.RefusalAsync(letter, found, cancel) is { } refusal) return new LetterResult.Refused(refusal);
        if (!await settlement.SettleAsync(letter, found, cancel)) return new LetterResult.Refused("The conversation has changed meanwhile; try again.");

        await EndAsync(letter.Letter, "settled", found.Outcome, note, cancel);
        if (letter.Undecided is not null) await settlement.ForgetAsync(letter.Letter, cancel);
        return new LetterResult.Done("Call settled");
    }

    private async Task EndAsync(DeadLetter letter, string how, string outcome, LetterNote note, CancellationToken cancel)
    {
        var ended = new ResolvedLetter(letter.Id, letter.Conversation, letter.Kind, letter.Reason, letter.At, how, outcome, note.Note, note.By,
            clock.GetUtcNow());
        var before = await records.FindAsync(ResolvedLetter.Kind, letter.Id, cancel);
        await records.ChangeAsync([ended.Change(before?.Version ?? 0)], cancel);
        await rows.RemoveLetterAsync(letter, cancel);
    }

    private static string WhyNot(string kind) => kind switch
    {
        LetterKinds.Decision or LetterKinds.Call => "A call is never made again blindly; find out what became of it and settle it by its outcome.",
        LetterKinds.Poison => "The message made our code fail, and would again; the person was told, and their next message works. Resolve the letter with a note.",
        _ => "There is nothing to send again; resolve the letter with a note.",
    };
}
