using Bot.Host.Api.Resources;
using Bot.Host.Persons;

namespace Bot.Host.Api.Persons;

/// <summary><c>/persons</c> and <c>/erasures</c>: everything about one person, and taking it out.</summary>
internal static class PersonRoutes
{
    /// <summary>What a key must allow.</summary>
    public const string Scope = "privacy";

    private const string Receipt = """{"erasure_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","state":"erased","requested_at":"2026-11-20T04:45:00+00:00","by":"office","why":"asked by e-mail","purge_at":"2026-11-27T04:45:00+00:00","erased":{"outbox":12,"record lead":1,"sessions":1,"turns":14,"turns of others":6},"photos":2,"kept":[{"what":"leads, without the applicant","rows":1,"why":"books of account are kept 8 years: Companies Act 2013, section 128(5)","until":"2034-11-25T04:45:00+00:00"}],"erased_at":"2026-11-27T04:46:00+00:00"}""";
    private const string Restricted = """{"erasure_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","state":"restricted","requested_at":"2026-11-20T04:45:00+00:00","by":"office","why":"asked by e-mail","purge_at":"2026-11-27T04:45:00+00:00","erased":null,"photos":0,"kept":null,"erased_at":null}""";
    private const string One = """{"number":"XXXXXX0001","conversations":["gupshup"],"found":{"outbox":12,"record lead":1,"sessions":1,"turns":14},"first":"2026-10-01T04:45:00+00:00","last":"2026-11-19T04:45:00+00:00","erasure":null}""";

    public static IServiceCollection AddPersonArea(this IServiceCollection services) =>
        services.AddRestrictions().AddPersons().AddPersonWorkers().AddSingleton<PersonEndpoints>();

    public static void MapPersons(this IEndpointRouteBuilder routes)
    {
        var persons = routes.ServiceProvider.GetRequiredService<PersonEndpoints>();
        (int, string) unknown = (404, "This is neither a mobile number nor the id of a session.");
        var area = new ResourceArea(routes, "/persons", "Persons", Scope);
        area.Map("GET", "/{person}", persons.GetAsync, new("persons_get", "Person", One) { Refusals = [unknown] });
        area.Map("GET", "/{person}/export", persons.ExportAsync, new("persons_export", "Export", """{"number":"9876500001","conversations":["gupshup:919876500001"],"photos":[],"data":{},"told_of_in_conversations_of_others":{}}""") { Refusals = [unknown, (403, "An export shows personal data: it wants a key with the scope personal, too."), (409, "The person's data are to be erased; they are not shown any more.")] });
        area.Map("POST", "/{person}/erase", persons.EraseAsync, new("persons_erase", "Person restricted", Restricted, """{"why":"asked by e-mail"}""") { Refusals = [unknown] });
        area.Close();

        var erasures = new ResourceArea(routes, "/erasures", "Persons", Scope);
        erasures.Map("GET", "/{erasure_id}", persons.ErasureAsync, new("erasures_get", "Erasure", Receipt) { Refusals = [(404, "There is no such erasure.")] });
        erasures.Map("DELETE", "/{erasure_id}", persons.WithdrawAsync, new("erasures_withdraw", "Erasure withdrawn", """{"erasure_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77"}""") { Refusals = [(409, "There is no such erasure that could be withdrawn: its time is over, or it was withdrawn.")] });
        erasures.Close();
    }
}
