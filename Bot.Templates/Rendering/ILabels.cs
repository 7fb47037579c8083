using Bot.Engine.Flows;

namespace Bot.Templates.Rendering;

/// <summary>What options and fields are called in one language.</summary>
internal interface ILabels
{
    /// <summary>The label under a key (<c>idProofType.pan</c>); null where no file has one.</summary>
    string? LabelText(ReadOnlySpan<char> key);

    /// <summary>What stands on a button or row; never without a sign.</summary>
    string LabelOf(Choice choice);
}
