using Bot.Host.Api.Resources;
using Bot.Host.Letters;

namespace Bot.Host.Api.Letters;

/// <summary><c>/letters</c>: what the bot put aside for a person, and what is done about it.</summary>
internal static class LetterRoutes
{
    /// <summary>What a key must allow.</summary>
    private const string Scope = "letters";

    private const string Line = """{"letter_id":"decision.5f0c6a1e4b77d2a90b13.14.activate","kind":"decision","at":"2026-11-28T04:45:00+00:00","channel":"gupshup","mobile_number":"XXXXXXXX0001","reason":"Nobody can tell what became of shauryapay.activate: [number]","resolved":null}""";
    private const string One = $$$"""{"letter":{{{Line}}},"detail":"5f0c6a1e4b77d2a90b13.14.activate","acts":["settle","resolve"],"call":{"call_id":"5f0c6a1e4b77d2a90b13.14.activate","operation":"shauryapay.activate","flow":"fastag-assign","state":"activate","asked_at":"2026-11-28T04:40:00+00:00","why":"","arguments":{"vehicleNumber":"XXXXXX1234"}},"outcomes":{"activated":[],"declined":["reason"]}}""";
    private const string Act = """{"letter_id":"decision.5f0c6a1e4b77d2a90b13.14.activate"}""";

    public static IServiceCollection AddLetters(this IServiceCollection services) => services.AddLetterDesk().AddSingleton<LetterEndpoints>();

    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        var letters = routes.ServiceProvider.GetRequiredService<LetterEndpoints>();
        var area = new ResourceArea(routes, "/letters", "Letters", Scope);
        (int, string) unknown = (404, "There is no such letter, or it is dealt with already.");

        area.Map("GET", "", letters.ListAsync, new("letters_list", "Letters", $$"""{"items":[{{Line}}],"limit":50,"next":null}"""));
        area.Map("GET", "/{letter_id}", letters.GetAsync, new("letters_get", "Letter", One) { Refusals = [unknown] });
        area.Map("POST", "/{letter_id}/retry", letters.RetryAsync, new("letters_retry", "Message sent again", Act, """{"note":"The account is paid again"}""") { Refusals = [unknown, (409, "There is nothing to send again; resolve the letter with a note.")] });
        area.Map("POST", "/{letter_id}/resolve", letters.ResolveAsync, new("letters_resolve", "Letter resolved", Act, """{"note":"Called back"}""") { Refusals = [unknown] });
        area.Map("POST", "/{letter_id}/settle", letters.SettleAsync, new("letters_settle", "Call settled", Act, """{"outcome":"declined","fields":{"reason":"No tag was issued"},"note":"Asked the partner by telephone"}""") { Refusals = [unknown, (409, "Nothing waits for this call any more; resolve the letter with a note.")] });
        area.Close();
    }
}
