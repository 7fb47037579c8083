using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Products.Consents;

/// <summary>
/// Keeps what a person answered to the question for consent, with the question itself in the language of the chat. The record is written in the turn that hears
/// of it.
/// </summary>
/// <remarks>
/// <c>answer</c> is <c>yes</c> or anything else; <c>question</c> names the message as <c>flow/key</c>. Its text depends on no slot, and is kept as it was
/// read.
/// </remarks>
public sealed class KeepConsent(ConsentRepository consents, IMessageRenderer renderer, TimeProvider clock) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } =
        new("consents.keep", ["answer", "question", "mobile", "lender", "purpose", "data"], [new("given", "consentId"), new("refused")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = call.Text("answer") == "yes" ? ConsentAnswer.Given : ConsentAnswer.Refused;
        var result = answer == ConsentAnswer.Given ? CallResult.Of("given", ("consentId", Value.Of(call.Id))) : CallResult.Of("refused");

        // Heard before: a turn that is computed twice.
        if (await consents.FindAsync(call.Id, cancel).ConfigureAwait(false) is not null) return result;

        var wording = WordingOf(call.Text("question"), call.Origin.Language);
        var consent = new Consent
        {
            Id = call.Id,
            MobileNumber = call.Text("mobile"),
            Lender = call.Text("lender"),
            Purpose = call.Text("purpose"),
            Data = call.Text("data"),
            Answer = answer,
            Language = call.Origin.Language,
            Version = ConsentWording.VersionOf(wording),
            Wording = wording,
            Source = call.Origin.Channel,
            AnsweredAt = call.Origin.At,
            CreatedAt = clock.GetUtcNow(),
        };
        return result with { Changes = [consents.Addition(consent)] };
    }

    private string WordingOf(string question, string language)
    {
        var slash = question.IndexOf('/', StringComparison.Ordinal);
        var (flow, message) = (question[..Math.Max(slash, 0)], question[(slash + 1)..]);
        return renderer.RenderText(new() { Flow = flow, Message = message, Language = language, Slots = Slots.Empty });
    }
}
