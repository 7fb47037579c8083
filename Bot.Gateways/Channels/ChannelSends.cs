using Bot.Engine.Abstractions;
using Bot.Gateways.Http;
using RestSharp;

namespace Bot.Gateways.Channels;

/// <summary>One message to a provider, and honestly what became of it.</summary>
internal static class ChannelSends
{
    /// <summary>Posts and lets <paramref name="judge"/> read the answer. Throws only when cancelled.</summary>
    public static async Task<SendResult> PostAsync(this PeerHttp http, string url, string header, string value, Action<RestRequest> fill,
        Func<PeerAnswer.Answered, SendResult> judge, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Scheme is not ("https" or "http"))
            return Faulty("The channel's URL is no web address.");
        if (value.Any(character => character is < ' ' or > '~'))
            return Faulty("The channel's key has a character in it that no HTTP header can carry.");

        var request = new RestRequest(target, Method.Post).AddHeader(header, value);
        fill(request);
        return await http.SendAsync(request, cancel).ConfigureAwait(false) switch
        {
            PeerAnswer.Answered answered => judge(answered),
            PeerAnswer.NotSent => new SendRefused(new SendFailure("unreachable", "The provider could not be reached; nothing was sent.", FailureAction.Retry)),
            PeerAnswer.Lost { InTime: true } => new SendUnknown("The request left, and the connection broke before an answer."),
            _ => new SendUnknown("The request left, and no answer came in time."),
        };
    }

    private static SendRefused Faulty(string why) => new(new SendFailure("settings", why, FailureAction.FixSettings));
}
