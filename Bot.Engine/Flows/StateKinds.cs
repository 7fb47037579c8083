using Bot.Engine.Flows.Kinds;
using Bot.Engine.Loading;

namespace Bot.Engine.Flows;

/// <summary>Every kind of state: the key a flow writes, and how it is read. Adding a kind is one file and one line here.</summary>
public static class StateKinds
{
    public static IReadOnlyList<StateKind> All { get; } =
    [
        new("say", SayState.Read),
        new("ask", AskState.Read),
        new("choose", ChooseState.Read),
        new("call", CallState.Read),
        new("set", SetState.Read),
        new("flow", SubflowState.Read),
        new("end", EndState.Read),
    ];
}

public sealed record StateKind(string Key, Func<StateReader, State> Read);
