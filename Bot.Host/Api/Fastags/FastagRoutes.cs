using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Fastags;

/// <summary><c>/fastags</c>: tags, their life and their money.</summary>
internal static class FastagRoutes
{
    private const string One = """{"fastag_id":"608116-009-0132331","barcode":"608116-009-0132331","tag_id":"34161FA820328EE812409D60","status":"active","reserved":false,"agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","vehicle_number":"MH12AB1234","replaced_by":null,"balance":250.50,"issued_at":"2026-01-15T06:30:00+00:00","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00","warnings":[]}""";
    private const string Entry = """{"transaction_id":"608116-009-0132331/00000001","number":1,"type":"recharge","amount":250.50,"balance_after":250.50,"reference":"UPI 4711","by":"console","at":"2026-01-15T06:30:00+00:00"}""";

    public static IServiceCollection AddFastags(this IServiceCollection services) =>
        services.AddSingleton<TagLookup>().AddSingleton<FastagEndpoints>().AddSingleton<LedgerEndpoints>();

    public static void MapFastags(this IEndpointRouteBuilder routes)
    {
        var tags = routes.ServiceProvider.GetRequiredService<FastagEndpoints>();
        var money = routes.ServiceProvider.GetRequiredService<LedgerEndpoints>();
        var area = new ResourceArea(routes, "/fastags", "FASTags");
        (int, string) unknown = (404, "There is no such FASTag.");

        area.Map("GET", "", tags.ListAsync, new("fastags_list", "FASTags", $$"""{"items":[{{One}}],"limit":50,"next":null}"""));
        area.Map("POST", "", tags.CreateAsync, new("fastags_create", "FASTag created", One, """{"barcode":"608116-009-0132331","agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77"}""", 201) { Refusals = [(409, "There is a FASTag with this barcode.")] });
        area.Map("GET", "/by-tag/{tag_number}", tags.GetAsync, new("fastags_by_tag", "FASTag", One) { Refusals = [unknown] });
        area.Map("GET", "/{fastag_id}", tags.GetAsync, new("fastags_get", "FASTag", One) { Refusals = [unknown] });
        area.Map("PUT", "/{fastag_id}", tags.UpdateAsync, new("fastags_update", "FASTag changed", One, """{"vehicle_number":"MH12AB1234"}""") { Refusals = [unknown, (409, "A tag that is active cannot be assigned; only one in stock can.")] });
        area.Map("DELETE", "/{fastag_id}", tags.DeleteAsync, new("fastags_delete", "FASTag deleted", """{"fastag_id":"608116-009-0132331","history_kept":true}""") { Refusals = [unknown, (409, "The FASTag is active; deactivate it first.")] });
        area.Map("POST", "/{fastag_id}/activate", tags.ActivateAsync, new("fastags_activate", "FASTag activated", One, """{"vehicle_number":"MH12AB1234"}""") { Refusals = [unknown, (409, "A tag in stock cannot be activated; assign it to a vehicle first, or name the vehicle.")] });
        area.Map("POST", "/{fastag_id}/deactivate", tags.DeactivateAsync, new("fastags_deactivate", "FASTag deactivated", One) { Refusals = [unknown, (409, "The tag is inactive already.")] });
        area.Map("POST", "/{fastag_id}/recharge", money.RechargeAsync, new("fastags_recharge", "FASTag recharged", $$"""{"fastag_id":"608116-009-0132331","balance":250.50,"repeated":false,"transaction":{{Entry}}}""", """{"amount":250.50,"idempotency_key":"7d0c2f6a","reference":"UPI 4711"}""") { Refusals = [unknown, (409, "This key was used for another amount.")] });
        area.Map("GET", "/{fastag_id}/transactions", money.ListAsync, new("fastags_transactions", "Transactions", $$"""{"fastag_id":"608116-009-0132331","balance":250.50,"items":[{{Entry}}],"limit":50,"next":null}""") { Refusals = [unknown] });
        area.Close();
    }
}
