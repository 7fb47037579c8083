using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>What can happen where a conversation stands: one of each class of what a person may send, how its call may come back, and silence.</summary>
internal sealed class PossibleMoves(StateMachine machine, IVocabulary words, DateTimeOffset at)
{
    /// <summary>What is looked at once or a few times in every state of a flow, not in every state of the exploration: it changes nothing, or leads
    /// out.</summary>
    private static readonly Move[] Seldom =
    [
        new SayMove("#?!"), new SayMove(""), new SendMove("sticker", null), new OldTapMove(), new SayMove("help"), new SayMove("language"), new SayMove("resend"),
        new SayMove("restart", IsEscape: true), new SayMove("cancel", IsEscape: true), new SayMove("menu", IsEscape: true), new SayMove("human", IsEscape: true),
    ];

    /// <summary>One question back.</summary>
    public static readonly Move BackMove = new SayMove("back", IsEscape: true);

    /// <summary>The question which answer to change.</summary>
    public static readonly Move EditMove = new SayMove("edit", IsEscape: true);

    private static readonly Move[] Back = [BackMove];

    private static readonly Move[] Words = [BackMove, EditMove];

    private static readonly Move[] WhileCalling = [new SayMove("#?!"), new SayMove("cancel", IsEscape: true)];

    /// <summary>Of what another flow on top of the one that is explored does, only how it ends is looked at, and that it may be left.</summary>
    private static readonly Move[] Above = [new SayMove("cancel", IsEscape: true)];

    private readonly AnswerSamples _samples = new(words, at);
    private readonly Dictionary<string, CallReturns> _returns = new(StringComparer.Ordinal);

    /// <summary>Tells what is to be known of a flow before it is explored.</summary>
    public void Know(FlowFacts facts) => _returns[facts.Flow.Name] = new(facts);

    /// <summary>The first is the straight way on.</summary>
    /// <param name="prompt">The question that the session waits with.</param>
    /// <param name="isAbove">Another flow stands on top of the one that is explored.</param>
    /// <param name="isSeldom">What changes nothing is tried too.</param>
    /// <param name="mayEdit">What comes of other moves as well is tried too: an edit, a message changed in the app, a reminder.</param>
    public IEnumerable<Move> At(Session session, ImmutableArray<TimerRequest> timers, ImmutableArray<Reply> prompt, bool isAbove, bool isSeldom,
        bool mayEdit)
    {
        if (session.Top is not { } top || machine.Flows.Find(top.Flow) is not { } flow || flow.Find(top.State) is not { } state) return [];
        if (isAbove) return session.Pending is null ? [.. Above, .. Silence(timers, flow, state).Where(move => move.IsEscape)] : Above;
        if (session.Pending is not null) return [.. Returns(flow, state, top), .. isSeldom ? WhileCalling : []];
        if (session.WithHuman) return [new SayMove("back"), new SayMove("#?!")];

        return
        [
            .. Answers(state, session), .. Others(Taps(session, prompt), state, session), .. OwnWords(state), .. isSeldom ? Seldom : [],
            .. session.Interrupt is not null ? [] : mayEdit ? Words : Back,
            .. mayEdit && session.LastAnswer is { } last && flow.Find(last.State)?.AnswerType is { } type ? _samples.Of(type)
                .Right.Select(text => new ChangeMove(text)) : [],
            .. Silence(timers, flow, state).Where(silence => mayEdit || silence.IsEscape || top.CompletedResults.Has(top.State)),
        ];
    }

    private IEnumerable<Move> Answers(State state, Session session)
    {
        if (state.AnswerType is not { } type || session.Interrupt is not null) yield break;

        var samples = _samples.Of(type);
        // A second answer is another one only where there is a first; who was asked again has another one to give.
        var standing = state.Answers is { } slot ? session.Top!.Slots.Find(slot)?.Text : null;
        var right = standing is null && type.Offers.IsEmpty ? samples.Right.Take(1)
            : samples.Right.Zip(samples.Values).OrderBy(one => one.Second == standing).Select(one => one.First);
        foreach (var text in right) yield return new SayMove(text);
        if (samples.Wrong is { } wrong) yield return new SayMove(wrong);
        if (type.TakesImage || type.TakesSent == "document") yield return new PhotoMove();
        if (type.TakesSent == "location") yield return new SendMove("location", Value.Of("18.520430,73.856744"));
        if (type.TakesSent == "audio") yield return new SendMove("audio", Value.Record(("channel", "proof"), ("id", "1"), ("url", ""), ("mime", "audio/ogg"), ("sha256", "")));
        if (state is AskState { MaySkip: true }) yield return new SayMove("skip");
    }

    private IEnumerable<Move> Returns(Flow flow, State state, Frame top) =>
        _returns[flow.Name].Of(state).Where(move => !move.IsAgain || move.Fields.Any(field => field.Slot.Length > 0 && top.Slots.Has(field.Slot)));

    /// <summary>The choices of the question at hand, the engine's own before the flow's.</summary>
    public static IEnumerable<TapMove> Taps(Session session, ImmutableArray<Reply> prompt) => prompt.SelectMany(reply => reply.Choices)
        .Select(choice => new TapMove(choice.Value, choice.LabelKey, choice.Label, IsEscape: choice.Value == "cancel" && session.Interrupt is null));

    /// <summary>Who was asked again chooses another one first.</summary>
    private static IEnumerable<TapMove> Others(IEnumerable<TapMove> taps, State state, Session session) =>
        session.Interrupt is null && state is { IsAskedAnew: false, Answers: { } slot } && session.Top!.Slots.Find(slot) is TextValue { Text: var standing }
            ? taps.OrderBy(tap => tap.Value == standing)
            : taps;

    private IEnumerable<Move> OwnWords(State state) =>
        state.Commands.Select(command => WordFor(command.Word)).OfType<string>().Where(word => word != "resend").Select(word => new SayMove(word));

    private static IEnumerable<SilenceMove> Silence(ImmutableArray<TimerRequest> timers, Flow flow, State state)
    {
        var (remind, expire) = state.Timeouts.Or(flow.Timeouts);
        foreach (var timer in timers)
            yield return new SilenceMove(timer.Kind, (timer.Kind == TimerKind.Remind ? remind?.After : expire?.After) ?? TimeSpan.FromSeconds(20));
    }

    /// <summary>What a person writes for a word of the flow: the word itself, or its parts.</summary>
    private string? WordFor(string command)
    {
        var parts = string.Concat(command.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
        return words.CommandOf(command) == command ? command : words.CommandOf(parts) == command ? parts : null;
    }
}
