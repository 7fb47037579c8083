using Bot.Host.Api.Resources;
using Bot.Products.Consents;

namespace Bot.Host.Api.Consents;

/// <param name="MobileNumber">Ten digits; masked in lists.</param>
/// <param name="Data">Which data the lender gets.</param>
/// <param name="Answer"><c>given</c> or <c>refused</c>.</param>
/// <param name="Version">Names the wording.</param>
/// <param name="Wording">The question as it was read; empty where another program asked and did not tell.</param>
/// <param name="Source">The channel of the chat, or <c>api:</c> and the name of the key.</param>
internal sealed record ConsentView(
    string ConsentId, string MobileNumber, string Lender, string Purpose, string Data, string Answer, string Language, string Version, string Wording,
    string Source, DateTimeOffset AnsweredAt, DateTimeOffset CreatedAt) : IRecordView
{
    string IRecordView.RecordId => ConsentId;

    public static ConsentView Of(Consent consent, bool whole) => new(
        consent.Id, ViewFields.Mobile(consent.MobileNumber, whole), consent.Lender, consent.Purpose, consent.Data, ConsentRepository.NameOf(consent.Answer),
        consent.Language, consent.Version, consent.Wording, consent.Source, consent.AnsweredAt, consent.CreatedAt);
}
