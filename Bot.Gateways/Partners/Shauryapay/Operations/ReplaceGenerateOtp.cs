using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Sends the customer the code for a replacement. POST <c>/rep_generate_otp_by_vehicle</c>; the new barcode and the reason go along.</summary>
/// <remarks>Not consequential, like <see cref="GenerateOtp"/>: nothing is replaced before the code is checked.</remarks>
internal sealed class ReplaceGenerateOtp(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.replaceGenerateOtp", ["agentId", "mobile", "vehicleNumber", "barcode", "reason", "reasonText?"],
        [new("sent", "requestId", "sessionId"), new("declined", "reason"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var (isChassis, chassisNo) = ShauryapayCodes.Chassis(call.Text("vehicleNumber"));
        var mobile = call.Text("mobile");
        var answer = await client.PostAsync("rep_generate_otp_by_vehicle", cancel,
            ("agent_id", call.Text("agentId")),
            ("mobile_number", mobile.Length > 10 ? mobile[^10..] : mobile),
            ("vehicle_number", call.Text("vehicleNumber")),
            ("serialNo", call.Chosen("barcode", "barcode")),
            ("reason", ShauryapayCodes.ReplacementReason(call.Text("reason"))),
            ("reasonDesc", SheetText.Of(call.Text("reasonText"))),
            ("isChassis", isChassis),
            ("chassisNo", chassisNo)).ConfigureAwait(false);
        return GenerateOtp.Sent(answer);
    }
}
