using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Checks;
using Bot.Engine.Sessions;
using Bot.Host.Api.Resources;
using Bot.Host.Http;
using Bot.Storage.Media;
using Bot.Templates.Loading;

namespace Bot.Host.Api.Sessions;

/// <summary>
/// What an operator may do with a conversation. Everything goes through the machine, as an input like any other: its rules, its commit, its reply to the
/// person.
/// </summary>
internal sealed class SessionOperator(SessionRepository sessions, ConversationRunner runner, FlowSet flows, MessageCatalogue messages, MediaLibrary media,
    TimeProvider clock)
{
    private const string Gone = "Its flow is gone: the person begins again with their next message.";
    private const string Busy = "A call to a partner is on its way; try again when it is back.";
    private const string Idle = "Nothing is going on in this conversation.";
    private const int LongestWord = 80;

    /// <summary>Where a photo came from that came over this API.</summary>
    private const string ApiChannel = "api";

    private static readonly string[] ShownOnly =
        ["session_id", "channel", "mobile_number", "status", "flow", "state", "last_heard_at", "updated_at", "waiting_for", "answers", "documents"];

    public async Task<ResourceAnswer> UpdateAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["language", "with_human"], ShownOnly);
        var language = body.Text("language", LongestWord);
        var languages = messages.Languages;
        if (language is not null && !languages.Contains(language)) body.Faults.TryAdd("language", $"This must be one of: {string.Join(", ", languages)}.");
        var withHuman = body.Flag("with_human");
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (await sessions.FindAsync(call) is not { } found) return SessionRepository.Unknown;

        await runner.DirectAsync(found.Line.Conversation, new SetByOperator(NewId(), clock.GetUtcNow(), language, withHuman), call.Cancel);
        return await sessions.AnswerAsync("Session changed", call, found.Line.SessionId);
    }

    public async Task<ResourceAnswer> MoveAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["state"], []);
        var wanted = body.Text("state", LongestWord, needed: true);
        if (await sessions.FindAsync(call) is not { } found) return SessionRepository.Unknown;
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (Refusal(found.Stored.Session) is { } refusal) return refusal;

        var frame = found.Stored.Session.Top!;
        if (found.Flows.Find(frame.Flow) is not { } flow) return ResourceAnswer.Conflict(Gone);

        var questions = flow.States.Where(state => state.Answers is not null).ToList();
        if (questions.Find(state => Plain(state.Name) == Plain(wanted!)) is not { } state)
            return ResourceAnswer.Invalid(new Dictionary<string, string> { ["state"] = $"The flow {flow.Name} has no such question; it has: {string.Join(", ", questions.Select(known => known.Name))}." });
        if (MissingAnswers.At(found.Flows, frame, state.Name) is { Count: > 0 } missing)
            return ResourceAnswer.Conflict($"{state.Name} comes after other questions.", ("state", $"Not answered yet: {string.Join(", ", missing)}."));

        return await DirectedAsync(call, found.Line, new MovedByOperator(NewId(), clock.GetUtcNow(), state.Name), "Session moved");
    }

    public async Task<ResourceAnswer> CompleteAsync(ResourceCall call)
    {
        if (await sessions.FindAsync(call) is not { } found) return SessionRepository.Unknown;
        if (found.Stored.Session.Top is null) return (await sessions.AnswerAsync("Session completed", call, found.Line.SessionId)) with { Changes = false };
        return Refusal(found.Stored.Session) ?? await DirectedAsync(call, found.Line, new EndedByOperator(NewId(), clock.GetUtcNow()), "Session completed");
    }

    /// <summary>Ends what is going on and puts the conversation out of sight. What was said and done is kept.</summary>
    public async Task<ResourceAnswer> DeleteAsync(ResourceCall call)
    {
        if (await sessions.FindAsync(call) is not { } found) return SessionRepository.Unknown;
        if (found.Stored.Session.Top is not null)
        {
            if (Refusal(found.Stored.Session) is { } refusal) return refusal;
            if (await runner.DirectAsync(found.Line.Conversation, new EndedByOperator(NewId(), clock.GetUtcNow()), call.Cancel) != Handled.Committed)
                return ResourceAnswer.Conflict(Busy);
        }
        return await OptimisticRetry.RunAsync(async () => await sessions.DeleteAsync(found.Line.SessionId, call.Cancel) switch
        {
            true => ResourceAnswer.Ok("Session deleted", new { found.Line.SessionId, HistoryKept = true }),
            false => SessionRepository.Unknown,
            null => null,
        });
    }

    /// <summary>A photo in the person's place: it is the answer to the question at hand.</summary>
    public async Task<ResourceAnswer> AddDocumentAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["image_type", "image_base64"], []);
        var type = body.Text("image_type", LongestWord, needed: true);
        var bytes = ReadImage(body);
        if (type is not null && !flows.All.Any(flow => flow.Slots.Any(slot => IsOf(slot, type))))
            body.Faults["image_type"] = "This must be one of: RCFRONT, RCBACK, VEHICLEFRONT, VEHICLESIDE, TAGAFFIX.";
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (await sessions.FindAsync(call) is not { } found) return SessionRepository.Unknown;
        if (Refusal(found.Stored.Session) is { } refusal) return refusal;

        var flow = found.Flows.Find(found.Stored.Session.Top!.Flow);
        var asked = flow?.Find(found.Stored.Session.Top.State)?.Answers;
        if (asked is null || flow!.Slot(asked) is not { } slot || !IsOf(slot, type!))
            return ResourceAnswer.Conflict("The conversation does not ask for this document now.", ("image_type", $"It asks for {asked ?? "nothing"}."));

        var reference = new MediaReference(ApiChannel, Guid.CreateVersion7().ToString("n"), "", "", "");
        var kept = await media.KeepAsync(reference, bytes!, call.Cancel);
        if (Base64Photo.FaultOf(kept) is { } fault) return ResourceAnswer.Invalid(new Dictionary<string, string> { ["image_base64"] = fault });

        switch (kept)
        {
            case ImageResult.Image image:
                return await DirectedAsync(call, found.Line,
                    new HeardImage(NewId(), clock.GetUtcNow(), reference with { MimeType = image.MimeType, Sha256 = image.Sha256 }) { IsKept = true }, "Document added");
            case ImageResult.Unavailable:
                return ResourceAnswer.Error(StatusCodes.Status503ServiceUnavailable, "The photo could not be kept; try again later.");
            case var other:
                throw new InvalidOperationException($"A photo is not kept with {other.GetType().Name}.");
        }
    }

    private async Task<ResourceAnswer> DirectedAsync(ResourceCall call, ConversationLine line, Input input, string message) =>
        await runner.DirectAsync(line.Conversation, input, call.Cancel) == Handled.Committed
            ? await sessions.AnswerAsync(message, call, line.SessionId)
            : ResourceAnswer.Conflict(Busy);

    /// <summary>Why nothing can be done with a conversation just now.</summary>
    private static ResourceAnswer? Refusal(Session session) =>
        session.Top is null ? ResourceAnswer.Conflict(Idle) : session.Pending is not null ? ResourceAnswer.Conflict(Busy) : null;

    private static byte[]? ReadImage(ResourceBody body)
    {
        if (body.Text("image_base64", int.MaxValue, needed: true) is not { } text) return null;

        if (Base64Photo.Read(text) is { } bytes) return bytes;

        body.Faults["image_base64"] = "This is not base64.";
        return null;
    }

    /// <summary>Whether a slot holds the photo that a type names: <c>rc_front</c>, <c>RC_FRONT</c> and <c>RCFRONT</c> are alike.</summary>
    private static bool IsOf(SlotDefinition slot, string type) =>
        slot.Type is { TakesImage: true } && Plain(slot.Name) == (Plain(type) is "TAGAFFIX" ? "TAGFIXED" : Plain(type));

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string NewId() => $"operator.{Guid.CreateVersion7():n}";
}
