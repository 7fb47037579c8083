namespace Bot.Gateways.Http;

/// <summary>What came of one HTTP request to a provider or partner.</summary>
internal abstract record PeerAnswer
{
    /// <summary>An HTTP answer, good or bad.</summary>
    /// <param name="Body">Cut at the client's limit.</param>
    /// <param name="RetryAfter">How long the peer asked us to wait, a day at most; null when it did not.</param>
    public sealed record Answered(int Status, string Body, TimeSpan? RetryAfter = null) : PeerAnswer
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>The request did not leave: the peer cannot have acted on it.</summary>
    public sealed record NotSent(string Why) : PeerAnswer;

    /// <summary>The request left, or may have, and no whole answer came.</summary>
    /// <param name="InTime">The connection broke, or too long an answer was cut, within the time limit.</param>
    public sealed record Lost(string Why, bool InTime) : PeerAnswer;
}
