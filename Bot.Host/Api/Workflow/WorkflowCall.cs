using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.History;

namespace Bot.Host.Api.Workflow;

/// <summary>
/// One call of one step: gives its fields to the questions that take them, one after the other, and waits for what comes of each. Runs in its conversation's
/// queue.
/// </summary>
/// <param name="deadline">When the caller is answered, also while the partner is silent.</param>
internal sealed class WorkflowCall(WorkflowStep step, IReadOnlyList<WorkflowInput> given, WorkflowPhoto? photo, WorkflowKey key, DateTimeOffset deadline,
    WorkflowParts parts, CancellationToken cancel)
{
    /// <summary>How often the session is looked at while another host may be hearing the outcome.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The same call again has the same print.</summary>
    private readonly string _print = Hash([step.Path, .. given.SelectMany(field => new[] { field.Field.Name, field.Text })]);

    private string _conversation = "";
    private SeenConversation _seen;
    private Session? _before;
    private bool _repeated;

    /// <summary>Opens a conversation with a word that leads to the login.</summary>
    public async Task<WorkflowAnswer> OpenAsync(string conversation, string address, string word)
    {
        _conversation = conversation;
        if (await SettledAsync() is null) await parts.Runner.RunAsync(conversation, FactsOf(address), new HeardText("workflow.open", Now, word), cancel);
        return await TakeAsync(conversation);
    }

    public async Task<WorkflowAnswer> TakeAsync(string conversation)
    {
        _conversation = conversation;
        var stored = await SettledAsync();
        if (stored is null || !WorkflowPosition.IsOpen(stored.Session)) return WorkflowAnswer.Unknown(stored?.Session.Id ?? "");
        if (stored.Session.Pending is not null) return Replies.Working(stored.Session);

        // What the conversation stood at is gone from its flows: it is brought to a question that is there, and the caller hears of it.
        if (!_seen.Machine.Knows(stored.Session)) stored = await SubmitAsync(stored, new HeardOther(IdOf(stored, "moved"), Now, "step"));
        if (stored.Session is not { Pending: null, Top: not null } || _repeated) return Answer(stored.Session);

        // The menu that this step opens something from has not come up yet.
        if (step.Opens is not null && stored.Session.Top!.Flow == WorkflowSteps.LoginFlow && WorkflowPosition.IsRetry(stored.Session, _seen.Flows))
            stored = await TapAsync(stored, new WorkflowTap.Option("retry"));

        var left = given.ToList();
        var editing = false;
        while (Next(stored, left, editing) is var (field, way))
        {
            if (await RefusalAsync(stored.Session, field) is { } refusal) return refusal;

            editing |= stored.Session.Interrupt is not null;
            left.Remove(field);
            stored = await GiveAsync(stored, field, way);
            if (_repeated || !IsTaken(stored.Session) || stored.Session.Pending is not null) break;
        }
        if (step is { Fields.Count: 0, Opens: { } opens } && WorkflowPosition.QuestionOf(stored.Session) == WorkflowSteps.Menu)
            stored = await TapAsync(stored, new WorkflowTap.Option(opens));
        return Answer(stored.Session);
    }

    private WorkflowReplies Replies => new(_seen.Machine, _seen.Renderer);

    private DateTimeOffset Now => parts.Clock.GetUtcNow();

    /// <summary>The first field that has a way from here.</summary>
    private (WorkflowInput Field, WorkflowPath Way)? Next(StoredConversation stored, List<WorkflowInput> left, bool editing)
    {
        foreach (var field in left)
        {
            if (WorkflowPath.Find(step, field, stored.Session, OfferedBy(stored), editing, _seen.Flows, _seen.Machine.Words, Now) is { } way)
                return (field, way);
        }

        return null;
    }

    private async Task<StoredConversation> GiveAsync(StoredConversation stored, WorkflowInput field, WorkflowPath way)
    {
        foreach (var tap in way.Taps)
        {
            if (tap.At(IdOf(stored, $"{field.Field.Name}.{tap}"), Now, OfferedBy(stored)) is not { } input) return stored;

            stored = await SubmitAsync(stored, input);
            if (stored.Session.Pending is not null) return stored;
        }
        if (!way.Answers) return stored;
        if (!way.Taps.IsEmpty && !field.Field.Answers(WorkflowPosition.QuestionOf(stored.Session))) return stored;
        return await SubmitAsync(stored, field.At(IdOf(stored, $"{field.Field.Name}={field.Text}"), Now, OfferedBy(stored)));
    }

    private async Task<StoredConversation> TapAsync(StoredConversation stored, WorkflowTap tap) =>
        tap.At(IdOf(stored, tap.ToString()!), Now, OfferedBy(stored)) is { } input ? await SubmitAsync(stored, input) : stored;

    private async Task<StoredConversation> SubmitAsync(StoredConversation stored, Input input)
    {
        _before = stored.Session;
        if (await parts.Runner.RunAsync(_conversation, FactsOf(stored.Facts.Address), input, cancel) == Handled.Committed)
            parts.Turns.Remember(_conversation, _print, stored.Session);
        else _repeated = true;
        var settled = await SettledAsync() ?? throw new InvalidOperationException("A conversation that has heard something is gone.");
        if (_repeated) return settled;

        await parts.History.LearnAsync(stored, settled, cancel);
        parts.Turns.Remember(_conversation, _print, stored.Session);
        return settled;
    }

    /// <summary>A photo that cannot be one is refused before the conversation hears of it.</summary>
    private async Task<WorkflowAnswer?> RefusalAsync(Session session, WorkflowInput field)
    {
        if (photo is null || field.Photo is null) return null;

        var kept = await parts.Media.KeepAsync(photo.Reference, photo.Bytes, cancel);
        if (kept is ImageResult.Unavailable unavailable) throw new IOException(unavailable.Why);
        return ImageRefusal.RuleOf(kept) is { } rule
            ? Replies.Sentence(session, session.Top!.Flow, $"photo.{rule}", ("format", (kept as ImageResult.NotAnImage)?.Format ?? ""))
            : null;
    }

    /// <summary>The conversation when it waits for no partner any more, or as it stands when the time is up; on the version of the flows that hears it next.
    /// </summary>
    private async Task<StoredConversation?> SettledAsync()
    {
        while (true)
        {
            var changed = parts.Turns.Changed(_conversation);
            var stored = await parts.Store.LoadAsync(_conversation, cancel);
            var rest = deadline - Now;
            if (stored?.Session.Pending is null || rest <= TimeSpan.Zero)
            {
                parts.Turns.Remove(_conversation);
                if (stored is null) return null;

                _seen = await parts.Shown.SeeAsync(stored, cancel);
                return _seen.Stored;
            }
            await Task.WhenAny(changed, Task.Delay(rest < PollInterval ? rest : PollInterval, parts.Clock, cancel));
        }
    }

    private WorkflowAnswer Answer(Session session)
    {
        if (session.Pending is not null) return Replies.Working(session);

        var turn = parts.Turns.Find(_conversation);
        if (_repeated || (_before is null && turn?.Print == _print))
            return Replies.Answer(turn is null || Taken(turn, turn.Before ?? session, session), session, turn?.Replies ?? [], Now);
        if (_before is null) return Replies.Answer(taken: false, session, [], Now);
        return Replies.Answer(IsTaken(session), session, turn?.Replies ?? [], Now);
    }

    private bool IsTaken(Session after) => _before is { } before && (parts.Turns.Find(_conversation) is not { } turn || Taken(turn, before, after));

    private bool Taken(WorkflowTurn turn, Session before, Session after) =>
        after.Pending is not null || WorkflowOutcome.IsTaken(step, turn.Path, before, after, _seen.Flows);

    private ImmutableArray<Choice> OfferedBy(StoredConversation stored) => Replies.Offered(stored.Session, Now);

    private ConversationFacts FactsOf(string address) => new(WorkflowChannel.ChannelName, address, "", Now);

    /// <summary>The caller's key makes a repeated call one with the first; else the same input at the same turn is the same.</summary>
    private string IdOf(StoredConversation stored, string what) => key.IsGiven
        ? $"workflow.key.{Hash([key.ToString(), step.Path, what])}"
        : string.Create(CultureInfo.InvariantCulture, $"workflow.{stored.Session.Turn}.{Hash([step.Path, what])}");

    internal static string Hash(IReadOnlyList<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 12));
}
