using Bot.Host.Access;
using Bot.Host.Api.Results;
using Bot.Host.Desk.Pages;
using Bot.Host.Retention;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Care;

/// <summary><c>/desk/api/retention</c>: how long each kind of data is kept, and the log of breaches with the terms that count from each.</summary>
internal sealed class DeskRetention(IOptions<RetentionOptions> options, ResultTables tables, BreachLog breaches, AuditTrail audit)
{
    private const int LongestText = 2_000;

    public async Task ShowAsync(HttpContext context) => await DeskAnswer.WriteAsync(context, new
    {
        rules = RetentionRules.Of(options.Value, tables.All.Select(table => (table.Table.Name, table.Table.For))),
        breaches = await breaches.ListAsync(context.RequestAborted),
    });

    /// <summary>Writes a breach down, which nothing changes or removes afterwards.</summary>
    public async Task AddAsync(HttpContext context)
    {
        var given = await DeskAnswer.ReadAsync<Given>(context);
        var (what, told) = (DeskAnswer.Plain(given.What) ?? "", DeskAnswer.Plain(given.Told) ?? "");
        var wrong = what.Length is 0 or > LongestText || told.Length > LongestText ? $"Say what happened in 1 to {LongestText} characters."
            : given.People < 0 ? "How many it concerns is 0 or more."
            : null;
        if (wrong is not null)
        {
            await DeskAnswer.InvalidAsync(context, wrong);
            return;
        }

        await audit.BeginAsync(context, "breach.add", "", "");
        var (entry, fault) = await breaches.AddAsync(what, given.FoundAt?.ToUniversalTime(), given.People, told, context.Operator(), context.RequestAborted);
        if (entry is null) await DeskAnswer.InvalidAsync(context, fault);
        else await DeskAnswer.WriteAsync(context, entry);
    }

    private sealed record Given(string? What, DateTimeOffset? FoundAt, int? People, string? Told);
}
