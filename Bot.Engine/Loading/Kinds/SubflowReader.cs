using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>flow</c>.</summary>
internal static class SubflowReader
{
    public static State Read(StateReader reader) =>
        new SubflowState(reader.Name, reader.At, reader.RequiredName("flow"), reader.Bindings("with", results: false), reader.Outcomes("on"));
}
