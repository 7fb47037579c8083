using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations;

/// <summary>
/// Payloads of one person, with a number, a user id or both, in any order and on several hosts at once: at the end one person and one question.
/// </summary>
public sealed class PersonOrderTests
{
    private const string Number = "919812345678";

    private const string Flow = """
        flow: menu
        start: name
        remind: { after: 10m, say: still }
        expire: { after: 24h, next: done }
        slots:
          name: text
        states:
          name:
            ask: name
            always: true
            next: name
          done:
            end:
        """;

    private static readonly string[][] Shapes =
        [[Number], ["IN.1"], [Number, "IN.1"], ["IN.1", "IN.ENT.1"], [Number, "IN.1", "IN.ENT.1"], ["IN.2"], ["IN.2", "IN.ENT.1"]];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task In_any_order_there_is_one_person_and_one_question_at_the_end(int atOnce)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var clock = new ManualClock();
            await using var stage = new EngineStage(Flow, [], [], clock);
            ConversationRunner[] hosts = [stage.Runner, stage.RunnerOn(stage.Store)];
            var random = new Random(seed);

            var messages = Enumerable.Range(0, 18).Select(number => (Id: $"m{number}", Addresses: Shapes[random.Next(Shapes.Length)])).ToArray();
            foreach (var together in messages.Chunk(atOnce))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAll(together.Select(message => HearAsync(hosts[random.Next(hosts.Length)], message.Id, message.Addresses, clock)));
            }

            // What every person's payloads tell in the end.
            await HearAsync(hosts[0], "pair", [Number, "IN.1", "IN.ENT.1"], clock);
            await LearnAsync(hosts[1], "changed", Number, ["IN.1", "IN.2"], clock);
            var repeated = await Task.WhenAll(messages.Select(message => HearAsync(hosts[random.Next(hosts.Length)], message.Id, message.Addresses, clock)));

            var because = $"seed {seed}: {string.Join(' ', messages.Select(message => string.Join('+', message.Addresses)))}";
            var one = (await stage.Store.ListAsync("", 10, default)).Should().ContainSingle(because).Which;
            foreach (var address in Shapes.SelectMany(shape => shape).Distinct())
                (await stage.Store.LoadAsync($"test:{address}", default))!.Conversation.Should().Be(one.Conversation, because);
            var timers = await stage.Store.DueTimersAsync(clock.GetUtcNow().AddDays(2), 10, default);
            timers.Select(timer => timer.Kind).Should().BeEquivalentTo([TimerKind.Remind, TimerKind.Expire], because);
            repeated.Should().OnlyContain(handled => handled == Handled.Repeated, because);
        }
    }

    private static Task<Handled> HearAsync(ConversationRunner host, string id, string[] addresses, ManualClock clock) =>
        host.RunAsync($"test:{addresses[0]}", new("test", addresses[0], "", clock.GetUtcNow()) { Others = [.. addresses[1..]] },
            new HeardText(id, clock.GetUtcNow(), $"said {id}"), default);

    private static Task<Handled> LearnAsync(ConversationRunner host, string id, string address, string[] others, ManualClock clock) =>
        host.RunAsync($"test:{address}", new("test", address, "", DateTimeOffset.UnixEpoch) { Others = [.. others] }, new IdentityLearned(id, clock.GetUtcNow()), default);
}
