namespace Bot.Bench.Chaos.Simulation;

/// <summary>
/// One thing a process is at: a delivery, a turn of the outbox pump, a look at the timers. Stands still at every point until it is told to go on.
/// </summary>
internal sealed class Strand(int number, string name, int process)
{
    public int Number => number;

    public string Name => name;

    /// <summary>The process it runs in; when that dies, it never goes on.</summary>
    public int Process => process;

    /// <summary>Where it stands; null while it runs or waits for another strand.</summary>
    public (string Point, Moment Moment)? At { get; set; }

    public TaskCompletionSource? Gate { get; set; }

    public bool Lost { get; set; }
}

/// <summary>Lets one strand run at a time, in an order that a seed decides, so that what happened once happens again.</summary>
/// <remarks>
/// A strand goes on inside <see cref="GoOn"/> on the same thread. Only a lane hands over to another strand through the thread pool; <see cref="Settle"/> waits
/// until that one stands too.
/// </remarks>
internal sealed class Scenario : IStops
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly AsyncLocal<Strand?> _current = new();
    private readonly SortedDictionary<int, Strand> _alive = [];
    private int _numbers;
    private Exception? _fault;

    /// <summary>Strands that wait for another one in their lane.</summary>
    public Func<int> Blocked { get; set; } = () => 0;

    public Strand? Current => _current.Value;

    /// <summary>Those that stand at a point, in the order they began.</summary>
    public IReadOnlyList<Strand> Standing
    {
        get
        {
            lock (_gate) return [.. _alive.Values.Where(strand => strand.At is not null)];
        }
    }

    public int Count(Func<Strand, bool> which)
    {
        lock (_gate) return _alive.Values.Count(which);
    }

    /// <summary>Begins a strand; it runs until its first point.</summary>
    public Strand Start(string name, int process, Func<Task> work)
    {
        var strand = new Strand(++_numbers, name, process);
        lock (_gate) _alive.Add(strand.Number, strand);
        var before = ExecutionContext.Capture()!;
        ExecutionContext.Run(before, _ =>
        {
            _current.Value = strand;
            _ = RunAsync(strand, work);
        }, null);
        return strand;
    }

    public Task ReachAsync(string point, Moment moment)
    {
        if (_current.Value is not { } strand) return Task.CompletedTask;

        var gate = new TaskCompletionSource();
        lock (_gate)
        {
            strand.Gate = gate;

            // What a dead process still had in hand never happens.
            if (!strand.Lost) strand.At = (point, moment);
        }
        return gate.Task;
    }

    /// <summary>Lets a standing strand run to its next point.</summary>
    public void GoOn(Strand strand)
    {
        TaskCompletionSource gate;
        lock (_gate)
        {
            gate = strand.Gate!;
            (strand.Gate, strand.At) = (null, null);
        }
        gate.SetResult();
    }

    /// <summary>A process dies: none of its strands ever goes on.</summary>
    public void Lose(int process)
    {
        lock (_gate)
            foreach (var strand in _alive.Values.Where(strand => strand.Process == process).ToList())
            {
                (strand.Lost, strand.At) = (true, null);
                _alive.Remove(strand.Number);
            }
    }

    /// <summary>Returns when every strand stands or waits for one that does.</summary>
    public void Settle()
    {
        if (!SpinWait.SpinUntil(IsSettled, Timeout)) throw new InvalidOperationException("A strand neither goes on nor stands: the simulation met something that waits for the real world.");
        if (_fault is { } fault) throw new InvalidOperationException("A strand threw.", fault);
    }

    private bool IsSettled()
    {
        lock (_gate) return _alive.Values.Count(strand => strand.At is not null) + Blocked() == _alive.Count || _fault is not null;
    }

    private async Task RunAsync(Strand strand, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (!strand.Lost) _fault = fault;
        }
        finally
        {
            lock (_gate) _alive.Remove(strand.Number);
        }
    }
}
