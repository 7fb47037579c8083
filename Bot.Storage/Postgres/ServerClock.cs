using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>The wall clock of a PostgreSQL server, which all hosts on it go by: a time that one of them wrote means the same to every other.</summary>
/// <remarks>
/// Every new connection asks the server for its time, and <see cref="ServerClockWorker"/> each minute. In between the host's monotonic clock counts, so its
/// own wall clock may be wrong or be set meanwhile. While the server is away the clock goes on as it was; before the first answer it is the host's own.
/// Timestamps and timers are the host's own throughout.
/// </remarks>
/// <param name="own">The host's own clock.</param>
public sealed class ServerClock(TimeProvider own) : TimeProvider
{
    /// <summary>A host's wall clock that has moved so far against its monotonic one was set, or the machine slept: the server is asked again.</summary>
    private static readonly TimeSpan Moved = TimeSpan.FromSeconds(1);

    /// <summary>A difference up to here is no news, so that the clock does not tremble. Half a round trip is none either: more is not known.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(10);

    /// <summary>An answer within this time is taken without another question.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    private const int Questions = 3;

    private readonly Lock _gate = new();
    private volatile Reading? _last;
    private volatile PostgresLink? _link;

    /// <summary>How far the host's own clock is ahead of the server's; negative when it is behind, zero before the first answer.</summary>
    public TimeSpan OwnAhead => _last is null ? TimeSpan.Zero : own.GetUtcNow() - GetUtcNow();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => own.TimestampFrequency;

    /// <summary>Whether the host's own wall clock has moved against its monotonic one since the last answer.</summary>
    internal bool IsInDoubt => _last is { } last && (own.GetUtcNow() - last.Own - own.GetElapsedTime(last.At)).Duration() > Moved;

    /// <summary>The server's time, UTC.</summary>
    public override DateTimeOffset GetUtcNow() => _last is { } last ? last.Server + own.GetElapsedTime(last.At) : own.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks by these connections from now on.</summary>
    internal void Follow(PostgresLink link) => _link = link;

    /// <summary>Asks the server once more; nothing happens before a store was opened.</summary>
    /// <exception cref="Bot.Engine.Abstractions.StoreUnavailableException">It does not answer; the clock goes on as it was.</exception>
    internal Task AskAsync(CancellationToken cancel) => _link?.AskAsync(this, cancel) ?? Task.CompletedTask;

    /// <summary>Asks the server over a connection, up to three times until an answer is quick; the quickest counts.</summary>
    internal async Task AskAsync(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand("select clock_timestamp()", connection);
        await using var commandScope = command.ConfigureAwait(false);
        var (told, roundTrip, at) = (default(DateTimeOffset), TimeSpan.MaxValue, 0L);
        for (var question = 0; question < Questions && roundTrip > Quick; question++)
        {
            var asked = own.GetTimestamp();
            var answer = (DateTime)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
            var answered = own.GetTimestamp();
            if (own.GetElapsedTime(asked, answered) is var took && took < roundTrip) (told, roundTrip, at) = (new(answer), took, answered);
        }

        Take(told, roundTrip, at);
    }

    /// <summary>Goes by an answer from now on, unless it says nothing that was not known.</summary>
    /// <param name="told">What the server said, somewhere within the round trip.</param>
    /// <param name="at">The host's timestamp at which the answer was there.</param>
    internal void Take(DateTimeOffset told, TimeSpan roundTrip, long at)
    {
        lock (_gate)
        {
            var server = told + (roundTrip / 2);
            if (_last is { } last)
            {
                var known = last.Server + own.GetElapsedTime(last.At, at);
                if ((server - known).Duration() <= (roundTrip / 2 > Noise ? roundTrip / 2 : Noise)) server = known;
            }

            _last = new(server, own.GetUtcNow() - own.GetElapsedTime(at), at);
        }
    }

    /// <param name="Server">The server's time.</param>
    /// <param name="Own">The host's, in the same moment.</param>
    /// <param name="At">The host's timestamp of it.</param>
    private sealed record Reading(DateTimeOffset Server, DateTimeOffset Own, long At);
}
