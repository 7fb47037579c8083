using System.Globalization;
using Bot.Host.Access;
using Bot.Host.Api.Persons;
using Bot.Host.Api.Resources;
using Bot.Host.Api.Results;
using Bot.Host.Retention;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Api.Retention;

/// <summary><c>/retention</c> and <c>/breaches</c>: how long each kind of data is kept, and which breaches were written down.</summary>
internal static class RetentionRoutes
{
    private const int LongestText = 2000;
    private const string One = """{"id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","found_at":"2026-11-28T04:45:00+00:00","what":"a backup lay open","people":120,"told":"CERT-In on 28 November","by":"office","written_at":"2026-11-28T05:00:00+00:00","cert_in_by":"2026-11-28T10:45:00+00:00","board_by":"2026-12-01T04:45:00+00:00"}""";

    public static IServiceCollection AddRetention(this IServiceCollection services) => services.AddSingleton<BreachLog>().AddHostedService<CarePruner>();

    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        var (options, tables) = (routes.ServiceProvider.GetRequiredService<IOptions<RetentionOptions>>(),
            routes.ServiceProvider.GetRequiredService<ResultTables>());
        var area = new ResourceArea(routes, "/retention", "Retention", PersonRoutes.Scope);
        area.Map("GET", "", _ => Task.FromResult(ResourceAnswer.Ok("Retention",
            RetentionRules.Of(options.Value, tables.All.Select(table => (table.Table.Name, table.Table.For))))),
            new("retention_list", "Retention", """[{"data":"what was said","kept":"365 days","setting":"TRANSCRIPT_DAYS","note":"turn log"}]"""));
        area.Close();

        var log = routes.ServiceProvider.GetRequiredService<BreachLog>();
        var breaches = new ResourceArea(routes, "/breaches", "Retention", PersonRoutes.Scope);
        breaches.Map("GET", "", async call => ResourceAnswer.Ok("Breaches", await log.ListAsync(call.Cancel)), new("breaches_list", "Breaches", $"[{One}]"));
        breaches.Map("POST", "", (call, body) => AddAsync(log, call, body), new("breaches_create", "Breach written down", One, """{"what":"a backup lay open","found_at":"2026-11-28T04:45:00Z","people":120,"told":"CERT-In on 28 November"}""", 201));
        breaches.Close();
    }

    private static async Task<ResourceAnswer> AddAsync(BreachLog log, ResourceCall call, ResourceBody body)
    {
        body.Takes(["what", "found_at", "people", "told"], []);
        var (what, told) = (body.Text("what", LongestText, needed: true) ?? "", body.Text("told", LongestText) ?? "");
        var (found, people) = (body.Text("found_at", 40), body.Count("people", 0, int.MaxValue));
        DateTimeOffset? at = null;
        if (found is { Length: > 0 })
        {
            if (DateTimeOffset.TryParse(found, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)) at = read.ToUniversalTime();
            else body.Faults["found_at"] = "This must be a time with its zone, as 2026-11-28T10:15+05:30.";
        }

        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        var (entry, fault) = await log.AddAsync(what, at, people, told, call.Caller.NameOf(), call.Cancel);
        return entry is null ? ResourceAnswer.Invalid(new Dictionary<string, string> { ["found_at"] = fault }) : ResourceAnswer.Created("Breach written down", entry);
    }
}
