using Bot.Host.Access;
using Bot.Host.Api.Resources;
using Bot.Host.Letters;
using Bot.Host.Observability;

namespace Bot.Host.Api.Letters;

/// <summary>Shows dead letters and deals with them.</summary>
internal sealed class LetterEndpoints(LetterDesk desk, Redactor redactor)
{
    private const int LongestNote = 1000;
    private const int LongestField = 200;

    private static ResourceAnswer Unknown => ResourceAnswer.NotFound(new LetterResult.Unknown().Message);

    public async Task<ResourceAnswer> ListAsync(ResourceCall call)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = PageRequest.Of(call, faults);
        var (kind, resolved) = (call.Query("kind"), call.Query("resolved"));
        if (kind.Length > 0 && !LetterKinds.All.Contains(kind)) faults["kind"] = $"This must be one of: {string.Join(", ", LetterKinds.All)}.";
        if (resolved is not ("" or "true" or "false")) faults["resolved"] = "This must be true or false.";
        if (faults.Count > 0) return ResourceAnswer.Invalid(faults);
        if (resolved == "true") return ResourceAnswer.Ok("Letters", await ResolvedAsync(call, request, kind));

        // Newest first: a cursor tells the letter that a page ended with.
        var page = await desk.PageAsync(kind, request.After, request.Offset + request.Limit, call.Cancel);
        var items = page.Items.Skip(request.Offset).Select(letter => LetterView.Of(letter, redactor, whole: false)).ToList();
        return ResourceAnswer.Ok("Letters", new Page<LetterView>(items, request.Limit, page.Next is { } next ? PageRequest.CursorOf(next) : null));
    }

    public async Task<ResourceAnswer> GetAsync(ResourceCall call)
    {
        var id = call.Path("letter_id");
        if (await desk.FindAsync(id, call.Cancel) is { } known) return ResourceAnswer.Ok("Letter", LetterWhole.Of(known, redactor, call.ShowsPersonal));
        return await desk.FindResolvedAsync(id, call.Cancel) is { } resolved ? ResourceAnswer.Ok("Letter", LetterView.Of(resolved, redactor, call.ShowsPersonal))
            : Unknown;
    }

    public async Task<ResourceAnswer> RetryAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["note"], []);
        var note = body.Text("note", LongestNote) ?? "";
        return body.Faults.Count > 0 ? ResourceAnswer.Invalid(body.Faults) : Answer(call, await desk.RetryAsync(call.Path("letter_id"), By(call, note), call.Cancel));
    }

    public async Task<ResourceAnswer> ResolveAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["note"], []);
        var note = body.Text("note", LongestNote, needed: true) ?? "";
        return body.Faults.Count > 0 ? ResourceAnswer.Invalid(body.Faults) : Answer(call, await desk.ResolveAsync(call.Path("letter_id"), By(call, note), call.Cancel));
    }

    public async Task<ResourceAnswer> SettleAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["outcome", "fields", "note"], []);
        var (outcome, note) = (body.Text("outcome", LongestField, needed: true) ?? "", body.Text("note", LongestNote) ?? "");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in body.Fields("fields"))
        {
            if (Http.JsonBody.TextOf(field.Value)?.Trim() is { Length: > 0 and <= LongestField } text) fields[field.Name] = text;
            else body.Faults["fields"] = $"Each must be a text of at most {LongestField} characters.";
        }

        return body.Faults.Count > 0 ? ResourceAnswer.Invalid(body.Faults)
            : Answer(call, await desk.SettleAsync(call.Path("letter_id"), new(outcome, fields), By(call, note), call.Cancel));
    }

    private async Task<Page<LetterView>> ResolvedAsync(ResourceCall call, PageRequest request, string kind) => await Page<LetterView>.ReadAsync(
        request,
        (after, limit) => desk.ResolvedAsync(after, limit, call.Cancel),
        letter => letter.Id,
        letter => Task.FromResult(!desk.Hides(letter) && (kind.Length == 0 || letter.LetterKind == kind)
            ? LetterView.Of(letter, redactor, whole: false)
            : null));

    private static LetterNote By(ResourceCall call, string note) => new(call.Caller.NameOf(), note);

    private static ResourceAnswer Answer(ResourceCall call, LetterResult result) => result switch
    {
        LetterResult.Done done => ResourceAnswer.Ok(done.Message, new { LetterId = call.Path("letter_id") }),
        LetterResult.Refused refused => ResourceAnswer.Conflict(refused.Message),
        _ => Unknown,
    };
}
