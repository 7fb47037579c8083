using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Promises;

/// <summary>How far the promises of one flow's run are, and the consequential calls that it has had done. Immutable.</summary>
/// <param name="Run">Id of the run; empty while there is none.</param>
/// <param name="So">Of each promise, in order.</param>
/// <param name="Done">Consequential operations that came out well, whose arguments have not changed since.</param>
internal sealed record RunWatch(string Run, ImmutableArray<int> So, ImmutableArray<string> Done)
{
    public static RunWatch None { get; } = new("", [], []);

    /// <summary>Each way on that breaks a promise or does a thing twice after <paramref name="other"/> does so after this one too.</summary>
    public bool Covers(RunWatch other, FlowPromises promises)
    {
        if (So.Length != other.So.Length) return false;

        for (var i = 0; i < So.Length; i++)
        {
            if (!promises.All[i].Covers(So[i], other.So[i])) return false;
        }

        foreach (var done in other.Done)
        {
            if (!Done.Contains(done)) return false;
        }

        return true;
    }

    /// <summary>After a turn, with what it breaks.</summary>
    public (RunWatch Next, ImmutableArray<BrokenRule> Broken) After(Session before, Input input, Turn turn, Flow flow, FlowPromises promises)
    {
        var ended = FlowEvents.RunOf(turn.Session, flow);
        if (ended is null && Run.Length == 0 && turn.Path.All(step => step.Flow != flow.Name)) return (this, []);

        var events = FlowEvents.Of(before, input, turn, flow);
        var broken = ImmutableArray.CreateBuilder<BrokenRule>();
        var (so, done) = Run.Length == 0 ? (promises.All.Select(promise => promise.Begin).ToArray(), []) : (So.ToArray(), Done);
        foreach (var happened in events)
        {
            for (var i = 0; i < so.Length; i++)
            {
                if (promises.All[i].Hear(so[i], happened) is { } next) so[i] = next;
                else broken.Add(new(BrokenRule.Promise, promises.All[i].Says));

                if (happened.Kind == EventKinds.End && !promises.All[i].MayEnd(so[i])) broken.Add(new(BrokenRule.Promise, promises.All[i].Says));
            }

            done = CallRules.After(done, happened, flow, promises, broken);
        }

        CallRules.Check(turn, flow, broken);
        AnswerRules.Check(before, input, turn, flow, broken);
        if (ended is null) return (None, broken.DrainToImmutable());

        // Begun anew in the same turn: what was promised of the run before does not count for this one.
        if (Run.Length > 0 && ended.Id != Run) (so, done) = ([.. promises.All.Select(promise => promise.Begin)], []);
        var isSame = ended.Id == Run && done.SequenceEqual(Done) && So.AsSpan().SequenceEqual(so);
        return (isSame ? this : new(ended.Id, [.. so], done), broken.DrainToImmutable());
    }
}

/// <summary>A rule that a turn broke.</summary>
/// <param name="Rule">A kind, or <see cref="Promise"/>.</param>
/// <param name="What">In a sentence, without anything a person said.</param>
internal sealed record BrokenRule(string Rule, string What)
{
    public const string Promise = "promise";
    public const string Twice = "twice";
    public const string Unset = "unset";
    public const string Silent = "silent";
}
