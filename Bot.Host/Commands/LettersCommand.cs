using System.CommandLine;
using Bot.Engine.Abstractions;
using Bot.Host.Letters;
using Bot.Host.Observability;
using Bot.Host.Persons;
using Bot.Host.Settings;
using Bot.Storage.Care;

namespace Bot.Host.Commands;

/// <summary><c>letters</c>: lists what was put aside for a person to look at, shows one letter whole, and deals with it.</summary>
/// <remarks>Numbers are struck as they are in the log; with <c>--personal</c> they are shown. What would move a terminal is written out either way.</remarks>
internal sealed class LettersCommand : Command
{
    private const string Help = """
        List the dead letters, newest first: what the bot put aside for a person to look at. With an id: that letter, with its trace.
        Kinds: poison (an input made our code fail), send and call (given up), decision (nothing tells what became of a call), human (something must be mended; with
        DESK=false also: a person asked for one), delivery (a message did not arrive). Numbers and addresses are masked unless --personal is given. The host may run meanwhile.

        Examples:
          Bot.Host letters --kind poison
          Bot.Host letters poison.0199f2c4e07a.7 --personal
          Bot.Host letters resolve poison.0199f2c4e07a.7 --note "Mended in 2.4"
          Bot.Host letters settle decision.0199f2c4e07a.14.activate --outcome activated
        """;

    private readonly Argument<string?> _id = new("id") { Description = "The letter to show; without one they are listed.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _kind = new("--kind") { Description = "Letters of this kind alone." };
    private readonly Option<int> _limit = new("--limit") { Description = "Letters to list.", DefaultValueFactory = _ => 50 };
    private readonly Option<bool> _personal = new("--personal") { Description = "Show numbers and addresses." };

    public LettersCommand(Func<IConfiguration> configuration)
        : base("letters", Help)
    {
        _kind.AcceptOnlyFromAmong([.. LetterKinds.All]);
        Add(_id);
        Add(_kind);
        Add(_limit);
        Add(_personal);
        foreach (var act in LetterActs.All(configuration)) Add(act);
        SetAction((parsed, cancel) => RunAsync(
            configuration(), new(parsed.GetValue(_id), parsed.GetValue(_kind), parsed.GetValue(_limit), parsed.GetValue(_personal)),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
    }

    public static async Task<int> RunAsync(IConfiguration configuration, LetterQuery query, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var address = DatabaseOptions.Of(configuration).Address;
        if (address.File is { } file && !File.Exists(file))
        {
            await error.WriteLineAsync($"There is no database at {file}: nothing was ever stored there.");
            return ExitCodes.CannotRun;
        }

        await using var store = await address.OpenAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        using var restrictions = await PersonRestrictions.OfAsync(store, cancel);
        var form = new LetterForm(new Redactor(SettingTables.SecretsIn(configuration)), query.Personal);
        if (query.Id is null)
        {
            var letters = await store.DeadLettersAsync(LetterDesk.Most, cancel);
            await ListAsync(
                [.. letters.Where(letter => (query.Kind is null || letter.Kind == query.Kind) && !restrictions.Restricts(letter.Conversation))],
                query, form, output);
            return ExitCodes.Ok;
        }

        if (await new CareRows(store).LetterAsync(query.Id, cancel) is { } found && !restrictions.Restricts(found.Conversation))
        {
            await output.WriteLineAsync(form.Whole(found));
            if (await form.CallAsync(found, store, cancel) is { } call) await output.WriteLineAsync(call);
            return ExitCodes.Ok;
        }

        if (await store.FindAsync(ResolvedLetter.Kind, query.Id, cancel) is { } resolved
            && !restrictions.Restricts(ResolvedLetter.Read(resolved).Conversation))
        {
            await output.WriteLineAsync(form.Whole(ResolvedLetter.Read(resolved)));
            return ExitCodes.Ok;
        }

        await error.WriteLineAsync("There is no such letter; `letters` lists their ids.");
        return ExitCodes.CannotRun;
    }

    private static async Task ListAsync(List<DeadLetter> letters, LetterQuery query, LetterForm form, TextWriter output)
    {
        foreach (var letter in letters.Take(query.Limit)) await output.WriteLineAsync(form.Line(letter));
        if (letters.Count == 0) await output.WriteLineAsync("There are no letters.");
        if (letters.Count > query.Limit) await output.WriteLineAsync($"{query.Limit} of {letters.Count} letters; --limit {letters.Count} lists them all.");
    }
}

/// <summary>What is asked of the letters.</summary>
/// <param name="Id">Null: they are listed.</param>
/// <param name="Kind">Null: of every kind.</param>
internal sealed record LetterQuery(string? Id = null, string? Kind = null, int Limit = 50, bool Personal = false);
