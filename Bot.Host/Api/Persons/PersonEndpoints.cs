using Bot.Host.Access;
using Bot.Host.Api.Resources;
using Bot.Host.Persons;

namespace Bot.Host.Api.Persons;

/// <summary>Shows, exports and erases persons.</summary>
internal sealed class PersonEndpoints(PersonService persons, ApiAudit audit)
{
    private const int LongestText = 500;

    private static ResourceAnswer Unknown => ResourceAnswer.NotFound("This is neither a mobile number nor the id of a session.");

    public async Task<ResourceAnswer> GetAsync(ResourceCall call) =>
        await persons.FindAsync(call.Path("person"), call.Cancel) is { } file ? ResourceAnswer.Ok("Person", PersonView.Of(file)) : Unknown;

    public async Task<ResourceAnswer> ExportAsync(ResourceCall call)
    {
        if (!call.ShowsPersonal) return ResourceAnswer.Error(StatusCodes.Status403Forbidden, "An export shows personal data: it wants a key with the scope personal, too.");
        if (await persons.FindAsync(call.Path("person"), call.Cancel) is not { } file) return Unknown;
        if (file.Erasure is { DoneAt: null }) return ResourceAnswer.Conflict("The person's data are to be erased; they are not shown any more.");

        // It changes nothing, and is told like what does: the whole of a person's data leaves by it.
        await audit.ChangedAsync(call.Caller, "persons_export", call.Path("person"), [], call.Cancel);
        return ResourceAnswer.Ok("Export", PersonExport.Of(file));
    }

    public async Task<ResourceAnswer> EraseAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["why"], []);
        var why = body.Text("why", LongestText, needed: true) ?? "";
        if (ErasureReason.Fault(why) is { } fault) body.Faults["why"] = fault;
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        return await persons.EraseAsync(call.Path("person"), call.Caller.NameOf(), why, call.Cancel) is { } erasure
            ? ResourceAnswer.Ok("Person restricted", ErasureView.Of(erasure))
            : Unknown;
    }

    public async Task<ResourceAnswer> ErasureAsync(ResourceCall call) =>
        await persons.ErasureAsync(call.Path("erasure_id"), call.Cancel) is { } erasure
            ? ResourceAnswer.Ok("Erasure", ErasureView.Of(erasure))
            : ResourceAnswer.NotFound("There is no such erasure.");

    public async Task<ResourceAnswer> WithdrawAsync(ResourceCall call) =>
        await persons.WithdrawAsync(call.Path("erasure_id"), call.Cancel)
            ? ResourceAnswer.Ok("Erasure withdrawn", new { ErasureId = call.Path("erasure_id") })
            : ResourceAnswer.Conflict("There is no such erasure that could be withdrawn: its time is over, or it was withdrawn.");
}
