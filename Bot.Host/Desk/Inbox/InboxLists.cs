using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Inputs;
using Bot.Storage.Abstractions;

namespace Bot.Host.Desk.Inbox;

/// <summary>
/// The lists of the inbox. Those with humans are short and stand ready; all others are walked in the order of their sessions, a bounded number a question, so
/// that no page takes long however many there are.
/// </summary>
/// <param name="restrictions">Whose conversations are not shown; null: no one's.</param>
internal sealed class InboxLists(IStore store, Handovers handovers, IReadOnlyDictionary<string, IChannel> channels, IRestrictions? restrictions = null)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Conversations with humans that are looked at.</summary>
    public const int MostHanded = 1_000;

    private const int Step = 500;

    /// <summary>Conversations that one question looks at; it says where to go on.</summary>
    private const int MostLookedAt = 5_000;

    /// <summary>All that are with humans, in no order.</summary>
    public async Task<IReadOnlyList<Handover>> HandedAsync(CancellationToken cancel) =>
        [.. (await handovers.AllAsync(MostHanded, cancel)).Where(one => !IsHidden(one.Conversation))];

    /// <summary>A page of those that are with humans, who waits longest first; and behind them those who wait for nothing.</summary>
    public async Task<IReadOnlyList<InboxLine>> PageAsync(IEnumerable<Handover> handed, CancellationToken cancel)
    {
        var lines = new List<InboxLine>();
        foreach (var handover in handed.OrderBy(one => one.WaitsSince ?? DateTimeOffset.MaxValue).ThenBy(one => one.Since))
        {
            if (lines.Count == PageSize) break;

            // One that ended as another's alias, or that a build without the list handed back, is taken off it here.
            var stored = await store.LoadAsync(handover.Conversation, cancel);
            if (stored is { Session.WithHuman: true } && stored.Session.Id == handover.Session) lines.Add(InboxLine.Of(stored, handover));
            else await handovers.DropAsync(handover.Session, cancel);
        }

        return lines;
    }

    /// <summary>Conversations that are wanted, in the order of their sessions.</summary>
    /// <param name="after">Behind this session; empty for the first page.</param>
    public async Task<InboxPage> WalkAsync(Func<ConversationLine, bool> wanted, string after, CancellationToken cancel)
    {
        var found = new List<InboxLine>();
        for (var looked = 0; looked < MostLookedAt;)
        {
            var page = await store.ListAsync(after, Step, cancel);
            foreach (var line in page)
            {
                (after, looked) = (line.SessionId, looked + 1);
                if (IsHidden(line.Conversation) || !wanted(line)) continue;

                found.Add(InboxLine.Of(line, null));
                if (found.Count == PageSize) return new(found, after);
            }

            if (page.Count < Step) return new(found, null);
        }

        return new(found, after);
    }

    /// <summary>The conversations of a number, on every channel.</summary>
    public async Task<IReadOnlyList<InboxLine>> OfNumberAsync(string number, CancellationToken cancel)
    {
        var lines = new List<InboxLine>();
        var address = IndianMobile.TryRead(number, out var mobile) ? IndianMobile.WhatsApp(mobile) : string.Concat(number.Where(char.IsAsciiDigit));
        foreach (var channel in channels.Keys.Order(StringComparer.Ordinal))
        {
            if (await store.LoadAsync($"{channel}:{address}", cancel) is { } stored && !IsHidden(stored.Conversation))
                lines.Add(InboxLine.Of(stored, await handovers.FindAsync(stored.Session.Id, cancel)));
        }

        return lines;
    }

    private bool IsHidden(string conversation) => restrictions?.Restricts(conversation) == true;
}

/// <param name="Next">Behind which session it goes on; null at the end.</param>
internal sealed record InboxPage(IReadOnlyList<InboxLine> Items, string? Next);
