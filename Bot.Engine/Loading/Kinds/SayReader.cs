using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>say</c>.</summary>
internal static class SayReader
{
    public static State Read(StateReader reader) => new SayState(reader.Name, reader.At, reader.RequiredName("say"), reader.Next());
}
