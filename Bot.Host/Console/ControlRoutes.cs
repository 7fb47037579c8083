using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Conversations.Timers;
using Bot.Sandbox;
using Bot.Sandbox.State;

namespace Bot.Host.Console;

/// <summary>What can be done to the sandbox and to the process: faults, forgetting, the clock.</summary>
internal static class ControlRoutes
{
    private static readonly TimeSpan LongestAdvance = TimeSpan.FromDays(30);

    public static void MapControls(this IEndpointRouteBuilder console)
    {
        var services = console.ServiceProvider;
        var (feed, world, runner) = (services.GetRequiredService<ConsoleFeed>(), services.GetRequiredService<SandboxWorld>(),
            services.GetRequiredService<ConversationRunner>());
        var (timers, outbox) = (services.GetRequiredService<TimerPump>(), services.GetRequiredService<OutboxPump>());

        console.MapPost("/console/faults", context => ArmAsync(context, feed, world));
        console.MapDelete("/console/faults", context =>
        {
            world.Behave();
            feed.Add("", new ConsoleEvent.Behaved());
            return ConsoleAnswer.WriteAsync(context, new { });
        });
        console.MapPost("/console/crash", context =>
        {
            runner.ClearCache();
            feed.Add("", new ConsoleEvent.Crashed());
            return ConsoleAnswer.WriteAsync(context, new { });
        });
        if (services.GetRequiredService<TimeProvider>() is AdvancingClock clock)
            console.MapPost("/console/clock", context => AdvanceAsync(context, timers, outbox, feed, clock));
    }

    private static async Task ArmAsync(HttpContext context, ConsoleFeed feed, SandboxWorld world)
    {
        var asked = await ConsoleAnswer.ReadAsync<FaultBody>(context);
        try
        {
            var (partner, fault) = (asked?.Partner ?? "", SandboxFault.Parse(asked?.Fault ?? ""));
            world.Misbehave(partner, fault);
            feed.Add("", new ConsoleEvent.Faulted(partner, asked!.Fault!, $"{partner} {fault.Kind} {fault.Operation}".TrimEnd()));
            await ConsoleAnswer.WriteAsync(context, new { });
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            await ConsoleAnswer.RefuseAsync(context, wrong.Message);
        }
    }

    private static async Task AdvanceAsync(HttpContext context, TimerPump timers, OutboxPump outbox, ConsoleFeed feed, AdvancingClock clock)
    {
        var asked = await ConsoleAnswer.ReadAsync<ClockBody>(context);
        if (asked is null || asked.Seconds < 1 || asked.Seconds > LongestAdvance.TotalSeconds)
        {
            await ConsoleAnswer.RefuseAsync(context, $"The clock moves on by 1 to {LongestAdvance.TotalSeconds} seconds.");
            return;
        }
        clock.Advance(TimeSpan.FromSeconds(asked.Seconds));
        feed.Add("", new ConsoleEvent.Advanced(asked.Seconds, (long)clock.Ahead.TotalSeconds));
        await timers.FireDueAsync(context.RequestAborted);
        outbox.Wake();
        await ConsoleAnswer.WriteAsync(context, new { });
    }

    private sealed record FaultBody(string? Partner, string? Fault);

    private sealed record ClockBody(long Seconds);
}
