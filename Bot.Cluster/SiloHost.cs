using System.Net;
using System.Net.Sockets;
using Bot.Engine.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Bot.Cluster;

/// <summary>
/// One membership of this host: a silo in a container of its own, which lives from joining to leaving. The process around it lives longer.
/// </summary>
/// <remarks>
/// Orleans ends the process when the others have given a silo up. Here that ends the container alone, and the web server answers what it has taken; versions
/// in the store refuse what the given-up one still computes.
/// </remarks>
internal sealed class SiloHost : IAsyncDisposable
{
    /// <summary>Hosts that share a database are one cluster.</summary>
    private const string Name = "bot";

    private readonly IHost _host;
    private readonly FatalErrors _errors;
    private readonly TimeSpan _leaveLimit;

    private SiloHost(IHost host, FatalErrors errors, TimeSpan leaveLimit) => (_host, _errors, _leaveLimit) = (host, errors, leaveLimit);

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IClusterMembershipService Members => _host.Services.GetRequiredService<IClusterMembershipService>();

    public IServiceProvider Services => _host.Services;

    /// <summary>Where the others reach it.</summary>
    public SiloAddress Address => _host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public static SiloHost Build(ClusterOptions options, ConversationRunner runner, ILoggerFactory logs)
    {
        var errors = new FatalErrors();
        var host = new HostBuilder()
            .UseOrleans(silo => Configure(silo, options))
            .ConfigureServices(services => services
                .AddSingleton<IHostLifetime, NoSignals>()
                .AddSingleton<IFatalErrorHandler>(errors)
                .AddSingleton(runner)
                .AddSingleton(Options.Create(options))
                .AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(new OuterLogs(logs))))
            .Build();
        return new(host, errors, options.LeaveLimit);
    }

    /// <exception cref="Exception">It could not join: the database is away, its tables are not made yet, the port is taken.</exception>
    public Task StartAsync(CancellationToken cancel) => _host.StartAsync(cancel);

    /// <summary>Returns when the silo cannot go on, with the reason; null when the process is to end.</summary>
    public async Task<string?> EndedAsync(CancellationToken stop)
    {
        try
        {
            return await _errors.First.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Hands its conversations over, as far as there is time.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_leaveLimit);
        try
        {
            await _host.StopAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The others find out by themselves.
        }

        await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(ISiloBuilder silo, ClusterOptions options)
    {
        var port = options.Port > 0 ? options.Port : FreePort(options.Address);
        silo.UseAdoNetClustering(database => (database.Invariant, database.ConnectionString) = ("Npgsql", options.ConnectionString));
        silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name));

        // No clients outside of the silos, so no second port for them.
        silo.Configure<EndpointOptions>(endpoint => (endpoint.AdvertisedIPAddress, endpoint.SiloPort, endpoint.GatewayPort) = (options.Address, port, 0));
        silo.AddPlacementDirector<ConversationPlacement, ConversationPlacementDirector>();
        if (options.Certificates is { } read) Seal(silo, read());
        options.Besides?.Invoke(silo);
        silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = messages.SystemResponseTimeout = options.AnswerLimit);
        silo.Configure<ClusterMembershipOptions>(members =>
        {
            members.ProbeTimeout = options.Probe;
            members.IAmAliveTablePublishTimeout = options.Alive;
            members.TableRefreshTimeout = options.Alive;
            members.DefunctSiloExpiration = TimeSpan.FromHours(1);
            members.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
        });
    }

    /// <summary>Both sides of a connection show a certificate of the authority; one that shows none, or another's, is hung up on before anything is read.
    /// </summary>
    private static void Seal(ISiloBuilder silo, ClusterCertificates certificates) => silo.UseTls(tls =>
    {
        tls.LocalCertificate = certificates.Own;
        tls.RemoteCertificateMode = tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (shown, chain, _) => certificates.Trusts(shown, chain?.ChainElements.Select(element => element.Certificate));
    });

    private static int FreePort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Tells of the first error after which a silo cannot go on, in place of ending the process.</summary>
    private sealed class FatalErrors : IFatalErrorHandler
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

        public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
            _first.TrySetResult(context ?? exception?.Message ?? "without a reason");
    }

    /// <summary>Signals are the outer host's.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Writes what the silo has to say where the process writes.</summary>
    private sealed class OuterLogs(ILoggerFactory logs) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logs.CreateLogger(categoryName);

        public void Dispose() { }
    }
}
