using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;

namespace Bot.Products.Notices;

/// <summary>A message outside of any conversation to a mobile number, as a WhatsApp template that the channel's provider has approved.</summary>
internal static class TemplateNotice
{
    public const string Channel = "gupshup";
    private const string Language = "en";

    /// <summary>The outbox entry of a notice. The recipient may never have written to us: a template needs no open window.</summary>
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    /// <param name="id">Names the outbox row; the same one again is the same message.</param>
    /// <param name="template">The template's id and its sender.</param>
    /// <param name="parameters">In the template's order.</param>
    /// <param name="now">UTC.</param>
    /// <param name="flow">What its costs are counted under, see <see cref="NewMessage.Flow"/>.</param>
    public static OutboxEntry To(string mobile, string id, NoticeTemplate template, ImmutableArray<string> parameters, DateTimeOffset now,
        string flow)
    {
        var address = IndianMobile.WhatsApp(mobile);
        var message = new TemplateMessage(template.Id, Language, parameters, template.SourceName);
        return new($"{Channel}:{address}", new(Channel, address, "", DateTimeOffset.UnixEpoch), [new(id, message) { Flow = flow }], now);
    }
}

/// <summary>An approved template.</summary>
/// <param name="Id">The template's UUID at the provider.</param>
/// <param name="SourceName">The provider's <c>src.name</c> of the sender; empty where it needs none.</param>
public sealed record NoticeTemplate(string Id, string SourceName = "");
