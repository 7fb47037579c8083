using Bot.Engine.Abstractions;
using Bot.Products.Notices;

namespace Bot.Products.Leads;

/// <summary>Tells applicants about their leads as WhatsApp templates, through the outbox.</summary>
public sealed class LeadNotices(NoticeTemplate created, NoticeTemplate status, IOutboxWriter outbox, TimeProvider clock) : ILeadNotices
{
    /// <summary>Over which they go.</summary>
    public const string Channel = TemplateNotice.Channel;

    public Task CreatedAsync(Lead lead, string reference, CancellationToken cancel) =>
        outbox.PostAsync(TemplateNotice.To(lead.MobileNumber, reference, created, [lead.Name, lead.ApplicationId], clock.GetUtcNow(), "lead-notice"), cancel);

    public Task StatusAsync(Lead lead, string standing, string reference, CancellationToken cancel) =>
        outbox.PostAsync(TemplateNotice.To(lead.MobileNumber, reference, status, [lead.Name, standing], clock.GetUtcNow(), "lead-notice"), cancel);
}
