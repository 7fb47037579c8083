using Bot.Engine.Loading;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Sandbox;

namespace Bot.Host.Console;

/// <summary>The console at <c>/</c>: a phone to talk to the bot with, and what the machine does beside it. Where nothing is sandboxed it only watches.</summary>
internal static class ConsoleRoutes
{
    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes, ConsoleFeed feed, SandboxWorld? world)
    {
        var services = routes.ServiceProvider;
        var (settings, engine, clock) = (services.GetRequiredService<BotSettings>(), services.GetRequiredService<BotEngine>(), services.GetRequiredService<TimeProvider>());
        var stream = new ConsoleStream(feed, services.GetRequiredService<IHostApplicationLifetime>());
        var machine = new MachineView(engine.Store, engine.Store, engine.Shelf.Flows, finished: world is not null);
        var graphs = engine.Shelf.Flows.All.Select(FlowGraph.Of).ToArray();

        var console = routes.MapGroup("").GuardConsole(settings).ExcludeFromDescription();
        console.MapGet("/", context => ConsoleFiles.ServeAsync(context, "index.html"));
        console.MapGet("/console/web/{name}", context => ConsoleFiles.ServeAsync(context, (string)context.Request.RouteValues["name"]!));
        console.MapGet("/console/events", stream.ServeAsync);
        console.MapGet("/console/flows", context => ConsoleAnswer.WriteAsync(context, graphs));
        console.MapGet("/console/machine/{channel}/{number}", context => LookAsync(context, machine));

        var phones = world is null ? null : new ConsolePhones(settings, world, feed, engine.Store, clock);
        console.MapGet("/console/setup", context => ConsoleAnswer.WriteAsync(context, ConsoleSetup.Of(phones, clock)));
        if (world is null || phones is null) return routes;

        console.MapPhones(phones, new(feed, world, clock, settings.Folders.Flows));
        console.MapControls(engine, feed, world, clock as AdvancingClock);
        return routes;
    }

    private static async Task LookAsync(HttpContext context, MachineView machine)
    {
        var (channel, number) = ((string)context.Request.RouteValues["channel"]!, (string)context.Request.RouteValues["number"]!);
        await ConsoleAnswer.WriteAsync(context, await machine.OfAsync(InboundDispatcher.KeyOf(channel, number), context.RequestAborted));
    }
}
