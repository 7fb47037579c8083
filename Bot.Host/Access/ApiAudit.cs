using System.Security.Claims;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Templates.Rendering;

namespace Bot.Host.Access;

/// <summary>
/// What programs change over the API: an entry of the audit log, and a line of the host's log, with the name of the key, what it did, and to which record.
/// </summary>
/// <remarks>
/// Written behind the change, for only then is it known whether there was one; where the entry cannot be written the line says so.
/// Values are never told, only the names of the fields. A record's id passes the redactor, which would strike its digits, under <see cref="RecordProperty"/>;
/// ids that are a person's (number plates, mobile numbers) are masked here.
/// </remarks>
/// <param name="trail">Null: lines alone.</param>
internal sealed partial class ApiAudit(AuditTrail? trail, ILoggerFactory logs)
{
    /// <summary>The property of the record's id.</summary>
    public const string RecordProperty = "AuditRecord";

    /// <summary>The category of its lines.</summary>
    public const string Category = "Audit";

    private const int LongestId = 64;

    private static readonly InputType Plate = InputTypes.BuiltIn.Find("vehicleRegistration")!;

    private readonly ILogger _log = logs.CreateLogger(Category);

    /// <summary>A record was changed.</summary>
    /// <param name="act">The operation's id in the API's description: <c>agents_update</c>.</param>
    /// <param name="fields">Names of the fields that were given; empty for none.</param>
    public async Task ChangedAsync(ClaimsPrincipal caller, string act, string record, IEnumerable<string> fields, CancellationToken cancel)
    {
        var (shown, given) = (Shown(record), string.Join(' ', fields));
        Line(caller.NameOf(), act, shown, given);
        if (trail is null) return;

        try
        {
            await trail.WriteAsync($"key:{caller.NameOf()}", act, shown, given, cancel);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or InvalidOperationException)
        {
            NotWritten(failure, act, shown);
        }
    }

    /// <summary>Something was changed that is written down elsewhere; here it is a line alone: a step of the workflow is a turn, which the turn log keeps with
    /// its key, and a publication has an entry of its own.</summary>
    public void Told(ClaimsPrincipal caller, string act, string record, IEnumerable<string> fields) =>
        Line(caller.NameOf(), act, Shown(record), string.Join(' ', fields));

    private void Line(string caller, string act, string record, string fields) =>
        _log.LogInformation("{Caller} did {Act} to {AuditRecord} with {Fields}", caller, act, record, fields.Length > 0 ? fields : "nothing");

    /// <summary>Of a foreign text no more than an id can be.</summary>
    public static string Shown(string record)
    {
        if (record.Length > LongestId || !record.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')) return "another";

        // The id of a letter is made of others: a number in one of its parts may be a person's.
        if (record.Split('.') is { Length: > 1 } parts) return string.Join('.', parts.Select(part => part.Length == 0 ? part : Shown(part)));

        var isPersonal = IndianMobile.TryParse(record, out _) || Plate.Read(record, DateTimeOffset.UnixEpoch) is Accepted;
        return isPersonal ? Masking.Mask(record) : record;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Act} to {AuditRecord} does not stand in the audit log: it could not be written")]
    private partial void NotWritten(Exception failure, string act, string auditRecord);
}
