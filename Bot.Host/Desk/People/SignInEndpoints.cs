using Bot.Host.Access;
using Bot.Host.Clusters;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;
using Bot.Host.Desk.Talks;
using Bot.Host.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.People;

/// <summary>Comes in and goes out, and tells the page who is here.</summary>
internal sealed class SignInEndpoints(SignIns signIns, OperatorRepository operators, IAntiforgery antiforgery, AuditTrail audit,
    IOptions<OpenIdOptions> openId, TalkFiles files, ClusterDashboard? dashboard = null)
{
    private const int LongestPassword = 256;

    /// <summary>The token that a page sends with all that changes anything; it holds for who is here now. And whether one may come by OpenID Connect.</summary>
    public Task TokenAsync(HttpContext context) =>
        DeskAnswer.WriteAsync(context, new { token = antiforgery.GetAndStoreTokens(context).RequestToken, openId = openId.Value.IsOn });

    public async Task InAsync(HttpContext context)
    {
        var given = await DeskAnswer.ReadAsync<Credentials>(context);
        var (name, password) = (given.Name?.Trim().ToLowerInvariant() ?? "", given.Password ?? "");
        var result = password.Length is 0 or > LongestPassword ? SignInResult.Wrong : await signIns.TryAsync(context, name, password);
        if (result.Operator is not { } known)
        {
            await RefuseAsync(context, result.Fault);
            return;
        }

        await audit.WriteAsync(known.Name, "signIn", known.Name, "", context.RequestAborted);
        await context.SignInAsync(OperatorPrincipal.Scheme, OperatorPrincipal.Ticket(known));
        await DeskAnswer.WriteAsync(context, new { });
    }

    /// <summary>Ends every session of the operator: a cookie that was copied is worth nothing afterwards.</summary>
    public async Task OutAsync(HttpContext context)
    {
        await audit.WriteAsync(context.Operator(), "signOut", context.Operator(), "", context.RequestAborted);
        await operators.EndSessionsAsync(context.Operator(), context.RequestAborted);
        await context.SignOutAsync(OperatorPrincipal.Scheme);
        await DeskAnswer.WriteAsync(context, new { });
    }

    public Task MeAsync(HttpContext context) => DeskAnswer.WriteAsync(context, new
    {
        name = context.Operator(),
        roles = OperatorRoles.All.Where(context.May),
        sendsFiles = files.IsOn,
        cluster = dashboard is not null,
        token = antiforgery.GetAndStoreTokens(context).RequestToken,
    });

    private static Task RefuseAsync(HttpContext context, string fault) => fault switch
    {
        "tooOften" => DeskAnswer.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "Too many wrong passwords come from this address; wait a minute."),
        "busy" => DeskAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Too many sign in at once; try again in a few seconds."),
        _ => DeskAnswer.RefuseAsync(context, StatusCodes.Status401Unauthorized, "The name or the password is wrong, or the account is locked or disabled."),
    };

    private sealed record Credentials(string? Name, string? Password);
}
