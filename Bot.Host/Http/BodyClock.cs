using System.IO.Pipelines;

namespace Bot.Host.Http;

/// <summary>Ends the reading of a body that takes too long: all in all, or for the little that it brings.</summary>
/// <remarks>
/// Stands in for Kestrel's own least rate, which throws for each connection, all that are due at the same stroke of its one second: thousands of strangers
/// cost the others a third of a second then. Here nothing is thrown, and a crowd that came together does not end together.
/// </remarks>
internal sealed class BodyClock : IAsyncDisposable
{
    /// <summary>Bytes a second: a phone on a bad line sends ten times as many.</summary>
    public const double SlowestBody = 2048;

    /// <summary>Before a body needs to have brought anything; up to half as long again for some.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly PipeReader _reader;
    private readonly BodyBuffer _buffer;
    private readonly TimeProvider _time;
    private readonly TimeSpan _most;
    private readonly TimeSpan _grace = Grace * (1 + (Random.Shared.NextDouble() / 2));
    private readonly long _begun;
    private readonly ITimer _timer;

    /// <param name="reader">Its pending read is cancelled at the end.</param>
    /// <param name="buffer">What has arrived.</param>
    /// <param name="most">For the whole body.</param>
    public BodyClock(PipeReader reader, BodyBuffer buffer, TimeProvider time, TimeSpan most)
    {
        (_reader, _buffer, _time, _most) = (reader, buffer, time, most);
        _begun = time.GetTimestamp();
        _timer = time.CreateTimer(static clock => ((BodyClock)clock!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Allowed(), Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private TimeSpan Allowed()
    {
        var earned = _grace + TimeSpan.FromSeconds(_buffer.Length / SlowestBody);
        return earned < _most ? earned : _most;
    }

    private void Look()
    {
        var left = Allowed() - _time.GetElapsedTime(_begun);
        if (left > TimeSpan.Zero) _timer.Change(left, Timeout.InfiniteTimeSpan);
        else _reader.CancelPendingRead();
    }
}
