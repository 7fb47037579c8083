using Bot.Engine.Abstractions;
using Bot.Host.Webhooks;

namespace Bot.Tests.Host.Webhooks;

/// <summary>Takes everything down, or fails as a store does that is not there.</summary>
internal sealed class FakeDispatcher : IInboundDispatcher
{
    public List<ChannelEvent> Heard { get; } = [];

    public Exception? Failure { get; set; }

    public Task DispatchAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancel)
    {
        if (Failure is { } failure)
            throw failure;
        Heard.AddRange(events);
        return Task.CompletedTask;
    }
}
