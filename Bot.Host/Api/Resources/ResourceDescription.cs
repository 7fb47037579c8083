using Bot.Host.Http;

namespace Bot.Host.Api.Resources;

/// <summary>What the API's description says of one endpoint.</summary>
/// <param name="Name">Unique: the operation's id.</param>
/// <param name="Summary">The message of its success, too.</param>
/// <param name="Example">A body of the answer's <c>data</c>.</param>
/// <param name="Request">An example of the request's body; null where it has none.</param>
/// <param name="Status">Of its success.</param>
/// <param name="Options">What the answer offers to choose from, as JSON.</param>
internal sealed record ResourceDescription(string Name, string Summary, string Example, string? Request = null, int Status = StatusCodes.Status200OK,
    string? Options = null)
{
    /// <summary>Statuses with the message of each.</summary>
    public IReadOnlyList<(int Status, string Message)> Refusals { get; init; } = [];

    /// <summary>Every answer with an example.</summary>
    public IEnumerable<(int Status, string Title, string Json)> Answers
    {
        get
        {
            var offered = Options is null ? "" : $",\"options\":{Options}";
            yield return (Status, "ok", $$"""{"status":"success","message":"{{Summary}}","data":{{Example}}{{offered}} }""");
            foreach (var (refused, message) in Refusals) yield return (refused, "refused", $$$"""{"status":"error","message":"{{{message}}}","errors":{}}""");
            yield return (StatusCodes.Status401Unauthorized, "no_key", $$$"""{"status":"error","message":"{{{Sentences.KeyMissing}}}","errors":{}}""");
            if (Request is not null) yield return (StatusCodes.Status422UnprocessableEntity, "fields", """{"status":"error","message":"Correct these fields: mobile_number.","errors":{"mobile_number":"This is required."}}""");
        }
    }
}
