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
            MessageReceived message => $"message {message.Id} from {message.From} \"{message.Name}\": {Of(message.Content)}",
            StatusChanged status => $"status {status.ProviderId} other \"{status.OtherId}\" reference \"{status.Reference}\" {status.Status}{(status.Failure is { } failure ? $" {failure.Code} {failure.Action}" : "")}",
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

    private static string Of(MessageContent content) => content switch
    {
        TextReceived text => $"text \"{text.Text}\"",
        TapReceived tap => $"tap \"{tap.Payload}\" \"{tap.Title}\"",
        MediaReceived { Media: var media } file => $"media {file.Kind} id \"{media.Id}\" url \"{media.Url}\" mime \"{media.MimeType}\" sha256 \"{media.Sha256}\" caption \"{file.Caption}\"",
        LocationReceived place => string.Create(CultureInfo.InvariantCulture, $"location {place.Latitude} {place.Longitude} \"{place.Name}\""),
        ReactionReceived reaction => $"reaction {reaction.MessageId} \"{reaction.Emoji}\"",
        OtherReceived other => $"other {other.Kind}",
        _ => throw new ArgumentOutOfRangeException(nameof(content), content, "A content without words."),
    };
}
