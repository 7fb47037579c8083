using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.Access;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;
using Bot.Host.History;
using Bot.Host.Http;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Desk.Talks;

/// <summary><c>/desk/api/conversations/{session}</c>: where it stands, what was said, and what is personal by an act that is written down.</summary>
internal sealed class TalkEndpoints(IStore store, Handovers handovers, SessionFlows shown, TalkLines lines, Notes notes, AuditTrail audit,
    IMediaLibrary media, CareRows rows, IRestrictions? restrictions = null)
{
    /// <summary>Turns of a page.</summary>
    private const int PageSize = 40;

    /// <summary>Turns that one search looks at.</summary>
    private const int MostSearched = 2_000;

    /// <summary>Turns whose messages are asked for their price.</summary>
    private const int MostPriced = 200;

    public async Task ShowAsync(HttpContext context)
    {
        if (await SeeAsync(context) is not { } seen)
        {
            await DeskAnswer.NotFoundAsync(context);
            return;
        }

        var (stored, cancel, whole) = (seen.Stored, context.RequestAborted, context.May(OperatorRoles.Answer));
        var handover = await handovers.FindAsync(stored.Session.Id, cancel);
        var newest = await LoggedAsync(stored, stored.Version - MostPriced + 1, stored.Version, cancel);
        await DeskAnswer.WriteAsync(context, new
        {
            talk = Talk.Of(stored, handover, seen.Flows, whole),
            turns = await TurnsAsync(seen, newest, stored.Version - PageSize + 1, deliveries: true, whole, cancel),
            notes = (await notes.OfAsync(stored.Session.Id, cancel)).Select(note => whole ? note : note with { Text = lines.Struck(note.Text) }),
            costs = await CostsAsync(stored, newest, cancel),
            waiting = (await store.OutboxAsync(stored.Conversation, finished: false, PageSize, cancel))
                .Select(row => new { row.Kind, row.State, row.Failure, row.At }),
        });
    }

    /// <summary>What was charged for the messages of the newest turns, as far as the provider has told by their statuses.</summary>
    private async Task<IEnumerable<object>> CostsAsync(StoredConversation stored, IReadOnlyList<StoredTurn> turns, CancellationToken cancel) =>
        (await rows.CostsAsync([.. turns.SelectMany(turn => RowsOf(stored, turn))], cancel))
            .GroupBy(cost => (cost.Category, cost.Billable))
            .Select(same => new { same.Key.Category, same.Key.Billable, messages = same.Sum(cost => cost.Count) });

    /// <summary>Earlier turns: <c>?before=41</c>; or those in which something was said: <c>?q=</c>.</summary>
    public async Task TurnsAsync(HttpContext context)
    {
        if (await SeeAsync(context) is not { } seen)
        {
            await DeskAnswer.NotFoundAsync(context);
            return;
        }

        var (stored, cancel, whole) = (seen.Stored, context.RequestAborted, context.May(OperatorRoles.Answer));
        var search = context.Request.Query["q"].ToString().Trim();
        if (search.Length > 0)
        {
            var from = stored.Version - MostSearched + 1;
            var all = await TurnsAsync(seen, await LoggedAsync(stored, from, stored.Version, cancel), from, deliveries: false, whole, cancel);
            var found = all.Where(turn => turn.Lines.Any(line => !line.Hidden && line.Text.Contains(search, StringComparison.OrdinalIgnoreCase)));
            await DeskAnswer.WriteAsync(context, new { turns = found });
            return;
        }

        var asked = context.Request.Query["before"].ToString();
        if (!long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var before) && asked.Length > 0)
        {
            await DeskAnswer.InvalidAsync(context, "before must be the number of a turn.");
            return;
        }

        var end = asked.Length > 0 ? Math.Min(before, stored.Version + 1) : stored.Version + 1;
        var turns = await LoggedAsync(stored, end - PageSize, end - 1, cancel);
        await DeskAnswer.WriteAsync(context, new { turns = await TurnsAsync(seen, turns, end - PageSize, deliveries: true, whole, cancel) });
    }

    /// <summary>What is personal: an answer (<c>slot</c>), or what was written in a turn (<c>turn</c>).</summary>
    public async Task RevealAsync(HttpContext context)
    {
        var wanted = await DeskAnswer.ReadAsync<Revealed>(context);
        if (await SeeAsync(context) is not { } seen)
        {
            await DeskAnswer.NotFoundAsync(context);
            return;
        }

        var (stored, cancel) = (seen.Stored, context.RequestAborted);
        var lines = wanted.Slot is { } slot ? SlotOf(stored, seen.Flows, slot) is { } text ? [text] : null
            : wanted.Turn is { } version ? await WordsOfAsync(stored, version, cancel)
            : null;
        if (lines is null)
        {
            await DeskAnswer.InvalidAsync(context, "There is no such answer.");
            return;
        }

        await audit.BeginAsync(context, "reveal", stored.Session.Id, wanted.Slot is { } name ? $"answer {name}" : $"turn {wanted.Turn}");
        await DeskAnswer.WriteAsync(context, new { lines });
    }

    /// <summary>A picture that came with a turn (<c>/photos/7</c>), or is an answer (<c>/photos/rcFront</c>).</summary>
    public async Task PhotoAsync(HttpContext context)
    {
        var (which, cancel) = ((string)context.Request.RouteValues["which"]!, context.RequestAborted);
        if (await FindAsync(context) is not { } stored || await PhotoOfAsync(stored, which, cancel) is not { } reference)
        {
            await DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such picture.");
            return;
        }

        await audit.BeginAsync(context, "reveal", stored.Session.Id, $"picture {which}");
        if (await media.OpenAsync(reference, cancel) is not ImageResult.Image image)
        {
            await DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "The picture cannot be had any more.");
            return;
        }

        context.Response.ContentType = image.MimeType;
        context.Response.ContentLength = image.Bytes.Length;
        await context.Response.WriteLargeAsync(image.Bytes, cancel);
    }

    public async Task NoteAsync(HttpContext context)
    {
        var text = DeskAnswer.Plain((await DeskAnswer.ReadAsync<Noted>(context)).Text);
        if (await FindAsync(context) is not { } stored)
        {
            await DeskAnswer.NotFoundAsync(context);
            return;
        }

        if (text is null or { Length: > Notes.Longest })
        {
            await DeskAnswer.InvalidAsync(context, $"A note has 1 to {Notes.Longest} characters.");
            return;
        }

        await audit.BeginAsync(context, "note", stored.Session.Id, "");
        if (await notes.AddAsync(stored.Session.Id, context.Operator(), text, context.RequestAborted)) await DeskAnswer.WriteAsync(context, new { });
        else await DeskAnswer.ConflictAsync(context, "This conversation has as many notes as are kept.");
    }

    /// <summary>The conversation that a request names, as it begins its next turn; null where there is none, or its person is to be erased.</summary>
    public async Task<SeenConversation?> SeeAsync(HttpContext context) =>
        await store.FindAsync((string)context.Request.RouteValues["session"]!, context.RequestAborted) is { } line
            && restrictions?.Restricts(line.Conversation) != true
            && await store.LoadAsync(line.Conversation, context.RequestAborted) is { } stored
            ? await shown.SeeAsync(stored, context.RequestAborted)
            : null;

    /// <summary>What an operator wrote under an id, among the newest turns; null where it is not found.</summary>
    public async Task<OperatorMessage?> WrittenAsync(StoredConversation stored, string id, CancellationToken cancel) =>
        (await LoggedAsync(stored, stored.Version - PageSize + 1, stored.Version + PageSize, cancel))
            .Select(turn => turn.Entry?.Input).OfType<WrittenByOperator>().FirstOrDefault(written => written.Id == id)?.Message;

    /// <summary>The same without its flows.</summary>
    private async Task<StoredConversation?> FindAsync(HttpContext context) => (await SeeAsync(context))?.Stored;

    /// <summary>Turns of the log, and before them those that it takes to tell how the first one began.</summary>
    private Task<IReadOnlyList<StoredTurn>> LoggedAsync(StoredConversation stored, long from, long to, CancellationToken cancel)
    {
        var first = TurnReplay.StartOf(Math.Max(1, from));
        return store.TurnsAsync(stored.Conversation, first, (int)Math.Max(0, to - first + 1), cancel);
    }

    /// <param name="logged">See <see cref="LoggedAsync"/>.</param>
    /// <param name="from">The first that is shown.</param>
    private async Task<IReadOnlyList<TalkTurn>> TurnsAsync(SeenConversation seen, IReadOnlyList<StoredTurn> logged, long from, bool deliveries, bool whole,
        CancellationToken cancel)
    {
        var (stored, turns, start) = (seen.Stored, new List<TalkTurn>(), TurnReplay.StartOf(Math.Max(1, from)));
        var known = KnownWords.Of(seen, [.. logged.Where(turn => turn.Version >= start)], lines.IsPersonal);
        var found = logged.Where(turn => turn.Version >= from).ToList();
        var told = deliveries ? await rows.DeliveriesAsync([.. found.SelectMany(turn => RowsOf(stored, turn))], cancel) : null;
        foreach (var turn in found)
        {
            var ids = RowsOf(stored, turn);
            turns.Add(lines.Of(turn, known, whole, position => told is not null && position < ids.Count && told.TryGetValue(ids[position], out var state)
                ? state.ToString().ToLowerInvariant()
                : null));
        }

        return turns;
    }

    /// <summary>The ids of the rows of what a turn said.</summary>
    private static List<string> RowsOf(StoredConversation stored, StoredTurn turn)
    {
        // Turns of conversations that became one count on in the one that goes on.
        var own = turn.Version - (stored.Version - stored.Session.Turn);
        return [.. turn.Lines.Where(line => line.Direction == "out").Select((_, position) => NewMessage.IdOf(stored.Session.Id, own, position))];
    }

    /// <summary>An answer whole; null for none, for codes, and for what only a partner understands.</summary>
    private static string? SlotOf(StoredConversation stored, FlowSet flows, string slot)
    {
        if (stored.Session.Top is not { } top || top.Slots.Find(slot) is not { } value) return null;
        if (flows.Find(top.Flow)?.Slot(slot) is { } known && (known.Hidden || Talk.IsCode(known))) return null;
        return Talk.TextOf(value) is { Length: > 0 } text ? text : null;
    }

    private async Task<IReadOnlyList<string>?> WordsOfAsync(StoredConversation stored, long version, CancellationToken cancel) =>
        (await store.TurnsAsync(stored.Conversation, version, 1, cancel)).FirstOrDefault(turn => turn.Version == version) is { } turn
            ? [.. turn.Lines.Select(line => lines.Whole(turn, line))]
            : null;

    private async Task<MediaReference?> PhotoOfAsync(StoredConversation stored, string which, CancellationToken cancel)
    {
        if (!long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return MediaReference.From(stored.Session.Top?.Slots.Find(which));

        var turn = (await store.TurnsAsync(stored.Conversation, version, 1, cancel)).FirstOrDefault(turn => turn.Version == version);
        return turn?.Entry?.Input is HeardImage { Image.Channel.Length: > 0 } photo ? photo.Image : null;
    }

    private sealed record Revealed(string? Slot, long? Turn);

    private sealed record Noted(string? Text);
}
