using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>The numbers whose sum is a <see cref="ProofKey"/>: one for each thing that may hold of a run of a flow, 128 bits of the SHA-256 of its name.
/// </summary>
internal sealed class KeyParts
{
    private static readonly ConcurrentDictionary<string, UInt128> Words = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(string, string), UInt128> Pairs = new();

    private readonly NameIndex<SlotPart> _slots;
    private readonly NameIndex<StatePart> _states;

    public KeyParts(FlowFacts facts)
    {
        ImmutableArray<SlotPart> slots = [.. facts.Flow.Slots.Select(slot => slot.Name).Where(facts.Deciding.Decides)
            .Select(name => new SlotPart(name, facts))];
        _slots = new(slots, slot => slot.Name);
        _states = new([.. facts.Flow.States.Select(state => new StatePart(facts, state))], state => state.Name);
        Paths = [.. facts.Paths.Select(path => new SlotPart(path, facts))];
        Skippable = [.. slots.Where(slot => facts.Deciding.SkippedAt(slot.Name) is not null).Select(slot => (slot, facts.Deciding.SkippedAt(slot.Name)!))];
    }

    /// <summary>Fields that conditions ask for.</summary>
    public ImmutableArray<SlotPart> Paths { get; }

    /// <summary>Slots that may be skipped to the same effect, each with the question at which they are.</summary>
    public ImmutableArray<(SlotPart Slot, string Question)> Skippable { get; }

    /// <summary>Null for a slot that decides nothing.</summary>
    public SlotPart? Slot(string name) => _slots.Find(name);

    public StatePart? State(string name) => _states.Find(name);

    public static UInt128 Of(string word) => Words.GetOrAdd(word, Hash);

    /// <summary>Of what came of a state, for one.</summary>
    public static UInt128 Of(string what, string how) => Pairs.GetOrAdd((what, how), pair => Hash($"{pair.Item1}: {pair.Item2}"));

    private static UInt128 Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}

/// <summary>A slot, or a field of one, in a key.</summary>
/// <param name="name">By path.</param>
internal sealed class SlotPart(string name, FlowFacts facts)
{
    private readonly ImmutableArray<(string Value, UInt128 Part)> _compared =
        [.. facts.ComparedWith(name).Union(facts.Twins.ValuesOf(name))
            .Select(value => (value, KeyParts.Of($"slot {name} = {facts.Twins.First(name, value)}")))];

    private readonly UInt128 _empty = KeyParts.Of($"slot {name} is empty");

    public string Name => name;

    /// <summary>It holds a value that nothing compares it with.</summary>
    public UInt128 Set { get; } = KeyParts.Of($"slot {name}");

    public UInt128 Of(Value value)
    {
        if (value is ListValue { Items.IsEmpty: true }) return _empty;
        if (value is not TextValue text) return Set;

        foreach (var (compared, part) in _compared)
        {
            if (compared == text.Text)
                return part;
        }

        return Set;
    }
}

/// <summary>A state in a key.</summary>
internal sealed class StatePart(FlowFacts facts, State state)
{
    public string Name => state.Name;

    /// <summary>Under which it counts, see <see cref="Twins"/>.</summary>
    public string First { get; } = facts.Twins.First(state.Name);

    public bool IsQuestion { get; } = state.IsQuestion;

    /// <summary>Whether it matters that it was passed.</summary>
    public bool IsTold { get; } = facts.Deciding.IsTold(state.Name);

    /// <summary>The run stands there.</summary>
    public UInt128 Here { get; } = KeyParts.Of($"at {facts.Flow.Name}/{facts.Twins.First(state.Name)}");

    /// <summary>The run has passed it.</summary>
    public UInt128 Passed { get; } = KeyParts.Of($"passed {facts.Twins.First(state.Name)}");
}
