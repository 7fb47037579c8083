using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;

namespace Bot.Tests.Host.Observability;

/// <summary>A store that only tells how many sessions stand where, and how often it was asked.</summary>
internal sealed class CountedStates(params StateCount[] states) : IConversationInspector
{
    public int Asked { get; private set; }

    /// <summary>What happens while it counts.</summary>
    public Action Takes { get; set; } = () => { };

    public Task<IReadOnlyList<StateCount>> CountByStateAsync(CancellationToken cancel)
    {
        Asked++;
        Takes();
        return Task.FromResult<IReadOnlyList<StateCount>>(states);
    }

    public Task<IReadOnlyList<OutboxSummary>> OutboxAsync(string conversation, bool finished, int limit, CancellationToken cancel) => throw Unasked();

    public Task<IReadOnlyList<StoredTimer>> TimersAsync(string conversation, CancellationToken cancel) => throw Unasked();

    private static InvalidOperationException Unasked() => new("Only the count is asked for here.");
}
