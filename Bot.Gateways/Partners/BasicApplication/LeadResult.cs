namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>What became of a lead.</summary>
public abstract record LeadResult
{
    /// <param name="BasicAppId">The application's id that people are told, e.g. <c>B002BJF</c>.</param>
    /// <param name="Json">The whole answer, for the lead's record.</param>
    public sealed record Created(string BasicAppId, string RelationId, string CustomerId, string Json) : LeadResult;

    /// <summary>The partner said no. <paramref name="Reason"/> is a sentence of ours; the partner's own text may hold personal values.</summary>
    public sealed record Declined(string Reason) : LeadResult;

    /// <summary>Nothing was created; it may work later.</summary>
    public sealed record Unavailable(string Why) : LeadResult;

    /// <summary>It left and no usable answer came: the lead may exist. The partner has no way to look a lead up by person, so a person must decide.</summary>
    public sealed record Lost(string Why) : LeadResult;
}

/// <summary>Where an application stands.</summary>
public abstract record ActivityResult
{
    /// <param name="Status">The partner's word: Lead, Login, Section (its spelling of sanction), Disbursement.</param>
    public sealed record Found(string Status) : ActivityResult;

    public sealed record NotFound : ActivityResult;

    public sealed record Unavailable(string Why) : ActivityResult;
}
