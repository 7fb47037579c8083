using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>The registered agent who has a mobile number. GET <c>/api/agent/get_by_mobile/{mobile}</c>.</summary>
/// <remarks>With <c>unproven</c>, for a number that is only typed so far, nothing of ours is looked up or kept: an agent's number costs what any other costs.
/// </remarks>
internal sealed class AgentByMobile(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.agentByMobile", ["mobile", "unproven?"],
    [
        new("found", "id", "name", "mobile", "wallet", "tags"),
        new("unknown"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var mobile = TenDigits(call.Text("mobile"));
        var answer = await client.GetAsync($"api/agent/get_by_mobile/{Uri.EscapeDataString(mobile)}", cancel).ConfigureAwait(false);
        return answer switch
        {
            ShauryapayAnswer.Ok { First: { } row } when row.Row("agent_details") is { } agent && agent.Text("id").Length > 0 => Found(agent, row, mobile),
            ShauryapayAnswer.Unavailable => answer.AsUnavailable(),
            _ => CallResult.Of("unknown"),
        };
    }

    private static CallResult Found(ShauryapayRow agent, ShauryapayRow row, string mobile) => CallResult.Of("found",
        ("id", agent.Text("id")),
        ("name", $"{agent.Text("first_name")} {agent.Text("last_name")}".Trim()),
        ("mobile", mobile),
        // What the partner does not say is empty and not zero.
        ("wallet", ShauryapayCodes.Amount(row.Text("wallet_balance")) ?? ""),
        ("tags", ShauryapayCodes.Amount(row.Row("fastag_status_counts")?.Text("available") ?? "") ?? ""));

    private static string TenDigits(string mobile) => mobile.Length > 10 ? mobile[^10..] : mobile;
}
