using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Host.DirectLine;

/// <summary>The socket of a page: what was said behind its watermark, then what is said.</summary>
internal sealed class DirectLineSocket(
    DirectLineAccess access, ConversationLog log, ConversationStreams streams, DirectLineIntake intake, TimeProvider clock, IHostApplicationLifetime life,
    ILogger<DirectLineSocket> trouble)
{
    /// <summary>How often the log is looked at besides: another host may have written it.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>An empty text between, which clients pass over, so that nothing on the way takes the socket for dead.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that are read at once of what a page sends over its socket: only that it lives.</summary>
    private const int Chunk = 1024;

    public async Task ServeAsync(HttpContext context)
    {
        if (await access.CallerAsync(context, (string)context.Request.RouteValues["conversation"]!) is not { } caller) return;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadRequest", "This address takes WebSockets.");
            return;
        }

        using var stream = streams.Open(caller.Conversation);
        if (stream is null)
        {
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceError", "Too many pages listen already.");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var address = access.AddressOf(context.Request);
        var watermark = ActivityView.WatermarkOf(context.Request.Query["watermark"].ToString());
        var hearing = HearAsync(socket, stream, end.Token);
        try
        {
            await TellAsync(socket, stream, caller.Conversation, watermark, address, end.Token);
        }
        catch (Exception left) when (left is OperationCanceledException or WebSocketException)
        {
            // The page has left, or the host stops: it comes back with its watermark.
        }

        await CloseAsync(socket, hearing, end);
    }

    private async Task TellAsync(WebSocket socket, ConversationStream stream, string conversation, long watermark, string address, CancellationToken cancel)
    {
        var spoke = clock.GetTimestamp();
        while (true)
        {
            if (await ReadAsync(conversation, watermark, cancel) is { } view)
            {
                await SendAsync(socket, view.Write(conversation, address), cancel);
                (watermark, spoke) = (view.Watermark, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(spoke) >= KeepAlive)
            {
                await SendAsync(socket, "", cancel);
                spoke = clock.GetTimestamp();
            }

            if (await NewsAsync(stream, cancel) is not { } news) return;
            if (news == StreamNews.Typing) await SendAsync(socket, TypingIn(conversation), cancel);
        }
    }

    /// <summary>What is new; null when nothing is, or the log cannot be read now.</summary>
    private async Task<ActivityView?> ReadAsync(string conversation, long watermark, CancellationToken cancel)
    {
        try
        {
            var known = await log.OpenAsync(conversation, cancel);
            var view = ActivityView.Of(known, watermark, clock.GetUtcNow());
            if (view.Activities.Count == 0) return null;

            await intake.DeliveredAsync(conversation, known, view.Watermark, cancel);
            return view;
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            trouble.LogWarning("A conversation of Direct Line could not be read: {Reason}", away.Message);
            return null;
        }
    }

    /// <summary>News, or that it is time to look; null when the stream ends.</summary>
    private async Task<StreamNews?> NewsAsync(ConversationStream stream, CancellationToken cancel)
    {
        using var time = new CancellationTokenSource(Look, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            return await stream.News.WaitToReadAsync(either.Token) && stream.News.TryRead(out var news) ? news : null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return StreamNews.Said;
        }
    }

    /// <summary>Ends the stream when the page closes its socket.</summary>
    private static async Task HearAsync(WebSocket socket, ConversationStream stream, CancellationToken cancel)
    {
        var buffer = new byte[Chunk];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), cancel)).MessageType != WebSocketMessageType.Close)
            {
                // A client says every 20 s that it lives, in an empty text.
            }
        }
        catch (Exception left) when (left is OperationCanceledException or WebSocketException)
        {
            // It is gone without a word.
        }

        stream.End();
    }

    private static async Task CloseAsync(WebSocket socket, Task hearing, CancellationTokenSource end)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, limit.Token);
        }
        catch (Exception left) when (left is OperationCanceledException or WebSocketException)
        {
            // It is closed for us.
        }

        await end.CancelAsync();
        await hearing;
    }

    private string TypingIn(string conversation) => new JsonObject
    {
        ["activities"] = new JsonArray(new JsonObject
        {
            ["type"] = "typing",
            ["id"] = $"{conversation}|typing-{DirectLineCaller.NewId()}",
            ["timestamp"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["from"] = new JsonObject { ["id"] = "bot", ["name"] = "Bot", ["role"] = "bot" },
        }),
    }.ToJsonString();

    private static Task SendAsync(WebSocket socket, string text, CancellationToken cancel) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancel);
}
