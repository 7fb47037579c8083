using System.Text.Json;
using Bot.Engine.Abstractions;
using static Bot.Engine.Abstractions.FailureAction;

namespace Bot.Gateways.Channels.MetaCloud;

/// <summary>
/// Reads what Meta tells of the account, of a number's quality and of templates (fields <c>account_update</c>, <c>phone_number_quality_update</c>,
/// <c>message_template_status_update</c>): the only early sign that codes will stop.
/// </summary>
internal static class MetaAccount
{
    /// <summary>A number that is flagged may still send, so that no try tells when it is over: the next one comes a day later.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <returns>For every channel of the provider what changed; empty when nothing is stopped or mended by it.</returns>
    public static IReadOnlyList<ChannelEvent> Read(string field, JsonElement value, IReadOnlyList<string> channels, DateTimeOffset now)
    {
        var found = field switch
        {
            "account_update" => Account(value),
            "phone_number_quality_update" => Quality(value.Text("event")),
            "message_template_status_update" => Template(value),
            _ => null,
        };
        return found is { } change ? [.. channels.Select(channel => new AccountChanged(channel, now, change.Scope, change.Template, change.Fault))] : [];
    }

    private static Change? Account(JsonElement value) => value.Text("event") switch
    {
        "ACCOUNT_RESTRICTION" => new(Restricted(value), "", new("ACCOUNT_RESTRICTION", "Meta has restricted the account.", FixSettings) { Scope = Restricted(value) }),
        "ACCOUNT_DELETED" => new(SendingScope.Number, "", new("ACCOUNT_DELETED", "The business account was deleted.", FixSettings)),
        "DISABLED_UPDATE" when value.At("ban_info").Text("waba_ban_state") is "DISABLE" =>
            new(SendingScope.Number, "", new("DISABLED_UPDATE", "Meta has disabled the account.", FixSettings)),
        "DISABLED_UPDATE" when value.At("ban_info").Text("waba_ban_state") is "REINSTATE" => new(SendingScope.Number, "", null),
        _ => null,
    };

    /// <summary>Where only what the business begins is restricted, replies go on.</summary>
    private static SendingScope Restricted(JsonElement value) =>
        value.Items("restriction_info").Select(info => info.Text("restriction_type")).ToList() is { Count: > 0 } types
        && types.TrueForAll(type => type == "RESTRICTED_BIZ_INITIATED_MESSAGING")
            ? SendingScope.Templates
            : SendingScope.Number;

    private static Change? Quality(string word) => word switch
    {
        "FLAGGED" => new(SendingScope.Quality, "", new("FLAGGED", "People report messages of this number, so its quality is low; templates would lower it further.", FixSettings, Day) { Scope = SendingScope.Quality }),
        "UNFLAGGED" => new(SendingScope.Quality, "", null),
        _ => null,
    };

    private static Change? Template(JsonElement value)
    {
        if (value.Text("message_template_name") is not { Length: > 0 } name) return null;

        return value.Text("event") switch
        {
            "PAUSED" => new(SendingScope.Template, name, Stopped("PAUSED", "The template is paused because of its low quality.")),
            "DISABLED" or "REJECTED" => new(SendingScope.Template, name, Stopped(value.Text("event"), "The template is no longer approved.")),
            "APPROVED" or "REINSTATED" => new(SendingScope.Template, name, null),
            _ => null,
        };
    }

    private static SendFailure Stopped(string code, string reason) => new(code, reason, FixSettings) { Scope = SendingScope.Template };

    private readonly record struct Change(SendingScope Scope, string Template, SendFailure? Fault);
}
