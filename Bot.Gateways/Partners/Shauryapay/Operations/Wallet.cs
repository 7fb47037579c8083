using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>The agent's wallet balance in rupees. POST <c>/wallet_total_amount_api</c>.</summary>
internal sealed class Wallet(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.wallet", ["agentId"], [new("ok", "amount"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel) =>
        await client.PostAsync("wallet_total_amount_api", cancel, ("agent_id", call.Text("agentId"))).ConfigureAwait(false) is ShauryapayAnswer.Ok { First: { } row }
            && ShauryapayCodes.Amount(row.Text("amount")) is { } amount
            ? CallResult.Of("ok", ("amount", amount))
            : CallResult.Of("unavailable");
}
