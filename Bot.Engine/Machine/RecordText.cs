using System.Collections.Immutable;

namespace Bot.Engine.Machine;

/// <summary>The text that a record was read from. Of an agent or a photo mostly one field is asked for, or none.</summary>
internal abstract class RecordText
{
    /// <summary>Null where there is no such field.</summary>
    public abstract Value? ReadField(ReadOnlySpan<char> name);

    public abstract ImmutableArray<KeyValuePair<string, Value>> ReadFields();
}
