using System.Diagnostics;
using System.Net.Sockets;

namespace Bot.Bench.Load;

/// <summary>How hard and how long to ask.</summary>
/// <param name="Rate">Requests a second over all connections, each at its time, also if the one before is not answered;
/// null: as fast as the answers come.</param>
/// <param name="WarmUp">Asked like the rest and not counted.</param>
internal sealed record LoadSettings(int Port, int Connections, TimeSpan WarmUp, TimeSpan Measured, double? Rate = null)
{
    /// <summary>What is refused with 503 is delivered again, as providers do it, and is no error.</summary>
    public bool Again { get; init; }

    /// <summary>Ports of further hosts: each request goes to one of all by chance, as behind a balancer that knows nothing of people. Default: none.</summary>
    public IReadOnlyList<int> Others { get; init; } = [];

    /// <summary>Chooses the host of a connection's request that was just made, by its place among all ports; null: chance does.</summary>
    public Func<int, int>? Balancer { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Errors">Answers other than 200, and connections that broke.</param>
internal sealed record LoadResult(long Answers, long Errors, double Seconds, Latencies Latencies)
{
    /// <summary>Answers 503 after which the same was delivered again.</summary>
    public long TurnedAway { get; init; }

    public double PerSecond => Answers / Seconds;

    public double P50 => Latencies.Milliseconds(0.50);

    public double P99 => Latencies.Milliseconds(0.99);

    /// <summary>Whether it kept to a rate: fewer could not be asked for in time, more were late from before.</summary>
    public bool Held(double rate) => Math.Abs((PerSecond / rate) - 1) < 0.03;
}

/// <summary>Asks an HTTP server on this machine over many connections, for a bounded time.</summary>
internal sealed class LoadRun(LoadSettings settings, Func<int, byte[]> next, Func<bool>? mayAsk)
{
    private const int BrokenLimit = 20;
    private const int Unavailable = 503;

    private static readonly TimeSpan BeforeAgain = TimeSpan.FromSeconds(1);

    private readonly Latencies _latencies = new();
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _answers;
    private long _errors;
    private long _turnedAway;

    /// <param name="next">The next request of a connection, by its number from 0; called by one connection at a time.</param>
    /// <param name="mayAsk">Holds everyone back while it is false.</param>
    public static Task<LoadResult> RunAsync(LoadSettings settings, Func<int, byte[]> next, Func<bool>? mayAsk = null) =>
        new LoadRun(settings, next, mayAsk).RunAsync();

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    private TimeSpan End => settings.WarmUp + settings.Measured;

    private async Task<LoadResult> RunAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, settings.Connections).Select(connection => Task.Run(() => AskAsync(connection))));
        return new(_answers, _errors, settings.Measured.TotalSeconds, _latencies) { TurnedAway = _turnedAway };
    }

    private async Task AskAsync(int connection)
    {
        for (var broken = 0; broken < BrokenLimit && Elapsed < End; broken++)
        {
            try
            {
                var wires = new List<WireConnection>();
                try
                {
                    foreach (var port in settings.Others.Prepend(settings.Port)) wires.Add(await WireConnection.OpenAsync(port, CancellationToken.None));
                    await AskAsync(connection, wires);
                }
                finally
                {
                    foreach (var wire in wires) wire.Dispose();
                }
            }
            catch (SocketException)
            {
                Interlocked.Increment(ref _errors);
            }
        }
    }

    private async Task AskAsync(int connection, List<WireConnection> wires)
    {
        var step = settings.Rate is { } rate ? TimeSpan.FromSeconds(settings.Connections / rate) : TimeSpan.Zero;
        var due = Elapsed + (step * connection / settings.Connections);
        while (Elapsed < End)
        {
            while (mayAsk is not null && !mayAsk() && Elapsed < End) await Task.Delay(1);
            var request = next(connection);
            if (step > TimeSpan.Zero && due - Elapsed is { Ticks: > 0 } wait) await Task.Delay(wait);
            var begun = step > TimeSpan.Zero ? due : Elapsed;
            var wire = wires[wires.Count == 1 ? 0 : settings.Balancer?.Invoke(connection) ?? Random.Shared.Next(wires.Count)];
            var status = await wire.AskAsync(request, CancellationToken.None);
            while (settings.Again && status == Unavailable)
            {
                Interlocked.Increment(ref _turnedAway);
                await Task.Delay(BeforeAgain);
                status = await wire.AskAsync(request, CancellationToken.None);
            }

            Count(status, begun, Elapsed);
            due += step;
        }
    }

    private void Count(int status, TimeSpan begun, TimeSpan ended)
    {
        if (status != 200)
        {
            Interlocked.Increment(ref _errors);
        }
        else if (ended >= settings.WarmUp && ended < End)
        {
            Interlocked.Increment(ref _answers);
            _latencies.Add(ended - begun);
        }
    }
}
