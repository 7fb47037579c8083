using Bot.Engine.Abstractions;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Finds out whether a tag was issued to a vehicle after the answer was lost: first the vehicle's own row, then the agent's stock.</summary>
internal sealed class TagIssueRecovery(ShauryapayClient client)
{
    private enum Told { Yes, No, Nothing, Down }

    /// <param name="done">What the operation returns when the tag was issued.</param>
    public async Task<Recovery> FindAsync(string vehicleNumber, string agentId, string barcode, CallResult done, CancellationToken cancel)
    {
        var vehicle = OnVehicle(await client.PostAsync("get_complete_customer_details_by_vehicle", cancel, ("vehicle_number", vehicleNumber)), barcode);
        if (vehicle == Told.Yes) return new Recovery.Done(done);

        var stock = GoneFromStock(await ShauryapayStock.AskAsync(client, agentId, cancel), barcode);
        return (vehicle, stock) switch
        {
            (Told.Down, _) or (_, Told.Down) => new Recovery.AskLater("Shauryapay cannot be asked now"),
            (_, Told.Yes) => new Recovery.Done(done),
            (Told.No, Told.No) => new Recovery.NotDone(),
            _ => new Recovery.Undecided($"Shauryapay tells neither whether the vehicle carries tag {barcode} nor whether the agent still has it"),
        };
    }

    private static Told OnVehicle(ShauryapayAnswer answer, string barcode) => answer switch
    {
        ShauryapayAnswer.Unavailable => Told.Down,
        ShauryapayAnswer.Ok { First: { } row } => ShauryapayStock.Same(row.Text("serialNo"), barcode) ? Told.Yes : Told.No,
        _ => Told.Nothing,
    };

    private static Told GoneFromStock(ShauryapayAnswer answer, string barcode) => answer switch
    {
        ShauryapayAnswer.Unavailable => Told.Down,
        ShauryapayAnswer.Ok ok => ShauryapayStock.Unused(ok).Any(ours => ShauryapayStock.Same(ours, barcode)) ? Told.No : Told.Yes,
        _ => Told.Nothing,
    };
}
