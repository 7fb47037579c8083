using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Checks the customer's code and, when it is right, replaces the tag: this call is the replacement. POST <c>/rep_validate_otp_bajaj</c>.</summary>
internal sealed class ReplaceValidateOtp(ShauryapayClient client) : ConsequentialOperation, IDeclaredOperation
{
    private readonly TagIssueRecovery _recovery = new(client);

    public static OperationContract Declaration { get; } = new("shauryapay.replaceValidateOtp", ["requestId", "sessionId", "otp", "vehicleNumber", "barcode", "agentId"],
        [new("replaced"), new("invalid", "reason"), new("lowWallet", "reason"), new("undecided"), new("unavailable")],
        Consequential: true);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await client.PostAsync("rep_validate_otp_bajaj", cancel,
            ("agent_id", call.Text("agentId")),
            ("requestId", call.Text("requestId")),
            ("sessionId", call.Text("sessionId")),
            ("otp", call.Text("otp")),
            ("vehicle_number", call.Text("vehicleNumber"))).ConfigureAwait(false);
        return answer switch
        {
            ShauryapayAnswer.Ok ok => ShauryapayErrors.InnerRefusal(ok) is { } reason ? Refused(reason) : CallResult.Of("replaced"),
            ShauryapayAnswer.Declined declined => Refused(declined.Message),
            ShauryapayAnswer.Unavailable unavailable => unavailable.ForConsequential(),
            _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
        };
    }

    public override Task<Recovery> RecoverAsync(Call call, CancellationToken cancel) =>
        _recovery.FindAsync(call.Text("vehicleNumber"), call.Text("agentId"), call.Chosen("barcode", "barcode"), CallResult.Of("replaced"), cancel);

    private static CallResult Refused(string reason) => CallResult.Of(ShauryapayErrors.IsLowWallet(reason) ? "lowWallet" : "invalid", ("reason", reason));
}
