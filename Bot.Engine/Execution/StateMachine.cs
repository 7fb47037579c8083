using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>The pure heart: a session and an input make a turn. No clock, no I/O, no chance; the same again gives the same.</summary>
/// <param name="humanLimit">How long a human has the conversation before the bot hears the person again; null: 24 hours.</param>
/// <param name="humanHours">When humans answer; null where nothing is told of it.</param>
public sealed class StateMachine(FlowSet flows, IVocabulary words, TimeSpan? humanLimit = null, OpeningHours? humanHours = null)
{
    /// <summary>How long a human has the conversation, unless something else is set: as long as WhatsApp lets them answer freely.</summary>
    public static readonly TimeSpan DefaultHumanLimit = TimeSpan.FromHours(24);

    private readonly TimeSpan _humanLimit = humanLimit ?? DefaultHumanLimit;

    public FlowSet Flows => flows;

    /// <summary>Of the flows.</summary>
    public IVocabulary Words => words;

    /// <summary>The same with the flows as they are now: a turn begins and ends with them.</summary>
    internal StateMachine Frozen() => new(flows.Frozen(), words, _humanLimit, humanHours);

    /// <summary>All that follows from one input; null when it changes nothing (a timer that is out of date, a call that is not waited for).</summary>
    public Turn? Advance(Session session, Input input)
    {
        session = MovedRuns.Follow(flows, session);
        if (IsStale(session, input)) return null;
        if (input is CallSettled settled) return Settle(session, settled);
        if (!IsSound(session, out var top)) return Park(session, input);

        var context = ContextOf(session, top, input);
        switch (input)
        {
            case CallReturned returned:
                context.Pending = null;
                Return(context, returned);
                break;
            case TimerFired fired:
                Fire(context, fired);
                HandleDeferred(context);
                break;
            case OperatorInput:
                OperatorCommands.Apply(context);
                break;
            case StartedFor started:
                context.Interrupt = null;
                if (started.Language is { } language) context.Speech.Begin(language);
                context.StartFlow(started.Flow, started.Slots);
                break;
            case OwnerSpoke owner:
                context.Human.Hold(owner.Until);
                break;
            case Announcement announcement:
                context.Say(announcement.Message);
                break;
            case IdentityLearned:
                break;
            default:
                InputDispatcher.Dispatch(context, session.HumanSince + _humanLimit);
                HandleDeferred(context);
                SetAsideRuns.TakeUp(context);
                return Judged(session, input, Repetitions.Judge(session, input, context.ToTurn()));
        }
        return Judged(session, input, context.ToTurn());
    }

    /// <summary>Whether the flows still have what a session stands at. Where they have not, its next input of any kind brings the person to a question that is
    /// there.</summary>
    public bool Knows(Session session) => IsSound(MovedRuns.Follow(flows, session), out _);

    /// <summary>The question a session waits with, said again; empty when it waits for no person. Changes nothing.</summary>
    public ImmutableArray<Reply> Prompt(Session session, DateTimeOffset at)
    {
        session = MovedRuns.Follow(flows, session);
        if (session.Top is null || session.Pending is not null || !IsSound(session, out var top)) return [];

        var context = new TurnContext(flows, words, session, top, session.Turn, new HeardOther("", at, "prompt"));
        PersonCommands.PromptAgain(context);
        return context.ToTurn().Replies;
    }

    private bool IsStale(Session session, Input input) => input switch
    {
        CallReturned => session.Pending?.Id != input.Id,
        TimerFired fired => fired.Token != session.TimerToken || session.TimerToken == 0,
        StartedFor => session.Top is not null || session.WithHuman || session.OptedOut || session.HeldUntil > input.At,
        CallSettled settled => SettledRuns.Refusal(flows, session, settled) is not null,
        OperatorInput { Holder: not null } acted when IsAnothers(session, acted) => true,
        MovedByOperator or EndedByOperator or AnsweredByOperator => session.Pending is not null || session.Top is null,
        _ => false,
    };

    /// <summary>Whether an operator who acts finds the conversation with another one, or a question that they did not see.</summary>
    private static bool IsAnothers(Session session, OperatorInput acted) =>
        (session.Operator is { } other && other != acted.By && other != acted.Holder)
        || (acted is AnsweredByOperator answered && session.Top is { } top && top.State != answered.State);

