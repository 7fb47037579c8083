using System.CommandLine;
using Bot.Host.Access;
using Bot.Host.Letters;
using Bot.Host.Publishing;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary><c>letters retry</c>, <c>resolve</c> and <c>settle</c>: what is done about a letter, on the database that a host may run on.</summary>
internal static class LetterActs
{
    public static IEnumerable<Command> All(Func<IConfiguration> configuration)
    {
        yield return Act(configuration, "retry", "Send a message once more that was given up or did not arrive; a host sends it.", [],
            (desk, id, note, _, cancel) => desk.RetryAsync(id, note, cancel));
        yield return Act(configuration, "resolve", "Take a letter away, with a note that says what was done.", [],
            (desk, id, note, _, cancel) => desk.ResolveAsync(id, note, cancel));

        var outcome = new Option<string>("--outcome") { Description = "What became of the call: one of its outcomes.", Required = true };
        var fields = new Option<string[]>("--field") { Description = "A field of the outcome, as name=value; once for each.", DefaultValueFactory = _ => [] };
        yield return Act(configuration, "settle", "Name what became of a call that nothing told of; its flow hears it and goes on.", [outcome, fields],
            (desk, id, note, parsed, cancel) => desk.SettleAsync(id, new(parsed.GetRequiredValue(outcome), FieldsOf(parsed.GetValue(fields))), note, cancel));
    }

    private static Command Act(Func<IConfiguration> configuration, string name, string help, Option[] more,
        Func<LetterDesk, string, LetterNote, ParseResult, CancellationToken, Task<LetterResult>> act)
    {
        var id = new Argument<string>("id") { Description = "The letter." };
        var note = new Option<string>("--note") { Description = "What was done, or found out.", DefaultValueFactory = _ => "" };
        var command = new Command(name, help) { id, note };
        foreach (var option in more) command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var bot = await BesideBot.OpenAsync(configuration(),
                services => services.AddLetterDesk().AddPublishing(configuration()));
            var desk = bot.Services.GetRequiredService<LetterDesk>();
            await CommandAudit.WriteAsync(bot.Services.GetRequiredService<IStore>(), $"letters.{name}", ApiAudit.Shown(parsed.GetRequiredValue(id)), "", cancel);
            var result = await act(desk, parsed.GetRequiredValue(id), new(CommandAudit.Account, parsed.GetValue(note) ?? ""), parsed, cancel);
            var done = result is LetterResult.Done;
            await (done ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error).WriteLineAsync(done ? $"{result.Message}." : result.Message);
            return done ? ExitCodes.Ok : ExitCodes.CannotRun;
        });
        return command;
    }

    /// <summary>What has no name is a field of its own text, which no outcome has.</summary>
    private static Dictionary<string, string> FieldsOf(string[]? given)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in given ?? [])
        {
            var (name, value) = field.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (field, "");
            fields[name] = value;
        }

        return fields;
    }
}
