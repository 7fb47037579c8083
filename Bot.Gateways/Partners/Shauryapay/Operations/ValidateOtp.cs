using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Checks the customer's code and learns what is registered of the vehicle. POST <c>/validate_otp_bajaj</c>.</summary>
internal sealed class ValidateOtp(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.validateOtp", ["requestId", "sessionId", "agentId", "otp", "vehicleNumber"],
    [
        new("verified", "chassisNo", "engineNo", "vehicleManuf", "model", "vehicleColour", "vehicleType", "vehicleClass", "vehicleDescriptor", "stateOfRegistration"),
        new("invalid", "reason"),
        new("lowWallet", "reason"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await client.PostAsync("validate_otp_bajaj", cancel,
            ("requestId", call.Text("requestId")),
            ("sessionId", call.Text("sessionId")),
            ("agent_id", call.Text("agentId")),
            ("otp", call.Text("otp")),
            ("vehicle_number", call.Text("vehicleNumber"))).ConfigureAwait(false);
        return answer switch
        {
            ShauryapayAnswer.Ok { First: { } row } => Verified(row),
            ShauryapayAnswer.Declined declined => CallResult.Of(ShauryapayErrors.IsLowWallet(declined.Message) ? "lowWallet" : "invalid", ("reason", declined.Message)),
            _ => answer.AsUnavailable(),
        };
    }

    /// <summary>Only what is registered: a flow asks for what is not there.</summary>
    private static CallResult Verified(ShauryapayRow row) => CallResult.Of("verified", [.. Known(row,
        ("chassisNo", "chassisNo"), ("engineNo", "engineNo"), ("vehicleManuf", "vehicleManuf"), ("model", "model"), ("vehicleColour", "vehicleColour"),
        ("vehicleType", "vehicleType"), ("vehicleClass", "tagVehicleClassID"), ("vehicleDescriptor", "vehicleDescriptor"),
        ("stateOfRegistration", "stateOfRegistration"))]);

    private static IEnumerable<(string Name, Value Value)> Known(ShauryapayRow row, params (string Name, string Field)[] fields) =>
        from field in fields
        let text = row.Text(field.Field)
        where text.Length > 0
        select (field.Name, (Value)Value.Of(text));
}