    private Turn Settle(Session session, CallSettled settled)
    {
        var begun = SettledRuns.Begin(session, settled);
        var context = ContextOf(begun, FlowRun.Of(begun.Top!, flows), settled);
        Return(context, new(settled.Id, settled.At, settled.Outcome, settled.Result));
        return Judged(session, settled, context.ToTurn());
    }

    /// <summary>A flow file may have lost a state, or made another kind of it, while a person stood on it: then nothing would hear them any more.</summary>
    /// <param name="top">The run on top; null when nothing is going on.</param>
    private bool IsSound(Session session, out FlowRun? top)
    {
        top = null;
        for (var i = 0; i < session.Frames.Length - 1; i++)
            if (flows.Find(session.Frames[i].Flow)?.Find(session.Frames[i].State) is not { Subflow: not null })
                return false;
        if (session.Top is not { } frame) return true;

        top = FlowRun.Of(frame, flows);
        return SessionMigration.CanWaitIn(top?.State, session);
    }

    /// <summary>The person is told so, and goes on at the nearest earlier question that is still there, or from the start of the flow.</summary>
    private Turn Park(Session session, Input input)
    {
        var pending = session.Pending is { Consequential: true };
        if (pending && input is not CallReturned)
        {
            // It has consequences: first it must be known what became of it.
            var wait = ContextOf(session, null, input);
            wait.Say(SharedMessages.OneMoment);
            return wait.ToTurn();
        }

        var migration = SessionMigration.Of(flows, session)!;
        var parked = migration.Park(flows, session);
        var context = ContextOf(parked, parked.Top is { } frame ? FlowRun.Of(frame, flows) : null, input);
        if (pending && input is CallReturned returned) context.NeedsHuman = $"{migration.Flow}/{migration.State} is gone from the flow, and the call it had made came back as {returned.Outcome}.";
        migration.GoOn(context);
        return Judged(session, input, context.ToTurn());
    }

    /// <summary>The turn after those that a session has had.</summary>
    private TurnContext ContextOf(Session session, FlowRun? top, Input input) =>
        new(flows, words, session, top, session.Turn + 1, input) { HumanHours = humanHours };

    /// <summary>A call's end, then what was heard meanwhile, then what was set aside for it.</summary>
    private static void Return(TurnContext context, CallReturned returned)
    {
        context.State.HandleReturn(context, returned);
        HandleDeferred(context);
        SetAsideRuns.TakeUp(context);
    }

    private static Turn Judged(Session begun, Input input, Turn turn)
    {
        SessionLife.Judge(begun, input, turn.Session);
        return turn;
    }

    private static void Fire(TurnContext context, TimerFired fired)
    {
        var (remind, expire) = context.State.Timeouts.Or(context.Flow.Timeouts);
        if (fired.Kind == TimerKind.Remind && context.State.SaidIn(context.Run) is not null)
        {
            // The question itself; its reminder comes after it.
            context.Stay(FlowMachine.Remind);
            context.Ask();
        }
        else if (fired.Kind == TimerKind.Remind && remind is not null)
        {
            context.Reminded = true;
            context.Stay(FlowMachine.Remind);
            if (!fired.Silent) context.Say(remind.Say);
        }
        else if (fired.Kind == TimerKind.Expire && expire is not null)
        {
            var ended = context.Flow;
            context.Interrupt = null;
            context.Go("expire");

            // The window for free words is closed now: the next message hears of it. Of the menu nothing is lost.
            if (context.Top is null && ended != context.Flows.Entry) context.Interrupt = new Interrupt(Interrupts.Ended, 0, ended.Name);
        }
    }

    /// <summary>Photos of an album arrive while the first is still being looked at or uploaded: they answer, in their order, the questions that the run comes
    /// to. Where one is refused, those behind it are kept for the questions behind it.</summary>
    private static void HandleDeferred(TurnContext context)
    {
        while (context is { HasNextPhoto: true, Pending: null, Top: not null } && context.State.AnswerType is { TakesImage: true })
        {
            var photo = context.Deferred[0];
            (context.Deferred, context.CameAhead) = (context.Deferred.RemoveAt(0), false);
            context.State.Handle(context, photo.Instead ?? (Input)photo);
            if (photo.Instead is not null) context.Ask();
        }

        // What was sent for photos answers nothing else, and nothing of the next registration.
        if (context is { Deferred.IsEmpty: false, Pending: null }
            && (context.Top is null || context.State is { IsQuestion: true, AnswerType: not { TakesImage: true } }))
        {
            context.Deferred = [];
        }
    }
}
