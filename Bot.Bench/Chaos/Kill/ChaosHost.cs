using System.Diagnostics;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host;
using Bot.Host.Api;
using Bot.Host.Api.Health;
using Bot.Host.Api.Homi;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Bench.Chaos.Kill;

/// <summary>
/// <c>chaos host</c>: the product's host as it serves, put together from the same parts, with one thing more: it can be told to die around its next commit. The
/// product itself has no such code.
/// </summary>
internal static class ChaosHost
{
    /// <summary>Told on standard output when it listens.</summary>
    public const string Ready = "listening";

    public static async Task<int> RunAsync(TextWriter output)
    {
        var configuration = BotConfiguration.Standard();
        var builder = ServerSetup.CreateBuilder(configuration);
        builder.AddLogs(configuration);
        builder.Services.AddSingleton(WrongClock.FromEnvironment(DatabaseOptions.Of(configuration).Address));
        builder.Services.AddObserver<EngineLog>().AddBot(configuration);
        builder.Services.AddSingleton(all => new DyingIntake(all.GetRequiredService<InboundDispatcher>()))
            .AddSingleton<IInboundDispatcher>(all => all.GetRequiredService<DyingIntake>());
        builder.Services.AddWebhooks().AddApiPipeline().AddHealth().AddHomi();

        await using var app = builder.Build();
        await BotStart.OpenAsync(app.Services);
        var intake = app.Services.GetRequiredService<DyingIntake>();
        app.UseApiPipeline();
        app.MapHealth();
        app.MapWebhooks();
        app.MapHomi();
        app.MapPost("/chaos/{point}", (KillPoint point) => intake.DieAt(point));
        app.MapGet("/chaos/holds/{conversation}", (string conversation, SessionCache cache) => cache.Find(conversation) is not null);
        await app.StartAsync();
        await output.WriteLineAsync(Ready);
        await output.FlushAsync();
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Dies with the next events, before or after they are written.</summary>
    private sealed class DyingIntake(IInboundDispatcher inner) : IInboundDispatcher
    {
        private volatile int _point;

        public void DieAt(KillPoint point) => _point = (int)point;

        public async Task DispatchAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancel)
        {
            if (_point == (int)KillPoint.BeforeCommit) Die();
            await inner.DispatchAsync(events, cancel);
            if (_point == (int)KillPoint.AfterCommit && events.OfType<MessageReceived>().Any()) Die();
        }

        /// <summary>SIGKILL: no handler, no flush, no farewell.</summary>
        private static void Die()
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();

            // Death comes from outside and takes a moment; nothing more may happen until then.
            using var never = new ManualResetEventSlim();
            never.Wait();
        }
    }
}
