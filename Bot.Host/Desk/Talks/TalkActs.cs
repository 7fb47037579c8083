using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Checks;
using Bot.Engine.Sessions;
using Bot.Host.Access;
using Bot.Host.Desk.Pages;
using Bot.Host.History;

namespace Bot.Host.Desk.Talks;

/// <summary>
/// Take over, write, hand back, answer for the person, end: each an input of the machine, with its rules, its commit and its row in the turn log. Written down
/// in the audit log before it is done.
/// </summary>
internal sealed class TalkActs(TalkEndpoints talks, ConversationRunner runner, Subscriptions subscriptions, AuditTrail audit, TimeProvider clock)
{
    private const int LongestText = 4_096;
    private const int LongestCaption = 1_024;
    private const int LongestLink = 2_000;
    private const int LongestName = 120;
    private const int MostParameters = 20;
    private const int LongestKey = 64;

    private const string Busy = "A call to a partner is on its way; try again when it is back.";
    private const string Idle = "Nothing is going on in this conversation.";

    /// <summary>Takes the conversation over; from a colleague only where <c>from</c> names them.</summary>
    public async Task TakeAsync(HttpContext context)
    {
        var from = (await DeskAnswer.ReadAsync<Taken>(context)).From;
        if (await FindAsync(context) is not { Stored: var stored }) return;
        if (await IsAnothersAsync(context, stored, from)) return;

        var take = new SetByOperator(NewId(), clock.GetUtcNow(), null, true) { Holder = from ?? "" };
        await RunAsync(context, stored, "take", from is null ? "" : $"from {from}", take);
    }

    /// <summary>Writes to the person, which takes the conversation over.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var written = await DeskAnswer.ReadAsync<Written>(context);
        if (await FindAsync(context) is not { Stored: var stored }) return;

        var message = MessageOf(written, stored.Session.Language);
        if (Fault(message, written) is { } fault)
        {
            await DeskAnswer.InvalidAsync(context, fault);
            return;
        }

