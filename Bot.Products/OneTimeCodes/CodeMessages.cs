using Bot.Engine.Abstractions;
using Bot.Products.Notices;

namespace Bot.Products.OneTimeCodes;

/// <summary>Sends one-time codes as WhatsApp templates, through the outbox.</summary>
public sealed class CodeMessages(NoticeTemplate template, IOutboxWriter outbox, TimeProvider clock) : ICodeMessenger
{
    public Task<SendResult> SendAsync(string mobile, string code, string reference, CancellationToken cancel) =>
        outbox.SendNowAsync(TemplateNotice.To(mobile, $"otp.{reference}", template, [code], clock.GetUtcNow()), cancel);
}
