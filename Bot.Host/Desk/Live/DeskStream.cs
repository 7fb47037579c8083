using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;

namespace Bot.Host.Desk.Live;

/// <summary>
/// What moves, as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): at most two a second a desk, each with the ids of the
/// sessions that moved since the last. What they say now the page asks for itself, by its own rights. The line ends with the session of its operator.
/// </summary>
internal sealed class DeskStream(DeskFeed feed, OperatorRepository operators, IHostApplicationLifetime life, TimeProvider clock)
{
    /// <summary>Ids in one event; more are told as everything.</summary>
    private const int MostTold = 100;

    /// <summary>Proxies and browsers give up on lines that are silent for longer.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(500);

    /// <summary>The page comes back by itself, and is asked again who it is.</summary>
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(5);

    public async Task ServeAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(context.Request.Method)) return;

        var place = feed.Open();
        try
        {
            await context.Response.WriteAsync("retry: 1000\n\n", end.Token);
            await FollowAsync(context, place, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader left, or the host is stopping: either way there is no connection to write to.
        }
        catch (StoreUnavailableException)
        {
            // Whose line it is cannot be told: the page comes back.
        }
        finally
        {
            feed.Close();
        }
    }

    private async Task FollowAsync(HttpContext context, long place, CancellationToken cancel)
    {
        var (response, begun) = (context.Response, clock.GetTimestamp());
        while (clock.GetElapsedTime(begun) < LongestStream && OperatorPrincipal.Holds(context.User, await operators.FindAsync(context.Operator(), cancel)))
        {
            var moves = feed.After(place);
            if (moves.Place > place)
            {
                place = moves.Place;
                await response.WriteAsync($"data: {Json(moves)}\n\n", cancel);
            }

            await response.Body.FlushAsync(cancel);
            try
            {
                await moves.More.WaitAsync(Heartbeat, cancel);
                await Task.Delay(Gathered, cancel);
            }
            catch (TimeoutException)
            {
                await response.WriteAsync(": still here\n\n", cancel);
            }
        }
    }

    /// <summary>Told as all where ids are too many or some are forgotten; of the forgotten it is not known whether one was handed on.</summary>
    internal static string Json(DeskMoves moves)
    {
        var all = moves.Gap || moves.Sessions.Count > MostTold;
        return JsonSerializer.Serialize(new { all, handed = moves.Handed || moves.Gap, sessions = all ? [] : moves.Sessions }, JsonSerializerOptions.Web);
    }
}
