using Bot.Engine.Ports;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>The Basic Application API as the taker of loan leads.</summary>
/// <param name="sameIdIsSameLead">See <see cref="ILeadPartner.SameIdIsSameLead"/>; no page of the partner says so, hence a setting.</param>
public sealed class BasicApplicationLender(BasicApplicationClient client, bool sameIdIsSameLead) : ILeadPartner
{
    public bool SameIdIsSameLead => sameIdIsSameLead;

    public async Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel)
    {
        var application = new LoanApplication(
            requestId, lead.LoanType, (long)decimal.Truncate(lead.Amount), lead.TenureYears, lead.FirstName, lead.LastName, lead.Mobile, lead.Email, lead.Pan,
            lead.DateOfBirth, lead.Gender.Length == 0 ? null : lead.Gender, lead.PinCode);
        return await client.CreateLeadAsync(application, cancel) switch
        {
            LeadResult.Created created => new LeadCreation.Created(created.BasicAppId, created.RelationId, created.CustomerId, created.Json),
            LeadResult.Declined declined => new LeadCreation.Declined(declined.Reason),
            LeadResult.Unavailable unavailable => new LeadCreation.Unavailable(unavailable.Why),
            LeadResult.Lost lost => new LeadCreation.Lost(lost.Why),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no result of a lead."),
        };
    }

    public async Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel) =>
        await client.GetActivityAsync(applicationId, mobile, cancel) switch
        {
            ActivityResult.Found found => new LeadProgress.Found(found.Status),
            ActivityResult.NotFound => new LeadProgress.NotFound(),
            ActivityResult.Unavailable unavailable => new LeadProgress.Unavailable(unavailable.Why),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no standing of a lead."),
        };
}
