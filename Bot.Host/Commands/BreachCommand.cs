using System.CommandLine;
using System.Globalization;
using Bot.Host.Retention;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>breach</c>: writes down breaches of personal data, and lists them with the terms that count from each.</summary>
internal sealed class BreachCommand : Command
{
    private const string Help = """
        Write down breaches of personal data. Entries are not changed; what is learned later is another entry.
        Terms in India: CERT-In within 6 hours, the Data Protection Board in full within 72 hours, those concerned without delay.

        Examples:
          Bot.Host breach add "a backup lay open on the file server" --found 2026-11-28T10:15+05:30 --people 120
          Bot.Host breach list
        """;

    public BreachCommand(Func<IConfiguration> configuration)
        : base("breach", Help)
    {
        var what = new Argument<string>("what") { Description = "What happened, without personal values." };
        var found = new Option<DateTimeOffset?>("--found") { Description = "When it was noticed, with its zone. Default: now." };
        var people = new Option<int?>("--people") { Description = "How many it concerns, as far as is known." };
        var told = new Option<string>("--told") { Description = "Who was told, and when.", DefaultValueFactory = _ => "" };
        var add = new Command("add", "Write a breach down.") { what, found, people, told };
        add.SetAction((parsed, cancel) => RunAsync(configuration(), parsed, async log =>
        {
            var (entry, fault) = await log.AddAsync(
                parsed.GetRequiredValue(what), parsed.GetValue(found), parsed.GetValue(people), parsed.GetValue(told) ?? "", CommandAudit.Account, cancel);
            return entry is null ? (false, fault) : (true, Line(entry));
        }, "breach.add"));
        var list = new Command("list", "List the breaches, the newest first.");
        list.SetAction((parsed, cancel) => RunAsync(configuration(), parsed, async log =>
        {
            var entries = await log.ListAsync(cancel);
            return (true, entries.Count > 0 ? string.Join('\n', entries.Select(Line)) : "No breach was written down.");
        }));
        Add(add);
        Add(list);
    }

    private static async Task<int> RunAsync(IConfiguration configuration, ParseResult parsed, Func<BreachLog, Task<(bool Done, string Text)>> act,
        string? changes = null)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        await using var store = await DatabaseOptions.Of(configuration).Address.CreateAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        if (changes is not null) await CommandAudit.WriteAsync(store, changes, "", "", CancellationToken.None);
        var (done, text) = await act(new(store, store, TimeProvider.System));
        await (done ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error).WriteLineAsync(text);
        return done ? ExitCodes.Ok : ExitCodes.CannotRun;
    }

    private static string Line(Breach entry) => string.Create(CultureInfo.InvariantCulture,
        $"{Moment(entry.FoundAt)}  {(entry.People is { } people ? $"{people} people" : "people not known")}  {Observability.ControlCharacters.Escape(entry.What)}  told: {(entry.Told.Length > 0 ? Observability.ControlCharacters.Escape(entry.Told) : "no one yet")}  (CERT-In by {Moment(entry.CertInBy)}, the Board by {Moment(entry.BoardBy)}; written by {entry.By})");

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
