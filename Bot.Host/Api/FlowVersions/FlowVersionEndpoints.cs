using System.Globalization;
using System.Text.Json;
using Bot.Engine.Loading;
using Bot.Host.Access;
using Bot.Host.Api.Resources;
using Bot.Host.Publishing;
using Bot.Host.Settings;

namespace Bot.Host.Api.FlowVersions;

/// <summary>Brings versions in, lists and removes them, makes plans and carries them out.</summary>
/// <remarks>A plan that plays, proves and rehearses is made in the background; its record tells how far it is.</remarks>
internal sealed class FlowVersionEndpoints(IConfiguration configuration, VersionRegister register, SessionCensus census, PlanWork plans, PlanRecords kept,
    Publisher publisher)
{
    private const int LongestNote = 200;

    public async Task<ResourceAnswer> ListAsync(ResourceCall call)
    {
        var publication = (await register.PublicationAsync(call.Cancel))?.Publication;
        var people = await census.CountAsync(publication, call.Cancel);
        var versions = await register.ListAsync(call.Cancel);
        var told = publication is null ? "There are no versions yet; conversations run on the files of the host" : "Versions";
        return ResourceAnswer.Ok(told, versions.Select(version => VersionView.Of(version, publication, people.GetValueOrDefault(version.Number))).ToList());
    }

    public Task<ResourceAnswer> CreateAsync(ResourceCall call, ResourceBody body) => AnswerAsync(async () =>
    {
        body.Takes(["note", "from", "files"], []);
        var (note, from) = (body.Text("note", LongestNote) ?? "", body.Count("from", 1, int.MaxValue));
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var file in body.Fields("files"))
        {
            if (file.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null) changes[file.Name] = file.Value.GetString();
            else body.Faults["files"] = "Each file is its text; null takes it out.";
        }

        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);

        var basis = from is { } number
            ? await register.FilesAsync(number, call.Cancel) ?? throw new PublishingException($"There is no version {number}.")
            : FlowFiles.Read(FolderOptions.Of(configuration).Flows);
        var files = basis.With(changes);
        _ = VersionLoader.Check(configuration, files).Checked();
        var publication = await register.BeginAsync(FolderOptions.Of(configuration).Flows, call.Cancel);
        var (version, isNew) = await register.AddAsync(files, NameOf(call), note, call.Cancel);
        return ResourceAnswer.Created("Version created", VersionView.Of(version, publication, 0)) with { Changes = isNew };
    });

    public Task<ResourceAnswer> RemoveAsync(ResourceCall call) => AnswerAsync(async () =>
    {
        if (await NumberAsync(call) is not { } number) return Unknown(call);
        var told = await publisher.RemoveAsync(number, NameOf(call), call.Cancel);
        return ResourceAnswer.Ok(told, new { Number = number }) with { HasEntry = true };
    });

    public Task<ResourceAnswer> PlanAsync(ResourceCall call, ResourceBody body) => AnswerAsync(async () =>
    {
        body.Takes(["share", "drain", "untried", "price"], []);
        var (share, drain, untried) = (body.Count("share", 0, 100), body.Text("drain", LongestNote) ?? "", body.Flag("untried") == true);
        var price = body.Number("price");
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (await NumberAsync(call) is not { } number) return Unknown(call);

        var drained = drain.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var request = new PlanRequest(number, share, drained) { Price = price };
        return ResourceAnswer.Created("Plan", PlanView.Of(await plans.BeginAsync(untried ? request.Untried() : request, NameOf(call), call.Cancel)));
    });

    public async Task<ResourceAnswer> ShowAsync(ResourceCall call)
    {
        try
        {
            return ResourceAnswer.Ok("Plan", PlanView.Of((await kept.FindAsync(call.Path("id"), call.Cancel)).Plan));
        }
        catch (PublishingException unknown)
        {
            return ResourceAnswer.NotFound(unknown.Message);
        }
    }

    public Task<ResourceAnswer> PublishAsync(ResourceCall call, ResourceBody body) => AnswerAsync(async () =>
    {
        body.Takes(["plan"], []);
        var id = body.Text("plan", LongestNote, needed: true) ?? "";
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (await NumberAsync(call) is not { } number) return Unknown(call);
        if ((await kept.FindAsync(id, call.Cancel)).Plan.To != number) return ResourceAnswer.Conflict($"Plan {id} is of another version.");

        var done = await publisher.CarryOutAsync(id, NameOf(call), call.Cancel);
        var told = new { Publication = done.Number, done.Live, Canary = done.Canary?.Version, done.Canary?.Share, Plan = id };
        return ResourceAnswer.Ok("Published", told) with { HasEntry = true };
    });

    private static async Task<ResourceAnswer> AnswerAsync(Func<Task<ResourceAnswer>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception refused) when (refused is PublishingException or FlowsException)
        {
            return ResourceAnswer.Conflict(refused.Message);
        }
    }

    private static string NameOf(ResourceCall call) => $"key:{call.Caller.NameOf()}";

    /// <summary>Null where there is no such version.</summary>
    private async Task<int?> NumberAsync(ResourceCall call) =>
        int.TryParse(call.Path("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && await register.FindAsync(number, call.Cancel) is not null ? number : null;

    private static ResourceAnswer Unknown(ResourceCall call) => ResourceAnswer.NotFound($"There is no version {call.Path("number")}.");
}
