using Bot.Host.Background;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Background;

/// <summary>Work that is done again and again goes on whatever happens to it.</summary>
public sealed class PeriodicWorkTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_fails_is_told_and_done_again_the_next_time()
    {
        var clock = new ManualClock();
        using var work = new Failing(clock);
        await work.StartAsync(CancellationToken.None);

        await Eventually.Holds(() =>
        {
            clock.Advance(Rest);
            return work.Done >= 3;
        });

        await Eventually.Holds(() => work.Told >= 3);
        work.ExecuteTask!.IsCompleted.Should().BeFalse();
        await work.StopAsync(CancellationToken.None);
    }

    private sealed class Failing(TimeProvider clock) : PeriodicWork(Rest, clock)
    {
        private int _done;
        private int _told;

        public int Done => Volatile.Read(ref _done);

        public int Told => Volatile.Read(ref _told);

        protected override Task WorkAsync(CancellationToken cancel)
        {
            Interlocked.Increment(ref _done);
            throw new InvalidOperationException("This is no trouble of the database.");
        }

        protected override void OnFailed(Exception failure) => Interlocked.Increment(ref _told);
    }
}
