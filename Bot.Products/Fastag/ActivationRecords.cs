using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Products.Fastag;

/// <summary>
/// Moves stock, agent and vehicle in the turn that hears that the partner has issued a tag. When one of the records changed meanwhile, the call is recovered,
/// never made again, and the changes are computed anew.
/// </summary>
/// <param name="inner">Takes <c>agentId, barcode, vehicleNumber</c> and what describes the vehicle, if anything does.</param>
/// <param name="done">The outcome that says so: <c>activated</c>, <c>replaced</c>. The tag that the vehicle carried before is replaced either way.</param>
public sealed class ActivationRecords(ConsequentialOperation inner, string done, AgentRepository agents, VehicleRepository vehicles, TagRepository tags,
    TimeProvider clock) : ConsequentialOperation
{
    public override OperationContract Contract => inner.Contract;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel) =>
        await RecordedAsync(call, await inner.RunAsync(call, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);

    public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel) =>
        await inner.RecoverAsync(call, cancel).ConfigureAwait(false) switch
        {
            Recovery.Done told => new Recovery.Done(await RecordedAsync(call, told.Result, cancel).ConfigureAwait(false)),
            var other => other,
        };

    private async Task<CallResult> RecordedAsync(Call call, CallResult result, CancellationToken cancel)
    {
        if (result.Outcome != done) return result;

        var now = clock.GetUtcNow();
        var number = call.Text("vehicleNumber");
        var key = TagRepository.KeyOf(TagReservations.BarcodeIn(call.Arguments.Find("barcode")));
        var tag = await tags.FindAsync(key, cancel).ConfigureAwait(false);

        // Heard before: a turn that was computed twice, or a call that was recovered after its commit.
        if (tag?.Value is { State: TagState.Active } active && active.VehicleNumber == number) return result;

        var agent = await agents.WithPartnerIdAsync(call.Text("agentId"), cancel).ConfigureAwait(false);
        var vehicle = await vehicles.FindAsync(number, cancel).ConfigureAwait(false);
        var changes = ImmutableArray.CreateBuilder<RecordChange>();
        changes.Add(
            TagRepository.Change((tag?.Value ?? new Tag { Barcode = key, CreatedAt = now }).Issued(number, agent?.Value.Id ?? "", now), tag?.Version ?? 0));
        changes.Add(
            vehicles.Change(Described(vehicle?.Value ?? new Vehicle { Number = number, CreatedAt = now }, call, agent?.Value.Id ?? "").Carry(key, now),
                vehicle?.Version ?? 0));
        if (agent?.Value.HandOut(now) is { } handedOut) changes.AddRange(agents.Changes(agent, handedOut));
        if (vehicle?.Value.Tag is { Length: > 0 } carried && carried != key && await tags.FindAsync(carried, cancel).ConfigureAwait(false) is { } old)
        {
            changes.Add(
                TagRepository.Change(old.Value.Make(TagMove.Replace, now, out var why) with { ReplacedBy = why is null ? key : old.Value.ReplacedBy },
                    old.Version));
        }

        return result with { Changes = changes.DrainToImmutable() };
    }

    private static Vehicle Described(Vehicle vehicle, Call call, string agentId) => vehicle with
    {
        AgentId = agentId.Length > 0 ? agentId : vehicle.AgentId,
        EngineNumber = Given(call, "engineNumber", vehicle.EngineNumber),
        ChassisNumber = Given(call, "chassisNo", vehicle.ChassisNumber),
        Manufacturer = Given(call, "maker", vehicle.Manufacturer),
        Model = Given(call, "model", vehicle.Model),
        Descriptor = Given(call, "descriptor", vehicle.Descriptor),
        Colour = Given(call, "vehicleColour", vehicle.Colour),
    };

    /// <summary>An argument, or the name in the row that was chosen; what is known already when there is none.</summary>
    private static string Given(Call call, string name, string known)
    {
        var value = call.Arguments.Find(name);
        var text = value?.Field("name")?.Text ?? value?.Text ?? "";
        return text.Length > 0 ? text : known;
    }
}
