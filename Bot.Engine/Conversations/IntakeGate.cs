using Bot.Engine.Diagnostics;

namespace Bot.Engine.Conversations;

/// <summary>
/// Takes no more than can be answered: while the oldest row that could be sent is late, what people write stands in line and is let in as fast as the outbox
/// empties; what stood there too long is turned away, and the provider delivers it again.
/// </summary>
/// <remarks>
/// Who has asked least since then goes first, so one person's storm holds no other up. Known to this process alone: with several hosts each lets in as much as
/// it sends itself. Where the pump tells nothing for a while, because the database is away, everything passes.
/// </remarks>
/// <param name="answerWithin">What is due longer is late; zero: nothing ever is.</param>
public sealed class IntakeGate(TimeSpan answerWithin, TimeProvider clock, Alarms? alarms = null)
{
    /// <summary>Name of the alarm.</summary>
    public const string Alarm = "answers.late";

    /// <summary>Messages in line; the next is turned away at once.</summary>
    public const int LineLimit = 2_000;

    /// <summary>Of these, one person's.</summary>
    public const int LimitOfOne = 16;

    /// <summary>Room that a row takes. What one gives back that ends is less by a tenth, and so the backlog shrinks.</summary>
    private const int RoomOfRow = 10;

    private const int RoomGivenBack = 9;

    /// <summary>Room that is kept for those who have yet to ask: 64 rows.</summary>
    private const int RoomKept = 64 * RoomOfRow;

    /// <summary>It opens again when the oldest is well within the limit, so that it does not flutter.</summary>
    private const double Well = 0.8;

    /// <summary>In line at most: with the commit after it, the answer comes within the 8 s of a webhook.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AlarmLasts = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Line? _line;
    private long _observed;

    /// <summary>Whether messages are held back now.</summary>
    public bool IsClosed => Volatile.Read(ref _line) is not null;

    /// <summary>Waits until a message may be taken; to be disposed when it has been handled.</summary>
    /// <exception cref="OverloadedException">It stood in line too long, or the line is full.</exception>
    public ValueTask<IntakePass> EnterAsync(string conversation) => IsClosed ? EnterLineAsync(conversation) : default;

    /// <summary>The pump tells since when the oldest row has been due that could be sent; null: none is.</summary>
    public void Observe(DateTimeOffset? oldest)
    {
        if (answerWithin <= TimeSpan.Zero) return;

        var late = oldest is { } due ? clock.GetUtcNow() - due : TimeSpan.Zero;
        lock (_gate)
        {
            _observed = clock.GetTimestamp();
            if (late > answerWithin) _line ??= new();
            else if (late < answerWithin * Well) Open();

            // Where another host sends what this one takes, one message a look comes in all the same.
            _line?.LetIn(1);
        }

        if (late > answerWithin)
            alarms?.Raise(Alarm, $"Replies wait longer than {answerWithin.TotalSeconds:0} s until they are sent; new messages are taken as fast as replies leave.", AlarmLasts);
    }

    /// <summary>Rows that a turn left in the outbox.</summary>
    internal void Queued(int rows)
    {
        if (!IsClosed) return;
        lock (_gate) _line?.Spend(rows);
    }

    /// <summary>A row of the outbox has come to its end.</summary>
    internal void Ended()
    {
        if (!IsClosed) return;
        lock (_gate) _line?.Earn();
    }

    private async ValueTask<IntakePass> EnterLineAsync(string conversation)
    {
        Line? line;
        Waiter? waiter;
        lock (_gate)
        {
            if (_line is not null && clock.GetElapsedTime(_observed) > Stale) Open();
            if ((line = _line) is null) return default;

            waiter = line.Join(conversation);
        }

        var isIn = false;
        if (waiter is not null)
        {
            EngineMetrics.Held();
            try
            {
                await waiter.In.Task.WaitAsync(Patience, clock).ConfigureAwait(false);
                isIn = true;
            }
            catch (TimeoutException)
            {
                lock (_gate) isIn = line.IsIn(waiter);
            }
        }

        if (isIn) return new(this, line);

        EngineMetrics.TurnedAway();
        throw new OverloadedException();
    }

