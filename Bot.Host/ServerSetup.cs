using Bot.Host.Http;
using Bot.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Bot.Host;

/// <summary>The web server: where it listens, what it takes, how it stops.</summary>
internal static class ServerSetup
{
    /// <summary>REST bodies; webhooks count their own limit.</summary>
    private const long LargestBody = 1024 * 1024;

    private const int MostConnections = 10_000;

    /// <summary>A connection that says nothing, at first or between two requests, is closed after this.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Longer than any commit and than the outbox is given to run empty; the whole stop stays under the 10 s that Docker grants before it kills.
    /// </summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(8);

    /// <summary>A builder with nothing of the framework's own configuration: this one is all there is. The clock is its user's to add.</summary>
    public static WebApplicationBuilder CreateBuilder(IConfiguration configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new()
        {
            ApplicationName = "Bot.Host",
            EnvironmentName = DeploymentOptions.Of(configuration).Environment,
            ContentRootPath = FolderOptions.Of(configuration).Working,
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().UseUrls(ListenAddress.Of(configuration).Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = LargeAnswer.MostWaiting;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = SilenceLimit;
            // BodyClock's to say.
            kestrel.Limits.MinRequestBodyDataRate = null;
            // By the machine's clock, as Kestrel's own limits are.
            var silent = new SilentConnections(SilenceLimit, TimeProvider.System);
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                if (ServerOptions.Of(configuration).ConnectionsPerAddress is > 0 and var most) endpoint.Use(new ConnectionLimiter(most).Around);
                endpoint.Use(silent.Around);
            });
        });

        // A request is parsed and handled on the thread that read it: nothing here blocks, and two changes of thread a request are saved.
        // The sockets' limits are those of a plain connection; Kestrel's two of the same meaning change nothing here.
        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            sockets.MaxReadBufferSize = LargeAnswer.MostWaiting;
            sockets.MaxWriteBufferSize = LargeAnswer.MostWaiting;
        });

        // On stop the server goes first: it takes no more calls and ends those under way; then the workers stop in reverse order, the store's writer last.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);
        builder.Services.AddRoutingCore();
        return builder;
    }
}
