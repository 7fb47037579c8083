using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Host.Access;
using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Results;

/// <summary>Shows what flows kept. Nothing changes a row.</summary>
internal sealed class ResultEndpoints(ResultTables tables, IRecordLists lists, IRecordStore records, IMediaLibrary media, IRestrictions? restrictions = null)
{
    private static readonly string[] Own = ["limit", "offset", "after", "session_id", "since", "until"];

    private static ResourceAnswer UnknownTable => ResourceAnswer.NotFound("No flow keeps answers under this name.");

    private static ResourceAnswer UnknownRow => ResourceAnswer.NotFound("There is no such row.");

    public Task<ResourceAnswer> TablesAsync(ResourceCall call) => Task.FromResult(ResourceAnswer.Ok("Results",
        tables.All.Where(found => IsSeenBy(call, found.Flow, found.Table))
            .Select(found => new ResultTableView(found.Table.Name, found.Flow.Name, found.Table.Slots, (int?)found.Table.For?.TotalDays)).ToList()));

    public async Task<ResourceAnswer> ListAsync(ResourceCall call)
    {
        if (Find(call) is not var (flow, table)) return UnknownTable;

        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = PageRequest.Of(call, faults);
        var (since, until) = (Time(call, "since", faults), Time(call, "until", faults));
        var wanted = Wanted(call, flow, table, faults);
        if (faults.Count > 0) return ResourceAnswer.Invalid(faults);

        var (values, session) = (new ResultValues(flow, whole: false), call.Query("session_id"));
        var page = await Page<ResultView>.ReadAsync(
            request,
            (after, limit) => lists.ListAsync(KeptResult.Kind, KeptResult.TableLookup, table.Name, after, limit, call.Cancel),
            row => row.Key,
            row => Task.FromResult(KeptResult.Read(row) is var kept && Fits(kept) ? ResultView.Of(kept, values, whole: false) : null));
        return ResourceAnswer.Ok("Results", page);

        bool Fits(KeptResult row) => !IsRestricted(row) && (session.Length == 0 || row.Session == session) && (since is null || row.At >= since)
            && (until is null || row.At < until)
            && wanted.All(filter => string.Equals(row.Slots[filter.Key]?.ToString(), filter.Value, StringComparison.OrdinalIgnoreCase));
    }

    public async Task<ResourceAnswer> GetAsync(ResourceCall call)
    {
        if (Find(call) is not var (flow, table)) return UnknownTable;
        return await FindAsync(call, table) is { } row
            ? ResourceAnswer.Ok("Result", ResultView.Of(row, new(flow, call.ShowsPersonal), call.ShowsPersonal))
            : UnknownRow;
    }

    /// <summary>The bytes of a photo that is among a row's answers.</summary>
    public async Task<IResult> PhotoAsync(ResourceCall call)
    {
        if (Find(call) is not var (flow, table)) return UnknownTable;

        var slot = call.Path("slot");
        if (await FindAsync(call, table) is not { } row || ResultValues.PhotoOf(row.Slots[slot]) is not { } photo) return ResourceAnswer.NotFound("There is no such photo.");
        if (new ResultValues(flow, call.ShowsPersonal).IsMasked(slot))
            return ResourceAnswer.Error(StatusCodes.Status403Forbidden, $"This photo is personal; the key needs the scope {ResourceCall.PersonalScope}.");

        return await media.OpenAsync(photo, call.Cancel) is ImageResult.Image image
            ? TypedResults.Bytes(image.Bytes, image.MimeType)
            : ResourceAnswer.NotFound("The photo cannot be had any more.");
    }

    private (Flow Flow, ResultTable Table)? Find(ResourceCall call) =>
        tables.Find(call.Path("table")) is var (flow, table) && IsSeenBy(call, flow, table) ? (flow, table) : null;

    private async Task<KeptResult?> FindAsync(ResourceCall call, ResultTable table) =>
        await records.FindAsync(KeptResult.Kind, call.Path("row_id"), call.Cancel) is { } stored && KeptResult.Read(stored) is var row && row.Table == table.Name
            && !IsRestricted(row)
            ? row
            : null;

    /// <summary>Its person is to be erased: nothing of theirs is shown any more.</summary>
    private bool IsRestricted(KeptResult row) => restrictions?.Restricts($"{row.Channel}:{row.Address}") == true;

    private static bool IsSeenBy(ResourceCall call, Flow flow, ResultTable table) =>
        ResultTables.ScopeOf(flow, table) is var scope && (scope.Length == 0 || call.Caller.May(scope));

    /// <summary>Every other word of the query is a slot and what must stand in it.</summary>
    private static Dictionary<string, string> Wanted(ResourceCall call, Flow flow, ResultTable table, Dictionary<string, string> faults)
    {
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in call.Context.Request.Query.Keys.Except(Own))
        {
            if (!table.Slots.Contains(name)) faults[name] = $"There is no such filter; there are: {string.Join(", ", Own.Concat(table.Slots))}.";
            else if (!call.ShowsPersonal && flow.Slot(name) is { Personal: true }) faults[name] = $"This is personal; the key needs the scope {ResourceCall.PersonalScope}.";
            else wanted[name] = call.Query(name);
        }

        return wanted;
    }

    private static DateTimeOffset? Time(ResourceCall call, string name, Dictionary<string, string> faults)
    {
        if (call.Query(name) is not { Length: > 0 } text) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;

        faults[name] = "This must be a time, such as 2026-11-29 or 2026-11-29T10:00:00+05:30.";
        return null;
    }
}
