using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading.Types;

/// <summary>An example is shown to people who got it wrong: it is an answer itself.</summary>
internal static class Examples
{
    public static InputType Checked(MapReader map, InputType type)
    {
        var example = map.Take("example");
        if (example is { IsEmpty: false } && type.Read(example.Text, DateTimeOffset.UnixEpoch) is not Accepted)
            map.Report(example.At, $"the example '{example.Text}' is no answer itself", "write one that is");
        return type;
    }
}
