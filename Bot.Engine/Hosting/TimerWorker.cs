using Bot.Engine.Conversations.Timers;
using Microsoft.Extensions.Hosting;

namespace Bot.Engine.Hosting;

/// <summary>Wakes conversations whose timers are due, while the host runs.</summary>
internal sealed class TimerWorker(TimerPump timers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => timers.RunAsync(stoppingToken);
}
