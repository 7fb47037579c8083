using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads;

/// <summary>
/// Tells whether a number is the one this chat is held from: WhatsApp has proved that one already, and a code delivered into the same chat would prove nothing.
/// So is one from a card that the provider vouches for as the sender's own.
/// </summary>
/// <remarks>See docs/decisions/0051-a-card-that-the-provider-vouches-for-proves-its-number.md.</remarks>
public sealed class IsOwnNumber : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("leads.isOwnNumber", ["mobile", "shared?"], [new("own"), new("other")]);

    public override OperationContract Contract => Declaration;

    public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var isOwn = IndianMobile.TryParse(call.Text("mobile"), out var mobile) && (Is(call.Origin.Address) || Is(call.Text("shared")));
        return Task.FromResult(CallResult.Of(isOwn ? "own" : "other"));

        bool Is(string proven) => IndianMobile.TryParse(proven, out var own) && own == mobile;
    }
}
