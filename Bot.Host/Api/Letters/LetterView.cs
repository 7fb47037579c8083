using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Api.Resources;
using Bot.Host.Letters;
using Bot.Host.Observability;
using Bot.Templates.Rendering;

namespace Bot.Host.Api.Letters;

/// <summary>A dead letter in a list.</summary>
/// <param name="MobileNumber">The person's address on the channel; masked in lists. Null for none.</param>
/// <param name="Reason">With numbers struck, but for one by itself that is shown whole, and for a provider's code.</param>
/// <param name="Resolved">Null while it waits for a person.</param>
internal sealed record LetterView(string LetterId, string Kind, DateTimeOffset At, string? Channel, string? MobileNumber, string Reason,
    ResolvedView? Resolved) : IRecordView
{
    string IRecordView.RecordId => LetterId;

    public static LetterView Of(DeadLetter letter, Redactor redactor, bool whole) =>
        Of(letter.Id, letter.Kind, letter.At, letter.Conversation, letter.Reason, null, redactor, whole);

    public static LetterView Of(ResolvedLetter letter, Redactor redactor, bool whole) => Of(
        letter.Id, letter.LetterKind, letter.At, letter.Conversation, letter.Reason,
        new(letter.How, ViewFields.Reference(letter.Outcome), whole ? letter.Note : redactor.Strike(letter.Note), letter.By, letter.ResolvedAt), redactor,
            whole);

    private static LetterView Of(string id, string kind, DateTimeOffset at, string conversation, string reason, ResolvedView? resolved, Redactor redactor,
        bool whole)
    {
        var (channel, address) = conversation.Split(':', 2) is [var name, var rest] ? (name, rest) : ("", conversation);
        // Of a delivery it is the provider's code and words of our own, and by the code one finds out more.
        var told = whole || kind == LetterKinds.Delivery ? reason : redactor.Strike(reason);
        return new(id, kind, at, ViewFields.Reference(channel), address.Length == 0 ? null : whole ? address : Masking.Mask(address), told, resolved);
    }
}

/// <param name="How"><c>resolved</c>, <c>retried</c> or <c>settled</c>.</param>
internal sealed record ResolvedView(string How, string? Outcome, string Note, string By, DateTimeOffset At);

/// <summary>One dead letter with what is known of it.</summary>
/// <param name="Detail">What happened, with the trace; with numbers struck for a key without the scope personal.</param>
/// <param name="Acts">What may be done with it: <c>retry</c>, <c>settle</c>, <c>resolve</c>.</param>
/// <param name="Call">The call that nothing told of; null where the letter is about none, or none is kept.</param>
/// <param name="Outcomes">What it may be settled with, each with the fields that it needs.</param>
internal sealed record LetterWhole(LetterView Letter, string Detail, IReadOnlyList<string> Acts, CallView? Call, IReadOnlyDictionary<string,
    IReadOnlyList<string>> Outcomes)
    : IRecordView
{
    string IRecordView.RecordId => Letter.LetterId;

    public static LetterWhole Of(KnownLetter known, Redactor redactor, bool whole)
    {
        var acts = new List<string>();
        if (LetterKinds.IsRetried(known.Letter.Kind)) acts.Add("retry");
        if (known.Outcomes.Count > 0) acts.Add("settle");
        acts.Add("resolve");
        return new(
            LetterView.Of(known.Letter with { Conversation = known.Conversation }, redactor, whole),
            whole ? known.Letter.Detail : redactor.StrikeLines(known.Letter.Detail), acts,
            known.Undecided is { } call ? CallView.Of(call, redactor, whole) : null,
            known.Outcomes.ToDictionary(outcome => outcome.Name, IReadOnlyList<string> (outcome) => outcome.Fields, StringComparer.Ordinal));
    }
}

/// <summary>What is known of a call.</summary>
/// <param name="AskedAt">When the turn asked for it, UTC.</param>
/// <param name="Arguments">Masked for a key without the scope personal.</param>
internal sealed record CallView(string CallId, string Operation, string Flow, string State, DateTimeOffset AskedAt, string Why, IReadOnlyDictionary<string,
    string> Arguments)
{
    public static CallView Of(UndecidedCall call, Redactor redactor, bool whole)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in call.Request.Arguments.Items) arguments[name] = whole ? value.Text : Masking.Mask(value.Text);
        return new(call.Request.Id, call.Request.Operation, call.Run.Flow, call.Run.State, call.At, whole ? call.Why : redactor.Strike(call.Why), arguments);
    }
}
