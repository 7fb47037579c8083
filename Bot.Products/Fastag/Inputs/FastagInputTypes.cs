using Bot.Engine.Inputs;

namespace Bot.Products.Fastag.Inputs;

/// <summary>Answers that only a FASTag flow asks for: one line each.</summary>
public static class FastagInputTypes
{
    public static IReadOnlyList<InputType> All { get; } = [new EngineLast5(), new BarcodeLast4()];
}
