using System.Collections.Immutable;
using Bot.Engine.Values;

namespace Bot.Engine.Sessions;

/// <summary>The slots of a run as a record: of a run that has ended mostly one or two are asked for.</summary>
internal sealed class SlotsRecord(Slots slots) : RecordValue
{
    private protected override Value? ReadField(ReadOnlySpan<char> name) => slots.Slot(name);

    private protected override ImmutableArray<KeyValuePair<string, Value>> ReadFields() => [.. slots.Items];
}
