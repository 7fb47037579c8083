using System.Collections.Immutable;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>What one flow asks of the messages files. Neutral, so that the checks need not know how a flow is written.</summary>
/// <param name="Flow">The flow's name, as its folder.</param>
/// <param name="File">Path of the flow's file, for issues.</param>
public sealed record FlowUse(string Flow, string File)
{
    /// <summary>Languages it says it is written in; empty for all.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Where it says so.</summary>
    public (int Line, int Column) LanguagesAt { get; init; } = (1, 1);

    public ImmutableArray<SlotUse> Slots { get; init; } = [];

    /// <summary>Words of the flow's own that people may say, by the name that stands under <c>commands:</c> of the shared files.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Every message a state may say, ask or choose with; one entry per place in the flow.</summary>
    public ImmutableArray<MessageUse> Messages { get; init; } = [];

    /// <summary>Keys of labels that are used where a partner is there who is left out here.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Slots that are shown by name: those a person may be asked to edit.</summary>
    public ImmutableArray<FieldUse> Fields { get; init; } = [];

    /// <summary>What is said after silence, and after how long.</summary>
    public ImmutableArray<ReminderUse> Reminders { get; init; } = [];

    /// <summary>Keys of the messages that confirm answers with their owner, where personal slots may be revealed.</summary>
    public ImmutableArray<string> ConfirmMessages { get; init; } = [];
}

/// <summary>A slot that templates may show.</summary>
/// <param name="LongestLength">Longest canonical value in characters; 0 when nothing bounds it.</param>
/// <param name="Personal">The slot as a whole.</param>
public sealed record SlotUse(string Name, string Type, int LongestLength, bool Personal, int Line = 1, int Column = 1)
{
    /// <summary>Fields of a record that are personal although the record is not.</summary>
    public ImmutableArray<string> PersonalFields { get; init; } = [];
}

/// <summary>A message used at a place in the flow's file.</summary>
public sealed record MessageUse(string Key, int Line, int Column)
{
    /// <summary>Values it is given besides the slots.</summary>
    public ImmutableArray<ArgumentUse> Arguments { get; init; } = [];

    /// <summary>What is offered with it; null for plain text.</summary>
    public ChoicesUse? Choices { get; init; }
}

/// <summary>A reminder, and where the flow says so.</summary>
public sealed record ReminderUse(string Key, TimeSpan After, int Line, int Column);

/// <param name="LongestLength">In characters; 0 when nothing bounds it.</param>
public sealed record ArgumentUse(string Name, int LongestLength);

/// <summary>What a message offers.</summary>
/// <param name="LabelKeys">Keys of the labels (<c>idProofType.pan</c>); empty when the rows come from data.</param>
/// <param name="Most">The most that is offered at once, paging rows included.</param>
/// <param name="LongestLabel">Longest label of rows from data in characters; 0 when nothing bounds it.</param>
public sealed record ChoicesUse(ImmutableArray<string> LabelKeys, int Most, int LongestLabel = 0);

/// <summary>A slot whose name is shown, and where the flow says so.</summary>
public sealed record FieldUse(string Slot, int Line, int Column);

/// <summary>What the engine itself asks of the shared files, with any flows.</summary>
/// <param name="Messages">The engine's own messages and every rejection and warning of the input types, with their arguments. Places are not used.</param>
/// <param name="Labels">Label keys of the engine's own rows and buttons.</param>
public sealed record SharedUse(ImmutableArray<MessageUse> Messages, ImmutableArray<string> Labels);

/// <summary>All that the checks look at.</summary>
public sealed record MessagesInUse(MessageCatalogue Catalogue, ImmutableArray<FlowUse> Flows, SharedUse Shared)
{
    /// <summary>The languages that a flow must be whole in and has a file for; of a missing file one line is told, and not one for each message.</summary>
    public IEnumerable<string> LanguagesOf(FlowUse flow) => WantedOf(flow).Where(language => Catalogue.File(flow.Flow, language) is not null);

    /// <summary>The languages that a flow must be whole in.</summary>
    public IEnumerable<string> WantedOf(FlowUse flow) => Catalogue.Languages.Where(language => flow.Languages.IsEmpty || flow.Languages.Contains(language));
}
