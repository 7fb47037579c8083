namespace Bot.Engine.Conversations;

/// <summary>One queue per conversation: its inputs are handled one at a time in the order they came, while conversations run in parallel.</summary>
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
            lock (_lines) return _lines.Values.Sum(line => line.Waiting - 1);
        }
    }

    /// <summary>Runs <paramref name="work"/> when everything before it in its queue is over.</summary>
    /// <exception cref="QueueFullException">Too much is waiting already.</exception>
    public async Task<T> RunAsync<T>(string conversation, Func<Task<T>> work)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        Line? line;
        lock (_lines)
        {
            if (!_lines.TryGetValue(conversation, out line)) _lines[conversation] = line = new();
            if (line.Waiting >= WaitingLimit) throw new QueueFullException();
            line.Waiting++;
            before = line.Last;
            line.Last = turn.Task;
        }
        try
        {
            await before.ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        finally
        {
            lock (_lines)
            {
                if (--line.Waiting == 0)
                    _lines.Remove(conversation);
            }

            turn.SetResult();
        }
    }

    private sealed class Line
    {
        public Task Last { get; set; } = Task.CompletedTask;

        public int Waiting { get; set; }
    }
}

/// <summary>One conversation sent more than its queue holds; the provider will deliver it again.</summary>
public sealed class QueueFullException : Exception
{
    public QueueFullException() : base($"More than {ConversationQueue.WaitingLimit} messages of one conversation are waiting.") { }

    public QueueFullException(string message) : base(message) { }

    public QueueFullException(string message, Exception inner) : base(message, inner) { }
}
