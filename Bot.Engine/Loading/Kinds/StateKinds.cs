using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Every kind of state: the key a flow writes, and how it is read. A kind is its class, its reader and one line here.</summary>
public static class StateKinds
{
    public static IReadOnlyList<StateKind> All { get; } =
    [
        new("say", SayReader.Read),
        new("ask", AskReader.Read),
        new("choose", ChooseReader.Read),
        new("call", CallReader.Read),
        new("set", SetReader.Read),
        new("flow", SubflowReader.Read),
        new("end", EndReader.Read),
    ];
}

public sealed record StateKind(string Key, Func<StateReader, State> Read);
