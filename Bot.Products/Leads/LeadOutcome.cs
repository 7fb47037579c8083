namespace Bot.Products.Leads;

/// <summary>Who asks for a lead.</summary>
/// <param name="Caller">Name of the API key or the flow; keeps idempotency keys of different callers apart.</param>
/// <param name="IdempotencyKey">The caller's own name for this request; empty for none, then the same application is the same request.</param>
/// <param name="ConsentId">The consent that the person gave; empty where another program does not tell.</param>
public sealed record LeadOrigin(string Caller, string IdempotencyKey = "", string ConsentId = "");

/// <summary>What became of a request for a lead.</summary>
public abstract record LeadOutcome
{
    public sealed record Created(string ApplicationId) : LeadOutcome;

    /// <param name="Reason">In our words.</param>
    public sealed record Declined(string Reason) : LeadOutcome;

    /// <summary>The lender was not reached. The same request may be made again.</summary>
    /// <param name="LastingFault">For an operator: what has to be mended before it helps; null when that may pass by itself.</param>
    public sealed record Unavailable(string? LastingFault = null) : LeadOutcome;

    /// <summary>The lender's answer was lost; it is being found out. The same request again never makes a second lead.</summary>
    public sealed record Lost : LeadOutcome;

    /// <summary>Asking cannot tell whether the lead exists: a person decides.</summary>
    public sealed record Undecided : LeadOutcome;

    /// <summary>Another host is at the same request.</summary>
    public sealed record InProgress(TimeSpan Wait) : LeadOutcome;

    /// <summary>The idempotency key was used for another application.</summary>
    public sealed record KeyReused : LeadOutcome;
}
