using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>
/// A channel that can be stopped before a message is taken and after it, and that sometimes refuses, or takes a message and loses the answer.
/// </summary>
internal sealed class SimulatedChannel(string name, SimulatedWorld world, IStops stops, ISimulatedChance chance) : IChannel
{
    private static readonly SendFailure Busy = new("503", "The provider is busy.", FailureAction.Retry);

    public string Name => name;

    public bool IsAuthentic(WebhookRequest request) => false;

    public bool Recognises(WebhookRequest request) => false;

    public WebhookContent Read(WebhookRequest request) => new([]);

    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        await stops.ReachAsync($"send {name}", Moment.Before).ConfigureAwait(false);
        switch (chance.Fault($"send {name}"))
        {
            case SimulatedFault.Refused:
                return new SendRefused(Busy);
            case SimulatedFault.Lost:
                return new SendUnknown("The connection broke before anything arrived.");
            case SimulatedFault.DoneButLost:
                world.Take(name, to, message, reference);
                return new SendUnknown("The answer was lost.");
        }

        var taken = world.Take(name, to, message, reference);
        await stops.ReachAsync($"send {name}", Moment.After).ConfigureAwait(false);
        return new SendAccepted(taken.ProviderId);
    }

    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) =>
        Task.FromResult<MediaContent>(new MediaUnavailable("A simulated photo has no bytes.", Retryable: false));
}

/// <summary>What goes wrong outside without anybody crashing.</summary>
internal enum SimulatedFault { None, Refused, Lost, DoneButLost }

/// <summary>Decides, by a seed, what goes wrong outside.</summary>
internal interface ISimulatedChance
{
    SimulatedFault Fault(string point);
}
