namespace Bot.Templates.Rendering;

/// <summary>Where a segment finds a value.</summary>
/// <param name="Text">The names from a slot or argument on, for the keys of labels. Items are called as their list.</param>
/// <param name="Names">What is looked up one after the other: from the slot on, or within the item of a loop; empty for the item itself.</param>
/// <param name="Loop">The loop whose item it begins at, the outermost is 0; negative for a slot or argument.</param>
internal sealed record ValuePath(string Text, string[] Names, int Loop = -1)
{
    /// <summary>The slot or argument.</summary>
    public string Slot { get; } = Text.Split('.')[0];

    /// <summary>The field of the slot that it goes through, with the slot's name; null for none.</summary>
    public string? Field { get; } = Text.Split('.') is [var slot, var name, ..] ? $"{slot}.{name}" : null;
}
