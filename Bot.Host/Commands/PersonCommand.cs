using System.CommandLine;
using System.Globalization;
using Bot.Host.Access;
using Bot.Host.Persons;
using Bot.Host.Publishing;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;
using Bot.Templates.Rendering;

namespace Bot.Host.Commands;

/// <summary><c>person</c>: shows, exports and erases everything of one person, on the database that a host may run on.</summary>
internal sealed class PersonCommand : Command
{
    private const string Help = """
        Everything about one person, by a mobile number or the id of a session. Every row is opened and looked through.

        erase restricts at once: nothing of the person is heard, sent or shown any more. After ERASE_AFTER days (7) a host removes everything but what the law
        wants kept, and the erasure becomes the receipt. `person receipt ID` shows either; `person withdraw ID` takes the request back before that.

        Examples:
          Bot.Host person show 9876500001
          Bot.Host person export 9876500001 --to asha.json
          Bot.Host person erase 9876500001 --why "asked by e-mail on 20 November"
          Bot.Host person receipt 0193a5c0f3f07d6f9b1d0c2f6a1e4b77
          Bot.Host person purge                  what is due, where no host runs
        """;

    private readonly Argument<string> _person = new("person") { Description = "A mobile number, or the id of a session." };
    private readonly Argument<string> _id = new("id") { Description = "The erasure." };
    private readonly Option<FileInfo?> _to = new("--to") { Description = "Write there instead of the terminal." };
    private readonly Option<string> _why = new("--why") { Description = "Why, without personal values.", Required = true };

    public PersonCommand(Func<IConfiguration> configuration)
        : base("person", Help)
    {
        Add(Part("show", "Tell how much of each kind there is.", [_person], ShowAsync));
        Add(Part("export", "Write everything as JSON: it holds personal data in clear.", [_person, _to], ExportAsync));
        Add(Part("erase", "Restrict the person now, and have everything removed after ERASE_AFTER days.", [_person, _why], EraseAsync));
        Add(Part("receipt", "Show an erasure; when it is done, that is its receipt.", [_id], ReceiptAsync));
        Add(Part("withdraw", "Take a request back before its time is over.", [_id], WithdrawAsync));
        Add(Part("purge", "Carry out the erasures whose time is over.", [], PurgeAsync));

        Command Part(string name, string help, Symbol[] takes, Func<PersonService, ParseResult, CancellationToken, Task<(bool Done, string Text)>> act)
        {
            var part = new Command(name, help);
            foreach (var argument in takes.OfType<Argument>()) part.Add(argument);
            foreach (var option in takes.OfType<Option>()) part.Add(option);
            part.SetAction(async (parsed, cancel) =>
            {
                await using var bot = await BesideBot.OpenAsync(configuration(), services =>
                    services.AddRestrictions().AddPersons().AddPublishing(configuration()));
                await bot.Services.GetRequiredService<PersonRestrictions>().LookAsync(cancel);
                var whom = takes.Contains(_person) ? parsed.GetRequiredValue(_person) : takes.Contains(_id) ? parsed.GetRequiredValue(_id) : "";
                await CommandAudit.WriteAsync(bot.Services.GetRequiredService<IStore>(), $"person.{name}", ShownOf(whom), "", cancel);
                var (done, text) = await act(bot.Services.GetRequiredService<PersonService>(), parsed, cancel);
                await (done ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error).WriteLineAsync(text);
                return done ? ExitCodes.Ok : ExitCodes.CannotRun;
            });
            return part;
        }
    }

    /// <summary>A number masked, in any spelling.</summary>
    private static string ShownOf(string whom) => PersonFinder.NumberOf(whom) is { Length: > 0 } number ? Masking.Mask(number) : ApiAudit.Shown(whom);

    private static (bool Done, string Text) Unknown => (false, "This is neither a mobile number nor the id of a session.");

    private async Task<(bool Done, string Text)> ShowAsync(PersonService persons, ParseResult parsed, CancellationToken cancel)
    {
        if (await persons.FindAsync(parsed.GetRequiredValue(_person), cancel) is not { } file) return Unknown;
        if (file.Erasure is { } erasure) return (true, ErasureView.Of(erasure).Json());

        var view = PersonView.Of(file);
        var lines = new List<string> { $"number         {(view.Number.Length > 0 ? view.Number : "-")}", $"heard on       {string.Join(", ", view.Conversations)}" };
        if (view.First is { } first) lines.Add(string.Create(CultureInfo.InvariantCulture, $"from, to       {first:yyyy-MM-dd}, {view.Last:yyyy-MM-dd}"));
        lines.AddRange(view.Found.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value,7}  {kind.Key}")));
        if (view.Found.Count == 0) lines.Add("Nothing is kept of this person.");
        return (true, string.Join('\n', lines));
    }

    private async Task<(bool Done, string Text)> ExportAsync(PersonService persons, ParseResult parsed, CancellationToken cancel)
    {
        if (await persons.FindAsync(parsed.GetRequiredValue(_person), cancel) is not { } file) return Unknown;
        if (file.Erasure is { DoneAt: null }) return (false, "The person's data are to be erased; they are not shown any more.");
        if (parsed.GetValue(_to) is not { } to) return (true, PersonExport.Text(file));

        await File.WriteAllTextAsync(to.FullName, PersonExport.Text(file), cancel);
        return (true, $"Everything of the person stands in {to.FullName}, in clear: hand it over and remove it.");
    }

    private async Task<(bool Done, string Text)> EraseAsync(PersonService persons, ParseResult parsed, CancellationToken cancel)
    {
        var (whom, why) = (parsed.GetRequiredValue(_person), parsed.GetRequiredValue(_why));
        if (ErasureReason.Fault(why) is { } fault) return (false, fault);
        return await persons.EraseAsync(whom, CommandAudit.Account, why, cancel) is { } erasure ? (true, ErasureView.Of(erasure).Json()) : Unknown;
    }

    private async Task<(bool Done, string Text)> ReceiptAsync(PersonService persons, ParseResult parsed, CancellationToken cancel) =>
        await persons.ErasureAsync(parsed.GetRequiredValue(_id), cancel) is { } erasure ? (true, ErasureView.Of(erasure).Json()) : (false, "There is no such erasure.");

    private async Task<(bool Done, string Text)> WithdrawAsync(PersonService persons, ParseResult parsed, CancellationToken cancel) =>
        await persons.WithdrawAsync(parsed.GetRequiredValue(_id), cancel)
            ? (true, "The erasure is withdrawn; the person is heard again.")
            : (false, "There is no such erasure that could be withdrawn: its time is over, or it was withdrawn.");

    private static async Task<(bool Done, string Text)> PurgeAsync(PersonService persons, ParseResult parsed, CancellationToken cancel)
    {
        var done = await persons.PurgeDueAsync(cancel);
        return (true, string.Create(CultureInfo.InvariantCulture, $"Erasures that are done: {done}"));
    }
}
