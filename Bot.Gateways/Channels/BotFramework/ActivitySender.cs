using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Gateways.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>Sends activities over the SDK's adapter, and tells honestly what became of each.</summary>
/// <param name="adapter">The adapter that continues conversations; null: one over the connector's HTTP API.</param>
internal sealed class ActivitySender(BotFrameworkOptions options, IHttpClientFactory clients, BotAdapter? adapter = null)
{
    /// <summary>Besides the send: for a token, which is then kept for an hour.</summary>
    private static readonly TimeSpan LoginTime = TimeSpan.FromSeconds(10);

    private readonly BotAdapter _adapter = adapter
        ?? new ConnectorAdapter(BotFrameworkLogin.Of(options, new NamedClients(clients, BotFrameworkChannel.ConnectorClient, options.Timeout)));

    /// <param name="fallbackId">The message's id where the service gives none.</param>
    public async Task<SendResult> SendAsync(StoredReference reference, JsonObject message, string fallbackId, CancellationToken cancel)
    {
        if (!Uri.TryCreate(reference.ServiceUrl, UriKind.Absolute, out var service) || service.Scheme is not ("https" or "http"))
            return new SendRefused(new SendFailure("settings", "The service's URL is no web address.", FailureAction.FixSettings));

        var activity = JsonConvert.DeserializeObject<Activity>(WireJson.Write(message))!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Timeout + LoginTime);
        try
        {
            ResourceResponse? answer = null;
            await _adapter.ContinueConversationAsync(options.AppId, Of(reference), async (turn, stop) =>
            {
                // The SDK makes up an id for the activity that begins a proactive turn, and answers to it would be replies to what no service knows.
                turn.Activity.Id = null;
                answer = await turn.SendActivityAsync(activity, stop).ConfigureAwait(false);
            }, limit.Token).ConfigureAwait(false);
            return new SendAccepted(answer?.Id is { Length: > 0 } id ? id : fallbackId);
        }
        catch (Exception failure)
        {
            cancel.ThrowIfCancellationRequested();
            return ConnectorAnswers.Judge(failure);
        }
    }

    /// <summary>A token of ours, for what a service hands out to the bot alone; empty when none can be had.</summary>
    public async Task<string> TokenAsync(CancellationToken cancel)
    {
        var credentials = await BotFrameworkLogin.CredentialsOf(options)
            .CreateCredentialsAsync(options.AppId, AuthenticationConstants.ToChannelFromBotOAuthScope, BotFrameworkLogin.LoginUrl, true, cancel)
            .ConfigureAwait(false);
        try
        {
            return credentials is AppCredentials app ? await app.GetTokenAsync().ConfigureAwait(false) ?? "" : "";
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // Without a token the service refuses to hand it out, which is told as such.
            return "";
        }
    }

    private static ConversationReference Of(StoredReference known) => new()
    {
        ServiceUrl = known.ServiceUrl,
        ChannelId = known.ChannelId,
        Conversation = new(id: known.Conversation, isGroup: known.IsGroup ? true : null, tenantId: known.Tenant.Length > 0 ? known.Tenant : null),
        User = new(known.User),
        Bot = new(known.Bot),
    };

    private sealed class ConnectorAdapter(BotFrameworkAuthentication login) : CloudAdapterBase(login);
}

/// <summary>Gives the SDK, which asks for a client without a name, the one that is meant.</summary>
/// <param name="limit">For one request, answer included.</param>
internal sealed class NamedClients(IHttpClientFactory clients, string name, TimeSpan limit) : IHttpClientFactory
{
    public HttpClient CreateClient(string _)
    {
        var client = clients.CreateClient(name);
        client.Timeout = limit;
        return client;
    }
}
