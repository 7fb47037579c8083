using Bot.Engine.Abstractions;
using Bot.Host.Desk.Pages;

namespace Bot.Host.Desk.Inbox;

/// <summary><c>/desk/api/inbox</c>: who waits, what is mine, what is going on, what has ended, and who a name or number belongs to.</summary>
internal sealed class InboxEndpoints(InboxLists lists)
{
    private const int LongestSearch = 80;

    /// <summary>Digits of which a number has at least so many; fewer are part of a name.</summary>
    private const int ShortestNumber = 8;

    public async Task ListAsync(HttpContext context)
    {
        var (query, cancel, name) = (context.Request.Query, context.RequestAborted, context.Operator());
        var (list, search) = (query["list"].ToString(), query["q"].ToString().Trim());
        if (search.Length > LongestSearch)
        {
            await DeskAnswer.InvalidAsync(context, $"A search has at most {LongestSearch} characters.");
            return;
        }

        var handed = await lists.HandedAsync(cancel);
        InboxPage? page = search.Length > 0 ? await FindAsync(search, query["after"].ToString(), cancel) : list switch
        {
            "" or "waiting" => new(await lists.PageAsync(handed.Where(one => one.By is null), cancel), null),
            "mine" => new(await lists.PageAsync(handed.Where(one => one.By == name), cancel), null),
            "others" => new(await lists.PageAsync(handed.Where(one => one.By is not null && one.By != name), cancel), null),
            "live" => await lists.WalkAsync(Wanted(query, isLive: true), query["after"].ToString(), cancel),
            "ended" => await lists.WalkAsync(Wanted(query, isLive: false), query["after"].ToString(), cancel),
            _ => null,
        };
        if (page is null)
        {
            await DeskAnswer.InvalidAsync(context, "list must be one of: waiting, mine, others, live, ended.");
            return;
        }

        await DeskAnswer.WriteAsync(context, new
        {
            page.Items, page.Next, waiting = handed.Count(one => one.By is null), mine = handed.Count(one => one.By == name),
        });
    }

    private async Task<InboxPage> FindAsync(string search, string after, CancellationToken cancel) =>
        search.Count(char.IsAsciiDigit) >= ShortestNumber
            ? new(await lists.OfNumberAsync(search, cancel), null)
            : await lists.WalkAsync(line => IsIn(line.Name, search) || IsIn(line.Flow, search) || IsIn(line.State, search), after, cancel);

    private static Func<ConversationLine, bool> Wanted(IQueryCollection query, bool isLive)
    {
        var (flow, state) = (query["flow"].ToString(), query["state"].ToString());
        return line => line.Flow.Length > 0 == isLive && (flow.Length == 0 || line.Flow == flow) && (state.Length == 0 || line.State == state);
    }

    private static bool IsIn(string text, string search) => text.Contains(search, StringComparison.OrdinalIgnoreCase);
}
