using System.Buffers;
using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>One person in the real machine and in the reference machine at once: every action is done to both, and then they must tell the same.</summary>
internal sealed class SideBySide(IReadOnlyList<PlannedFlow> plan, IReadOnlyList<Flow> flows, string? leftOut = null)
{
    private static readonly string[] Answers = ["1111", "2222", "red", "Blue", "1", "2", "p", "q"];

    private static readonly string[] Words =
        ["back", "edit", "resend", "skip", "menu", "restart", "cancel", "help", "language", "human", "yes", "no", "retry", "more", "previous", "open below", "open main", "", "abc", "77", "👋", "a0"];

    private readonly StateMachine _machine = new(new FlowSet(flows, "main"), new CaseVocabulary());
    private readonly ReferenceMachine _reference = new(plan, leftOut);
    private readonly Invariants _invariants = new(plan);
    private readonly List<(string Payload, string Value)> _offered = [];
    private readonly Dictionary<string, ReferenceRun> _runs = [];
    private readonly List<Input> _heard = [];
    private ImmutableArray<TimerRequest> _timers = [];
    private ImmutableArray<Reply> _said = [];
    private CallRequest? _call;
    private int _count;

    /// <summary>What was done so far, to be read.</summary>
    public List<string> Script { get; } = [];

    /// <summary>Every input in its order, with the outcomes of calls under the ids they were made with.</summary>
    public IReadOnlyList<Input> Inputs => _heard;

    public Session Session { get; private set; } = new() { Id = "s" };

    private static DateTimeOffset Now => new(2026, 11, 21, 6, 30, 0, TimeSpan.Zero);

    public void Do(int kind, int pick)
    {
        _reference.Begin();
        _said = [];
        if (_reference.Calling is not null && kind < 60)
        {
            ComeBack(pick);
        }
        else
        {
            switch (kind)
            {
                case < 34:
                    Answer(pick);
                    break;
                case < 40:
                    Write(pick % 3 == 0 ? "back" : "edit");
                    break;
                case < 46:
                    Write(Words[pick % Words.Length]);
                    break;
                case < 54:
                    if (_offered.Count > 0) Touch(_offered[^(1 + pick % Math.Min(4, _offered.Count))], lost: pick % 5 == 0);
                    break;
                case < 57:
                    if (_offered.Count > 0) Touch(_offered[pick % _offered.Count], lost: false);
                    break;
                case < 66:
                    Photograph();
                    break;
                case < 68:
                    Hear("(sticker)", id => new HeardOther(id, Now, "sticker"), () => _reference.Hear(new(null, null, null)));
                    break;
                case < 84:
                    Crash();
                    break;
                case < 92:
                    if (_timers.Length > 0) Ring(_timers[pick % _timers.Length].Kind);
                    break;
                default:
                    ComeTooLate(pick);
                    break;
            }
        }
        Same();
    }

