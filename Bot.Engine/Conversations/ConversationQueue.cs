namespace Bot.Engine.Conversations;

/// <summary>One queue per conversation: its inputs are handled one at a time, what a person wrote in the order they wrote it, while
/// conversations run in parallel.</summary>
public sealed class ConversationQueue
{
    /// <summary>Inputs of one conversation that may wait. A person does not write this much; a storm is turned away before it fills memory.</summary>
    public const int WaitingLimit = 256;

    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Inputs that wait for the one before them in their queue.</summary>
    internal int Blocked
    {
        get
        {
            lock (_lines) return _lines.Values.Sum(line => line.Count);
        }
    }

    /// <summary>Runs <paramref name="work"/> when its turn has come.</summary>
    /// <param name="written">When a person wrote what it handles. Of those that wait, the one written first goes first; null: when it came.</param>
    /// <exception cref="QueueFullException">Too much is waiting already.</exception>
    public async Task<T> RunAsync<T>(string conversation, Func<Task<T>> work, DateTimeOffset? written = null)
    {
        Waiter? waiter = null;
        Line? line;
        lock (_lines)
        {
            if (!_lines.TryGetValue(conversation, out line)) _lines[conversation] = line = [];
            else if (line.Count + 1 >= WaitingLimit) throw new QueueFullException();
            else line.Add(waiter = new(written));
        }
        if (waiter is not null) await waiter.Turn.Task.ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            Waiter? next;
            lock (_lines)
            {
                next = line.TakeNext();
                if (next is null) _lines.Remove(conversation);
            }

            next?.Turn.SetResult();
        }
    }

    private sealed class Waiter(DateTimeOffset? written)
    {
        public DateTimeOffset? Written => written;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Those that wait behind the one that runs, in the order they came.</summary>
    private sealed class Line : List<Waiter>
    {
        /// <summary>The first in line; where that is something a person wrote, the earliest written. Outcomes and timers are not overtaken.</summary>
        public Waiter? TakeNext()
        {
            if (Count == 0) return null;

            var next = 0;
            for (var i = 1; this[0].Written is not null && i < Count && this[i].Written is { } written; i++)
            {
                if (written < this[next].Written)
                    next = i;
            }

            var taken = this[next];
            RemoveAt(next);
            return taken;
        }
    }
}

/// <summary>One conversation sent more than its queue holds; the provider will deliver it again.</summary>
public sealed class QueueFullException : Exception
{
    public QueueFullException() : base($"More than {ConversationQueue.WaitingLimit} messages of one conversation are waiting.") { }

    public QueueFullException(string message) : base(message) { }

    public QueueFullException(string message, Exception inner) : base(message, inner) { }
}
