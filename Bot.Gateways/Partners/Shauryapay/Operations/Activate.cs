using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Issues the tag: takes it from the agent's stock and its price from the wallet. POST <c>/update_vehicle_details</c>.</summary>
internal sealed class Activate(ShauryapayClient client) : ConsequentialOperation, IDeclaredOperation
{
    private readonly TagIssueRecovery _recovery = new(client);

    public static OperationContract Declaration { get; } = new("shauryapay.activate",
        ["sessionId", "vehicleNumber", "agentId", "barcode", "engineNumber?", "chassisNo?", "maker", "model", "vehicleColour?", "vehicleType?", "descriptor", "stateOfRegistration?"],
        [new("activated"), new("declined", "reason"), new("undecided"), new("unavailable")],
        Consequential: true);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var isChassis = ShauryapayCodes.IsChassis(call.Text("vehicleNumber"));
        var answer = await client.PostAsync("update_vehicle_details", cancel,
            ("sessionId", call.Text("sessionId")),
            ("vehicle_number", call.Text("vehicleNumber")),
            ("agent_id", call.Text("agentId")),
            ("serialNo", call.Chosen("barcode", "barcode")),
            ("engineNo", isChassis ? "" : call.Text("engineNumber")),
            ("chassisNo", isChassis ? call.Text("vehicleNumber") : call.Text("chassisNo")),
            ("vehicleManuf", call.Chosen("maker", "name")),
            ("model", call.Chosen("model", "name")),
            ("vehicleColour", call.Text("vehicleColour")),
            ("type", "4W"),
            ("vehicleType", call.Text("vehicleType")),
            ("vehicleDescriptor", call.Chosen("descriptor", "name")),
            ("stateOfRegistration", call.Text("stateOfRegistration"))).ConfigureAwait(false);
        return answer switch
        {
            ShauryapayAnswer.Ok => CallResult.Of("activated"),
            ShauryapayAnswer.Declined declined => CallResult.Of("declined", ("reason", declined.Message)),
            ShauryapayAnswer.Unavailable unavailable => unavailable.ForConsequential(),
            _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
        };
    }

    public override Task<Recovery> RecoverAsync(Call call, CancellationToken cancel) =>
        _recovery.FindAsync(call.Text("vehicleNumber"), call.Text("agentId"), call.Chosen("barcode", "barcode"), CallResult.Of("activated"), cancel);
}
