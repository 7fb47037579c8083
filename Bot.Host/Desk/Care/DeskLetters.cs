using Bot.Engine.Abstractions;
using Bot.Host.Access;
using Bot.Host.Api.Letters;
using Bot.Host.Desk.Pages;
using Bot.Host.Letters;
using Bot.Host.Observability;

namespace Bot.Host.Desk.Care;

/// <summary><c>/desk/api/letters</c>: what the bot put aside, shown with numbers struck, and dealt with. Ids come in the query and the body.</summary>
internal sealed class DeskLetters(LetterDesk desk, IConversationStore store, AuditTrail audit, Redactor redactor)
{
    private const int PageSize = 50;
    private const int LongestNote = 1_000;
    private const int LongestField = 200;

    /// <summary><c>?kind=decision&amp;resolved=true&amp;after=</c>: the newest first; those that were dealt with in an order of the store's.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var (kind, after, cancel) = (context.Request.Query["kind"].ToString(), context.Request.Query["after"].ToString(), context.RequestAborted);
        if (kind.Length > 0 && !LetterKinds.All.Contains(kind))
        {
            await DeskAnswer.InvalidAsync(context, $"kind must be one of: {string.Join(", ", LetterKinds.All)}.");
            return;
        }

        var isResolved = context.Request.Query["resolved"] == "true";
        var open = await desk.PageAsync(kind, isResolved ? "" : after, isResolved ? 0 : PageSize, cancel);
        var kinds = LetterKinds.All.ToDictionary(name => name, name => open.Kinds.GetValueOrDefault(name), StringComparer.Ordinal);
        if (isResolved)
        {
            var page = await desk.ResolvedAsync(after, PageSize, cancel);
            var items = page.Where(letter => !desk.Hides(letter) && (kind.Length == 0 || letter.LetterKind == kind))
                .Select(letter => LetterView.Of(letter, redactor, whole: false));
            await DeskAnswer.WriteAsync(context, new { items, kinds, next = page.Count == PageSize ? page[^1].Id : null });
            return;
        }

        var shown = open.Items.Select(letter => LetterView.Of(letter, redactor, whole: false));
        await DeskAnswer.WriteAsync(context, new { items = shown, kinds, next = open.Next });
    }

    /// <summary><c>?id=</c>: one with what is known of it, numbers struck.</summary>
    public async Task ShowAsync(HttpContext context) => await WriteAsync(context, context.Request.Query["id"].ToString(), whole: false);

    /// <summary>The same whole.</summary>
    public async Task RevealAsync(HttpContext context)
    {
        var id = (await DeskAnswer.ReadAsync<Given>(context)).Id ?? "";
        await audit.BeginAsync(context, "letters.reveal", ApiAudit.Shown(id), "");
        await WriteAsync(context, id, whole: true);
    }

    public Task RetryAsync(HttpContext context) =>
        ActAsync(context, "retry", (id, _, note) => desk.RetryAsync(id, note, context.RequestAborted));

    public Task ResolveAsync(HttpContext context) =>
        ActAsync(context, "resolve", (id, _, note) => desk.ResolveAsync(id, note, context.RequestAborted));

    public Task SettleAsync(HttpContext context) => ActAsync(context, "settle",
        (id, given, note) => desk.SettleAsync(id, new(given.Outcome ?? "", given.Fields ?? new Dictionary<string, string>()), note, context.RequestAborted));

    private async Task ActAsync(HttpContext context, string act, Func<string, Given, LetterNote, Task<LetterResult>> run)
    {
        var given = await DeskAnswer.ReadAsync<Given>(context);
        var (id, note) = (given.Id ?? "", DeskAnswer.Plain(given.Note) ?? "");
        var fault = note.Length > LongestNote ? $"A note has at most {LongestNote} characters."
            : act == "resolve" && note.Length == 0 ? "A letter is resolved with a note that says what was done about it."
            : act == "settle" && string.IsNullOrEmpty(given.Outcome) ? "Name what became of the call."
            : given.Outcome is { Length: > LongestField } || given.Fields?.Values.Any(text => text is null or { Length: > LongestField }) == true
                ? $"An outcome and its fields have at most {LongestField} characters each."
            : null;
        if (fault is not null)
        {
            await DeskAnswer.InvalidAsync(context, fault);
            return;
        }

        await audit.BeginAsync(context, $"letters.{act}", ApiAudit.Shown(id), act == "settle" ? ApiAudit.Shown(given.Outcome!) : "");
        switch (await run(id, given, new(context.Operator(), note)))
        {
            case LetterResult.Done done:
                await DeskAnswer.WriteAsync(context, new { message = done.Message });
                break;
            case LetterResult.Refused refused:
                await DeskAnswer.ConflictAsync(context, refused.Message);
                break;
            default:
                await UnknownAsync(context);
                break;
        }
    }

    private async Task WriteAsync(HttpContext context, string id, bool whole)
    {
        var cancel = context.RequestAborted;
        if (await desk.FindAsync(id, cancel) is { } known)
        {
            var session = known.Conversation.Length > 0 ? (await store.LoadAsync(known.Conversation, cancel))?.Session.Id : null;
            await DeskAnswer.WriteAsync(context, new { letter = LetterWhole.Of(known, redactor, whole), session });
        }
        else if (await desk.FindResolvedAsync(id, cancel) is { } resolved)
        {
            await DeskAnswer.WriteAsync(context, new { resolved = LetterView.Of(resolved, redactor, whole) });
        }
        else
        {
            await UnknownAsync(context);
        }
    }

    private static Task UnknownAsync(HttpContext context) =>
        DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, new LetterResult.Unknown().Message);

    private sealed record Given(string? Id, string? Note, string? Outcome, IReadOnlyDictionary<string, string>? Fields);
}
