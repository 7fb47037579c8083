using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Execution;

/// <summary>One person and the machine, without anything around it: what is said, what is answered, what is called, and a clock that a test moves.</summary>
internal sealed class Talk
{
    private readonly StateMachine _machine;
    private ImmutableArray<TimerRequest> _timers = [];
    private int _heard;

    public Talk(IReadOnlyList<Flow> flows)
    {
        _machine = new(new FlowSet(flows, flows[0].Name), new CaseVocabulary());
        Session = new() { Id = "s" };
    }

    /// <param name="yamls">The flows; the first opens the conversation.</param>
    public static Talk Of(params IReadOnlyList<string> yamls)
    {
        var issues = new List<Issue>();
        var flows = yamls.Select(yaml => FlowLoader.Read("flow.yaml", yaml, CaseOperations.All, KnownInputTypes.All, issues)!).ToList();
        issues.Should().BeEmpty();
        return new(flows);
    }

    /// <summary>Saturday noon in India.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 6, 30, 0, TimeSpan.Zero);

    public StateMachine Machine => _machine;

    public Session Session { get; set; }

    public Turn? Last { get; private set; }

    /// <summary>Replies that no line has looked at yet.</summary>
    public Queue<Reply> Unread { get; } = new();

    /// <summary>The call that is out.</summary>
    public CallRequest? Call { get; private set; }

    /// <summary>Everything that was ever offered, the latest last.</summary>
    public List<Choice> Offered { get; } = [];

    public IReadOnlyList<TimerRequest> Timers => _timers;

    public Turn? Say(string text) => Hear(new HeardText(NextId(), Now, text));

    public Turn? Tap(Choice choice) => Hear(new HeardTap(NextId(), Now, choice.Payload, choice.Value));

    public Turn? Return(string outcome, params ReadOnlySpan<(string Name, Value Value)> fields) =>
        Hear(new CallReturned(Session.Pending?.Id ?? "none", Now, outcome, Value.Record(fields)));

    public Turn? Hear(Input input)
    {
        Last = _machine.Advance(Session, input);
        if (Last is not { } turn) return null;

        Session = turn.Session;
        _timers = turn.Timers;
        if (Session.Pending is null) Call = null;
        if (turn.Call is { } call) Call = call;
        foreach (var reply in turn.Replies)
        {
            Unread.Enqueue(reply);
            Offered.AddRange(reply.Choices);
        }
        return turn;
    }

    /// <summary>Moves the clock; timers that fall due on the way fire at their time.</summary>
    public void Wait(TimeSpan time)
    {
        var end = Now + time;
        while (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } due)
        {
            Now = due.Due;
            _timers = _timers.Remove(due);
            Hear(new TimerFired(NextId(), Now, due.Kind, due.Token));
        }
        Now = end;
    }

    public string NextId() => $"m{++_heard}";
}
