using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Names the customer and creates the wallet behind the tag. POST <c>/update_customer_details</c>.</summary>
/// <remarks>Not consequential: the same details again leave the same wallet.</remarks>
internal sealed class UpdateCustomer(ShauryapayClient client) : Operation, IDeclaredOperation
{
    private const string BirthDateFormat = "dd-MM-yyyy";

    public static OperationContract Declaration { get; } = new("shauryapay.updateCustomer",
        ["sessionId", "vehicleNumber", "agentId", "firstName", "lastName?", "dob", "idType", "idNumber", "expiry?", "plan"],
        [new("created"), new("declined", "reason"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await client.PostAsync("update_customer_details", cancel,
            ("sessionId", call.Text("sessionId")),
            ("vehicle_number", call.Text("vehicleNumber")),
            ("agent_id", call.Text("agentId")),
            ("name", SheetText.Of(call.Text("firstName"))),
            ("lastName", SheetText.Of(ShauryapayCodes.LastName(call.Text("lastName")))),
            ("dob", ShauryapayCodes.Date(call.Text("dob"), BirthDateFormat)),
            ("docType", ShauryapayCodes.DocType(call.Text("idType"))),
            ("docNo", call.Text("idNumber")),
            ("expiryDate", ShauryapayCodes.Date(call.Text("expiry"), client.Options.ExpiryDateFormat)),
            ("plan_id", call.Chosen("plan", "id"))).ConfigureAwait(false);
        return answer switch
        {
            ShauryapayAnswer.Ok => CallResult.Of("created"),
            ShauryapayAnswer.Declined declined => CallResult.Of("declined", ("reason", declined.Message)),
            _ => answer.AsUnavailable(),
        };
    }
}