    /// <summary>Something that fits what is asked, most of the time.</summary>
    private void Answer(int pick)
    {
        var asked = Session is { Interrupt: null, Top: { } top } ? plan.First(flow => flow.Name == top.Flow).State(top.State) : null;
        if (pick % 7 == 0) Write(Answers[pick / 7 % Answers.Length]);
        else if (asked is { Image: true }) Photograph();
        else if (asked is { Kind: "ask" }) Write(pick % 2 == 0 ? "1111" : "2222");
        else Write(((pick / 7 % 3) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Write(string text) => Hear($"> {text}", id => new HeardText(id, Now, text), () => _reference.Hear(new(text, null, null)));

    private void Photograph()
    {
        var id = $"photo{_count}";
        Hear($"({id})", input => new HeardImage(input, Now, new("test", id, "", "image/jpeg", "")), () => _reference.Hear(new(null, id, null)));
    }

    private void Touch((string Payload, string Value) offered, bool lost)
    {
        var question = offered.Payload[..offered.Payload.IndexOf('#')].Split('@');
        var run = question.Length > 1 ? _runs.GetValueOrDefault(question[1]) : null;
        Hear(
            $"[{(lost ? "=" : $"{string.Join('@', question)} ")}{offered.Value}]",
            id => new HeardTap(id, Now, lost ? "" : offered.Payload, offered.Value),
            () => _reference.Hear(lost ? new(offered.Value, null, null) : new(null, null, new(run, question[0], offered.Value))));
    }

    private void ComeBack(int pick)
    {
        var outcomes = _reference.Top!.State.Outcomes;
        var outcome = outcomes[pick % 2 == 0 ? 0 : pick % outcomes.Count];
        string? value = outcome.From == "list" ? new[] { "p,q", "q", "", "p,q,s" }[pick / 7 % 4] : new[] { "x1", "x2", "x3", null }[pick / 7 % 4];
        if (outcome.From.Length == 0) value = null;
        var result = value is null
            ? Value.Record()
            : Value.Record(
                (outcome.From, outcome.From == "list" ? Value.List(value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(item => (Value)item)) : value));
        Hear($"= {outcome.Name} {value}", _ => new CallReturned(Session.Pending!.Id, Now, outcome.Name, result), () => _reference.Return(outcome.Name, value));
    }

    private void Ring(TimerKind kind) =>
        Hear($"({kind})", id => new TimerFired(id, Now, kind, Session.TimerToken), kind == TimerKind.Remind ? _reference.Remind : _reference.Expire);

    private void Crash()
    {
        Script.Add("crash");
        var written = new ArrayBufferWriter<byte>();
        SessionJson.Write(written, Session);
        Session = SessionJson.Read(written.WrittenSpan.ToArray());
    }

    /// <summary>A timer of a question that is over, or a call's outcome a second time: neither is waited for.</summary>
    private void ComeTooLate(int pick)
    {
        Script.Add("(too late)");
        Input late = pick % 2 == 0
            ? new TimerFired("late", Now, (TimerKind)(pick / 2 % 2), Session.TimerToken - 1 - pick / 2 % 5)
            : _heard.OfType<CallReturned>().LastOrDefault() ?? new CallReturned("s.0.a0", Now, "found", Value.Record());
        if (_machine.Advance(Session, late) is not null) throw new InvalidOperationException($"{late} took effect though nobody waited for it.\n{Report()}");
    }

    private void Hear(string written, Func<string, Input> make, Action refer)
    {
        Script.Add(written);
        var input = make($"m{++_count}");
        _heard.Add(input);
        if (Advance(input) is not { } turn) throw new InvalidOperationException($"{input} was not heard.\n{Report()}");

        refer();
        (Session, _timers, _said) = (turn.Session, turn.Timers, turn.Replies);
        _call = turn.Call ?? (Session.Pending is null ? null : _call);
        for (var place = 0; place < Session.Frames.Length && place < _reference.Runs.Count; place++)
            _runs[Session.Frames[place].Id.Split('.')[^1]] = _reference.Runs[place];
        foreach (var reply in turn.Replies) _offered.AddRange(reply.Choices.Select(choice => (choice.Payload, choice.Value)));
        _invariants.Hold(Session, turn);
    }

    private Turn? Advance(Input input)
    {
        try
        {
            return _machine.Advance(Session, input);
        }
        catch (Exception thrown)
        {
            throw new InvalidOperationException($"The machine threw: {thrown.Message}\n{Report()}", thrown);
        }
    }

    private void Same()
    {
        var (real, reference) = (Real(), Reference());
        Script.Add("    " + real);
        if (real != reference) throw new InvalidOperationException($"The machine and its reference part ways.\n{Report()}\nmachine:   {real}\nreference: {reference}");
    }

    private string Report() => $"{string.Join("---\n", plan.Select(flow => flow.Yaml()))}\n{string.Join('\n', Script)}";

    private string Real()
    {
        var runs = Session.Frames.Select(frame => $"{frame.Flow}/{frame.State}{{{string.Join(' ', frame.Slots.Items.ToArray().OrderBy(slot => slot.Key, StringComparer.Ordinal).Select(slot => $"{slot.Key}={Text(slot.Value)}"))}}}");
        var said = _said.Select(reply => reply.Message + string.Concat(reply.Choices.Select(choice => $" [{choice.Value}]")));
        var call = Session.Pending is null ? null : $"{_call!.Operation} {(_call.Arguments.Find("of") is { } of ? Text(of) : null)}";
        return Line(runs, call, Session.Interrupt?.Kind, Session.Language, Session.WithHuman, said, _timers.Select(timer => timer.Kind),
            Session.Deferred.Select(image => image.Image.Id));
    }

    private string Reference()
    {
        var runs = _reference.Runs.Select(run => $"{run.Flow.Name}/{run.At}{{{string.Join(' ', run.Slots.Select(slot => $"{slot.Key}={slot.Value}"))}}}");
        var silent = _reference.Top is null || _reference.Calling is not null || _reference.WithHuman;
        IEnumerable<TimerKind> timers = silent ? [] : _reference.Reminded ? [TimerKind.Expire] : [TimerKind.Remind, TimerKind.Expire];
        return Line(runs, _reference.Calling, _reference.Interrupt, _reference.Language, _reference.WithHuman, _reference.Said, timers, _reference.Deferred);
    }

    private static string Line(IEnumerable<string> runs, string? call, string? interrupt, string language, bool human, IEnumerable<string> said,
        IEnumerable<TimerKind> timers, IEnumerable<string> deferred) =>
        $"{string.Join(" > ", runs)} {language}{(human ? " human" : "")} ! {call} ? {interrupt} < {string.Join(" | ", said)} ~ {string.Join(' ', timers)} {string.Join(' ', deferred)}";

    private static string Text(Value value) => value switch
    {
        ListValue list => string.Join(',', list.Items.Select(Text)),
        RecordValue record => record.Field("id")!.Text,
        _ => value.Text,
    };
}
