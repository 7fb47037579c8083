using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Webhooks;
using Bot.Sandbox;

namespace Bot.Host.Console;

/// <summary>
/// The console at <c>/</c>: a phone to talk to the bot with, and what the machine does beside it. Where nothing is sandboxed it only watches.
/// </summary>
internal static class ConsoleRoutes
{
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (stream, machine, clock) = (services.GetRequiredService<ConsoleStream>(), services.GetRequiredService<MachineView>(),
            services.GetRequiredService<TimeProvider>());
        var graphs = services.GetRequiredService<FlowSet>().All.Select(FlowGraph.Of).ToArray();
        var channels = services.GetServices<IChannel>();
        var phones = services.GetService<SandboxWorld>() is null ? null : services.GetRequiredService<ConsolePhones>();

        var console = routes.MapGroup("").RequireConsoleAccess().ExcludeFromDescription();
        console.MapGet("/", context => ConsoleFiles.ServeAsync(context, "index.html"));
        console.MapGet("/console/web/{name}", context => ConsoleFiles.ServeAsync(context, (string)context.Request.RouteValues["name"]!));
        console.MapGet("/console/events", stream.ServeAsync);
        console.MapGet("/console/flows", context => ConsoleAnswer.WriteAsync(context, graphs));
        console.MapGet("/console/machine/{channel}/{number}", context => ShowAsync(context, machine));
        console.MapGet("/console/setup", context => ConsoleAnswer.WriteAsync(context, ConsoleSetup.Of(phones, channels, clock)));
        if (phones is null) return;

        console.MapPhones(phones, services.GetRequiredService<ReplaySaver>(), services.GetRequiredService<PhoneFork>());
        console.MapControls();
    }

    private static async Task ShowAsync(HttpContext context, MachineView machine)
    {
        var (channel, number) = ((string)context.Request.RouteValues["channel"]!, (string)context.Request.RouteValues["number"]!);
        await ConsoleAnswer.WriteAsync(context, await machine.OfAsync(InboundDispatcher.KeyOf(channel, number), context.User, context.RequestAborted));
    }
}
