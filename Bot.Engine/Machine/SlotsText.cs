using System.Collections.Immutable;

namespace Bot.Engine.Machine;

/// <summary>The slots of a run as a record: of a run that has ended mostly one or two are asked for.</summary>
internal sealed class SlotsText(Slots slots) : RecordText
{
    public override Value? ReadField(ReadOnlySpan<char> name) => slots.Slot(name);

    public override ImmutableArray<KeyValuePair<string, Value>> ReadFields() => [.. slots.Items];
}
