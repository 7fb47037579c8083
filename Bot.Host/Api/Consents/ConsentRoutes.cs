using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Consents;

/// <summary><c>/consents</c>: who agreed to what, when and in which words.</summary>
internal static class ConsentRoutes
{
    /// <summary>What a key must allow: that of the loans they belong to.</summary>
    private const string Scope = "leads";

    private const string One = """{"consent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77.21.keepConsent","mobile_number":"9876500009","lender":"Basic Home Loan","purpose":"loan application and credit score","data":"name, PAN","answer":"given","language":"en","version":"3f2c1d0e9b8a","wording":"Before anything is sent, we need your consent.","source":"meta","answered_at":"2026-11-28T04:45:00+00:00","created_at":"2026-11-28T04:45:00+00:00"}""";
    private const string Masked = """{"consent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77.21.keepConsent","mobile_number":"XXXXXX0009","lender":"Basic Home Loan","purpose":"loan application and credit score","data":"name, PAN","answer":"given","language":"en","version":"3f2c1d0e9b8a","wording":"Before anything is sent, we need your consent.","source":"meta","answered_at":"2026-11-28T04:45:00+00:00","created_at":"2026-11-28T04:45:00+00:00"}""";

    public static IServiceCollection AddConsentViews(this IServiceCollection services) => services.AddSingleton<ConsentEndpoints>();

    public static void MapConsents(this IEndpointRouteBuilder routes)
    {
        var consents = routes.ServiceProvider.GetRequiredService<ConsentEndpoints>();
        var area = new ResourceArea(routes, "/consents", "Consents", Scope);

        area.Map("GET", "", consents.ListAsync, new("consents_list", "Consents", $$"""{"items":[{{Masked}}],"limit":50,"next":null}"""));
        area.Map("GET", "/{consent_id}", consents.GetAsync, new("consents_get", "Consent", One) { Refusals = [(404, "There is no such consent.")] });
        area.Close();
    }
}
