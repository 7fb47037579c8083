using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>The plans an agent may sell. POST <c>/get_agent_plan</c>; the built-in ones when the partner has none.</summary>
internal sealed class Plans(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.plans", ["agentId"], [new("found", "plans"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await client.PostAsync("get_agent_plan", cancel, ("agent_id", call.Text("agentId"))).ConfigureAwait(false);
        if (answer is ShauryapayAnswer.Unavailable) return answer.AsUnavailable();

        var offered = answer is ShauryapayAnswer.Ok ok
            ? ok.Rows.Where(row => !row.Flag("is_deleted")).Select(row => (Id: row.Text("id"), Name: row.Text("plan_name"))).Where(plan => plan.Id.Length > 0 && plan.Name.Length > 0)
                .ToList()
            : [];
        if (offered.Count == 0) offered = [.. ShauryapayCatalogue.BuiltIn.Plans.Select(plan => (plan.Id, plan.Name))];
        return CallResult.Of("found", ("plans", Value.List(offered.Select(plan => Value.Record(("id", plan.Id), ("name", plan.Name))))));
    }
}
