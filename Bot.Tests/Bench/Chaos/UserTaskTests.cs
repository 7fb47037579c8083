using Bot.Bench.Chaos.People;
using Bot.Tests.Support;

namespace Bot.Tests.Bench.Chaos;

/// <summary>The people of a kill run answer as people do, also where there is nothing more to be had.</summary>
public sealed class UserTaskTests
{
    [Fact]
    public void Who_is_told_to_come_back_in_an_hour_goes_and_does_not_ask_for_codes_without_end()
    {
        var task = new FastagTask("9876500001", [new("MH12AB1234", "9500000001", "608116-001-0001234")], _ => null);
        var person = new Person("919800000001", task, new(1), mischief: 0);
        var said = File.ReadLines(Path.Combine(Repository.Flows, "agent-login", "too-many-sends.replay"))
            .Where(line => line.StartsWith("< ", StringComparison.Ordinal)).Select(line => line[2..]).ToList();
        said[^2].Should().Contain("hour", "the script ends with that and the question for the mobile number");

        foreach (var text in said[..^2]) Hear(text).Should().NotBeEmpty("the person answers {0}", text);
        Hear(said[^2]).Should().BeEmpty();
        Hear(said[^1]).Should().BeEmpty();

        (task.Done, task.ToldToWait, task.Activated.Count).Should().Be((true, true, 0));
        person.Nudge().Should().BeEmpty();

        IReadOnlyList<UserAction> Hear(string text)
        {
            task.Notice(text);
            return person.Hear(new(text, [], List: false));
        }
    }
}
