using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Wiring;

/// <summary>Stands where the SMS gateway is left out: nothing goes out, and everyone is told so.</summary>
internal sealed class AbsentSms : ISmsGateway
{
    public Task<SmsResult> SendAsync(string mobile, string text, CancellationToken cancel) => Task.FromResult(SmsResult.Unavailable);
}

/// <summary>Stands where the lender is left out.</summary>
internal sealed class AbsentLender : ILeadPartner
{
    private const string Why = "the partner is left out (PARTNERS_OFF)";

    public bool SameIdIsSameLead => true;

    public Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel) => Task.FromResult<LeadCreation>(new LeadCreation.Unavailable(Why));

    public Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel) => Task.FromResult<LeadProgress>(new LeadProgress.Unavailable(Why));
}
