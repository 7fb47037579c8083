using Bot.Engine.Abstractions;
using Bot.Host.Api.Resources;
using Bot.Products.Consents;

namespace Bot.Host.Api.Consents;

/// <summary>Shows what people agreed to. Nothing changes a consent.</summary>
internal sealed class ConsentEndpoints(ConsentRepository consents, RecordPages pages, IRestrictions? restrictions = null)
{
    private static readonly string[] Answers = [ConsentRepository.NameOf(ConsentAnswer.Given), ConsentRepository.NameOf(ConsentAnswer.Refused)];

    public Task<ResourceAnswer> ListAsync(ResourceCall call) => pages.AnswerAsync(
        call, ConsentRepository.Kind, "Consents", Answers, ByMobile, ConsentRepository.Read,
        // No word of a consent can be searched for.
        (consent, filter) =>
            !IsRestricted(consent) && (filter.Status is null || ConsentRepository.NameOf(consent.Answer) == filter.Status)
                && filter.AgentId.Length + filter.Text.Length == 0,
        consent => Task.FromResult(ConsentView.Of(consent, whole: false)));

    public async Task<ResourceAnswer> GetAsync(ResourceCall call) =>
        await consents.FindAsync(call.Path("consent_id"), call.Cancel) is { } consent && !IsRestricted(consent)
            ? ResourceAnswer.Ok("Consent", ConsentView.Of(consent, call.ShowsPersonal))
            : ResourceAnswer.NotFound("There is no such consent.");

    /// <summary>The person is to be erased: nothing of theirs is shown any more. The number is theirs on every channel.</summary>
    private bool IsRestricted(Consent consent) => restrictions?.Restricts($"api:{consent.MobileNumber}") == true;

    private (string Name, string Value) ByMobile(string mobile) => consents.ByMobile(mobile) is var lookup ? (lookup.Key, lookup.Value) : default;
}
