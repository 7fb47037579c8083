using Bot.Sandbox;

namespace Bot.Host.Console;

/// <summary>Saves a phone's conversation as a replay, and plays it to see that it passes.</summary>
internal sealed class ReplaySaver(ConsoleFeed feed, SandboxWorld world, TimeProvider clock, string flows)
{
    public async Task SaveAsync(HttpContext context, ConsolePhone phone)
    {
        var script = ConversationScript.Of(phone, feed.After(0).Entries, [.. world.UnusedFaults(), .. world.UnusedAnswers()]);
        if (script is null)
            await ConsoleAnswer.RefuseAsync(context, "The beginning of this conversation is not known here: the host was restarted, or it is long ago. Take another number, and save what you say with it.");
        else
            await ConsoleAnswer.WriteAsync(context, await ReplaySaving.SaveAsync(phone, script, clock.GetUtcNow(), flows));
    }
}
