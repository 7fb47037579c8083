using Bot.Host.Access;
using Bot.Host.Api.Keys;
using Bot.Host.Desk.Pages;
using Bot.Host.Keys;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;

namespace Bot.Host.Desk.Care;

/// <summary><c>/desk/api/keys</c>: API keys are made, listed and revoked, in force at once; and how far a change of <c>SECRET_KEY</c> is.</summary>
internal sealed class DeskKeys(ApiKeyRegister register, ApiKeyBook book, IStore store, AuditTrail audit)
{
    public async Task ListAsync(HttpContext context)
    {
        var keys = new List<KeyView>();
        foreach (var key in await register.ListAsync(context.RequestAborted))
            keys.Add(KeyView.Of(key, await register.LastUseAsync(key.Name, context.RequestAborted)));
        await DeskAnswer.WriteAsync(context, new
        {
            items = keys, scopes = ApiKeySetting.KnownScopes, rotation = RotationView.Of(await store.RotationAsync(context.RequestAborted)),
        });
    }

    /// <summary>Makes a key, which is shown this once.</summary>
    public async Task AddAsync(HttpContext context)
    {
        var given = await DeskAnswer.ReadAsync<Given>(context);
        var (name, scopes) = (given.Name?.Trim() ?? "", given.Scopes ?? []);
        if ((scopes.Count == 0 ? "Choose what the key may do." : register.Fault(name, scopes)) is { } fault)
        {
            await DeskAnswer.InvalidAsync(context, fault);
            return;
        }

        await audit.BeginAsync(context, "key.add", ApiAudit.Shown(name), ApiAudit.Shown(string.Join('.', scopes)));
        var (key, stored, refusal) = await register.AddAsync(name, scopes, context.Operator(), context.RequestAborted);
        if (key is null)
        {
            await DeskAnswer.ConflictAsync(context, refusal);
            return;
        }

        await book.LookAsync(context.RequestAborted);
        await DeskAnswer.WriteAsync(context, new { stored!.Name, key });
    }

    public async Task RevokeAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        await audit.BeginAsync(context, "key.revoke", ApiAudit.Shown(name), "");
        if (await register.RevokeAsync(name, context.Operator(), context.RequestAborted) is { } refusal)
        {
            await DeskAnswer.ConflictAsync(context, refusal);
            return;
        }

        await book.LookAsync(context.RequestAborted);
        await DeskAnswer.WriteAsync(context, new { });
    }

    private sealed record Given(string? Name, IReadOnlyList<string>? Scopes);
}
