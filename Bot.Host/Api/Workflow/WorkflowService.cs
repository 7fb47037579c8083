using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Host.History;
using Bot.Storage.Media;

namespace Bot.Host.Api.Workflow;

/// <summary>Interakt's workflow over the conversations: finds the one a step belongs to and takes its steps one at a time.</summary>
internal sealed class WorkflowService(WorkflowParts parts, IConversationLists lists, WorkflowOptions options)
{
    /// <summary>
    /// Of the keys of its conversations: <c>workflow:919876543210:4f0c1d…</c>. Every start is a conversation of its own, so that a mistyped number does not end
    /// another agent's work.
    /// </summary>
    public const string Prefix = $"{WorkflowChannel.ChannelName}:";

    /// <summary>The word that leads a stranger to the login.</summary>
    private const string Opening = "fastag";

    private const string Mobile = "mobile_number";
    private const string SessionId = "session_id";
    private const int LongestKey = 200;

    private static readonly InputType MobileNumbers = InputTypes.BuiltIn.All.Single(type => type.Name == "mobile");

    private readonly ConversationQueue _queue = new();

    /// <summary>One call of one step.</summary>
    public Task<WorkflowAnswer> RunAsync(WorkflowStep step, WorkflowBody body, WorkflowKey key, CancellationToken cancel) =>
        step == WorkflowSteps.Start ? StartAsync(body, key, cancel)
        : step == WorkflowSteps.VerifyOtp ? VerifyAsync(body, key, cancel)
        : TakeAsync(step, body, key, cancel);

    /// <summary>An agent begins.</summary>
    public Task<WorkflowAnswer> StartAsync(WorkflowBody body, WorkflowKey key, CancellationToken cancel)
    {
        var (call, fault) = CallOf(WorkflowSteps.Start, body, key, cancel);
        if (call is null) return Task.FromResult(fault!);

        var address = AddressOf(body.Text(Mobile));
        var conversation = $"{Prefix}{address}:{(key.IsGiven ? WorkflowCall.Hash([key.ToString()]) : Guid.NewGuid().ToString("n"))}";
        return _queue.RunAsync(conversation, () => call.OpenAsync(conversation, address, Opening));
    }

    /// <summary>An agent shows their OTP: in the session that is named, else in the newest of their number.</summary>
    private async Task<WorkflowAnswer> VerifyAsync(WorkflowBody body, WorkflowKey key, CancellationToken cancel)
    {
        if (body.Text(SessionId).Length > 0) return await TakeAsync(WorkflowSteps.VerifyOtp, body, key, cancel);

        var (call, fault) = CallOf(WorkflowSteps.VerifyOtp, body, key, cancel);
        if (call is null) return fault!;
        if (body.Text(Mobile).Length == 0) return WorkflowAnswer.Invalid($"{Mobile} is required.");
        return await lists.NewestAsync($"{Prefix}{AddressOf(body.Text(Mobile))}:", cancel) is { } conversation
            ? await _queue.RunAsync(conversation, () => call.TakeAsync(conversation))
            : WorkflowAnswer.Unknown("");
    }

    /// <summary>Any other step.</summary>
    private async Task<WorkflowAnswer> TakeAsync(WorkflowStep step, WorkflowBody body, WorkflowKey key, CancellationToken cancel)
    {
        var id = body.Text(SessionId);
        if (id.Length == 0) return WorkflowAnswer.Invalid($"{SessionId} is required.");

        var (call, fault) = CallOf(step, body, key, cancel);
        if (call is null) return fault!;

        // A conversation on WhatsApp has a session id too; it is not served here.
        return await lists.FindAsync(id, cancel) is { Channel: WorkflowChannel.ChannelName } line
            ? await _queue.RunAsync(line.Conversation, () => call.TakeAsync(line.Conversation))
            : WorkflowAnswer.Unknown(id);
    }

    /// <summary>The time that it waits behind another step of its session counts too.</summary>
    private (WorkflowCall? Call, WorkflowAnswer? Fault) CallOf(WorkflowStep step, WorkflowBody body, WorkflowKey key, CancellationToken cancel)
    {
        var session = body.Text(SessionId);
        if (key.Given.Length > LongestKey) return (null, WorkflowAnswer.Invalid($"Idempotency-Key may have {LongestKey} characters.", session));

        var given = new List<WorkflowInput>();
        WorkflowPhoto? photo = null;
        foreach (var field in step.Fields)
        {
            if (field.Photo)
            {
                var (read, bytes, fault) = WorkflowPhoto.Read(field, body, text => parts.Vocabulary.CommandOf(text) is not null);
                if (read is null) return (null, WorkflowAnswer.Invalid(fault!, session));
                given.Add(read);
                photo = bytes;
            }
            else if ((body.Find(field.Names) ?? field.Constant) is { } text)
            {
                var named = field.ValueName is { } name && !body.Fields.ContainsKey(field.Name) && body.Fields.ContainsKey(name);
                given.Add(new(field, field.Codes.GetValueOrDefault(ChatText.Plain(text), text), named));
            }
        }
        return given.Count == 0 && step.Fields.Count > 0
            ? (null, WorkflowAnswer.Invalid($"{step.Fields[0].Name} is required.", session))
            : (new(step, given, photo, key, parts.Clock.GetUtcNow() + options.AnswerWithin, parts, cancel), null);
    }

    /// <summary>Digits with country code; a number that is none has no conversations to be found.</summary>
    private string AddressOf(string mobile) =>
        MobileNumbers.Read(mobile, parts.Clock.GetUtcNow()) is Accepted accepted ? accepted.Value.Text.TrimStart('+') : "unknown";
}

/// <summary>How long a call may take.</summary>
internal sealed record WorkflowOptions
{
    /// <summary>Interakt waits 10 seconds; two are for the way.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(8);
}

/// <summary>What a call works with.</summary>
/// <param name="Shown">The flows that its conversation runs on.</param>
/// <param name="Vocabulary">Of the live flows: for what is read before the conversation is known.</param>
internal sealed record WorkflowParts(
    ConversationRunner Runner, IConversationStore Store, WorkflowTurns Turns, WorkflowHistory History, SessionFlows Shown, MediaLibrary Media,
    IVocabulary Vocabulary, TimeProvider Clock);
