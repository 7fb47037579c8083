using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>set</c>.</summary>
internal static class SetReader
{
    public static State Read(StateReader reader)
    {
        // One that only chooses the way sets nothing.
        reader.TakeBare("set");
        return new SetState(reader.Name, reader.At, reader.Settings("set"), reader.Next(), reader.OptionalName("keep"));
    }
}
