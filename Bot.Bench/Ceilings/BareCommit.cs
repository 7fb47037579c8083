using System.Diagnostics;
using Bot.Bench.Load;
using Bot.Storage.Sql;
using Bot.Storage.Sqlite;

namespace Bot.Bench.Ceilings;

/// <summary>The same group commit with nothing around it: callers that each wait for one row of as many bytes as a turn writes to be flushed.</summary>
internal static class BareCommit
{
    private static readonly SqlText Create = new("create table bare (id integer not null primary key, body blob not null)");
    private static readonly SqlText Insert = new("insert into bare (id, body) values (@id, @body)");

    public static async Task<LoadResult> RunAsync(string folder, int callers, int bytes, TimeSpan measured)
    {
        var options = new SqliteOptions { Path = Path.Combine(folder, $"bare-{callers}.db") };
        var session = new SqliteSession(options.Open(options.WriterCacheBytes));
        session.Execute(Create);
        var latencies = new Latencies();
        var body = new byte[bytes];
        Random.Shared.NextBytes(body);
        var (begun, id) = (Stopwatch.GetTimestamp(), 0L);
        await using (var writer = new GroupCommitter(options, session))
        {
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                while (Stopwatch.GetElapsedTime(begun) < measured)
                {
                    var asked = Stopwatch.GetTimestamp();
                    var step = Insert.With(Interlocked.Increment(ref id), body);
                    await writer.WriteAsync(open => open.Execute(step), _ => true, CancellationToken.None);
                    latencies.Add(Stopwatch.GetElapsedTime(asked));
                }
            })));
        }

        return new(latencies.Count, 0, Stopwatch.GetElapsedTime(begun).TotalSeconds, latencies);
    }
}
