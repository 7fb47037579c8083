namespace Bot.Host.Console;

/// <summary>
/// The newest events in the order they happened, for any number of readers. Readers keep their place themselves, so a slow one costs nothing.
/// </summary>
internal sealed class ConsoleFeed(TimeProvider clock)
{
    /// <summary>A registration is some 200 events: the last 25 of them are remembered, in a few megabytes.</summary>
    public const int MostEvents = 5_000;

    private readonly FeedEntry[] _ring = new FeedEntry[MostEvents];
    private readonly Lock _gate = new();
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last;

    /// <summary>Names this run of the host: ids of another one mean nothing here.</summary>
    public string Epoch { get; } = Guid.NewGuid().ToString("n")[..8];

    /// <summary>Which addresses are one phone: an event of any of them stands under the phone's name.</summary>
    public PhoneBook Phones { get; } = new();

    public void Add(string conversation, ConsoleEvent happened)
    {
        conversation = Phones.PhoneOf(conversation);
        TaskCompletionSource grown;
        lock (_gate)
        {
            _last++;
            _ring[_last % MostEvents] = new(_last, clock.GetUtcNow(), conversation, happened);
            (grown, _grown) = (_grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        grown.SetResult();
    }

    /// <summary>What happened after an event, and a task that ends when there is more.</summary>
    /// <param name="id">0 for all that is remembered.</param>
    public FeedPage After(long id)
    {
        lock (_gate)
        {
            var oldest = Math.Max(1, _last - MostEvents + 1);
            var first = Math.Max(id + 1, oldest);
            var entries = new List<FeedEntry>();
            for (var next = first; next <= _last; next++) entries.Add(_ring[next % MostEvents]);
            return new(entries, first > id + 1, _grown.Task);
        }
    }
}

/// <param name="Gap">Events between the place asked for and these are no longer remembered.</param>
/// <param name="More">Ends when something new has happened.</param>
internal sealed record FeedPage(IReadOnlyList<FeedEntry> Entries, bool Gap, Task More);
