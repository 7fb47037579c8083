using System.Net;
using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Bench.Chaos.Kill;

/// <summary>
/// Every partner and channel over loopback HTTP, in the driver's process: it outlives the hosts, records what took effect, and can kill one in the middle of a
/// call.
/// </summary>
internal sealed class PartnerStage : IAsyncDisposable
{
    private static readonly string[] Consequences = ["/update_vehicle_details", "/sendmsg.php", "/sandbox/basic/"];

    private readonly WebApplication _app;
    private Strike? _armed;

    private PartnerStage(WebApplication app, SandboxWorld world) => (_app, World) = (app, world);

    public SandboxWorld World { get; }

    public SendLog Sends { get; } = new();

    /// <summary><c>http://127.0.0.1:port</c></summary>
    public string Address { get; private set; } = "";

    /// <param name="at">Where hosts reach it; default: the loopback.</param>
    public static async Task<PartnerStage> OpenAsync(string at = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(at), 0));
        var app = builder.Build();
        var stage = new PartnerStage(app, new(TimeProvider.System));
        app.Use(stage.Sends.NoteAsync);
        app.Use(stage.StrikeAsync);
        app.UseRouting();
        app.MapSandbox(stage.World);
        await app.StartAsync();
        stage.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return stage;
    }

    /// <summary>The next call that fits kills its caller.</summary>
    /// <returns>Completes when it has.</returns>
    public Task ArmAsync(KillPoint point, Action kill)
    {
        var strike = new Strike(point, kill);
        _armed = strike;
        return strike.Struck.Task;
    }

    public void Disarm() => _armed = null;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task StrikeAsync(HttpContext context, RequestDelegate next)
    {
        var armed = _armed;
        if (armed is null || !Fits(armed.Point, context.Request.Path.Value ?? "", context.Request.Method)
            || Interlocked.CompareExchange(ref _armed, null, armed) != armed)
        {
            await next(context);
            return;
        }
        if (armed.Point != KillPoint.BeforeConsequence)
        {
            // The act takes effect; the answer is held back until the caller is dead.
            var answer = context.Response.Body;
            context.Response.Body = new MemoryStream();
            await next(context);
            context.Response.Body = answer;
        }
        armed.Kill();
        armed.Struck.SetResult();
        context.Abort();
    }

    private static bool Fits(KillPoint point, string path, string method) => method == "POST" && point switch
    {
        KillPoint.BetweenSendAndRecord => path.EndsWith("/messages", StringComparison.Ordinal) || path.EndsWith("/msg", StringComparison.Ordinal),
        _ => Consequences.Any(part => path.Contains(part, StringComparison.Ordinal)),
    };

    private sealed record Strike(KillPoint Point, Action Kill)
    {
        public TaskCompletionSource Struck { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
