using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Sends the customer a 6-digit code by SMS. POST <c>/generate_otp_by_vehicle</c>.</summary>
/// <remarks>
/// A vehicle without a plate goes by its chassis number, whose last five characters stand for those of the engine. Not consequential: sending again is what a
/// resend is; the new ids replace the old ones and the old code dies.
/// </remarks>
internal sealed class GenerateOtp(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.generateOtp", ["vehicleNumber", "engineNumber?", "mobile", "agentId"],
    [
        new("sent", "requestId", "sessionId"),
        new("declined", "reason"),
        new("unavailable"),
    ]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var (isChassis, chassisNo) = ShauryapayCodes.Chassis(call.Text("vehicleNumber"));
        var answer = await client.PostAsync("generate_otp_by_vehicle", cancel,
            ("vehicle_number", call.Text("vehicleNumber")),
            ("agent_id", call.Text("agentId")),
            ("mobile_number", call.Text("mobile") is { Length: > 10 } mobile ? mobile[^10..] : call.Text("mobile")),
            ("isChassis", isChassis),
            ("engineNo", chassisNo.Length > 0 ? "" : call.Text("engineNumber")),
            ("chassisNo", chassisNo)).ConfigureAwait(false);
        return Sent(answer);
    }

    /// <summary>Shared with the replacement's code: both answer with the pair of ids.</summary>
    internal static CallResult Sent(ShauryapayAnswer answer) => answer switch
    {
        ShauryapayAnswer.Ok { First: { } row } when row.Text("requestId").Length > 0 && row.Text("sessionId").Length > 0 =>
            CallResult.Of("sent", ("requestId", row.Text("requestId")), ("sessionId", row.Text("sessionId"))),
        ShauryapayAnswer.Declined declined => CallResult.Of("declined", ("reason", declined.Message)),
        _ => answer.AsUnavailable(),
    };
}
