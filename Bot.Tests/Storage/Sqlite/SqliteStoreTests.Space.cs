namespace Bot.Tests.Storage.Sqlite;

/// <summary>What becomes of the space of rows that are gone.</summary>
public sealed partial class SqliteStoreTests
{
    [Fact]
    public async Task Pruning_gives_space_back_to_the_disk()
    {
        await using (var store = Open())
        {
            var said = new string('x', 1500);
            await Task.WhenAll(Enumerable.Range(1, 3000).Select(person =>
                store.CommitAsync(Turn($"meta:{person}", 0) with { Transcript = [new("in", said)] }, default)));
        }

        var before = new FileInfo(File).Length;
        await using (var store = Open())
        {
            var later = _clock.Now.AddDays(400);
            while (await store.PruneAsync(new(later, later, later) { HeardBefore = later }, 200, default) > 0) { }
        }

        // What is left are the sessions, and empty pages for what is written next.
        new FileInfo(File).Length.Should().BeLessThan(before / 2);
    }
}
