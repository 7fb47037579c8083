using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;

namespace Bot.Host.Desk.Inbox;

/// <summary><c>/desk/api/inbox</c>: who waits, what is mine, what is going on, what has ended, and who a name or number belongs to.</summary>
internal sealed class InboxEndpoints(InboxLists lists, OperatorRepository operators)
{
    private const int LongestSearch = 80;
    private const int LongestSession = 64;

    /// <summary>Digits of which a number has at least so many; fewer are part of a name.</summary>
    private const int ShortestNumber = 8;

    public async Task ListAsync(HttpContext context)
    {
        var (query, cancel, name) = (context.Request.Query, context.RequestAborted, context.Operator());
        var (list, search, after) = (query["list"].ToString(), query["q"].ToString().Trim(), query["after"].ToString());
        if (search.Length > LongestSearch)
        {
            await DeskAnswer.InvalidAsync(context, $"A search has at most {LongestSearch} characters.");
            return;
        }

        if (after.Length > 0 && !IsBehind(list, search, after))
        {
            await DeskAnswer.InvalidAsync(context, "after must be the next of a page; lists of those with a human have one page.");
            return;
        }

        var handed = await lists.HandedAsync(cancel);
        var gone = await GoneAsync(handed, cancel);
        var waiting = handed.Where(one => one.By is null || gone.Contains(one.By)).ToList();
        InboxPage? page = search.Length > 0 ? await FindAsync(search, after, cancel) : list switch
        {
            "" or "waiting" => new(await lists.PageAsync(waiting, cancel), null),
            "mine" => new(await lists.PageAsync(handed.Where(one => one.By == name), cancel), null),
            "others" => new(await lists.PageAsync(handed.Where(one => one.By is { } by && by != name && !gone.Contains(by)), cancel), null),
            "live" => await lists.WalkAsync(Wanted(query, isLive: true), after, cancel),
            "ended" => await lists.WalkAsync(Wanted(query, isLive: false), after, cancel),
            _ => null,
        };
        if (page is null)
        {
            await DeskAnswer.InvalidAsync(context, "list must be one of: waiting, mine, others, live, ended.");
            return;
        }

        await DeskAnswer.WriteAsync(context, new
        {
            page.Items, page.Next, waiting = waiting.Count, mine = handed.Count(one => one.By == name),
        });
    }

    /// <summary>Operators who are let in no more, of those who have conversations: what they had waits for another one.</summary>
    private async Task<HashSet<string>> GoneAsync(IReadOnlyList<Handover> handed, CancellationToken cancel)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var by in handed.Select(one => one.By).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await operators.FindAsync(by, cancel) is null or { Disabled: true }) gone.Add(by);
        }

        return gone;
    }

    /// <summary>Whether a list goes on behind a session.</summary>
    private static bool IsBehind(string list, string search, string after) =>
        (search.Length > 0 || list is "live" or "ended") && after.Length <= LongestSession && after.All(char.IsAsciiLetterOrDigit);

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
