using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Products.Fastag;

/// <summary>
/// Keeps a chosen tag for the conversation that chose it. Of two that choose one at the same time, the record's version lets one through; the other is asked
/// again and finds it taken.
/// </summary>
/// <remarks>There is no counterpart that lets a tag go: see <see cref="TagReservations"/>.</remarks>
public sealed class ReserveTag(TagReservations reservations, AgentRepository agents, TimeProvider clock) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("tags.reserve", ["agentId", "barcode"], [new("reserved"), new("taken", "barcode")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var (conversation, now) = (call.Origin.Conversation, clock.GetUtcNow());
        var barcode = TagReservations.BarcodeIn(call.Arguments.Find("barcode"));
        var key = TagRepository.KeyOf(barcode);
        var known = await reservations.Tags.FindAsync(key, cancel).ConfigureAwait(false);
        if (!await reservations.IsFreeAsync(known?.Value, conversation, cancel).ConfigureAwait(false)) return CallResult.Of("taken", ("barcode", barcode));
        if (known?.Value.HeldBy == conversation) return CallResult.Of("reserved");

        var agent = await agents.WithPartnerIdAsync(call.Text("agentId"), cancel).ConfigureAwait(false);
        var tag = known?.Value ?? new Tag { Barcode = key, CreatedAt = now };
        var held = tag with { HeldBy = conversation, AgentId = agent?.Value.Id ?? tag.AgentId, UpdatedAt = now };
        return CallResult.Of("reserved") with { Changes = [TagRepository.Change(held, known?.Version ?? 0)] };
    }
}
