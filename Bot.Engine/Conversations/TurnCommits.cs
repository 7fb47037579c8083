using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>Makes of a turn what is written: rendered messages, the call, timers, transcript. Pure.</summary>
internal static class TurnCommits
{
    /// <param name="listed">Conversations that humans have are listed, so that one of them leaves no letter besides.</param>
    public static TurnCommit Of(StoredConversation stored, ConversationFacts facts, Input input, Turn turn, CallResult? result, IMessageRenderer renderer,
        FlowSet flows, bool listed = false)
    {
        var outbox = ImmutableArray.CreateBuilder<NewOutboxRow>();
        var transcript = ImmutableArray.CreateBuilder<TranscriptLine>();
        if (Heard(stored.Session, input, flows) is { } heard) transcript.Add(new("in", heard));
        var opening = input is StartedFor { Template: { } template } && IsOutside(facts, input) ? template : null;
        if (opening is not null && !turn.Replies.IsEmpty)
        {
            var message = new TemplateMessage(opening.Name, opening.Language, opening.Parameters);
            outbox.Add(new NewMessage(RowId(turn.Session, 0), message) { Flow = turn.Replies[0].Flow });
            transcript.Add(new("out", $"[template {opening.Name}]"));
        }

        if (input is WrittenByOperator written)
        {
            var message = OperatorMessages.Of(written.Message);
            outbox.Add(new NewMessage(RowId(turn.Session, 0), message) { Flow = stored.Session.Top?.Flow ?? "" });
            transcript.Add(new("out", Readable(message)));
        }

        foreach (var reply in opening is null ? turn.Replies : [])
        {
            foreach (var message in Rendered(reply, facts, input, renderer))
            {
                if (OperatorMessages.AreHeldBack(turn, input))
                {
                    transcript.Add(new("note", Readable(message)));
                    continue;
                }

                outbox.Add(new NewMessage(RowId(turn.Session, outbox.Count), message) { Flow = reply.Flow });
                transcript.Add(new("out", Readable(message)));
            }
        }

        if (turn.Call is { } call) outbox.Add(new NewCall(call.Id, call with { FlowsVersion = turn.Session.FlowsVersion }));
        var begun = Base(stored, facts, input, turn, result);
        foreach (var row in turn.Kept)
        {
            if (row.Table.Tell.Length > 0) outbox.Add(TellResult.CallOf(row, turn.Session.FlowsVersion));
        }

        return begun with
        {
            Log = Logged(stored, input, turn, flows),
            Outbox = outbox.DrainToImmutable(),
            Records = turn.Kept.IsEmpty ? begun.Records
                : [.. begun.Records, .. turn.Kept.Select(row => KeptResult.Addition(row, stored.Conversation, facts, turn.Session.Language, input.At))],
            Transcript = transcript.DrainToImmutable(),
            DeadLetter = turn.NeedsHuman is { } why && !(listed && turn.Session.WithHuman)
                ? new($"human.{turn.Session.Id}.{turn.Session.Turn}", stored.Conversation, "human", why, "", input.At)
                : null,
        };
    }

    public static TurnCommit OfPoison(StoredConversation stored, ConversationFacts facts, Input input, Turn turn, CallResult? result, IMessageRenderer renderer,
        FlowSet flows, Exception exception)
    {
        var outbox = ImmutableArray.CreateBuilder<NewOutboxRow>();
        foreach (var reply in turn.Replies)
        {
            foreach (var message in renderer.Render(reply))
                outbox.Add(new NewMessage(RowId(turn.Session, outbox.Count), message) { Flow = reply.Flow });
        }

        return Base(stored, facts, input, turn, result) with
        {
            Log = Logged(stored, input, turn, flows) with { After = turn.Session },
            Outbox = outbox.DrainToImmutable(),
            DeadLetter = new($"poison.{turn.Session.Id}.{turn.Session.Turn}", stored.Conversation, "poison", exception.GetType().Name, exception.ToString(), input.At),
        };
    }

    private static TurnCommit Base(StoredConversation stored, ConversationFacts facts, Input input, Turn turn, CallResult? result) => new()
    {
        Conversation = stored.Conversation,
        ExpectedVersion = stored.Version,
        Session = turn.Session,
        Facts = facts,
        HandledId = input.Id,
        At = input.At,
        Cause = input.Id,
        Timers = turn.Timers,
        Records = result is null || result.Changes.IsDefault ? [] : result.Changes,
        FinishedCall = result is not null && input is CallReturned ? input.Id : null,
    };

