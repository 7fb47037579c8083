namespace Bot.Gateways.Partners;

/// <summary>What came of one HTTP request to a partner.</summary>
internal abstract record PartnerResponse
{
    /// <summary>An HTTP answer, good or bad, read to its end.</summary>
    public sealed record Answered(int Status, string Body) : PartnerResponse;

    /// <summary>The request surely did not get through: no address, no connection, no TLS.</summary>
    public sealed record NotSent(string Why) : PartnerResponse;

    /// <summary>The request left, or may have, and no whole answer came.</summary>
    public sealed record Lost(string Why) : PartnerResponse;
}