    internal void Leave(object line)
    {
        lock (_gate) ((Line)line).Leave();
    }

    private void Open()
    {
        _line?.LetIn(LineLimit);
        _line = null;
    }

    /// <summary>Those that wait since answers are late, and what may come in.</summary>
    private sealed class Line
    {
        private readonly PriorityQueue<Waiter, (int Asked, long Number)> _waiting = new();
        private readonly Dictionary<string, (int Asked, int Waiting)> _people = new(StringComparer.Ordinal);
        private long _room;
        private int _underWay;
        private int _inLine;
        private long _number;

        /// <summary>Null: the line is full, or this person's part of it is.</summary>
        public Waiter? Join(string conversation)
        {
            var (asked, waiting) = _people.GetValueOrDefault(conversation);
            if (_inLine >= LineLimit || waiting >= LimitOfOne) return null;

            var waiter = new Waiter(conversation);
            _people[conversation] = (asked + 1, waiting + 1);
            _inLine++;
            _waiting.Enqueue(waiter, (asked, _number++));
            LetIn(0);
            return waiter;
        }

        /// <summary>Whether it was let in after all; otherwise it leaves the line.</summary>
        public bool IsIn(Waiter waiter)
        {
            if (waiter.In.Task.IsCompleted) return true;
            if (!waiter.IsGone) Remove(waiter);
            waiter.IsGone = true;
            return false;
        }

        /// <summary>A row has ended.</summary>
        public void Earn()
        {
            _room = Math.Min(RoomKept, _room + RoomGivenBack);
            LetIn(0);
        }

        public void Spend(int rows) => _room -= rows * RoomOfRow;

        /// <summary>One that came in has been handled: what it left is spent by now.</summary>
        public void Leave()
        {
            _underWay--;
            LetIn(0);
        }

        /// <param name="least">So many come in whether there is room or not.</param>
        public void LetIn(int least)
        {
            while ((least-- > 0 || _room >= (_underWay + 1) * RoomOfRow) && _waiting.TryDequeue(out var next, out _))
            {
                if (next.IsGone)
                {
                    least++;
                    continue;
                }

                Remove(next);
                _underWay++;
                next.In.SetResult();
            }
        }

        private void Remove(Waiter waiter)
        {
            _inLine--;
            var (asked, waiting) = _people[waiter.Conversation];
            _people[waiter.Conversation] = (asked, waiting - 1);
        }
    }

    private sealed class Waiter(string conversation)
    {
        public string Conversation => conversation;

        public TaskCompletionSource In { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsGone { get; set; }
    }
}

/// <summary>A message that was let in; its end lets the next one in.</summary>
public readonly struct IntakePass : IDisposable, IEquatable<IntakePass>
{
    private readonly IntakeGate? _gate;
    private readonly object? _line;

    internal IntakePass(IntakeGate gate, object line) => (_gate, _line) = (gate, line);

    public void Dispose()
    {
        if (_line is not null) _gate!.Leave(_line);
    }

    public bool Equals(IntakePass other) => ReferenceEquals(_line, other._line);

    public override bool Equals(object? obj) => obj is IntakePass other && Equals(other);

    public override int GetHashCode() => _line?.GetHashCode() ?? 0;

    public static bool operator ==(IntakePass left, IntakePass right) => left.Equals(right);

    public static bool operator !=(IntakePass left, IntakePass right) => !left.Equals(right);
}

/// <summary>More is asked than can be answered; the provider will deliver it again.</summary>
public sealed class OverloadedException : Exception
{
    public OverloadedException() : base("More is asked than can be answered now.") { }

    public OverloadedException(string message) : base(message) { }

    public OverloadedException(string message, Exception inner) : base(message, inner) { }
}
