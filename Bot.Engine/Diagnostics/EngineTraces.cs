using System.Diagnostics;

namespace Bot.Engine.Diagnostics;

/// <summary>The engine's spans. Without a listener each costs one comparison, and no tag is made; in a trace that is not kept there are none.</summary>
/// <remarks>
/// One message is one trace: what a turn leaves in the outbox carries the W3C context of that turn, so that sends and calls join it whichever process makes
/// them. Where a trace begins, it is decided whether it is kept; what does not join a trace begins one.
/// </remarks>
public static class EngineTraces
{
    /// <summary>Name of the activity source.</summary>
    public const string SourceName = "Bot.Engine";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>From the load of the session to the end of its commit.</summary>
    internal static Activity? Turn(string input, string cause) => Tagged(Start("bot.turn", ActivityKind.Internal, cause), "bot.input", input);

    /// <summary>The transaction of one turn, the wait for its group included.</summary>
    internal static Activity? Commit() => Activity.Current is { Recorded: true } ? Source.StartActivity("bot.commit") : null;

    /// <summary>One try of one message, until the provider's answer.</summary>
    internal static Activity? Send(string channel, string cause) => Tagged(Start("bot.send", ActivityKind.Producer, cause), "bot.channel", channel);

    /// <summary>One call of an operation, or the finding out of what became of it.</summary>
    internal static Activity? Call(string operation, string cause) => Tagged(Start("bot.call", ActivityKind.Internal, cause), "bot.operation", operation);

    /// <summary>What rows of the outbox are to carry: the W3C context of the span that is open, else what it was.</summary>
    internal static string Cause(string cause) => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } context } ? context : cause;

    /// <param name="cause">The parent when it is a W3C context (<c>00-trace-span-flags</c>); else the span that is open is.</param>
    private static Activity? Start(string name, ActivityKind kind, string cause)
    {
        if (!Source.HasListeners()) return null;

        if (ActivityContext.TryParse(cause, null, isRemote: true, out var parent))
            return parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? Source.StartActivity(name, kind, parent) : null;
        return Activity.Current is { Recorded: false } ? null : Source.StartActivity(name, kind);
    }

    private static Activity? Tagged(Activity? span, string name, string value) => span is { IsAllDataRequested: true } ? span.SetTag(name, value) : span;
}
