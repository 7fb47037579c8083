using Bot.Engine.Inputs;

namespace Bot.Products.Fastag.Inputs;

/// <summary>Answers that only a FASTag flow asks for: one line each.</summary>
public static class FastagInputTypes
{
    /// <summary>The end of an engine number.</summary>
    public static InputType EngineNumber { get; } = new EngineLast5();

    public static IReadOnlyList<InputType> All { get; } = [EngineNumber, new ChassisNumber(), new BarcodeLast4()];
}
