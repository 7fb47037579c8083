using Bot.Engine.Abstractions;

namespace Bot.Engine.InMemory;

/// <summary>
/// Outbox of a <see cref="InMemoryStore"/>, under its lock. Of a conversation's stream only the first unfinished row is ever due; a message that its owner
/// sends at once is a stream of its own.
/// </summary>
internal sealed class InMemoryOutbox(TimeProvider clock, Action<DeadLetter> bury)
{
    private readonly Dictionary<string, InMemoryRow> _rows = new(StringComparer.Ordinal);
    private static readonly TimeSpan PricesKept = TimeSpan.FromDays(400);

    private readonly List<InMemoryRow> _open = [];
    private readonly List<StatusChanged> _early = [];
    private readonly Dictionary<string, Priced> _prices = new(StringComparer.Ordinal);
    private long _order;

    public IEnumerable<InMemoryRow> Open => _open;

    /// <summary>What a turn leaves, and the end of the call it heard.</summary>
    public void Take(TurnCommit commit)
    {
        var now = clock.GetUtcNow();
        var due = commit.At < now ? commit.At : now;
        if (commit.FinishedCall is { } call && _rows.TryGetValue(call, out var heard) && !heard.Ended) End(heard, OutboxMove.Hear, commit.At, due);
        foreach (var row in commit.Outbox)
        {
            var (message, request, stream) = row switch
            {
                NewMessage text => (text.Message, null, "messages"),
                NewCall made => (default(OutboundMessage), made.Request, "calls"),
                _ => throw new ArgumentException($"{row.GetType().Name} has no place in the outbox.", nameof(commit)),
            };
            var queued = new InMemoryRow(row.Id, commit.Conversation, commit.Facts, commit.Session.Language, stream, message, request, ++_order, commit.At)
            {
                Cause = commit.Cause,
                Flow = (row as NewMessage)?.Flow ?? "",
            };
            if (!Queue(queued, due))
                throw new InvalidOperationException($"The outbox has a row {row.Id} already.");
        }
    }

    public IReadOnlyList<OutboxRow> Post(OutboxEntry entry, string? owner, TimeSpan lease)
    {
        var now = clock.GetUtcNow();
        var written = new List<OutboxRow>();
        foreach (var message in entry.Messages)
        {
            var row = new InMemoryRow(message.Id, entry.Conversation, entry.Facts, "en", owner is null ? "messages" : $"post {message.Id}", message.Message, null, ++_order, entry.At)
            {
                Flow = message.Flow,
            };
            if (owner is not null)
            {
                row.Make(OutboxMove.Claim);
                (row.Owner, row.Attempts) = (owner, 1);
            }

            if (!Queue(row, owner is null ? now : now + lease)) continue;
            written.Add(
                new(message.Id, entry.Conversation, entry.Facts.Channel, entry.Facts.Address, "en", OutboxStream.Messages, message.Message, null, 1, false,
                    entry.At, entry.At));
        }
        return written;
    }

    public IReadOnlyList<OutboxRow> Claim(string owner, DateTimeOffset now, TimeSpan lease, int limit, Func<string, DateTimeOffset?> lastHeard)
    {
        var claimed = _open.Where(row => row.Due <= now).OrderBy(row => row.Due).ThenBy(row => row.Order).Take(limit).ToList();
        foreach (var row in claimed)
        {
            (row.Recovering, row.Waited) = (row.State != OutboxState.Pending, row.State == OutboxState.Unknown);
            row.Make(OutboxMove.Claim);
            (row.Owner, row.Due) = (owner, now + lease);
            row.Attempts++;
        }
        return [.. claimed.OrderBy(row => row.CreatedAt).ThenBy(row => row.Order).Select(row => row.ToRow(lastHeard(row.Conversation)))];
    }

    public bool Settle(string owner, IReadOnlyList<OutboxSettlement> settlements)
    {
        foreach (var settlement in settlements)
        {
            if (!_rows.TryGetValue(settlement.Id, out var row) || row.Ended || row.Owner != owner) continue;
            Settle(row, settlement);
        }
        return true;
    }

    public bool Apply(IReadOnlyList<StatusChanged> statuses)
    {
        foreach (var status in statuses)
        {
            var known = _rows.Values.Where(row => Knows(row, status)).ToList();
            if (known.Count == 0) _early.Add(status);
            foreach (var found in known) Move(found, status);
            if (status.Price is { } price)
            {
                var row = known is [var one, ..] ? one : null;
                _prices.TryAdd(row?.Id ?? status.ProviderId, new(Month(status.At), status.Channel, row?.Flow ?? "", price, status.At));
            }
        }
        return true;
    }

    public FailedMessage? Failed(StatusChanged failure) =>
        _rows.Values.FirstOrDefault(row => row.Delivery is DeliveryStatus.Failed && Knows(row, failure))?
            .ToFailed(failure.Failure is { } why ? $"{why.Code}: {why.Reason}" : "");

