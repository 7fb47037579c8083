using Bot.Engine.Abstractions;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Finds out whether a tag was issued to a vehicle after the answer was lost: first the vehicle's own row, then the agent's stock.</summary>
internal sealed class TagIssueRecovery(ShauryapayClient client)
{
    private enum Evidence { Yes, No, Nothing, Down }

    /// <param name="done">What the operation returns when the tag was issued.</param>
    public async Task<Recovery> FindAsync(string vehicleNumber, string agentId, string barcode, CallResult done, CancellationToken cancel)
    {
        var vehicle = OnVehicle(await client.PostAsync("get_complete_customer_details_by_vehicle", cancel, ("vehicle_number", vehicleNumber)).ConfigureAwait(false), barcode);
        if (vehicle == Evidence.Yes) return new Recovery.Done(done);

        var stock = GoneFromStock(await ShauryapayStock.AskAsync(client, agentId, cancel).ConfigureAwait(false), barcode);
        return (vehicle, stock) switch
        {
            (Evidence.Down, _) or (_, Evidence.Down) => new Recovery.AskLater("Shauryapay cannot be asked now"),
            (_, Evidence.Yes) => new Recovery.Done(done),
            (Evidence.No, Evidence.No) => new Recovery.NotDone(),
            _ => new Recovery.Undecided($"Shauryapay tells neither whether the vehicle carries tag {barcode} nor whether the agent still has it"),
        };
    }

    private static Evidence OnVehicle(ShauryapayAnswer answer, string barcode) => answer switch
    {
        ShauryapayAnswer.Unavailable => Evidence.Down,
        ShauryapayAnswer.Ok { First: { } row } => ShauryapayStock.Same(row.Text("serialNo"), barcode) ? Evidence.Yes : Evidence.No,
        _ => Evidence.Nothing,
    };

    private static Evidence GoneFromStock(ShauryapayAnswer answer, string barcode) => answer switch
    {
        ShauryapayAnswer.Unavailable => Evidence.Down,
        ShauryapayAnswer.Ok ok => ShauryapayStock.Unused(ok).Any(ours => ShauryapayStock.Same(ours, barcode)) ? Evidence.No : Evidence.Yes,
        _ => Evidence.Nothing,
    };
}
