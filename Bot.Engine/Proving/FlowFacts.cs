using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Promises;

namespace Bot.Engine.Proving;

/// <summary>What of a flow's slots decides the way of its runs: which values conditions compare them with, and which fields of them are read.</summary>
internal sealed class FlowFacts
{
    private readonly Dictionary<string, ImmutableHashSet<string>> _compared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tested = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableSortedSet<string>> _fields = new(StringComparer.Ordinal);

    /// <param name="promises">Of the flow.</param>
    public FlowFacts(Flow flow, FlowPromises promises)
    {
        (Flow, Fresh) = (flow, promises.Fresh);
        Deciding = new(flow, promises);
        foreach (var clause in flow.States.SelectMany(state => state.Branches).SelectMany(branch => branch.When?.Clauses ?? []))
        {
            if (clause is OneOf one) _compared[one.Path] = ComparedWith(one.Path).Union(one.Values);
            else if (clause is IsSet set) _tested.Add(set.Path);
            else HasClock = true;
        }

        foreach (var path in flow.States.SelectMany(state => state.Reads).Concat(Optional(flow)).Select(source => source.Path).Concat(_compared.Keys)
            .Concat(_tested))
        {
            if (path.Split('.', 2) is [var slot, var field]) _fields[slot] = FieldsOf(slot).Add(field);
        }

        foreach (var slot in flow.Slots) _fields[slot.Name] = FieldsOf(slot.Name).Union(slot.PersonalFields);
        foreach (var state in flow.States)
        {
            if (state is not ChooseState { Choices: { From: { } from } choices, Answers: { } answer }) continue;

            string[] read = [choices.ValueField, choices.LabelField, .. FieldsOf(answer)];
            _fields[from.Slot] = FieldsOf(from.Slot).Union(read.Where(field => field.Length > 0));
            Lists.Add(from.Slot);
        }

        Paths = [.. _compared.Keys.Concat(_tested).Where(path => path.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Twins = new(flow, promises);
        Parts = new(this);
    }

    public Flow Flow { get; }

    /// <summary>Operations that never bring the same again.</summary>
    public ImmutableArray<string> Fresh { get; }

    public DecidingSlots Deciding { get; }

    /// <summary>Options of its questions that differ in names alone.</summary>
    public Twins Twins { get; }

    /// <summary>What of it is in a key.</summary>
    public KeyParts Parts { get; }

    /// <summary>A condition asks what time it is.</summary>
    public bool HasClock { get; }

    /// <summary>Slots whose rows are offered.</summary>
    public HashSet<string> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields that conditions ask for.</summary>
    public ImmutableArray<string> Paths { get; }

    public ImmutableHashSet<string> ComparedWith(string path) => _compared.GetValueOrDefault(path, []);

    /// <summary>A condition asks whether it is set.</summary>
    public bool IsTested(string path) => _tested.Contains(path);

    /// <summary>Fields of a record, or of the rows of a list, that are read by name.</summary>
    public ImmutableSortedSet<string> FieldsOf(string slot) => _fields.GetValueOrDefault(slot,
        ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal));

    private static IEnumerable<SlotSource> Optional(Flow flow) =>
        flow.States.OfType<CallState>().SelectMany(call => call.Arguments).Select(argument => argument.Source).OfType<SlotSource>();
}
