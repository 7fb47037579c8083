using Bot.Engine.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Cluster;

/// <summary>
/// Joins the cluster, and joins it again under another name when this host was given up by the others or could not join: the process, its web server and what
/// it is just handling go on meanwhile.
/// </summary>
internal sealed class ClusterWorker(IOptions<ClusterOptions> options, GrainRouter router, ClusterStatus status, ConversationRunner runner,
    ILoggerFactory logs, ILogger<ClusterWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var silo = SiloHost.Build(options.Value, runner, logs);
                await using var siloScope = silo.ConfigureAwait(false);
                await silo.StartAsync(stoppingToken).ConfigureAwait(false);
                router.Join(silo.Grains);
                status.Join(silo.Members, silo.Address);
                options.Value.Joined?.Invoke(silo.Services);
                log.LogInformation("This host is part of the cluster as {SiloAddress}", silo.Address);
                if (await silo.EndedAsync(stoppingToken).ConfigureAwait(false) is { } why)
                    log.LogWarning("The cluster gave this host up ({Why}); it handles what it receives, and joins again", why);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The cluster cannot be joined now ({Why}); this host handles what it receives, and tries again", Reason(failure));
            }
            catch (OperationCanceledException)
            {
                // The process ends.
            }
            finally
            {
                options.Value.Joined?.Invoke(null);
                status.Leave();
                router.Leave();
            }

            await Task.Delay(options.Value.JoinPause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The innermost sentence, which is the driver's or the network's.</summary>
    private static string Reason(Exception failure)
    {
        var inner = failure.GetBaseException();
        return $"{inner.GetType().Name}: {inner.Message}";
    }
}
