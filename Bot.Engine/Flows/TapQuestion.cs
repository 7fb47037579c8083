using Bot.Engine.Sessions;

namespace Bot.Engine.Flows;

/// <summary>The question at hand, as a tap's payload names it.</summary>
internal static class TapQuestion
{
    /// <summary>The state, and the run it was asked in: the same question of an earlier registration is another one.</summary>
    public static string Of(FlowRun run) => string.Concat(run.State.Name, "@", run.Id.AsSpan(run.Id.LastIndexOf('.') + 1));

    public static string Write(FlowRun run, string value) => string.Concat(Of(run), "#", value);

    public static bool IsOn(this TapPayload tap, FlowRun run) => tap.Question == Of(run);
}
