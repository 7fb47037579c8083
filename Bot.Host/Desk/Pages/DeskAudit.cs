using Bot.Host.Access;

namespace Bot.Host.Desk.Pages;

/// <summary>The acts of operators in the audit log: written down before they are done, and once more where they are refused then.</summary>
internal static class DeskAudit
{
    private static readonly object Begun = new();

    /// <exception cref="Engine.Abstractions.StoreUnavailableException">It could not be written down; nothing is done.</exception>
    public static async Task BeginAsync(this AuditTrail audit, HttpContext context, string act, string target, string why) =>
        context.Items[Begun] = await audit.WriteAsync(context.Operator(), act, target, why, context.RequestAborted);

    /// <summary>Writes down that what the request began is refused; nothing where it has begun nothing.</summary>
    public static async Task RefusedAsync(HttpContext context)
    {
        if (context.Items.Remove(Begun, out var begun) && begun is AuditEntry entry)
            await context.RequestServices.GetRequiredService<AuditTrail>().WriteAsync(entry.Who, $"{entry.Act}.refused", entry.Target, "", CancellationToken.None);
    }
}
