using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Bot.Storage;
using Microsoft.Extensions.Options;

namespace Bot.Host.Console;

/// <summary>The console at <c>/</c>: a phone to talk to the bot with, and what the machine does beside it. Where nothing is sandboxed it only watches.</summary>
internal static class ConsoleRoutes
{
    public static IServiceCollection AddConsole(this IServiceCollection services) => services
        .AddSingleton<ConsoleFeed>()
        .AddObserver<ConsoleObserver>();

    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (feed, world, clock) = (services.GetRequiredService<ConsoleFeed>(), services.GetService<SandboxWorld>(), services.GetRequiredService<TimeProvider>());
        var flows = services.GetRequiredService<FlowSet>();
        var stream = new ConsoleStream(feed, services.GetRequiredService<IHostApplicationLifetime>());
        var machine = new MachineView(services.GetRequiredService<IConversationStore>(), services.GetRequiredService<IConversationInspector>(), flows, finished: world is not null);
        var graphs = flows.All.Select(FlowGraph.Of).ToArray();

        var console = routes.MapGroup("").GuardConsole(services.GetRequiredService<IOptions<DeploymentOptions>>().Value).ExcludeFromDescription();
        console.MapGet("/", context => ConsoleFiles.ServeAsync(context, "index.html"));
        console.MapGet("/console/web/{name}", context => ConsoleFiles.ServeAsync(context, (string)context.Request.RouteValues["name"]!));
        console.MapGet("/console/events", stream.ServeAsync);
        console.MapGet("/console/flows", context => ConsoleAnswer.WriteAsync(context, graphs));
        console.MapGet("/console/machine/{channel}/{number}", context => LookAsync(context, machine));

        var phones = world is null ? null : ActivatorUtilities.CreateInstance<ConsolePhones>(services, world, feed);
        console.MapGet("/console/setup", context => ConsoleAnswer.WriteAsync(context, ConsoleSetup.Of(phones, clock)));
        if (world is null || phones is null) return routes;

        console.MapPhones(phones, new(feed, world, clock, services.GetRequiredService<IOptions<FolderOptions>>().Value.Flows));
        console.MapControls(services, feed, world, clock as AdvancingClock);
        return routes;
    }

    private static async Task LookAsync(HttpContext context, MachineView machine)
    {
        var (channel, number) = ((string)context.Request.RouteValues["channel"]!, (string)context.Request.RouteValues["number"]!);
        await ConsoleAnswer.WriteAsync(context, await machine.OfAsync(InboundDispatcher.KeyOf(channel, number), context.RequestAborted));
    }
}
