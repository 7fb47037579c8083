using System.Collections.Immutable;
using System.Globalization;
using Bot.Host.Access;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;
using Bot.Host.Settings;

namespace Bot.Host.Desk.People;

/// <summary><c>/desk/api/operators</c>: who has an account, for those who manage. The last manager can neither be disabled nor lose the role.</summary>
internal sealed class OperatorEndpoints(OperatorRepository operators, AuditTrail audit)
{
    public async Task ListAsync(HttpContext context) => await DeskAnswer.WriteAsync(context, new
    {
        items = (await operators.ListAsync(context.RequestAborted))
            .Select(one => new { one.Name, one.Roles, one.Disabled, one.SignedInAt, one.LockedUntil, openId = one.Subject is not null }),
    });

    /// <summary>Adds one; the password is made here and shown once.</summary>
    public async Task AddAsync(HttpContext context)
    {
        var given = await DeskAnswer.ReadAsync<Given>(context);
        var (name, roles) = (given.Name?.Trim().ToLowerInvariant() ?? "", RolesOf(given));
        if (!Operator.IsName(name) || roles is null)
        {
            await DeskAnswer.InvalidAsync(context, $"A name has 2 to 32 small letters, digits, dots and hyphens; roles are one or more of: {string.Join(", ", OperatorRoles.All)}.");
            return;
        }

        var password = OperatorRepository.NewPassword();
        await audit.BeginAsync(context, "operator.add", name, string.Join(' ', roles.Value));
        if (await operators.AddAsync(name, password, roles.Value, context.RequestAborted)) await DeskAnswer.WriteAsync(context, new { name, password });
        else await DeskAnswer.ConflictAsync(context, "There is an operator of this name.");
    }

    /// <summary>Disables or lets in again, gives roles, or makes a new password, which is shown once.</summary>
    public async Task ChangeAsync(HttpContext context)
    {
        var (given, cancel) = (await DeskAnswer.ReadAsync<Given>(context), context.RequestAborted);
        var name = (string)context.Request.RouteValues["name"]!;
        var roles = given.Roles is null ? null : RolesOf(given);
        if (given.Roles is not null && roles is null)
        {
            await DeskAnswer.InvalidAsync(context, $"Roles are one or more of: {string.Join(", ", OperatorRoles.All)}.");
            return;
        }

        if (given is { Disabled: not null, Roles: not null })
        {
            await DeskAnswer.InvalidAsync(context, "One thing at a time: disabled, or roles.");
            return;
        }

        if (given is { Disabled: null, Roles: null } && (await operators.FindAsync(name, cancel))?.Subject is not null)
        {
            await DeskAnswer.ConflictAsync(context, "This operator comes by OpenID Connect and has no password.");
            return;
        }

        var losesManager = given.Disabled is true || roles?.Contains(OperatorRoles.Manage) is false;
        if (losesManager && !(await operators.ListAsync(cancel)).Any(one => one.Name != name && !one.Disabled && one.Roles.Contains(OperatorRoles.Manage)))
        {
            await DeskAnswer.ConflictAsync(context, "No one else could manage then.");
            return;
        }

        var what = given.Disabled is { } off ? (off ? "operator.disable" : "operator.enable") : roles is not null ? "operator.roles" : "operator.password";
        await audit.BeginAsync(context, what, name, roles is { } wanted ? string.Join(' ', wanted) : "");
        var password = given is { Disabled: null, Roles: null } ? OperatorRepository.NewPassword() : null;
        var changed = given.Disabled is { } disabled ? await operators.DisableAsync(name, disabled, cancel)
            : roles is not null ? await operators.SetRolesAsync(name, roles.Value, cancel)
            : await operators.SetPasswordAsync(name, password!, cancel);
        if (changed is null) await DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such operator.");
        else await DeskAnswer.WriteAsync(context, new { name, password });
    }

    /// <summary>Entries of the audit log, the newest first (<c>?before=41</c>: those before it), and whether the newest thousands are whole.</summary>
    public async Task AuditAsync(HttpContext context)
    {
        const int PageSize = 200;
        const int LookedAt = 5_000;
        var (cancel, asked) = (context.RequestAborted, context.Request.Query["before"].ToString());
        if (!long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var before) && asked.Length > 0)
        {
            await DeskAnswer.InvalidAsync(context, "before must be the number of an entry.");
            return;
        }

        var last = await audit.LastAsync(cancel);
        var to = asked.Length > 0 ? Math.Min(before - 1, last) : last;
        var from = Math.Max(0, to - PageSize);
        var entries = await audit.ListAsync(from, (int)Math.Max(0, to - from), cancel);
        await DeskAnswer.WriteAsync(context, new
        {
            items = entries.Reverse().Select(entry => new
            {
                entry.Number, at = entry.KnownAt, entry.Who, entry.Act, entry.Target, entry.Why,
            }),
            more = from > 0, faults = await audit.FaultsAsync(Math.Max(1, last - LookedAt), cancel),
        });
    }

    /// <summary>Null where one is unknown, or there is none.</summary>
    private static ImmutableArray<string>? RolesOf(Given given) =>
        given.Roles is { Count: > 0 } roles && roles.All(OperatorRoles.All.Contains) ? [.. roles.Distinct()] : null;

    private sealed record Given(string? Name, IReadOnlyList<string>? Roles, bool? Disabled);
}
