using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads;

/// <summary>
/// Tells whether a number is the one this chat is held from: WhatsApp has proved that one already, and a code delivered into the same chat would prove nothing.
/// </summary>
public sealed class IsOwnNumber : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("leads.isOwnNumber", ["mobile"], [new("own"), new("other")]);

    public override OperationContract Contract => Declaration;

    public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var isOwn = IndianMobile.TryParse(call.Text("mobile"), out var mobile) && IndianMobile.TryParse(call.Origin.Address, out var own) && mobile == own;
        return Task.FromResult(CallResult.Of(isOwn ? "own" : "other"));
    }
}
