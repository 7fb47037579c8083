namespace Bot.Bench.Chaos.Simulation;

/// <summary>
/// One thing a process is at: a delivery, a turn of the outbox pump, a look at the timers. Stands still at every point until it is told to go on.
/// </summary>
internal sealed class Fiber(int number, string name, int process)
{
    public int Number => number;

    public string Name => name;

    /// <summary>The process it runs in; when that dies, it never goes on.</summary>
    public int Process => process;

    /// <summary>Where it stands; null while it runs or waits for another fiber.</summary>
    public (string Point, Moment Moment)? At { get; set; }

    public TaskCompletionSource? Gate { get; set; }

    public bool Lost { get; set; }
}

/// <summary>Lets one fiber run at a time, in an order that a seed decides, so that what happened once happens again.</summary>
/// <remarks>
/// A fiber goes on inside <see cref="GoOn"/> on the same thread. Only a conversation's queue hands over to another fiber through the thread pool;
/// <see cref="Settle"/> waits until that one stands too.
/// </remarks>
internal sealed class Scenario : IStops
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly AsyncLocal<Fiber?> _current = new();
    private readonly SortedDictionary<int, Fiber> _alive = [];
    private int _numbers;
    private Exception? _fault;

    /// <summary>Fibers that wait for another one in their queue.</summary>
    public Func<int> Blocked { get; set; } = () => 0;

    public Fiber? Current => _current.Value;

    /// <summary>Those that stand at a point, in the order they began.</summary>
    public IReadOnlyList<Fiber> Standing
    {
        get
        {
            lock (_gate) return [.. _alive.Values.Where(fiber => fiber.At is not null)];
        }
    }

    public int Count(Func<Fiber, bool> which)
    {
        lock (_gate) return _alive.Values.Count(which);
    }

    /// <summary>Begins a fiber; it runs until its first point.</summary>
    public Fiber Start(string name, int process, Func<Task> work)
    {
        var fiber = new Fiber(++_numbers, name, process);
        lock (_gate) _alive.Add(fiber.Number, fiber);
        var before = ExecutionContext.Capture()!;
        ExecutionContext.Run(before, _ =>
        {
            _current.Value = fiber;
            _ = RunAsync(fiber, work);
        }, null);
        return fiber;
    }

    public Task ReachAsync(string point, Moment moment)
    {
        if (_current.Value is not { } fiber) return Task.CompletedTask;

        var gate = new TaskCompletionSource();
        lock (_gate)
        {
            fiber.Gate = gate;

            // What a dead process still had in hand never happens.
            if (!fiber.Lost) fiber.At = (point, moment);
        }
        return gate.Task;
    }

    /// <summary>Lets a standing fiber run to its next point.</summary>
    public void GoOn(Fiber fiber)
    {
        TaskCompletionSource gate;
        lock (_gate)
        {
            gate = fiber.Gate!;
            (fiber.Gate, fiber.At) = (null, null);
        }
        gate.SetResult();
    }

    /// <summary>A process dies: none of its fibers ever goes on.</summary>
    public void Lose(int process)
    {
        lock (_gate)
        {
            foreach (var fiber in _alive.Values.Where(fiber => fiber.Process == process).ToList())
            {
                (fiber.Lost, fiber.At) = (true, null);
                _alive.Remove(fiber.Number);
            }
        }
    }

    /// <summary>Returns when every fiber stands or waits for one that does.</summary>
    public void Settle()
    {
        if (!SpinWait.SpinUntil(IsSettled, Timeout)) throw new InvalidOperationException("A fiber neither goes on nor stands: the simulation met something that waits for the real world.");
        if (_fault is { } fault) throw new InvalidOperationException("A fiber threw.", fault);
    }

    private bool IsSettled()
    {
        lock (_gate) return _alive.Values.Count(fiber => fiber.At is not null) + Blocked() == _alive.Count || _fault is not null;
    }

    private async Task RunAsync(Fiber fiber, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (!fiber.Lost) _fault = fault;
        }
        finally
        {
            lock (_gate) _alive.Remove(fiber.Number);
        }
    }
}
