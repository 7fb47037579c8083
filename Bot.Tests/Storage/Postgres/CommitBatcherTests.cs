using Bot.Engine.Abstractions;
using Bot.Storage.Postgres;

namespace Bot.Tests.Storage.Postgres;

/// <summary>How writes come together in groups, with a database that the test holds up.</summary>
public sealed class CommitBatcherTests
{
    private readonly List<string> _groups = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task What_comes_while_a_group_is_under_way_makes_the_next_group()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 10));
        var writes = await WriteAsync(batcher, "a", "b", "c");
        _held.SetResult();
        (await Task.WhenAll(writes)).Should().Equal("A", "B", "C");
        _groups.Should().Equal("a", "b c");
    }

    [Fact]
    public async Task No_group_is_larger_than_its_limit()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 2));
        var writes = await WriteAsync(batcher, "a", "b", "c", "d", "e");
        _held.SetResult();
        await Task.WhenAll(writes);
        _groups.Should().Equal("a", "b c", "d e");
    }

    [Fact]
    public async Task Two_writes_of_one_key_never_stand_in_one_group_and_keep_their_order()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 10));
        var writes = await WriteAsync(batcher, "a", "b1", "b2", "c", "b3");
        _held.SetResult();
        await Task.WhenAll(writes);
        _groups.Should().Equal("a", "b1 c", "b2", "b3");
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_is_not_written()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 10));
        using var patience = new CancellationTokenSource();
        var first = (await WriteAsync(batcher, "a")).Single();
        var second = batcher.WriteAsync("b", patience.Token);
        await patience.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
        _held.SetResult();
        await first;
        await batcher.DisposeAsync();
        _groups.Should().Equal("a");
    }

    [Fact]
    public async Task A_write_that_has_begun_is_waited_for_whatever_its_caller_wants()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 10));
        using var patience = new CancellationTokenSource();
        var write = batcher.WriteAsync("a", patience.Token);
        await _begun.Task;
        await patience.CancelAsync();
        write.IsCompleted.Should().BeFalse();
        _held.SetResult();
        (await write).Should().Be("A");
    }

    [Fact]
    public async Task A_group_that_one_write_spoils_is_written_one_by_one()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 10));
        var writes = await WriteAsync(batcher, "a", "b", "spoilt", "c");
        _held.SetResult();
        await FluentActions.Awaiting(() => writes[2]).Should().ThrowAsync<InvalidOperationException>();
        (await Task.WhenAll(writes[0], writes[1], writes[3])).Should().Equal("A", "B", "C");
        _groups.Should().Equal("a", "b spoilt c", "b", "spoilt", "c");
    }

    [Fact]
    public async Task Those_who_wait_for_a_database_that_is_away_are_told_with_the_group_that_met_it()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 1));
        var writes = await WriteAsync(batcher, "away", "b", "c");
        _held.SetResult();
        foreach (var write in writes) await FluentActions.Awaiting(() => write).Should().ThrowAsync<StoreUnavailableException>();
        _groups.Should().Equal("away");
        (await batcher.WriteAsync("d", default)).Should().Be("D", "the next one looks again");
    }

    [Fact]
    public async Task More_than_may_wait_are_refused()
    {
        var batcher = Batcher(new(Concurrency: 1, Size: 1, QueueLimit: 2));
        var writes = await WriteAsync(batcher, "a");
        writes.AddRange(await WriteAsync(batcher, "b", "c"));
        await FluentActions.Awaiting(() => batcher.WriteAsync("d", default)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("2 writes wait*");
        _held.SetResult();
        await Task.WhenAll(writes);
    }

    [Fact]
    public async Task Closing_waits_for_what_was_given()
    {
        var batcher = Batcher(new(Concurrency: 2, Size: 1));
        var writes = await WriteAsync(batcher, "a", "b", "c");
        var closing = batcher.DisposeAsync();
        closing.IsCompleted.Should().BeFalse();
        await FluentActions.Awaiting(() => batcher.WriteAsync("late", default)).Should().ThrowAsync<StoreUnavailableException>();
        _held.SetResult();
        await closing;
        _groups.Should().BeEquivalentTo("a", "b", "c");
        await Task.WhenAll(writes);
    }

    /// <summary>The first letter of a write is what it must have to itself.</summary>
    private CommitBatcher<string, string> Batcher(BatchLimits limits) => new(limits, write => [write[..1]], async writes =>
    {
        lock (_groups) _groups.Add(string.Join(' ', writes));
        _begun.TrySetResult();
        await _held.Task;
        if (writes.Contains("away")) throw new StoreUnavailableException("away");
        if (writes.Contains("spoilt")) throw new InvalidOperationException("spoilt");
        return [.. writes.Select(write => write.ToUpperInvariant())];
    });

    /// <summary>The first is under way before the others come.</summary>
    private async Task<List<Task<string>>> WriteAsync(CommitBatcher<string, string> batcher, params string[] writes)
    {
        var first = batcher.WriteAsync(writes[0], default);
        await _begun.Task;
        return [first, .. writes[1..].Select(write => batcher.WriteAsync(write, default))];
    }
}
