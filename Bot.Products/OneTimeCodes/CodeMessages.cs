using Bot.Engine.Abstractions;
using Bot.Products.Notices;

namespace Bot.Products.OneTimeCodes;

/// <summary>Sends one-time codes as WhatsApp templates, through the outbox.</summary>
public sealed class CodeMessages(NoticeTemplate template, IOutboxWriter outbox, TimeProvider clock) : ICodeMessenger
{
    /// <summary>What the ids of outbox rows begin with that carry a code; its reference is behind it.</summary>
    public const string RowPrefix = "otp.";

    public Task<SendResult> SendAsync(string mobile, string code, string reference, CancellationToken cancel) =>
        outbox.SendNowAsync(TemplateNotice.To(mobile, RowPrefix + reference, template, [code], clock.GetUtcNow(), "otp"), cancel);
}
