using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Promises;

namespace Bot.Engine.Proving;

/// <summary>What of a run's slots, states passed and results can still change its way; the rest is left out of <see cref="ProofKey"/>.</summary>
/// <remarks>Each rule says when two runs that differ in it alone have the same future; docs/decisions/0038 gives the reasons.</remarks>
internal sealed class DecidingSlots
{
    private readonly Flow _flow;
    private readonly HashSet<string> _idle;
    private readonly Dictionary<string, string> _skippable;
    private readonly HashSet<string> _once;

    public DecidingSlots(Flow flow, FlowPromises promises)
    {
        _flow = flow;
        var promised = promises.All.SelectMany(promise => promise.Names).Where(name => name.Kind == EventKinds.Changed).Select(name => name.Name).ToHashSet();
        var compared = flow.States.SelectMany(state => ComparedIn(state, own: false)).ToHashSet();
        var everCompared = flow.States.SelectMany(state => ComparedIn(state, own: true)).ToHashSet();
        var required = flow.States.SelectMany(state => state.Reads).Select(read => read.Slot).Concat(flow.Needs).ToHashSet();
        var given = flow.States.OfType<CallState>().SelectMany(call => call.Arguments).Select(argument => argument.Source).OfType<SlotSource>()
            .Select(source => source.Slot).ToHashSet();
        var asked = flow.States.Where(state => state.IsQuestion).ToLookup(state => state.Answers!);
        bool IsBound(SlotDefinition slot) => !slot.DependsOn.IsEmpty || flow.Slots.Any(other => other.DependsOn.Contains(slot.Name));
        var before = PredecessorsIn(flow);
        bool IsOnce(State state) => state.Name != flow.Start && before[state.Name].Count() == 1;

        _idle = [.. flow.Slots.Where(slot => !IsBound(slot) && asked[slot.Name].All(state => state.IsAskedAnew)).Select(slot => slot.Name)
            .Where(slot => !compared.Contains(slot) && !required.Contains(slot) && !given.Contains(slot) && !promised.Contains(slot))];
        _skippable = asked.Where(slot => slot.Count() == 1 && slot.First() is AskState { MaySkip: true } question && IsOnce(question))
            .Where(slot => !everCompared.Contains(slot.Key) && !required.Contains(slot.Key) && !promised.Contains(slot.Key))
            .ToDictionary(slot => slot.Key, slot => slot.First().Name, StringComparer.Ordinal);
        _once = [.. flow.States.Where(state => state is { IsQuestion: false, Subflow: null } && IsOnce(state)).Select(state => state.Name)];
    }

    /// <summary>Whether it matters that a slot is set, and to what. Not of one that nothing but its own question reads, which is asked anew each time, nor of
    /// one that only messages read.</summary>
    public bool Decides(string slot) => !_idle.Contains(slot);

    /// <summary>The question that leaves a slot empty when it is skipped, where nothing tells a skipped answer from one that was given; null for
    /// others.</summary>
    public string? SkippedAt(string slot) => _skippable.GetValueOrDefault(slot);

    /// <summary>Whether it matters that a state was passed. Not of one that only one other leads to, for who stands at that one has not passed it.</summary>
    public bool IsTold(string visited) => !_once.Contains(visited);

    /// <summary>Whether it matters what came of a state. That a photo was tried again matters to the question behind it alone.</summary>
    public bool IsTold(string state, string outcome, string lastAsked)
    {
        if (_flow.Find(state) is not { AnswerType: { } type } question) return true;
        if (outcome == AskState.Skip) return question.Answers is not { } slot || SkippedAt(slot) is null;
        return outcome != "retry" || !type.TakesImage || state == lastAsked;
    }

    private static IEnumerable<string> ComparedIn(State state, bool own) =>
        state.Branches.SelectMany(branch => branch.When?.Clauses ?? []).Select(clause => clause.Slot).OfType<string>()
            .Where(slot => own || !(state.IsAskedAnew && slot == state.Answers));

    /// <summary>The other states that lead to each.</summary>
    private static ILookup<string, string> PredecessorsIn(Flow flow) =>
        flow.States.SelectMany(from => flow.TransitionsOf(from).Select(way => way.To)
                .Concat(from.ChosenWays(flow).SelectMany(way => way.Targets)).Select(to => (From: from.Name, To: to)))
            .Where(way => way.From != way.To).Distinct().ToLookup(way => way.To, way => way.From);
}
