using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Channels.BotFramework;

namespace Bot.Host.DirectLine;

/// <summary>The channel of pages that talk over our own Direct Line: what the bot says is written into the conversation's log, and shown from there.</summary>
internal sealed class DirectLineChannel(ConversationLog log, TimeProvider clock) : IChannel
{
    public const string ChannelName = "directline";

    public string Name => ChannelName;

    public WebhookTraits? Webhook => null;

    /// <summary>It has no webhook.</summary>
    public bool IsAuthentic(WebhookRequest request) => false;

    public bool Recognises(WebhookRequest request) => false;

    public WebhookContent Read(WebhookRequest request) => new([], "Direct Line has no webhook.");

    /// <summary>A message that was written already, before a crash, is not written again.</summary>
    public async Task<SendResult> SendAsync(string to, OutboundMessage message, string reference, CancellationToken cancel)
    {
        if (!await log.IsThereAsync(to, cancel)) return new SendRefused(new SendFailure("not sent", "There is no such conversation.", FailureAction.GiveUp));

        var activity = ActivityWriter.Write(message);
        activity["from"] = new JsonObject { ["id"] = "bot", ["name"] = "Bot", ["role"] = "bot" };
        var number = 0L;
        await log.ChangeAsync(to, conversation =>
        {
            if (conversation.Activities.FirstOrDefault(said => !said.FromUser && said.Cause == reference) is { } written)
            {
                number = written.Number;
                return null;
            }

            number = conversation.Last + 1;
            return conversation.With(new() { At = clock.GetUtcNow(), Cause = reference, Activity = activity });
        }, cancel);
        return new SendAccepted(ActivityView.IdOf(to, number));
    }

    /// <summary>Photos were kept when they came; what was no photo is told as that.</summary>
    public Task<MediaContent> FetchAsync(MediaReference media, int limit, CancellationToken cancel) =>
        Task.FromResult<MediaContent>(UploadedFile.KindIn(media.Id) switch
        {
            UploadKind.TooLarge => new MediaTooLarge(limit),
            UploadKind.NoPhoto => new MediaBytes(ReadOnlyMemory<byte>.Empty, media.MimeType),
            _ => new MediaUnavailable("The photo came with its message and is no longer kept.", Retryable: false),
        });
}
