namespace Bot.Gateways.Partners;

/// <summary>What came of one HTTP request to a partner.</summary>
internal abstract record WireAnswer
{
    /// <summary>An HTTP answer, good or bad, read to its end.</summary>
    public sealed record Answered(int Status, string Body) : WireAnswer;

    /// <summary>The request surely did not get through: no address, no connection, no TLS.</summary>
    public sealed record NotSent(string Why) : WireAnswer;

    /// <summary>The request left, or may have, and no whole answer came.</summary>
    public sealed record Lost(string Why) : WireAnswer;
}
