using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Bot.Host.Http;

/// <summary>Keeps connections that have said nothing yet away from the HTTP server, which makes most of what a connection costs in memory.</summary>
/// <param name="patience">How long one may be silent; then it is closed.</param>
internal sealed class SilentConnections(TimeSpan patience, TimeProvider clock)
{
    public ConnectionDelegate Around(ConnectionDelegate next) => async connection =>
    {
        if (await SpeaksAsync(connection)) await next(connection);
    };

    private async Task<bool> SpeaksAsync(ConnectionContext connection)
    {
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using var silence = clock.CreateTimer(GiveUp, connection, patience, Timeout.InfiniteTimeSpan);
        await using var stop = stopping.UnsafeRegister(GiveUp, connection);
        var heard = await connection.Transport.Input.ReadAsync(CancellationToken.None);

        // Nothing is taken, nothing counts as looked at: the server reads it all.
        connection.Transport.Input.AdvanceTo(heard.Buffer.Start);
        return !heard.Buffer.IsEmpty;
    }

    private static void GiveUp(object? connection) => ((ConnectionContext)connection!).Transport.Input.CancelPendingRead();
}
