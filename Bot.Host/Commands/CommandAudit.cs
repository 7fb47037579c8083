using Bot.Host.Access;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary>What is done on the command line, in the audit log: by the account of the machine.</summary>
internal static class CommandAudit
{
    public static readonly string Account = $"account:{Environment.UserName}";

    /// <param name="target">Never a number of a person; see <see cref="AuditEntry"/>.</param>
    public static async Task WriteAsync(IStore store, string act, string target, string why, CancellationToken cancel)
    {
        using var trail = new AuditTrail(store, store, TimeProvider.System);
        await trail.WriteAsync(Account, act, target, why, cancel);
    }
}
