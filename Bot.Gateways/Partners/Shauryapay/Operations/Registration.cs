using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>
/// Finds the registration of a vehicle to which this agent issued a tag, for what comes after it. POST <c>/get_complete_customer_details_by_vehicle</c>.
/// </summary>
internal sealed class Registration(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.registration", ["vehicleNumber", "agentId"],
    [
        new("found", "sessionId", "barcode"),
        new("none"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await client.PostAsync("get_complete_customer_details_by_vehicle", cancel,
            ("vehicle_number", call.Text("vehicleNumber"))).ConfigureAwait(false);
        return answer switch
        {
            ShauryapayAnswer.Ok { First: { } row } when IsIssued(row, call.Text("agentId")) =>
                CallResult.Of("found", ("sessionId", Value.Of(row.Text("session_id"))), ("barcode", Value.Of(row.Text("serialNo")))),
            ShauryapayAnswer.Unavailable => answer.AsUnavailable(),
            _ => CallResult.Of("none"),
        };
    }

    /// <summary>Another agent's customer is told of to none.</summary>
    private static bool IsIssued(ShauryapayRow row, string agentId) =>
        row.Text("agent_id") == agentId && row.Text("serialNo").Length > 0 && row.Text("session_id").Length > 0;
}
