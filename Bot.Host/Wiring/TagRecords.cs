using Bot.Engine.Abstractions;
using Bot.Products.Fastag;

namespace Bot.Host.Wiring;

/// <summary>What the conversation does to our own records of agents, vehicles and tags: operations of the partner that keep them up to date, and the reservation of a tag.</summary>
internal sealed class TagRecords(IRecordStore records, IConversationStore conversations, ISecrets secrets, TimeProvider clock)
{
    private readonly AgentRepository _agents = new(records, secrets);
    private readonly VehicleRepository _vehicles = new(records, secrets);
    private readonly TagReservations _holds = new(new(records), conversations);

    public Operation Reserve => new ReserveTag(_holds, _agents, clock);

    /// <summary>The same operation, with what it tells written down.</summary>
    public Operation Recorded(Operation operation) => operation.Contract.Name switch
    {
        "shauryapay.agentByMobile" => new AgentRecords(operation, _agents, clock),
        "shauryapay.availableBarcodes" => new FreeBarcodes(operation, _holds),
        "shauryapay.activate" when operation is ConsequentialOperation issue => new ActivationRecords(issue, "activated", _agents, _vehicles, _holds.Tags, clock),
        "shauryapay.replaceValidateOtp" when operation is ConsequentialOperation replacement => new ActivationRecords(replacement, "replaced", _agents, _vehicles, _holds.Tags, clock),
        _ => operation,
    };
}
