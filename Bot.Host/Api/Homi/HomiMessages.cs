using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Api.Homi;

/// <summary>Codes and lead notices as Gupshup templates, through the outbox.</summary>
internal sealed class HomiMessages(HomiTemplates templates, IOutboxWriter outbox, TimeProvider clock) : ICodeMessenger, ILeadNotices
{
    private const string Channel = "gupshup";
    private const string Language = "en";

    public Task<SendResult> SendAsync(string mobile, string code, string reference, CancellationToken cancel) =>
        outbox.SendNowAsync(EntryOf(mobile, $"otp.{reference}", templates.OtpTemplateId, templates.OtpSourceName, [code]), cancel);

    public Task CreatedAsync(Lead lead, string reference, CancellationToken cancel) =>
        outbox.PostAsync(EntryOf(lead.MobileNumber, reference, templates.LeadCreationTemplateId, templates.LeadCreationSourceName, [lead.Name, lead.ApplicationId]), cancel);

    public Task StatusAsync(Lead lead, string status, string reference, CancellationToken cancel) =>
        outbox.PostAsync(EntryOf(lead.MobileNumber, reference, templates.LeadStatusTemplateId, templates.LeadStatusSourceName, [lead.Name, status]), cancel);

    /// <summary>The recipient may never have written to the bot: a template needs no open window.</summary>
    private OutboxEntry EntryOf(string mobile, string id, string template, string sourceName, ImmutableArray<string> parameters)
    {
        var address = IndianMobile.WhatsApp(mobile);
        return new($"{Channel}:{address}", new(Channel, address, "", DateTimeOffset.UnixEpoch), [new(id, new TemplateMessage(template, Language, parameters, sourceName))], clock.GetUtcNow());
    }
}
