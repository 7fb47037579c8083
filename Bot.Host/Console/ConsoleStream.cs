using System.Globalization;
using System.Text.Json;
using Bot.Host.Access;
using Bot.Host.Api.Resources;

namespace Bot.Host.Console;

/// <summary>
/// The feed as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). A reader that comes back with the last id it saw goes on
/// from there.
/// </summary>
internal sealed class ConsoleStream(ConsoleFeed feed, IHostApplicationLifetime life)
{
    /// <summary>Proxies and browsers give up on lines that are silent for longer.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task ServeAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(context.Request.Method)) return;

        try
        {
            var (after, known) = Place(context.Request);
            await context.Response.WriteAsync($"retry: 1000\n{(known ? "" : Note("restarted"))}\n", end.Token);
            await FollowAsync(context.Response, after, context.User.May(ResourceCall.PersonalScope), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader left, or the host is stopping: either way there is no connection to write to.
        }
    }

    private async Task FollowAsync(HttpResponse response, long after, bool whole, CancellationToken cancel)
    {
        while (true)
        {
            var page = feed.After(after);
            if (page.Gap && after > 0) await response.WriteAsync($"{Note("gap")}\n", cancel);
            foreach (var entry in page.Entries)
            {
                after = entry.Id;
                if ((whole ? entry : entry.Masked()) is { } shown) await response.WriteAsync($"id: {feed.Epoch}-{entry.Id}\ndata: {Json(shown)}\n\n", cancel);
            }
            await response.Body.FlushAsync(cancel);

            try
            {
                await page.More.WaitAsync(Heartbeat, cancel);
            }
            catch (TimeoutException)
            {
                await response.WriteAsync(": still here\n\n", cancel);
            }
        }
    }

    /// <summary>Where the reader stands, and whether it was in this run of the host.</summary>
    private (long After, bool Known) Place(HttpRequest request)
    {
        var last = request.Headers["Last-Event-ID"].ToString();
        if (last.Length == 0) last = request.Query["after"].ToString();
        if (last.Length == 0) return (0, true);
        return last.Split('-') is [var epoch, var id] && epoch == feed.Epoch && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? (after, true)
            : (0, false);
    }

    private static string Note(string kind) => $"data: {{\"kind\":\"{kind}\",\"conversation\":\"\",\"event\":{{}}}}\n";

    private static string Json(FeedEntry entry) =>
        JsonSerializer.Serialize(new { id = entry.Id, at = entry.At, conversation = entry.Conversation, kind = entry.Event.Kind, @event = (object)entry.Event },
            JsonSerializerOptions.Web);
}
