using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Inputs;
using Bot.Engine.Promises;

namespace Bot.Engine.Proving;

/// <summary>Options that differ in names alone: each leads to a question of its own for one and the same slot, and those go on alike. A PAN and a voter's id
/// are twins where nothing but their questions tells them apart.</summary>
/// <remarks>
/// A run that took one has the future of a run that took the other, name for name, so both have one <see cref="ProofKey"/>. The question of each is gone on
/// from all the same, see <see cref="Exploration"/>.
/// </remarks>
internal sealed class Twins
{
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Slot, string Value), string> _values = [];
    private readonly Flow _flow;
    private readonly HashSet<string> _promised;

    public Twins(Flow flow, FlowPromises promises)
    {
        _flow = flow;
        _promised = [.. promises.All.SelectMany(promise => promise.Names).Where(name => name.Kind == EventKinds.StateReached).Select(name => name.Name)];
        foreach (var state in flow.States)
        {
            if (state is not ChooseState { Choices.From: null, Answers: { } slot } question || !DecidesAlone(question, slot)) continue;

            var values = question.Choices.Values;
            for (var i = 1; i < values.Length; i++)
            {
                if (values.Take(i).FirstOrDefault(other => AreAlike(question, TargetOf(question, other), TargetOf(question, values[i]))) is { } first)
                    Join(question, slot, first, values[i]);
            }
        }
    }

    /// <summary>Values of a slot that stand for others.</summary>
    public IEnumerable<string> ValuesOf(string slot) =>
        _values.Where(pair => pair.Key.Slot == slot).SelectMany(pair => new[] { pair.Key.Value, pair.Value }).Distinct();

    /// <summary>The first of the twins that a value is one of; the value itself where it has none.</summary>
    public string First(string slot, string value) => _values.GetValueOrDefault((slot, value), value);

    /// <summary>The question of the first of the twins; the state itself where it has none.</summary>
    public string First(string state) => _states.GetValueOrDefault(state, state);

    private void Join(ChooseState question, string slot, string first, string other)
    {
        _values[(slot, other)] = First(slot, first);
        if (TargetOf(question, first) is { } one && TargetOf(question, other) is { } twin && one != twin) _states[twin.Name] = First(one.Name);
    }

    /// <summary>Nothing else sets the slot or asks for its value, and the question goes by that value alone.</summary>
    private bool DecidesAlone(ChooseState question, string slot) =>
        question.Branches.All(branch => branch is { Edit: false } && (branch.When?.Clauses ?? []).All(clause => clause is OneOf one && one.Path == slot))
        && _flow.States.Where(other => other != question).All(other => other.Sets.All(set => set.Slot != slot)
            && other.Branches.SelectMany(branch => branch.When?.Clauses ?? []).All(clause => clause.Slot != slot));

    private State? TargetOf(ChooseState question, string value) => question.Branches
        .Where(branch => (branch.When?.Clauses ?? []).All(clause => ((OneOf)clause).Values.Contains(value)))
        .Select(branch => branch.To).FirstOrDefault() is { } to ? _flow.Find(to) : null;

    private bool AreAlike(State question, State? one, State? other) =>
        one is AskState { MaySkip: var mayOne } && other is AskState { MaySkip: var mayOther } && one != other && mayOne == mayOther
        && IsReachedFrom(question, one) && IsReachedFrom(question, other) && one.Answers == other.Answers && one.IsAskedAnew == other.IsAskedAnew
        && one is { Attempts: null, Commands.IsEmpty: true, AnswerType: { } type } && other is { Attempts: null, Commands.IsEmpty: true, AnswerType: { } twin }
        && one.Timeouts == Timeouts.None && other.Timeouts == Timeouts.None && IsTyped(type) && IsTyped(twin) && type.TakesWords == twin.TakesWords
        && one.Branches is [{ When: null, Edit: false, To: { } to }] && other.Branches is [{ When: null, Edit: false, To: { } next }] && to == next;

    /// <summary>It is come to from one question alone, and no promise speaks of it.</summary>
    private bool IsReachedFrom(State question, State state) => state.Name != _flow.Start && !_promised.Contains(state.Name)
        && _flow.States.All(from => from == question || _flow.TransitionsOf(from).All(way => way.To != state.Name));

    private static bool IsTyped(InputType type) =>
        type is { IsTyped: true, TakesImage: false, TakesContact: false, TakesSent.Length: 0, IsCode: false, IsName: false, Offers.IsEmpty: true };
}
