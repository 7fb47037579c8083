using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>Every kind of answer that takes parameters: its class in Inputs, its reader beside, and one line here.</summary>
public static class ParameterKinds
{
    public static IReadOnlyList<ParameterKind> All { get; } =
    [
        new("number", ["min", "max", "decimals", "unit", "example"], NumberReader.Read),
        new("date", ["from", "to", "example"], DateReader.Read),
        new("time", ["from", "to", "example"], TimeReader.Read),
        new("pattern", ["matches", "example", "longest", "secret"], PatternReader.Read),
        new("oneOf", ["values"], OneOfReader.Read),
        new("document", ["formats"], map => SentFileReader.Read(map, "document")),
        new("audio", ["formats"], map => SentFileReader.Read(map, "audio")),
    ];
}

/// <param name="Type">The name of the type.</param>
/// <param name="Keys">Its parameters.</param>
/// <param name="Read">Reads them, telling every fault; the type without what is faulty, so that the rest can be judged.</param>
public sealed record ParameterKind(string Type, IReadOnlyList<string> Keys, Func<MapReader, InputType> Read);
