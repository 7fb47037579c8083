using System.CommandLine;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Host.History;
using Bot.Host.Observability;
using Bot.Host.Persons;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary><c>conversation</c>: what the turn log tells of one conversation, at any of its turns, and a sandboxed one that goes on from there.</summary>
/// <remarks>Reads only. What is personal is masked unless <c>--personal</c> is given.</remarks>
internal sealed class ConversationCommand : Command
{
    private const string Help = """
        Look at a conversation turn by turn, by the id of its session (`GET /sessions` lists them). The machine is gone through again from the turn log, with
        the flows of the flows folder; a turn that another version of a flow made is told as such. Nothing is changed, and the host may run meanwhile.

        Examples:
          Bot.Host conversation show 0199f2c4e07a1b2c3d4e
          Bot.Host conversation show 0199f2c4e07a1b2c3d4e --turn 7 --personal
          Bot.Host conversation step 0199f2c4e07a1b2c3d4e
          Bot.Host conversation fork 0199f2c4e07a1b2c3d4e --turn 7
        """;

    private readonly Argument<string> _id = new("id") { Description = "The id of the session." };
    private readonly Option<long?> _turn = new("--turn") { Description = "The turn, from 1." };
    private readonly Option<bool> _personal = new("--personal") { Description = "Show what is personal: words, numbers, answers." };

    public ConversationCommand(Func<IConfiguration> configuration, TextReader input)
        : base("conversation", Help)
    {
        Add(Part("show", "List the turns; with --turn, how the conversation stood after it.", configuration, input, ShowAsync));
        Add(Part("step", "Go through the turns one by one; Enter goes on, q ends.", configuration, input, StepAsync));
        Add(Part("fork", "Talk on from --turn in a sandbox, as `chat` does.", configuration, input, ForkAsync));
    }

    private Command Part(string name, string help, Func<IConfiguration> configuration, TextReader input, Func<Looked, Task<int>> run)
    {
        var part = new Command(name, help) { _id, _turn, _personal };
        part.SetAction((parsed, cancel) => RunAsync(
            configuration(), new(parsed.GetRequiredValue(_id), parsed.GetValue(_turn), parsed.GetValue(_personal)), input,
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, run, cancel));
        return part;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, TurnQuery query, TextReader input, TextWriter output, TextWriter error,
        Func<Looked, Task<int>> run, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var address = DatabaseOptions.Of(configuration).Address;
        if (address.File is { } file && !File.Exists(file))
        {
            await error.WriteLineAsync($"There is no database at {file}: nothing was ever stored there.");
            return ExitCodes.CannotRun;
        }

        await using var store = await address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        if (await store.FindAsync(query.Id, cancel) is not { } line)
        {
            await error.WriteLineAsync("There is no session with this id; `GET /sessions` lists them.");
            return ExitCodes.CannotRun;
        }

        using var restrictions = await PersonRestrictions.OfAsync(store, cancel);
        if (restrictions.Restricts(line.Conversation))
        {
            await error.WriteLineAsync("The person's data are to be erased; they are not shown any more.");
            return ExitCodes.CannotRun;
        }

        await using var flows = FlowTools.Open();
        var catalog = flows.GetRequiredService<FlowCatalog>();
        var history = new ConversationHistory(store, new StateMachine(catalog.Flows, catalog.Vocabulary, ConversationOptions.Of(configuration).HumanLimit));
        var form = new TurnForm(catalog.Flows, new Redactor(SettingTables.SecretsIn(configuration)), query.Personal);
        try
        {
            return await run(new(store, line, history, form, query, input, output, error, cancel));
        }
        catch (HistoryException none)
        {
            await error.WriteLineAsync(none.Message);
            return ExitCodes.CannotRun;
        }
    }

    private static async Task<int> ShowAsync(Looked at)
    {
        if (at.Query.Turn is { } version)
        {
            await at.Output.WriteLineAsync(at.Form.Whole(at.Line, await at.History.AtAsync(at.Line.Conversation, version, at.Cancel)));
            return ExitCodes.Ok;
        }

        await foreach (var turn in TurnsAsync(at)) await at.Output.WriteLineAsync(at.Form.Row(turn));
        return ExitCodes.Ok;
    }

    private static async Task<int> StepAsync(Looked at)
    {
        await foreach (var turn in TurnsAsync(at))
        {
            if (turn.Version < (at.Query.Turn ?? 1)) continue;
            await at.Output.WriteLineAsync(at.Form.Row(turn));
            await at.Output.WriteLineAsync(at.Form.Whole(at.Line, await at.History.AtAsync(at.Line.Conversation, turn.Version, at.Cancel)));
            if (await at.Input.ReadLineAsync(at.Cancel) is null or "q") break;
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> ForkAsync(Looked at)
    {
        var from = await at.History.AtAsync(at.Line.Conversation, at.Query.Turn ?? at.Line.Version, at.Cancel);
        return await new ChatCommand.Talk(at.Input, at.Output, at.Error).RunAsync(ChatCommand.UsualNumber, save: null, from, at.Cancel);
    }

    private static async IAsyncEnumerable<StoredTurn> TurnsAsync(Looked at)
    {
        const int PageSize = 200;
        for (var version = 1L; ;)
        {
            var page = await at.Store.TurnsAsync(at.Line.Conversation, version, PageSize, at.Cancel);
            foreach (var turn in page) yield return turn;
            if (page.Count < PageSize) yield break;
            version = page[^1].Version + 1;
        }
    }

    /// <summary>A conversation that is looked at.</summary>
    private sealed record Looked(IStore Store, ConversationLine Line, ConversationHistory History, TurnForm Form, TurnQuery Query, TextReader Input,
        TextWriter Output, TextWriter Error, CancellationToken Cancel);
}

/// <summary>What is asked of a conversation.</summary>
/// <param name="Id">Of its session.</param>
/// <param name="Turn">Null: all of them, or the last.</param>
internal sealed record TurnQuery(string Id, long? Turn, bool Personal);
