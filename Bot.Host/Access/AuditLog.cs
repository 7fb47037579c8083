using System.Security.Claims;
using Bot.Engine.Inputs;
using Bot.Templates.Rendering;

namespace Bot.Host.Access;

/// <summary>One line for every change that a program made over the API: the name of its key, what it did, and to which record.</summary>
/// <remarks>
/// Values are never told, only the names of the fields. A record's id passes the redactor, which would strike its digits, under <see cref="RecordProperty"/>;
/// ids that are a person's (number plates, mobile numbers) are masked here.
/// </remarks>
internal sealed class AuditLog(ILoggerFactory logs)
{
    /// <summary>The property of the record's id.</summary>
    public const string RecordProperty = "AuditRecord";

    /// <summary>The category of its lines.</summary>
    public const string Category = "Audit";

    private const int LongestId = 64;

    private static readonly InputType Plate = InputTypes.BuiltIn.Find("vehicleRegistration")!;

    private readonly ILogger _log = logs.CreateLogger(Category);

    /// <param name="act">The operation's id in the API's description: <c>agents_update</c>.</param>
    /// <param name="fields">Names of the fields that were given; empty for none.</param>
    public void Changed(ClaimsPrincipal caller, string act, string record, IEnumerable<string> fields)
    {
        var given = string.Join(' ', fields);
        _log.LogInformation("{Caller} did {Act} to {AuditRecord} with {Fields}", caller.NameOf(), act, Shown(record), given.Length > 0 ? given : "nothing");
    }

    /// <summary>Of a foreign text no more than an id can be.</summary>
    private static string Shown(string record)
    {
        if (record.Length > LongestId || !record.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')) return "another";

        // The id of a letter is made of others: a number in one of its parts may be a person's.
        if (record.Split('.') is { Length: > 1 } parts) return string.Join('.', parts.Select(part => part.Length == 0 ? part : Shown(part)));

        var isPersonal = IndianMobile.TryParse(record, out _) || Plate.Read(record, DateTimeOffset.UnixEpoch) is Accepted;
        return isPersonal ? Masking.Mask(record) : record;
    }
}
