using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Keys;

/// <summary><c>/keys</c>: the API keys that are kept in the database, and how far a change of <c>SECRET_KEY</c> is.</summary>
internal static class KeyRoutes
{
    /// <summary>What a key must allow.</summary>
    private const string Scope = "keys";

    private const string One = """{"name":"crm","scopes":["otp","leads"],"created_at":"2026-11-28T04:45:00+00:00","created_by":"office","last_used_at":"2026-11-29T10:00:00+00:00","revoked_at":null,"revoked_by":null}""";

    public static IServiceCollection AddKeys(this IServiceCollection services) => services.AddSingleton<KeyEndpoints>();

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.ServiceProvider.GetRequiredService<KeyEndpoints>();
        var area = new ResourceArea(routes, "/keys", "Keys", Scope);

        area.Map("GET", "", keys.ListAsync, new("keys_list", "Keys", $"[{One}]"));
        area.Map("POST", "", keys.CreateAsync, new("keys_create", "Key created", """{"name":"crm","key":"9f2c41e07ab35d68...","scopes":["otp","leads"]}""", """{"name":"crm","scopes":"otp+leads"}""", 201) { Refusals = [(409, "There is or was a key named crm; take another name, so that what each did stays told apart.")] });
        area.Map("DELETE", "/{name}", keys.RevokeAsync, new("keys_revoke", "Key revoked", """{"name":"crm"}""") { Refusals = [(404, "There is no key named crm.")] });
        area.Map("GET", "/rotation", keys.RotationAsync, new("keys_rotation", "Rotation", """{"state":"running","keys":2,"pass":1,"table":"outbox","done":1,"tables":7,"sealed":1200,"unreadable":0}"""));
        area.Close();
    }
}
