using Bot.Host.Access;
using Bot.Host.Desk.Pages;
using Bot.Host.Persons;
using Bot.Templates.Rendering;

namespace Bot.Host.Desk.Care;

/// <summary>
/// <c>/desk/api/persons</c>, for the role privacy: how much there is of a person, all of it as a file, and its erasure with the receipt. A number comes in the
/// body, never in an address; the audit log has it masked.
/// </summary>
internal sealed class DeskPersons(PersonService persons, PersonRestrictions restrictions, AuditTrail audit)
{
    private const int LongestName = 64;
    private const int LongestReason = 500;

    public async Task ShowAsync(HttpContext context)
    {
        if (await FindAsync(context, "person.show") is { } file) await DeskAnswer.WriteAsync(context, PersonView.Of(file));
    }

    /// <summary>Everything as JSON, for the person.</summary>
    public async Task ExportAsync(HttpContext context)
    {
        if (await FindAsync(context, "person.export") is not { } file) return;

        if (file.Erasure is { DoneAt: null })
        {
            await DeskAnswer.ConflictAsync(context, "The person's data are to be erased; they are not shown any more.");
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"person.json\"";
        await context.Response.WriteAsync(PersonExport.Text(file), context.RequestAborted);
    }

    /// <summary>Restricts now, and has everything removed when the time is over. The number or id is written twice.</summary>
    public async Task EraseAsync(HttpContext context)
    {
        var given = await DeskAnswer.ReadAsync<Given>(context);
        var (who, why) = (given.Who?.Trim() ?? "", DeskAnswer.Plain(given.Why) ?? "");
        var fault = who.Length is 0 or > LongestName || given.Again?.Trim() != who ? "Write the number or the id once more, the same both times."
            : why.Length is 0 or > LongestReason ? $"Say why in 1 to {LongestReason} characters, without personal values."
            : ErasureReason.Fault(why);
        if (fault is not null)
        {
            await DeskAnswer.InvalidAsync(context, fault);
            return;
        }

        await audit.BeginAsync(context, "person.erase", ShownOf(who), "");
        if (await persons.EraseAsync(who, context.Operator(), why, context.RequestAborted) is { } erasure)
            await DeskAnswer.WriteAsync(context, ErasureView.Of(erasure));
        else
            await UnknownAsync(context);
    }

    /// <summary>Erasures that are not done: the oldest first.</summary>
    public async Task OpenAsync(HttpContext context) => await DeskAnswer.WriteAsync(context, new
    {
        items = (await restrictions.OpenAsync(context.RequestAborted)).OrderBy(erasure => erasure.PurgeAt).Select(ErasureView.Of),
    });

    /// <summary>One erasure; when it is done, its receipt.</summary>
    public async Task ReceiptAsync(HttpContext context)
    {
        if (await persons.ErasureAsync(IdOf(context), context.RequestAborted) is { } erasure) await DeskAnswer.WriteAsync(context, ErasureView.Of(erasure));
        else await DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such erasure.");
    }

    public async Task WithdrawAsync(HttpContext context)
    {
        await audit.BeginAsync(context, "person.withdraw", ApiAudit.Shown(IdOf(context)), "");
        if (await persons.WithdrawAsync(IdOf(context), context.RequestAborted)) await DeskAnswer.WriteAsync(context, new { });
        else await DeskAnswer.ConflictAsync(context, "There is no such erasure that could be withdrawn: its time is over, or it was withdrawn.");
    }

    private async Task<PersonFile?> FindAsync(HttpContext context, string act)
    {
        var who = (await DeskAnswer.ReadAsync<Given>(context)).Who?.Trim() ?? "";
        if (who.Length is > 0 and <= LongestName)
        {
            await audit.BeginAsync(context, act, ShownOf(who), "");
            if (await persons.FindAsync(who, context.RequestAborted) is { } file) return file;
        }

        await UnknownAsync(context);
        return null;
    }

    /// <summary>A number masked, in any spelling; the id of a session as it is.</summary>
    private static string ShownOf(string who) => PersonFinder.NumberOf(who) is { Length: > 0 } number ? Masking.Mask(number) : ApiAudit.Shown(who);

    private static string IdOf(HttpContext context) => (string)context.Request.RouteValues["erasure"]!;

    private static Task UnknownAsync(HttpContext context) =>
        DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "This is neither a mobile number nor the id of a session.");

    private sealed record Given(string? Who, string? Again, string? Why);
}
