namespace Bot.Products.Leads;

/// <summary>Who takes loan leads. One implementer: the Basic Application API.</summary>
public interface ILeadPartner
{
    /// <summary>Creates a lead. Consequential: <see cref="LeadCreation.Lost"/> says that it may have been created.</summary>
    /// <param name="requestId">A GUID of ours, stable over retries of the same lead; travels as the application's own <c>id</c>.</param>
    Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel);

    /// <summary>Where an application stands.</summary>
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel);

    /// <summary>Whether the partner takes the same <c>id</c> twice as one application, so that a lost answer may be found out by asking again.</summary>
    bool SameIdIsSameLead { get; }
}

/// <summary>A loan application, validated and canonical.</summary>
/// <param name="LoanType">Code: HL, LAP, PL, BL, CL, EL.</param>
/// <param name="Amount">Rupees.</param>
/// <param name="TenureYears">Whole years.</param>
/// <param name="Gender">Empty when not given.</param>
public sealed record LeadApplication(
    string LoanType, decimal Amount, int TenureYears, string Pan, string FirstName, string LastName, string Gender,
    string Mobile, string Email, DateOnly DateOfBirth, string PinCode);

public abstract record LeadCreation
{
    /// <param name="Raw">The partner's answer as JSON, kept with the lead.</param>
    public sealed record Created(string ApplicationId, string RelationId, string CustomerId, string Raw) : LeadCreation;

    /// <summary>The partner said no. <paramref name="Reason"/> in our words.</summary>
    public sealed record Declined(string Reason) : LeadCreation;

    /// <summary>It was not reached; nothing was created.</summary>
    /// <param name="Lasting">Asking again does not help before an operator mends it: our credentials or the address are refused.</param>
    public sealed record Unavailable(string Why, bool Lasting = false) : LeadCreation;

    /// <summary>The request left and no usable answer came.</summary>
    public sealed record Lost(string Why) : LeadCreation;
}

public abstract record LeadProgress
{
    public sealed record Found(string Status) : LeadProgress;

    public sealed record NotFound : LeadProgress;

    /// <param name="Lasting">Asking again does not help before an operator mends it.</param>
    public sealed record Unavailable(string Why, bool Lasting = false) : LeadProgress;
}
