using Bot.Engine.Conversations.Outbox;
using Microsoft.Extensions.Hosting;

namespace Bot.Engine.Hosting;

/// <summary>Sends what the turns left in the outbox, while the host runs.</summary>
internal sealed class OutboxWorker(OutboxPump pump) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => pump.RunAsync(stoppingToken);
}
