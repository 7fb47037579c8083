using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Host.DirectLine;
using Bot.Host.Settings;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Host.DirectLine;

public sealed class ConversationLogTests
{
    private readonly ManualClock _clock = new();
    private readonly MemoryRecords _records;
    private readonly ConversationLog _log;

    public ConversationLogTests()
    {
        _records = new(_clock);
        _log = new(_records, new(), _clock);
    }

    [Fact]
    public async Task What_follows_a_message_that_is_being_handled_waits_for_its_echo()
    {
        await SayAsync("hi", ActivityStage.Begun);
        await SayAsync("answer", ActivityStage.Done);

        (await ViewAsync(0)).Should().BeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await ViewAsync(0)).Should().Equal("answer");
    }

    [Fact]
    public async Task A_message_that_failed_is_not_shown_and_holds_back_nothing()
    {
        await SayAsync("hi", ActivityStage.Failed);
        await SayAsync("answer", ActivityStage.Done);

        (await ViewAsync(0)).Should().Equal("answer");
    }

    [Fact]
    public async Task The_last_two_hundred_are_kept()
    {
        for (var number = 1; number <= 210; number++) await SayAsync($"{number}", ActivityStage.Done);

        (await ViewAsync(0)).Should().HaveCount(200).And.EndWith("210");
        (await ViewAsync(208)).Should().Equal("209", "210");
        ActivityView.Of(await _log.OpenAsync("c", default), 999, _clock.Now).Watermark.Should().Be(210, "a watermark of another log is none of this");
    }

    [Fact]
    public async Task A_change_that_another_host_was_faster_with_is_computed_anew()
    {
        var log = new ConversationLog(new Racing(_records, () => SayAsync("other host", ActivityStage.Done)), new(), _clock);

        await log.ChangeAsync("c", conversation => conversation.With(new() { Activity = new JsonObject { ["text"] = "mine" } }), default);

        (await ViewAsync(0)).Should().Equal("other host", "mine");
    }

    [Fact]
    public async Task Changes_that_come_at_once_are_all_made()
    {
        const int AtOnce = 150;

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => Task.Run(() => SayAsync($"{number}", ActivityStage.Done))));

        (await ViewAsync(0)).Should().HaveCount(AtOnce).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_conversation_goes_once_transcripts_are_not_kept_any_longer()
    {
        await SayAsync("hi", ActivityStage.Done);
        var retention = Options.Create(new RetentionOptions { Transcripts = TimeSpan.FromDays(10) });
        using var pruner = new ConversationLogPruner(_log, retention, _clock, NullLogger<ConversationLogPruner>.Instance);

        _clock.Advance(TimeSpan.FromDays(10));
        await pruner.PruneAsync(default);
        (await _log.IsThereAsync("c", default)).Should().BeTrue();

        _clock.Advance(TimeSpan.FromDays(1));
        await pruner.PruneAsync(default);
        (await _log.IsThereAsync("c", default)).Should().BeFalse();
    }

    private Task SayAsync(string text, ActivityStage stage) =>
        _log.ChangeAsync("c", conversation => conversation.With(new() { At = _clock.Now, Stage = stage, Activity = new JsonObject { ["text"] = text } }), default);

    private async Task<IEnumerable<string>> ViewAsync(long after) =>
        ActivityView.Of(await _log.OpenAsync("c", default), after, _clock.Now).Activities.Select(activity => activity.Activity["text"]!.GetValue<string>());

    /// <summary>Records of which another host changes one between the look and the change, once.</summary>
    private sealed class Racing(IRecordStore records, Func<Task> race) : IRecordStore
    {
        private bool _raced;

        public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => records.FindAsync(kind, key, cancel);

        public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
            records.LookUpAsync(kind, lookup, value, limit, cancel);

        public async Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel)
        {
            if (!_raced)
            {
                _raced = true;
                await race();
            }

            return await records.ChangeAsync(changes, cancel);
        }
    }
}
