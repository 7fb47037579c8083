using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Products;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Resources;

/// <summary>Lists of our own records: filtered by status, agent and text, the narrowest look-up first, the rest on the opened record.</summary>
internal sealed class RecordPages(IRecordLists lists)
{
    /// <param name="statuses">Words that <c>status</c> may be.</param>
    /// <param name="byMobile">The look-up of a mobile number that is searched for; a key that does not show personal fields finds none by it.</param>
    /// <param name="fits">Whether an opened record has the status (null: any), the agent (empty: any) and the text (empty: any) that is looked for.</param>
    public async Task<ResourceAnswer> AnswerAsync<TRecord, TView>(
        ResourceCall call, string kind, string message, IReadOnlyList<string> statuses, Func<string, (string Name, string Value)>? byMobile,
        Func<StoredRecord, TRecord> read, Func<TRecord, RecordFilter, bool> fits, Func<TRecord, Task<TView>> show)
        where TView : class
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = PageRequest.Of(call, faults);
        var status = Status(call, statuses, faults);
        if (faults.Count > 0) return ResourceAnswer.Invalid(faults);

        var query = call.Query("q");
        var mobile = byMobile is not null && IndianMobile.TryParse(query, out var canonical) ? byMobile(canonical) : default;
        if (mobile.Name is not null && !call.ShowsPersonal) return ResourceAnswer.Ok(message, new Page<TView>([], request.Limit, null));

        var filter = new RecordFilter(status, call.Query("agent_id"), mobile.Name is null ? query : "");
        var (name, value) =
            mobile.Name is not null ? mobile
            : SearchWords.Candidates(filter.Text) is { } word ? (SearchWords.Lookup, word)
            : filter.AgentId.Length > 0 ? (Listed.Agent, filter.AgentId)
            : status is not null ? (Listed.Status, status)
            : (Listed.Name, Listed.Value);

        var page = await Page<TView>.ReadAsync(
            request,
            (after, limit) => lists.ListAsync(kind, name, value, after, limit, call.Cancel),
            row => row.Key,
            async row => read(row) is var record && fits(record, filter) ? await show(record) : null);
        return ResourceAnswer.Ok(message, page);
    }

    private static string? Status(ResourceCall call, IReadOnlyList<string> statuses, Dictionary<string, string> faults)
    {
        if (call.Query("status") is not { Length: > 0 } text) return null;
        if (statuses.FirstOrDefault(known => known.Equals(text.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } status)
            return status;

        faults["status"] = $"This must be one of: {string.Join(", ", statuses)}.";
        return null;
    }
}

/// <summary>What a list is narrowed to.</summary>
internal sealed record RecordFilter(string? Status, string AgentId, string Text);
