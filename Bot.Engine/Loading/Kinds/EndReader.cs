using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>end</c>.</summary>
internal static class EndReader
{
    public static State Read(StateReader reader)
    {
        reader.TakeBare("end");
        return new EndState(reader.Name, reader.At, reader.OptionalName("end"), reader.OptionalName("keep"));
    }
}
