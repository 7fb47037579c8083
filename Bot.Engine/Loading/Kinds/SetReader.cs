using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>set</c>.</summary>
internal static class SetReader
{
    public static State Read(StateReader reader) =>
        new SetState(reader.Name, reader.At, reader.Bindings("set", results: false), reader.Next(), reader.OptionalName("keep"));
}
