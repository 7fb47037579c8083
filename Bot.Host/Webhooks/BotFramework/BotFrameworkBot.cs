using System.Text;
using Bot.Engine.Abstractions;
using Bot.Host.Observability;
using Microsoft.Bot.Builder;
using Newtonsoft.Json;

namespace Bot.Host.Webhooks.BotFramework;

/// <summary>An activity whose token the adapter has checked, into the conversations. Replies go out through the outbox, as on every channel.</summary>
internal sealed class BotFrameworkBot(IChannel channel, IInboundDispatcher dispatcher, ILogger<BotFrameworkBot> log) : IBot
{
    /// <summary>The service waits 15 s.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    private static readonly JsonSerializerSettings Wire = new() { NullValueHandling = NullValueHandling.Ignore };

    /// <summary>Returns when it is committed. The caller hanging up does not stop a commit.</summary>
    /// <remarks>
    /// What is read is what the adapter has read and checked, written again: a name that stands twice in a body cannot mean one thing there and another here.
    /// </remarks>
    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        var body = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(turnContext.Activity, Wire));
        var request = new WebhookRequest(body, _ => "", _ => "");
        using var limit = new CancellationTokenSource(Timeout);
        await RememberAsync(request, limit.Token);

        var events = channel.Read(request).Events;
        foreach (var ignored in events.OfType<EventIgnored>()) log.LogInformation("{Channel} told of {Kind}, which nothing here acts on", channel.Name, ignored.Kind);
        if (events.Where(happened => happened is not EventIgnored).ToList() is not { Count: > 0 } relevant) return;

        using var lines = relevant is [MessageReceived only] ? Correlation.Follow(only.Id) : Correlation.Begin(Correlation.New());
        await dispatcher.DispatchAsync(relevant, limit.Token);
    }

    private async Task RememberAsync(WebhookRequest request, CancellationToken cancel)
    {
        try
        {
            await channel.RememberAsync(request, cancel);
        }
        catch (StoreUnavailableException away)
        {
            // What is said is kept on this host meanwhile; those that were heard before can be answered all the same.
            log.LogWarning("The database is away: how to reach a person of {Channel} was not written ({Reason})", channel.Name, away.Message);
        }
    }
}
