using Bot.Host.Access;
using Bot.Host.Api.Resources;
using Bot.Host.Http;

namespace Bot.Host.Api.Results;

/// <summary><c>/results</c>: the answers that flows kept.</summary>
internal static class ResultRoutes
{
    /// <summary>What a key must allow.</summary>
    public const string Scope = "results";

    private const string Masked = """{"row_id":"5f0c6a1e4b77d2a90b13.9.0","table":"bookings","flow":"tyre-service","flow_version":"3f2c1d0e9b8a","session_id":"5f0c6a1e4b77d2a90b13","channel":"gupshup","mobile_number":"XXXXXXXX0001","language":"en","kept_at":"2026-11-28T04:45:00+00:00","answers":{"service":"rotation","mobile":"XXXXXX0009"}}""";
    private const string One = """{"row_id":"5f0c6a1e4b77d2a90b13.9.0","table":"bookings","flow":"tyre-service","flow_version":"3f2c1d0e9b8a","session_id":"5f0c6a1e4b77d2a90b13","channel":"gupshup","mobile_number":"919800000001","language":"en","kept_at":"2026-11-28T04:45:00+00:00","answers":{"service":"rotation","mobile":"+919876500009"}}""";

    public static IServiceCollection AddResults(this IServiceCollection services) =>
        services.AddSingleton<ResultTables>().AddSingleton<ResultEndpoints>().AddHostedService<ResultPruner>();

    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        var results = routes.ServiceProvider.GetRequiredService<ResultEndpoints>();
        var area = new ResourceArea(routes, "/results", "Results", Scope);
        (int, string) table = (404, "No flow keeps answers under this name.");

        area.Map("GET", "", results.TablesAsync, new("results_tables", "Results", """[{"table":"bookings","flow":"tyre-service","slots":["service","mobile"],"kept_for":365}]"""));
        area.Map("GET", "/{table}", results.ListAsync, new("results_list", "Results", $$"""{"items":[{{Masked}}],"limit":50,"next":null}""") { Refusals = [table] });
        area.Map("GET", "/{table}/{row_id}", results.GetAsync, new("results_get", "Result", One) { Refusals = [(404, "There is no such row.")] });
        area.Close();
        routes.MapGet("/results/{table}/{row_id}/photos/{slot}", (ResourceCall call) => results.PhotoAsync(call)).RequireScope(Scope).WithEnvelope(ResourceEnvelope.Instance)
            .ExcludeFromDescription();
    }
}
