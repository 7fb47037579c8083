using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Products.Leads;

/// <summary>
/// Asks where a loan application stands, by mobile number, application id or both. Whether the asker may know is the flow's to settle before.
/// </summary>
public sealed class AskLeadStatus(LeadEnquiry enquiry) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("leads.status", ["mobile?", "applicationId?"], [new("found", "status"), new("notFound"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var (mobile, applicationId) = (call.Text("mobile"), call.Text("applicationId"));
        if (mobile.Length == 0 && applicationId.Length == 0) return CallResult.Of("notFound");

        return await enquiry.AskAsync(mobile, applicationId, cancel).ConfigureAwait(false) switch
        {
            LeadStanding.Found found => CallResult.Of("found", ("status", Value.Of(found.Status))),
            LeadStanding.Unavailable { LastingFault: { } fault } => CallResult.Lasting(fault),
            LeadStanding.Unavailable => CallResult.Of("unavailable"),
            _ => CallResult.Of("notFound"),
        };
    }
}
