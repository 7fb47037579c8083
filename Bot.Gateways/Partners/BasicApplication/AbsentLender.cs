using Bot.Products.Leads;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>Stands where the lender is left out.</summary>
internal sealed class AbsentLender : ILeadPartner
{
    private const string Why = "the partner is left out (PARTNERS_OFF)";

    public bool SameIdIsSameLead => true;

    public Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel) =>
        Task.FromResult<LeadCreation>(new LeadCreation.Unavailable(Why));

    public Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel) =>
        Task.FromResult<LeadProgress>(new LeadProgress.Unavailable(Why));
}
