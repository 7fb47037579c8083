using Bot.Products.Leads;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>The Basic Application API's failures by HTTP status: which are a refusal, which did nothing, which leave the outcome open.</summary>
internal static class BasicApplicationErrors
{
    /// <summary>What an answer other than success means for a lead.</summary>
    public static LeadCreation ForLead(int status) => status switch
    {
        400 or 422 => new LeadCreation.Declined("The loan partner did not accept the details of this lead."),
        409 => new LeadCreation.Declined("The loan partner has this lead already."),

        // Refused at the door: our credentials, our address or our pace.
        401 or 403 => new LeadCreation.Unavailable($"the loan partner refuses our credentials (http {status})", Lasting: true),
        425 or 429 => new LeadCreation.Unavailable($"http {status}"),
        >= 300 and < 500 and not 408 => new LeadCreation.Unavailable($"the loan partner knows nothing under our address (http {status})", Lasting: true),
        _ => new LeadCreation.Lost($"http {status}"),
    };

    /// <summary>What an answer other than success means for a look-up.</summary>
    public static LeadProgress ForActivity(int status) => status switch
    {
        400 or 404 or 422 => new LeadProgress.NotFound(),
        401 or 403 => new LeadProgress.Unavailable($"the loan partner refuses our credentials (http {status})", Lasting: true),
        408 or 425 or 429 or >= 500 => new LeadProgress.Unavailable($"http {status}"),
        _ => new LeadProgress.Unavailable($"the loan partner knows nothing under our address (http {status})", Lasting: true),
    };
}
