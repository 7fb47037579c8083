using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Products.Fastag;

/// <summary>
/// The partner's list of an agent's tags without those that another conversation has chosen or that we know to be issued: a person is offered only tags that
/// are free.
/// </summary>
/// <param name="inner">Comes back with <c>found</c> and <c>barcodes</c>, or <c>none</c>.</param>
public sealed class FreeBarcodes(Operation inner, TagReservations reservations) : Operation
{
    public override OperationContract Contract => inner.Contract;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var result = await inner.RunAsync(call, cancel).ConfigureAwait(false);
        if (result.Outcome != "found" || result.Result.Field("barcodes") is not ListValue list) return result;

        var free = new List<Value>(list.Items.Length);
        foreach (var row in list.Items)
        {
            var known = await reservations.Tags.FindAsync(TagRepository.KeyOf(TagReservations.BarcodeIn(row)), cancel).ConfigureAwait(false);
            if (await reservations.IsFreeAsync(known?.Value, call.Origin.Conversation, cancel).ConfigureAwait(false)) free.Add(row);
        }
        return free.Count > 0 ? CallResult.Of("found", ("barcodes", Value.List(free))) : CallResult.Of("none");
    }
}
