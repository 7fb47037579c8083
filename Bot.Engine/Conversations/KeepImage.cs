using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>Fetches, checks and keeps a photo when it arrives: a question for one asks for it before it takes the answer.</summary>
/// <remarks>Not consequential: what is kept already is found again.</remarks>
internal sealed class KeepImage(IMediaLibrary media) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration => ImageCheck.Contract;

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        if (MediaReference.From(call.Arguments.Find(ImageCheck.Image)) is not { } reference) return Refused("");

        var result = await media.OpenAsync(reference, cancel).ConfigureAwait(false);
        if (ImageRefusal.RuleOf(result) is { } rule) return Refused(rule, (result as ImageResult.NotAnImage)?.Format ?? "", NoteOf(result));

        return result is ImageResult.Image image
            ? CallResult.Of(ImageCheck.Kept, (ImageCheck.Image, (reference with { MimeType = image.MimeType, Sha256 = image.Sha256 }).ToValue()))
            : CallResult.Of(ImageCheck.Unavailable, (ImageCheck.Image, reference.ToValue()), (ImageCheck.OperatorNote, NoteOf(result)));
    }

    private static string NoteOf(ImageResult result) => result is ImageResult.Unavailable { OursToMend: true } away ? away.Why : "";

    private static CallResult Refused(string rule, string format = "", string operatorNote = "") =>
        CallResult.Of(ImageCheck.Refused, (ImageCheck.Rule, rule), (ImageCheck.Format, format), (ImageCheck.OperatorNote, operatorNote));
}
