using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Fastags;

/// <summary><c>/fastags</c>: tags, their life and their money.</summary>
internal static class FastagRoutes
{
    private const string One = """{"fastag_id":"608116-009-0132331","barcode":"608116-009-0132331","tag_id":"34161FA820328EE812409D60","status":"active","reserved":false,"agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","vehicle_number":"MH12AB1234","replaced_by":null,"balance":250.50,"issued_at":"2026-01-15T06:30:00+00:00","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00","warnings":[]}""";
    private const string Entry = """{"transaction_id":"608116-009-0132331/00000001","number":1,"type":"recharge","amount":250.50,"balance_after":250.50,"reference":"UPI 4711","by":"console","at":"2026-01-15T06:30:00+00:00"}""";

    public static IEndpointRouteBuilder MapFastags(this IEndpointRouteBuilder routes)
    {
        var tags = routes.ServiceProvider.GetRequiredService<FastagEndpoints>();
        var money = routes.ServiceProvider.GetRequiredService<LedgerEndpoints>();
        var area = new ResourceArea(routes, "FASTags");
        (int, string) unknown = (404, "There is no such FASTag.");

        area.Map("GET", "/fastags", ResourceEdge.Run(tags.ListAsync), "fastags_list", "FASTags", $$"""{"items":[{{One}}],"limit":50,"next":null}""");
        area.Map("POST", "/fastags", ResourceEdge.Run(tags.CreateAsync), "fastags_create", "FASTag created", One, """{"barcode":"608116-009-0132331","agent_id":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77"}""", 201, refusals: (409, "There is a FASTag with this barcode."));
        area.Map("GET", "/fastags/by-tag/{tag_number}", ResourceEdge.Run(tags.GetAsync), "fastags_by_tag", "FASTag", One, refusals: unknown);
        area.Map("GET", "/fastags/{fastag_id}", ResourceEdge.Run(tags.GetAsync), "fastags_get", "FASTag", One, refusals: unknown);
        area.Map("PUT", "/fastags/{fastag_id}", ResourceEdge.Run(tags.UpdateAsync), "fastags_update", "FASTag changed", One, """{"vehicle_number":"MH12AB1234"}""", refusals: [unknown, (409, "A tag that is active cannot be assigned; only one in stock can.")]);
        area.Map("DELETE", "/fastags/{fastag_id}", ResourceEdge.Run(tags.DeleteAsync), "fastags_delete", "FASTag deleted", """{"fastag_id":"608116-009-0132331","history_kept":true}""", refusals: [unknown, (409, "The FASTag is active; deactivate it first.")]);
        area.Map("POST", "/fastags/{fastag_id}/activate", ResourceEdge.Run(tags.ActivateAsync), "fastags_activate", "FASTag activated", One, """{"vehicle_number":"MH12AB1234"}""", refusals: [unknown, (409, "A tag in stock cannot be activated; assign it to a vehicle first, or name the vehicle.")]);
        area.Map("POST", "/fastags/{fastag_id}/deactivate", ResourceEdge.Run(tags.DeactivateAsync), "fastags_deactivate", "FASTag deactivated", One, refusals: [unknown, (409, "The tag is inactive already.")]);
        area.Map("POST", "/fastags/{fastag_id}/recharge", ResourceEdge.Run(money.RechargeAsync), "fastags_recharge", "FASTag recharged", $$"""{"fastag_id":"608116-009-0132331","balance":250.50,"repeated":false,"transaction":{{Entry}}}""", """{"amount":250.50,"idempotency_key":"7d0c2f6a","reference":"UPI 4711"}""", refusals: [unknown, (409, "This key was used for another amount.")]);
        area.Map("GET", "/fastags/{fastag_id}/transactions", ResourceEdge.Run(money.ListAsync), "fastags_transactions", "Transactions", $$"""{"fastag_id":"608116-009-0132331","balance":250.50,"items":[{{Entry}}],"limit":50,"next":null}""", refusals: unknown);
        area.Close("/fastags");
        return routes;
    }
}