        var what = message.Template is { } sent ? $"template {sent.Name}" : message.Link.Length > 0 ? "file" : "text";
        await WriteAsync(context, stored, written.Key ?? "", what, () => Task.FromResult(message), message.Template);
    }

    /// <summary>The same of a message that is made once it may be sent.</summary>
    /// <param name="key">The page's own, so that one that is sent twice arrives once; empty for none.</param>
    /// <param name="what">For the audit log.</param>
    public async Task WriteAsync(HttpContext context, string key, string what, Func<Task<OperatorMessage>> make)
    {
        if (key.Length > LongestKey) await DeskAnswer.InvalidAsync(context, "The key of a message is too long.");
        else if (await FindAsync(context) is { Stored: var stored }) await WriteAsync(context, stored, key, what, make, null);
    }

    private async Task WriteAsync(HttpContext context, StoredConversation stored, string key, string what, Func<Task<OperatorMessage>> make,
        OpeningTemplate? template)
    {
        if (await IsAnothersAsync(context, stored)) return;

        var now = clock.GetUtcNow();
        var refusal = template is null && !stored.Facts.IsOpen(now) ? "The person has not written for 24 hours, so that only a template may be sent."
            : template is not null && await RefusesAsync(stored, template, context.RequestAborted) ? "The person wants no messages."
            : null;
        if (refusal is not null)
        {
            await DeskAnswer.ConflictAsync(context, refusal);
            return;
        }

        var id = key.Length > 0 ? $"desk.{stored.Session.Id}.{key}" : NewId();
        await RunAsync(context, stored, "write", what, new WrittenByOperator(id, now, await make()));
    }

    /// <summary>Hands back to where it stands, or to a question of the flow.</summary>
    public async Task BackAsync(HttpContext context)
    {
        var to = (await DeskAnswer.ReadAsync<Handed>(context)).State;
        if (await FindAsync(context) is not { Stored: var stored } seen || await IsAnothersAsync(context, stored)) return;

        if (string.IsNullOrEmpty(to))
        {
            await RunAsync(context, stored, "back", "", new SetByOperator(NewId(), clock.GetUtcNow(), null, false));
            return;
        }

        if (await RefusedAsync(context, seen, to)) return;

        await RunAsync(context, stored, "back", to, new MovedByOperator(NewId(), clock.GetUtcNow(), to) { HandsBack = true });
    }

    /// <summary>Answers a question in the person's place, as they would have written it, and hands back.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var given = await DeskAnswer.ReadAsync<Answered>(context);
        if (await FindAsync(context) is not { Stored: var stored } seen || await IsAnothersAsync(context, stored)) return;

        var (state, text) = (given.State ?? stored.Session.Top?.State ?? "", DeskAnswer.Plain(given.Text));
        if (text is null or { Length: > LongestText })
        {
            await DeskAnswer.InvalidAsync(context, $"An answer has 1 to {LongestText} characters.");
            return;
        }

        if (await RefusedAsync(context, seen, state)) return;
        if (stored.Session.Top!.State != state)
        {
            await DeskAnswer.ConflictAsync(context, AsksNow(stored));
            return;
        }

        var flow = seen.Flows.Find(stored.Session.Top!.Flow)!;
        var (type, slot) = (flow.Find(state)!.AnswerType, flow.Slot(flow.Find(state)!.Answers!));
        var input = new AnsweredByOperator(NewId(), clock.GetUtcNow(), state, text) { By = context.Operator() };
        if (type is { TakesImage: true } || (slot is not null && Talk.IsCode(slot)))
        {
            await DeskAnswer.ConflictAsync(context, "Only the person can answer this.");
            return;
        }

        // The machine is pure: what it would make of the answer is seen before anything is done.
        var path = seen.Machine.Advance(stored.Session, input)?.Path ?? [];
        if (!path.Any(step => step.From == state && step.Trigger.StartsWith("answer", StringComparison.Ordinal)))
        {
            await DeskAnswer.InvalidAsync(context, type is null ? "This is none of the choices." : $"This is not taken; give {type.Accepts}.");
            return;
        }

        await RunAsync(context, stored, "answer", state, input);
    }

    /// <summary>Ends what is going on; nothing is said.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { Stored: var stored } || await IsAnothersAsync(context, stored)) return;

        if ((stored.Session.Top is null ? Idle : stored.Session.Pending is not null ? Busy : null) is { } refusal)
        {
            await DeskAnswer.ConflictAsync(context, refusal);
            return;
        }

        await RunAsync(context, stored, "end", "", new EndedByOperator(NewId(), clock.GetUtcNow()));
    }

    private async Task<SeenConversation?> FindAsync(HttpContext context)
    {
        var found = await talks.SeeAsync(context);
        if (found is null) await DeskAnswer.NotFoundAsync(context);
        return found;
    }

    /// <summary>Whether a colleague has the conversation, which is answered then.</summary>
    /// <param name="from">The colleague whom it is taken from; null for none.</param>
    private static async Task<bool> IsAnothersAsync(HttpContext context, StoredConversation stored, string? from = null)
    {
        if (stored.Session.Operator is not { } other || other == context.Operator() || other == from) return false;

        await DeskAnswer.ConflictAsync(context, $"{other} has this conversation; take it over first.");
        return true;
    }

    private static string AsksNow(StoredConversation stored) => $"The conversation has gone on: it asks {stored.Session.Top?.State} now.";

    /// <summary>Whether a conversation cannot be taken to a question, which is answered then.</summary>
    private static async Task<bool> RefusedAsync(HttpContext context, SeenConversation seen, string state)
    {
        var (stored, flows) = (seen.Stored, seen.Flows);
        var flow = stored.Session.Top is { } top ? flows.Find(top.Flow) : null;
        if ((stored.Session.Top is null || flow is null ? Idle : stored.Session.Pending is not null ? Busy : null) is { } refusal)
        {
            await DeskAnswer.ConflictAsync(context, refusal);
            return true;
        }

        if (flow!.Find(state) is not { IsQuestion: true })
        {
            await DeskAnswer.InvalidAsync(context, $"{flow.Name} has no question {state}.");
            return true;
        }

        if (MissingAnswers.At(flows, stored.Session.Top!, state) is { Count: > 0 } missing)
        {
            await DeskAnswer.ConflictAsync(context, $"{state} comes after other questions. Not answered yet: {string.Join(", ", missing)}.");
            return true;
        }

        return false;
    }

    private async Task RunAsync(HttpContext context, StoredConversation stored, string act, string why, OperatorInput input)
    {
        var cancel = context.RequestAborted;
        await audit.BeginAsync(context, act, stored.Session.Id, why);
        var handled = await runner.DirectAsync(stored.Conversation, input with { By = context.Operator(), Holder = input.Holder ?? "" }, cancel);
        if (handled is Handled.Repeated && input is WrittenByOperator written && await talks.WrittenAsync(stored, written.Id, cancel) is { } first
            && !IsSame(written.Message, first))
        {
            await DeskAnswer.ConflictAsync(context, "This key was sent with another message; nothing was sent now.");
            return;
        }

        if (handled is Handled.Committed or Handled.Repeated)
        {
            await DeskAnswer.WriteAsync(context, new { });
            return;
        }

        // The turn itself decides, as the conversation stands then.
        if (await FindAsync(context) is not { Stored: var now } || await IsAnothersAsync(context, now, input.Holder)) return;
        var isOver = input is AnsweredByOperator { State: var asked } && now.Session.Top?.State != asked;
        await DeskAnswer.ConflictAsync(context, now.Session.Top is null ? Idle : isOver ? AsksNow(now) : Busy);
    }

    private static bool IsSame(OperatorMessage one, OperatorMessage other) =>
        one with { Template = null } == other with { Template = null } && one.Template?.Name == other.Template?.Name
        && one.Template?.Language == other.Template?.Language && (one.Template?.Parameters ?? []).SequenceEqual(other.Template?.Parameters ?? []);

    private Task<bool> RefusesAsync(StoredConversation stored, OpeningTemplate template, CancellationToken cancel) => subscriptions.RefusesAsync(
        stored.Facts.Channel, stored.Facts.Address, new TemplateMessage(template.Name, template.Language, template.Parameters), cancel);

    private static OperatorMessage MessageOf(Written written, string language) => new(DeskAnswer.Plain(written.Text) ?? "")
    {
        Link = written.Link?.Trim() ?? "",
        FileName = DeskAnswer.Plain(written.File) ?? "",
        Template = written.Template is { } template
            ? new(DeskAnswer.Plain(template.Name) ?? "", DeskAnswer.Plain(template.Language) ?? language,
                [.. template.Parameters.Select(one => DeskAnswer.Plain(one) ?? "")])
            : null,
    };

    private static string? Fault(OperatorMessage message, Written written) => message switch
    {
        { Template: { } template }
            when template.Name.Length is 0 or > LongestName || template.Parameters.Length > MostParameters || template.Parameters.Contains("") =>
            $"A template has a name, and at most {MostParameters} parameters, none of them empty.",
        { Template: not null } => null,
        { Link.Length: > LongestLink } => $"A link has at most {LongestLink} characters.",
        { Link.Length: > 0 } when !Uri.TryCreate(message.Link, UriKind.Absolute, out var link) || link.Scheme != Uri.UriSchemeHttps || link.IsLoopback
            || link.UserInfo.Length > 0 => "A picture or file is sent by its public link: https://...",
        { FileName: { Length: > 0 } name } when name.Length > LongestName || name.AsSpan().ContainsAny('/', '\\', '\n') =>
            $"A file's name has at most {LongestName} characters, and no folder.",
        { Link.Length: > 0, Text.Length: > LongestCaption } => $"A caption has at most {LongestCaption} characters.",
        { Link.Length: 0, Text.Length: 0 or > LongestText } => $"A message has 1 to {LongestText} characters.",
        _ => written.Key is { Length: > LongestKey } ? "The key of a message is too long." : null,
    };

    private static string NewId() => $"desk.{Guid.CreateVersion7():n}";

    private sealed record Taken(string? From);

    private sealed record Handed(string? State);

    private sealed record Answered(string? State, string? Text);

    private sealed record Written(string? Text, string? Link, string? File, WrittenTemplate? Template, string? Key);

    private sealed record WrittenTemplate(string? Name, string? Language, ImmutableArray<string> Parameters)
    {
        public ImmutableArray<string> Parameters { get; } = Parameters.IsDefault ? [] : Parameters;
    }
}
