using System.CommandLine;
using Bot.Host.Publishing;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>publish</c>: tells what publishing a version would do to everyone, and does exactly that.</summary>
internal sealed class PublishCommand : Command
{
    private const string Help = """
        Tell what publishing a version of the flows would do: what changed, what its scripted conversations come to, what the prover finds in the flows that
        changed and in those that enter them, what the newest recorded conversations would come to, and what becomes of the people who are in the middle of
        something. Of a version that was live before nothing is tried out: --back takes no time and is not refused for its scripts. The plan is kept for a week; --yes carries it out at once unless it tells of something to be looked at, --plan later, as long as nothing
        else was published meanwhile and nothing happens to people that the plan did not tell. Hosts take it up without a restart, within seconds.

        Exits 1 when a scripted conversation fails, the prover finds something new, or people would be worse off.

        Examples:
          Bot.Host publish 3
          Bot.Host publish --plan 5f0c2e9a41b7
          Bot.Host publish 3 --drain loan-lead --yes       runs of loan-lead end on the version they began on
          Bot.Host publish 3 --share 10 --yes              a tenth of new conversations begins on version 3
          Bot.Host publish 3 --no-replays                  without its scripted conversations
          Bot.Host publish --back --yes                    the version before is live again
        """;

    private readonly Argument<int?> _version = new("version") { Description = "Its number, as flows list tells it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _plan = new("--plan") { Description = "Carry out this plan.", HelpName = "id" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Carry out the plan at once." };
    private readonly Option<bool> _back = new("--back") { Description = "The version that was live before." };
    private readonly Option<int?> _share = new("--share") { Description = "Percent of new conversations that begin on it; 0 ends that. The live version stays." };
    private readonly Option<string[]> _drain = new("--drain") { Description = "A flow whose runs end on the version that they began on, or all. Repeatable." };
    private readonly Option<bool> _unplayed = new("--no-replays") { Description = "Do not play the scripted conversations." };
    private readonly Option<bool> _unproven = new("--no-proof") { Description = "Do not prove the flows." };
    private readonly Option<bool> _unrehearsed = new("--no-rehearsal") { Description = "Do not play recorded conversations." };
    private readonly Option<double?> _price = new("--price") { Description = "What a message costs, to tell the cost of a conversation." };

    public PublishCommand(Func<IConfiguration> configuration)
        : base("publish", Help)
    {
        Add(_version);
        foreach (var option in new Option[] { _plan, _yes, _back, _share, _drain, _unplayed, _unproven, _unrehearsed, _price }) Add(option);
        SetAction((parsed, cancel) => RunAsync(configuration(), parsed, cancel));
    }

    private async Task<int> RunAsync(IConfiguration configuration, ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.InvocationConfiguration.Output;
        var (version, id, back) = (parsed.GetValue(_version), parsed.GetValue(_plan), parsed.GetValue(_back));
        if ((version is not null ? 1 : 0) + (id is not null ? 1 : 0) + (back ? 1 : 0) != 1)
            throw new PublishingException("Name a version, or --plan with the id of a plan, or --back.");

        var clock = DatabaseOptions.ClockOf(configuration);
        await using var store = await OpenStore.Of(configuration, clock);
        var tools = PublishingServices.On(store, configuration, clock);
        if (id is not null) return await CarryOutAsync(tools, id, output, cancel);

        var request = new PlanRequest(version ?? 0, parsed.GetValue(_share), parsed.GetValue(_drain) ?? [], back)
        {
            Replays = !parsed.GetValue(_unplayed),
            Proof = !parsed.GetValue(_unproven),
            Rehearsal = !parsed.GetValue(_unrehearsed),
            Price = parsed.GetValue(_price),
        };
        var plan = await new LongWork(output).RunAsync("Making the plan",
            () => tools.Plans.MakeAsync(request, CommandAudit.Account, new VersionTrial(), (_, _, _) => { }, cancel));
        foreach (var line in PlanText.Lines(plan)) await output.WriteLineAsync(line);
        if (PublishingOptions.Of(configuration).From != FlowSource.Database)
            await output.WriteLineAsync("FLOWS_FROM is files: hosts run on what is published once it is database.");

        var doubts = plan.Doubts.ToList();
        if (parsed.GetValue(_yes) && doubts.Count == 0) return await CarryOutAsync(tools, plan.Id, output, cancel);

        foreach (var doubt in doubts) await output.WriteLineAsync($"To be looked at: {doubt}.");
        await output.WriteLineAsync($"Nothing is done yet: publish --plan {plan.Id} carries it out.");
        return plan.Replays is { Failed: > 0 } || doubts.Count > 0 ? ExitCodes.Findings : ExitCodes.Ok;
    }

    private static async Task<int> CarryOutAsync(PublishingTools tools, string id, TextWriter output, CancellationToken cancel)
    {
        var done = await tools.Publisher.CarryOutAsync(id, CommandAudit.Account, cancel);
        await output.WriteLineAsync(done.Canary is { } canary
            ? $"{canary.Share} % of new conversations begin on version {canary.Version} from now on (publication {done.Number})."
            : $"Version {done.Live} is live (publication {done.Number}); people are moved by their next message.");
        return ExitCodes.Ok;
    }
}
