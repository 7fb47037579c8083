using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>call</c>.</summary>
internal static class CallReader
{
    public static State Read(StateReader reader) =>
        new CallState(reader.Name, reader.At, reader.Operation("call"), reader.Bindings("with", results: false), reader.Outcomes("on"), reader.Timeouts());
}
