namespace Bot.Templates.Rendering;

/// <summary>A place where a template reads a value.</summary>
/// <param name="Written">The names as they stand in the template: <c>plan.name</c>.</param>
/// <param name="Path">The names from a slot or argument on: <c>plans.name</c> where <c>plan</c> is an item of <c>plans</c>.</param>
/// <param name="IsLocal">Belongs to the item of a <c>for</c> or the record of a <c>with</c>.</param>
/// <param name="IsShown">Printed, rather than only asked for.</param>
/// <param name="Offset">Where its tag begins in the template's text.</param>
internal sealed record ValueUse(string Written, string Path, bool IsLocal, ValueFormat Format, bool IsShown, bool IsRevealed, int Offset)
{
    /// <summary>The slot or argument that it reads.</summary>
    public string Root => Path.Split('.')[0];

    /// <summary>The field of it that it goes through, with the slot's name; null for none.</summary>
    public string? Field => Path.Split('.') is [var slot, var name, ..] ? $"{slot}.{name}" : null;
}

/// <summary>What is wrong in a template's text, at an offset, and what to write instead.</summary>
internal sealed record TemplateFault(int Offset, string Problem, string Instead);
