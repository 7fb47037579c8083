using Bot.Gateways;
using Bot.Gateways.Operations;
using Bot.Host.Access;
using Bot.Host.Api;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Workflow;
using Bot.Host.Console;
using Bot.Host.Desk;
using Bot.Host.Desk.Operators;
using Bot.Host.DirectLine;
using Bot.Host.Http;
using Bot.Host.Observability;
using Bot.Host.Publishing;
using Bot.Host.Reloading;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Webhooks.BotFramework;
using Bot.Host.Wiring;
using Bot.Sandbox;

namespace Bot.Host;

/// <summary>The whole host: what runs conversations, and every area of HTTP. Built here, run by <c>serve</c>.</summary>
internal static class BotServer
{
    /// <summary>A partner is played, or a host that operations of flows call.</summary>
    private static bool IsSandboxed(IConfiguration configuration) => GatewayList.AnySandboxed(configuration)
        || (DeploymentOptions.Of(configuration).IsDevelopment && HttpOperationServices.AnyIn(FolderOptions.Of(configuration).Flows));

    /// <summary>Builds the host and opens what it holds; see <see cref="BotStart.OpenAsync"/>.</summary>
    public static async Task<WebApplication> OpenAsync(IConfiguration configuration)
    {
        var port = ChosenPort.Of(ListenAddress.Of(configuration));
        if (port is not null) BotConfiguration.ListenOn(configuration, port.Number);
        var (sandboxed, console) = (IsSandboxed(configuration), ConsoleOptions.Of(configuration).Enabled);
        var builder = ServerSetup.CreateBuilder(configuration);
        port?.UseIn(builder.Services);
        builder.AddLogs(configuration);
        builder.Services.AddSingleton<TimeProvider>(_ => console && sandboxed ? new AdvancingClock() : DatabaseOptions.ClockOf(configuration));
        builder.Services.AddObserver<EngineLog>().AddObserver<ParkedSessions>().AddObserver<WorkflowTurns>();
        builder.Services.AddBot(configuration).AddWebhooks().AddBotFramework().AddDirectLine(configuration).AddApi().AddPublishing(configuration);
        if (!PublishingServices.IsOn(configuration)) builder.Services.AddFlowReload(configuration);
        if (sandboxed) builder.Services.AddSandbox();
        if (console) builder.Services.AddConsole().AddObserver<ConsoleObserver>();
        var desk = DeskOptions.Of(configuration).Enabled;
        if (desk) builder.Services.AddDesk(configuration);
        builder.Services.AddObservability(configuration);

        var app = builder.Build();
        if (port is not null) app.Lifetime.ApplicationStopped.Register(port.Dispose);
        try
        {
            await BotStart.OpenAsync(app.Services);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        app.UseApiPipeline().UseDocs();
        if (desk) app.UseOpenIdSignIn();
        var routes = app.MapGroupWithHead();
        routes.MapWebhooks();
        routes.MapBotFramework();
        routes.MapDirectLine();
        routes.MapApi();
        if (desk) routes.MapDesk();
        if (sandboxed) routes.MapGroup("").ForLocalCallers().MapSandbox(app.Services.GetRequiredService<SandboxWorld>());
        if (console) routes.MapConsole();
        else if (app.Environment.IsDevelopment()) routes.MapLanding();
        return app;
    }
}
