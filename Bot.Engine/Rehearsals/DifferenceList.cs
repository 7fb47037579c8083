using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;

namespace Bot.Engine.Rehearsals;

/// <summary>The differences of one conversation. Of what follows from one, nothing is told.</summary>
internal sealed class DifferenceList(FlowSet edited)
{
    private readonly ImmutableArray<FoundDifference>.Builder _found = ImmutableArray.CreateBuilder<FoundDifference>();

    public ImmutableArray<FoundDifference> All => _found.ToImmutable();

    public void Compare(ComparedTurn turn)
    {
        var place = $"{(turn.Before == Standing.None ? "(start)" : turn.Before)}{(turn.Entry.Trigger.Length > 0 ? $" {turn.Entry.Trigger}" : "")}";
        if (Refusal(turn.Path) is { } refused && Refusal(turn.Entry.Path) is null)
        {
            Add(DifferenceKind.Reject, $"{refused.Flow}/{refused.From}", "an answer that was taken is refused", turn);
            return;
        }

        var (wasEnd, isEnd) = (EndOf(turn.Entry.Path), EndOf(turn.Path));
        if (wasEnd != isEnd)
        {
            Add(DifferenceKind.End, place, $"{Ended(wasEnd, turn.Was)}, now {Ended(isEnd, turn.Now)}", turn);
            return;
        }

        if (turn.IsFollowing) return;
        if (turn.Was != turn.Now && !turn.Entry.Path.AsSpan().SequenceEqual(turn.Path.AsSpan()))
        {
            var unasked = edited.Find(turn.Was.Flow)?.Find(turn.Was.State) is null ? ", which is gone" : "";
            Add(DifferenceKind.State, place, $"went on at {turn.Was}{unasked}, now at {turn.Now}", turn);
            return;
        }

        if (turn.Recorded.Said.SequenceEqual(turn.Said)) return;

        var (was, now) = FirstOther([.. turn.Recorded.Said], [.. turn.Said]);
        var what = was.Length == 0 ? "a message more" : now.Length == 0 ? "a message less" : "other words";
        _found.Add(new(new(DifferenceKind.Reply, place, what), turn.Recorded.Version, was, now));
    }

    public void Stranded(SessionMigration migration, long version) => Add(
        DifferenceKind.Stranded, $"{migration.Flow}/{migration.State}", migration.Runs > 0 ? $"would go on at {migration.Target}" : "would begin again", version);

    public void Fault(long version, Standing at, Exception fault) =>
        Add(DifferenceKind.Fault, $"{at}", fault is InvalidOperationException ? fault.Message : fault.GetType().Name, version);

    public void CallGone(long version, Standing at, string operation, string outcome) =>
        Add(DifferenceKind.Call, $"{at}", $"{operation}, which came back as {outcome}, is not called", version);

    public void NoOutcome(long version, Standing at, string operation) =>
        Add(DifferenceKind.Unknown, $"{at}", $"calls {operation}, of which no outcome was recorded", version);

    /// <summary>The recording ended without coming to where the edited flows stand.</summary>
    public void NeverMet(long version, Standing was, Standing now)
    {
        if (was == Standing.None && now != Standing.None && _found.All(found => found.Difference.Kind != DifferenceKind.End))
            Add(DifferenceKind.End, $"{now}", "the conversation came to an end, now it is still here", version);
        else if (now != Standing.None)
            Add(DifferenceKind.Unknown, $"{now}", "asks for what was not recorded", version);
    }

    private static Transition? Refusal(ImmutableArray<Transition> path) => path.FirstOrDefault(step => step.Trigger is "reject" or "tooMany");

    /// <summary>The end that the outermost run came to; null where none ended by itself.</summary>
    private static string? EndOf(ImmutableArray<Transition> path) =>
        path.LastOrDefault(step => step is { Trigger: "end", To: "" }) is { } end ? $"{end.Flow}/{end.From}" : null;

    private static string Ended(string? end, Standing at) => end is null ? $"at {at}" : $"ended as {end}";

    private static (string Was, string Now) FirstOther(string[] was, string[] now)
    {
        var i = 0;
        while (i < was.Length && i < now.Length && was[i] == now[i]) i++;
        return (i < was.Length ? was[i] : "", i < now.Length ? now[i] : "");
    }

    private void Add(DifferenceKind kind, string place, string what, ComparedTurn turn)
    {
        var (was, now) = FirstOther([.. turn.Recorded.Said], [.. turn.Said]);
        _found.Add(new(new(kind, place, what), turn.Recorded.Version, was, now));
    }

    private void Add(DifferenceKind kind, string place, string what, long version) =>
        _found.Add(new(new(kind, place, what), version, "", ""));
}

/// <summary>A recorded turn and what came of it.</summary>
/// <param name="Before">Where the recording stood.</param>
/// <param name="Was">Where it went.</param>
/// <param name="Now">Where the edited flows went.</param>
/// <param name="Said">What they said.</param>
/// <param name="Path">The way they took.</param>
/// <param name="IsFollowing">The edited flows stood elsewhere already: what is other now follows from that.</param>
internal sealed record ComparedTurn(RecordedTurn Recorded, Standing Before, Standing Was, Standing Now, ImmutableArray<string> Said,
    ImmutableArray<Transition> Path,
    bool IsFollowing)
{
    public TurnLogEntry Entry => Recorded.Entry;
}