    public IReadOnlyList<MessageCosts> Costs(string month) =>
    [
        .. _prices.Values.Where(one => one.Month == month).GroupBy(one => (one.Channel, one.Flow, one.Price))
            .Select(same => (same.Key.Channel, same.Key.Flow, same.Key.Price, Count: same.LongCount()))
            .Select(same => new MessageCosts(same.Channel, same.Flow, same.Price.Category, same.Price.Type, same.Price.Billable, same.Count))
            .OrderBy(costs => costs.Channel, StringComparer.Ordinal).ThenBy(costs => costs.Flow, StringComparer.Ordinal)
            .ThenBy(costs => costs.Category, StringComparer.Ordinal).ThenBy(costs => costs.Type, StringComparer.Ordinal).ThenBy(costs => costs.Billable),
    ];

    private static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    public DateTimeOffset? NextDue() => _open.Min(row => row.Due);

    public DeliveryStatus? DeliveryOf(string id) => _rows.GetValueOrDefault(id)?.Delivery;

    public void Release(string exceptOwner)
    {
        var now = clock.GetUtcNow();
        foreach (var row in _open.Where(row => row.State == OutboxState.Begun && row.Owner != exceptOwner && row.Due > now)) row.Due = now;
    }

    public int Prune(DateTimeOffset statusesBefore, DateTimeOffset finishedBefore, int limit)
    {
        var early = _early.Where(status => status.At < statusesBefore).Take(limit).ToList();
        early.ForEach(status => _early.Remove(status));
        var finished = _rows.Values.Where(row => row.FinishedAt < finishedBefore).OrderBy(row => row.FinishedAt).Take(limit).ToList();
        finished.ForEach(row => _rows.Remove(row.Id));
        var priced = _prices.Where(pair => pair.Value.At < statusesBefore - PricesKept).Select(pair => pair.Key).Take(limit).ToList();
        priced.ForEach(id => _prices.Remove(id));
        return early.Count + finished.Count + priced.Count;
    }

    private bool Queue(InMemoryRow row, DateTimeOffset due)
    {
        if (!_rows.TryAdd(row.Id, row)) return false;

        if (_open.All(other => !other.SameStream(row))) row.Due = due;
        _open.Add(row);
        return true;
    }

    private void Settle(InMemoryRow row, OutboxSettlement settlement)
    {
        var now = clock.GetUtcNow();
        switch (settlement)
        {
            case OutboxSettlement.Later later:
                row.Make(later.Unknown ? OutboxMove.LoseTrack : OutboxMove.Postpone);
                (row.Due, row.Owner) = (later.Due, null);
                break;
            case OutboxSettlement.Sent sent:
                row.ProviderId = sent.ProviderId;
                End(row, OutboxMove.Finish, sent.At, now);
                foreach (var early in _early.Where(status => Knows(row, status)).ToList())
                {
                    _early.Remove(early);
                    Move(row, early);
                }
                break;
            case OutboxSettlement.Finished finished:
                End(row, OutboxMove.Finish, finished.At, now);
                break;
            case OutboxSettlement.GivenUp dead:
                End(row, OutboxMove.GiveUp, dead.At, now);
                var kind = row.Call is null ? "send" : "call";
                bury(new($"{kind}.{row.Id}", row.Conversation, kind, dead.Why, "", dead.At));
                break;
            default:
                throw new ArgumentException($"{settlement.GetType().Name} is no way for an outbox row to go on.", nameof(settlement));
        }
    }

    private void End(InMemoryRow row, OutboxMove move, DateTimeOffset at, DateTimeOffset next)
    {
        row.Make(move);
        (row.FinishedAt, row.Due, row.Owner) = (at, null, null);
        _open.Remove(row);
        if (_open.Where(row.SameStream).MinBy(other => other.Order) is { Due: null } first) first.Due = next;
    }

    private static bool Knows(InMemoryRow row, StatusChanged status) =>
        row.Id == status.Reference || (row.ProviderId.Length > 0 && (row.ProviderId == status.ProviderId || row.ProviderId == status.OtherId))
        || (row.OtherId.Length > 0 && (row.OtherId == status.ProviderId || row.OtherId == status.OtherId));

    private static void Move(InMemoryRow row, StatusChanged status)
    {
        var after = DeliveryLife.After(row.Delivery, status.Status);
        if (after == row.Delivery) return;

        row.Delivery = after;
        if (row.ProviderId.Length == 0) row.ProviderId = status.ProviderId;
        if (row.OtherId.Length == 0) row.OtherId = status.OtherId;
    }

    private sealed record Priced(string Month, string Channel, string Flow, MessagePrice Price, DateTimeOffset At);
}
