using Bot.Engine.Abstractions;

namespace Bot.Products.Fastag;

/// <summary>Keeps our own records of agents, vehicles and tags up to date with what the issuing partner's operations tell.</summary>
public sealed class FastagRecords(AgentRepository agents, VehicleRepository vehicles, TagReservations reservations, TimeProvider clock) : IOperationDecorator
{
    /// <inheritdoc/>
    public Operation Decorate(Operation operation) => operation.Contract.Name switch
    {
        "shauryapay.agentByMobile" => new AgentRecords(operation, agents, clock),
        "shauryapay.availableBarcodes" => new FreeBarcodes(operation, reservations),
        "shauryapay.activate" when operation is ConsequentialOperation issue => new ActivationRecords(issue, "activated", agents, vehicles, reservations.Tags, clock),
        "shauryapay.replaceValidateOtp" when operation is ConsequentialOperation replacement => new ActivationRecords(replacement, "replaced", agents, vehicles, reservations.Tags, clock),
        _ => operation,
    };
}