    private static TurnLogEntry Logged(StoredConversation stored, Input input, Turn turn, FlowSet flows)
    {
        var (first, last) = turn.Path.IsEmpty ? (null, null) : (turn.Path[0], turn.Path[^1]);
        var flow = first?.Flow ?? stored.Session.Top?.Flow ?? "";
        return new(input, turn.Path)
        {
            Flow = flow,
            FlowVersion = flows.Find(flow)?.Hash ?? "",
            From = first?.From ?? stored.Session.Top?.State ?? "",
            To = last?.To ?? turn.Session.Top?.State ?? "",
            Before = stored.Version % TurnLogEntry.KeptApart == 0 ? stored.Session : null,
        };
    }

    /// <summary>
    /// Outside the window only a template may leave; a message that has none is rendered all the same and the outbox gives it up with its reason.
    /// </summary>
    private static ImmutableArray<OutboundMessage> Rendered(Reply reply, ConversationFacts facts, Input input, IMessageRenderer renderer) =>
        IsOutside(facts, input) && renderer.RenderTemplate(reply) is { } template ? [template]
        : reply.AsksContact && !IsNumber(facts.Address) && renderer.Render(reply) is [TextMessage text] ? [new ContactRequestMessage(text.Body)]
        : reply.AsksLocation && renderer.Render(reply) is [TextMessage { Body.Length: <= LongestRequest } asked] ? [new LocationRequestMessage(asked.Body)]
        : renderer.Render(reply);

    /// <summary>WhatsApp's limit of what stands over a button of its own; a longer question is a plain text.</summary>
    private const int LongestRequest = 1024;

    private static bool IsOutside(ConversationFacts facts, Input input) => !facts.IsOpen(input.At);

    // A business-scoped user id has letters; only those who use one have a number to tell.
    private static bool IsNumber(string address) => address.All(char.IsAsciiDigit);

    private static string RowId(Session session, int position) => NewMessage.IdOf(session.Id, session.Turn, position);

    /// <summary>What the person sent, for the transcript; a secret answer is not kept even sealed.</summary>
    private static string? Heard(Session session, Input input, FlowSet flows)
    {
        var asked = session.Top is { } top ? flows.Find(top.Flow)?.Find(top.State)?.AnswerType : null;
        return input switch
        {
            HeardText or HeardTap { Words: not null } or HeardEdit when asked is { Secret: true } => TranscriptLine.KeptBack,
            HeardText heard => heard.Text,
            HeardTap tap => $"[{tap.Title}]",
            HeardContact card => card.Phone,
            HeardEdit { Text: { } text } => text,
            HeardEdit => "[edit]",
            HeardImage => "[image]",
            HeardOther other => $"[{other.Kind}]",
            _ => null,
        };
    }

    private static string Readable(OutboundMessage message) => message switch
    {
        TextMessage text => text.Body,
        ContactRequestMessage request => request.Body,
        LocationRequestMessage request => request.Body,
        ButtonsMessage buttons => $"{buttons.Body}\n{string.Join(' ', buttons.Buttons.Select(button => $"[{button.Title}]"))}",
        ListMessage list => $"{list.Body}\n{string.Join(' ', list.Rows.Select(row => $"[{row.Title}]"))}",
        LinkMessage link => $"{link.Body}\n[{link.Label}] {link.Url}",
        ImageMessage image => $"[image] {image.Caption}",
        VideoMessage video => $"[video] {video.Caption}",
        DocumentMessage document => $"[document {document.FileName}] {document.Caption}",
        LocationMessage place => $"[location] {place.Name}",
        TemplateMessage template => $"[template {template.Name}]",
        _ => "",
    };
}

/// <summary>What is left of a turn when our own code threw: an apology, and a conversation that goes on with the next message.</summary>
internal static class Poison
{
    public static Turn Apologise(Session session, Input input)
    {
        var next = session with { Turn = session.Turn + 1, TimerToken = 0 };

        // A call whose outcome we cannot digest is over all the same; its state offers to try again.
        if (input is CallReturned) next = next with { Pending = null };
        return new()
        {
            Session = next,
            Replies = input is TimerFired
                ? []
                : [new() { Flow = session.Top?.Flow ?? "", Message = SharedMessages.Apology, Language = session.Language, Slots = Slots.Empty }],
        };
    }
}
