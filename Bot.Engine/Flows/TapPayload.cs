namespace Bot.Engine.Flows;

/// <summary>What a tap brings back: the question it was offered with and the value it stands for.</summary>
internal readonly record struct TapPayload(string Question, string Value)
{
    public static string Write(FlowRun run, string value) => string.Concat(QuestionOf(run), "#", value);

    public static TapPayload? Read(string payload) =>
        payload.IndexOf('#', StringComparison.Ordinal) is var at and > 0 ? new(payload[..at], payload[(at + 1)..]) : null;

    public bool IsOn(FlowRun run) => Question == QuestionOf(run);

    /// <summary>The state, and the run it was asked in: the same question of an earlier registration is another one.</summary>
    public static string QuestionOf(FlowRun run) => string.Concat(run.State.Name, "@", run.Id.AsSpan(run.Id.LastIndexOf('.') + 1));
}
