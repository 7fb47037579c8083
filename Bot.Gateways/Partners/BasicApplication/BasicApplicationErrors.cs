namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>The Basic Application API's failures by HTTP status: which are a refusal, which did nothing, which leave the outcome open.</summary>
internal static class BasicApplicationErrors
{
    /// <summary>What an answer other than success means for a lead.</summary>
    public static LeadResult ForLead(int status) => status switch
    {
        400 or 422 => new LeadResult.Declined("The loan partner did not accept the details of this lead."),
        409 => new LeadResult.Declined("The loan partner has this lead already."),

        // Refused at the door: our credentials, our address or our pace.
        401 or 403 => new LeadResult.Unavailable($"the loan partner refuses our credentials (http {status})"),
        404 or 405 or 429 => new LeadResult.Unavailable($"http {status}"),
        >= 300 and < 500 and not 408 => new LeadResult.Unavailable($"http {status}"),
        _ => new LeadResult.Lost($"http {status}"),
    };

    /// <summary>What an answer other than success means for a look-up.</summary>
    public static ActivityResult ForActivity(int status) => status switch
    {
        400 or 404 or 422 => new ActivityResult.NotFound(),
        _ => new ActivityResult.Unavailable($"http {status}"),
    };
}
