namespace Bot.Host.Desk.Live;

/// <summary>
/// Which conversations moved, for desks that are open. Readers keep their place themselves, so a slow one costs nothing; while no desk is open nothing is
/// kept, and a turn costs one comparison.
/// </summary>
internal sealed class DeskFeed
{
    /// <summary>Moves that are remembered; a reader that is further behind is told to look at everything.</summary>
    private const int Remembered = 4_096;

    private readonly (string Session, bool Handed)[] _ring = new (string, bool)[Remembered];
    private readonly Lock _gate = new();
    private TaskCompletionSource _grown = New();
    private long _last;
    private int _readers;

    /// <summary>Desks that are open.</summary>
    public int Readers => Volatile.Read(ref _readers);

    /// <summary>A reader begins behind what has moved already.</summary>
    public long Open()
    {
        Interlocked.Increment(ref _readers);
        lock (_gate) return _last;
    }

    public void Close() => Interlocked.Decrement(ref _readers);

    /// <param name="handed">It went to a human, or came back from one, or waits for one.</param>
    public void Add(string session, bool handed)
    {
        if (Readers == 0) return;

        TaskCompletionSource grown;
        lock (_gate)
        {
            _last++;
            _ring[_last % Remembered] = (session, handed);
            (grown, _grown) = (_grown, New());
        }

        grown.SetResult();
    }

    /// <summary>What moved after a place, each conversation once, and a task that ends when there is more.</summary>
    public DeskMoves After(long place)
    {
        lock (_gate)
        {
            var first = Math.Max(place + 1, _last - Remembered + 1);
            var moved = new Dictionary<string, bool>(StringComparer.Ordinal);
            for (var at = first; at <= _last; at++)
            {
                var (session, handed) = _ring[at % Remembered];
                moved[session] = handed || moved.GetValueOrDefault(session);
            }

            return new([.. moved.Keys], moved.ContainsValue(true), first > place + 1, _last, _grown.Task);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="Sessions">Ids of the sessions that moved.</param>
/// <param name="Handed">The lists of those with humans may have changed.</param>
/// <param name="Gap">Some that moved are forgotten.</param>
/// <param name="Place">Where the reader stands now.</param>
/// <param name="More">Ends when something else moves.</param>
internal sealed record DeskMoves(IReadOnlyList<string> Sessions, bool Handed, bool Gap, long Place, Task More);
