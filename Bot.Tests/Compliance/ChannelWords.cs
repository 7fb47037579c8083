using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Tests.Compliance;

/// <summary>Events and results as one line of text each, the form of the case files.</summary>
internal static class ChannelWords
{
    public static string Of(WebhookContent content) =>
        content.Broken is { } broken ? "broken: " + broken : string.Join('\n', content.Events.Select(Of));

    public static string Of(ChannelEvent happened) =>
        happened.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture) + " " + happened switch
        {
            MessageReceived message => $"message {message.Id} from {message.From}{Others(message.Others)} \"{message.Name}\": {Of(message.Content)}",
            IdentityChanged changed => $"identity {changed.Id} now {changed.Address}{Others(changed.Others)}",
            StatusChanged status => $"status {status.ProviderId} other \"{status.OtherId}\" reference \"{status.Reference}\" {status.Status}{(status.Failure is { } failure ? $" {failure.Code} {failure.Action}" : "")}{(status.Price is { } price ? $" price {price.Category} {price.Type} {(price.Billable ? "charged" : "free")}" : "")}",
            SenderUnreachable => "unreachable",
            AccountChanged change => $"account {change.Channel} {change.Scope} \"{change.Template}\" {change.Fault?.Code ?? "mended"}",
            SubscriptionChanged change => $"subscription {change.Address} {(change.Subscribed ? "on" : "off")}{(change.MarketingOnly ? " marketing" : "")}",
            OwnerWrote owner => $"owner {owner.Id} to {owner.To}",
            EventIgnored ignored => $"ignored {ignored.Kind}",
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event without words."),
        };

    public static string Of(SendResult result) => result switch
    {
        SendAccepted accepted => $"accepted {accepted.ProviderId}",
        SendRefused { Failure: var failure } => $"refused {failure.Code} {failure.Action}{(failure.RetryAfter is { } wait ? $" after {wait.TotalSeconds} s" : "")}",
        SendUnknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "A result without words."),
    };

    private static string Others(IEnumerable<string> others) => string.Concat(others.Select(other => $" also {other}"));

    private static string Of(MessageContent content) => content switch
    {
        TextReceived text => $"text \"{text.Text}\"",
        TapReceived tap => $"tap \"{tap.Payload}\" \"{tap.Title}\"",
        MediaReceived { Media: var media } file => $"media {file.Kind} id \"{media.Id}\" url \"{media.Url}\" mime \"{media.MimeType}\" sha256 \"{media.Sha256}\" caption \"{file.Caption}\"",
        LocationReceived place => string.Create(CultureInfo.InvariantCulture, $"location {place.Latitude} {place.Longitude} \"{place.Name}\""),
        ReactionReceived reaction => $"reaction {reaction.MessageId} \"{reaction.Emoji}\"",
        ContactReceived card => $"contact {card.Phone}{(card.IsOwn ? " own" : "")}",
        EditReceived edit => $"edit of \"{edit.MessageId}\": {(edit.Content is { } now ? Of(now) : "not shown")}",
        DeletionReceived deletion => $"deletion of {deletion.MessageId}",
        CodeDisowned => "code disowned",
        OtherReceived other => $"other {other.Kind}",
        _ => throw new ArgumentOutOfRangeException(nameof(content), content, "A content without words."),
    };
}
