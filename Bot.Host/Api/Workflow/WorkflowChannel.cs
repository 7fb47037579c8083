using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;

namespace Bot.Host.Api.Workflow;

/// <summary>The channel of conversations that a workflow leads over HTTP: what is said is the answer to the step, so nothing has to be sent anywhere.</summary>
internal sealed class WorkflowChannel : IChannel
{
    public const string ChannelName = "workflow";

    public string Name => ChannelName;

    public WebhookTraits? Webhook => null;

    /// <summary>It has no webhook.</summary>
    public bool IsAuthentic(WebhookRequest request) => false;

    public bool Recognises(WebhookRequest request) => false;

    public WebhookContent Read(WebhookRequest request) => new([], "The workflow has no webhook.");

    public Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel) =>
        Task.FromResult<SendResult>(new SendAccepted(reference));

    /// <summary>Its photos were kept when they came; one that is not there any more cannot be fetched from anywhere.</summary>
    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) =>
        Task.FromResult<MediaContent>(new MediaUnavailable("The photo came with a workflow step and is no longer kept.", Retryable: false));
}
