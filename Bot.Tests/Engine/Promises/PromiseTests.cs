using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Promises;
using Bot.Engine.Proving;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Promises;

/// <summary>Each kind of promise holds where it is kept and is told where it is broken, with a shortest conversation.</summary>
public sealed class PromiseTests
{
    private const string Flow = """
        size: { ask: size, next: look }
        look: { call: shop.look, with: { size }, on: { found: confirm, none: { say: none, next: size }, unavailable: { say: down, retry: true } } }
        confirm:
          choose: confirm
          options: [yes, no]
          always: true
          summary: [size]
          next:
            - { when: { confirm: yes }, to: pay }
            - { edit: any }
        pay: { call: shop.pay, with: { size }, on: { paid: done, declined: { say: declined, next: confirm }, unavailable: { say: down, retry: true } } }
        done: { end: done }
        """;

    [Theory]
    [InlineData("before: call shop.pay, needs: state confirm")]
    [InlineData("before: call shop.pay, needs: [outcome shop.look found, outcome shop.look none], since: [changed size]")]
    [InlineData("atMost: 1, of: outcome shop.pay paid")]
    [InlineData("never: call shop.pay, after: end done")]
    [InlineData("never: call shop.pay, after: outcome shop.pay paid")]
    [InlineData("never: call consequential, after: command cancel")]
    [InlineData("within: 1, of: state pay, comes: state pay")]
    public void What_is_kept_is_not_told(string promise) => Broken(promise).Should().BeEmpty();

    [Theory]
    [InlineData("before: call shop.pay, needs: outcome shop.pay paid", "=found [yes]")]
    [InlineData("before: call shop.pay, needs: outcome shop.look found, since: [state confirm]", "=found [yes]")]
    [InlineData("atMost: 1, of: call shop.look", "=")]
    [InlineData("never: state pay", "=found [yes]")]
    [InlineData("never: state size, after: outcome shop.look none", "=none")]
    [InlineData("always: outcome shop.pay declined, after: call shop.pay", "=found [yes] =paid")]
    [InlineData("always: outcome shop.pay paid, after: state confirm", "=found ...")]
    public void What_is_broken_is_told_with_a_shortest_conversation(string promise, string conversation) =>
        Broken(promise).Should().ContainSingle().Which.Should().StartWith(conversation);

    [Fact]
    public void Within_counts_the_messages_of_the_person() =>
        Broken("within: 2, of: state confirm, comes: state pay").Should().ContainSingle().Which.Split(' ').Should().HaveCountGreaterThan(3);

    [Theory]
    [InlineData("promises: [ { never: call shop.pay } ]", "the promise does not say what it is")]
    [InlineData("promises: [ { says: x, never: call shop.buy } ]", "menu has no 'shop.buy' for 'call shop.buy'")]
    [InlineData("promises: [ { says: x, never: outcome shop.pay lost } ]", "shop.pay never comes out as 'lost'")]
    [InlineData("promises: [ { says: x, never: happy end } ]", "'happy end' is no event")]
    [InlineData("promises: [ { says: x, before: call shop.pay } ]", "the promise has no 'needs'")]
    [InlineData("promises: [ { says: x } ]", "it is no kind of promise")]
    [InlineData("promises: [ { says: x, atMost: many, of: call shop.pay } ]", "'atMost' must be a whole number")]
    [InlineData("promises: [ word ]", "a promise is a map")]
    [InlineData("repeats: [shop.sell]", "menu calls no 'shop.sell'")]
    [InlineData("pledges: []", "a file of promises does not know 'pledges'")]
    public void What_is_no_promise_is_told_with_what_to_write(string yaml, string problem)
    {
        var issues = new List<Issue>();
        PromiseFile.Read(Proofs.Of(Flow, bounds: new(States: 1)).Flows.Entry, "promises.yaml", yaml, issues);

        issues.Should().Contain(issue => issue.Problem.StartsWith(problem, StringComparison.Ordinal));
        issues.Should().OnlyContain(issue => issue.Instead.Length > 0);
    }

    /// <summary>The prover gives up a state whose promises another one covers.</summary>
    [Theory]
    [InlineData("never: call shop.pay, after: end done")]
    [InlineData("always: state pay, after: outcome shop.look none")]
    [InlineData("before: call shop.pay, needs: [outcome shop.look found, outcome shop.look none], since: [changed size]")]
    [InlineData("atMost: 2, of: outcome shop.pay paid, since: [changed size]")]
    [InlineData("within: 2, of: state confirm, comes: state pay")]
    public void What_breaks_a_promise_breaks_it_wherever_that_is_covered(string promise)
    {
        var kept = PromiseFile.Read(Proofs.Of(Flow, bounds: new(States: 1)).Flows.Entry, "promises.yaml", $"promises:\n  - {{ says: it is kept, {promise} }}", [])
            .All.Single();
        FlowEvent[] events =
        [
            new(EventKinds.Turn, ""), new(EventKinds.Call, "shop.pay"), new(EventKinds.Outcome, "shop.look", "found"), new(EventKinds.Outcome, "shop.look", "none"),
            new(EventKinds.Outcome, "shop.pay", "paid"), new(EventKinds.Changed, "size"), new(EventKinds.StateReached, "confirm"),
            new(EventKinds.StateReached, "pay"), new(EventKinds.End, "done"),
        ];

        var reached = new HashSet<int> { kept.Begin };
        while (reached.SelectMany(so => events, (so, happened) => kept.Hear(so, happened) ?? so).ToList().Any(reached.Add)) { }
        reached.Should().HaveCountGreaterThan(1);

        foreach (var so in reached)
        {
            foreach (var other in reached.Where(other => kept.Covers(so, other)))
            {
                (kept.MayEnd(so) && !kept.MayEnd(other)).Should().BeFalse("a run that may not end after {0} may not end after {1}", other, so);
                foreach (var happened in events)
                {
                    var holds = kept.Hear(so, happened) is not { } next || (kept.Hear(other, happened) is { } after && kept.Covers(next, after));
                    holds.Should().BeTrue("{0} after {1} and {2}", happened, so, other);
                }
            }
        }
    }

    /// <summary>The conversations behind the first answer.</summary>
    private static IEnumerable<string> Broken(string promise) => Proofs.Of(Flow, $"promises:\n  - {{ says: it is kept, {promise} }}").Proof.Findings
        .Where(finding => finding.Kind == FindingKinds.Promise).Select(finding => Proofs.Told(finding.Conversation[1..]));
}
